"""The change, or the gradient, is written down as the new weight."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref
from grader.mistakes.chain import Only
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "classic-2-2-2",
        r"""net_{h1} = 0.3775
out_{h1} = 0.59327
net_{h2} = 0.3925
out_{h2} = 0.596884
net_{o1} = 1.105906
out_{o1} = 0.751365
net_{o2} = 1.224921
out_{o2} = 0.772928
\frac{\partial E}{\partial w_5} = 0.082167
w_5^+ = \frac{\partial E}{\partial w_5} = 0.082167
""",
        line=10,
    ),
)
NOT_CAUGHT = (
    Example(
        "classic-2-2-2",
        r"""net_{h1} = 0.3775
out_{h1} = 0.59327
net_{h2} = 0.3925
out_{h2} = 0.596884
net_{o1} = 1.105906
out_{o1} = 0.751365
net_{o2} = 1.224921
out_{o2} = 0.772928
\frac{\partial E}{\partial w_5} = 0.082167
w_5^+ = 0.358916
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    gradient = place.descent
    if gradient is not None and not place.is_change:
        yield Ref("eta") * gradient
        yield gradient
        yield -(Ref("eta") * gradient)  # the change itself, where updates are added


MISTAKE = Misconception(
    id="gradient-as-weight",
    title="gradient as the new weight",
    instead="w - eta g",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
