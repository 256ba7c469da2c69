"""The bias stays as it was."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref
from grader.mistakes.chain import ZERO, Only
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial L}{\partial z_1^{(2)}} = -0.016
\frac{\partial L}{\partial b_1^{(2)}} = -0.016
b_{1,new}^{(2)} = b_1^{(2)} = 0.1000
""",
        line=11,
    ),
)
NOT_CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial L}{\partial z_1^{(2)}} = -0.016
\frac{\partial L}{\partial b_1^{(2)}} = -0.016
b_{1,new}^{(2)} = 0.1 - 0.1 \cdot (-0.016) = 0.1016
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.old.family == "b" and place.descent is not None:
        yield ZERO if place.is_change else Ref(str(place.old))


MISTAKE = Misconception(
    id="bias-not-updated",
    title="bias not updated",
    instead="b - eta dL/db",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
