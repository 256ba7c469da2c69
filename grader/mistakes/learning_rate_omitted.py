"""The whole gradient is subtracted: w - g."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref, references, substitute
from grader.mistakes.chain import ONE, Only, plain_gradient, updated
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
w_5^+ = 0.40 - 0.0821670 = 0.317833
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
w_5^+ = 0.40 - 0.0410835 = 0.358916
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.descent is None:
        return
    if (gradient := plain_gradient(place)) is not None:
        yield updated(place, gradient)
        return
    right = place.trace.node(place.name).formula
    if "eta" in references(right):
        yield substitute(right, lambda name: ONE if name == "eta" else Ref(name))


MISTAKE = Misconception(
    id="learning-rate-omitted",
    title="learning rate left out",
    instead="w - eta g",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
