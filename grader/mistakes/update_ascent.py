"""The update goes up the gradient: w + eta g."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref
from grader.mistakes.chain import Only, plain_gradient
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
w_5^+ = 0.40 + 0.5 \cdot 0.0821670 = 0.441084
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
w_5^+ = 0.40 - 0.5 \cdot 0.0821670 = 0.358916
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.descent is None:
        return
    if (gradient := plain_gradient(place)) is not None:
        moved = Ref("eta") * gradient
        yield moved if place.is_change else Ref(str(place.old)) + moved
        return
    right, old = place.trace.node(place.name).formula, Ref(str(place.old))
    yield -right if place.is_change else old + (old - right)


MISTAKE = Misconception(
    id="update-ascent",
    title="update with the wrong sign",
    instead="w - eta g",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
