"""A factor 2 or 1/2 too many or too few stands in the derivative of the loss."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, lift
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import HALF, HALVED, is_squared, slope
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial a_1^{(2)}} = 2(a_1^{(2)} - t_1) = 1.494
""",
        line=9,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial a_1^{(2)}} = 2 \cdot \frac{1}{2} (a_1^{(2)} - t_1) = 0.7469
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    right = slope(place)
    if right is None or not is_squared(place):
        return
    if place.dense and place.network.loss not in HALVED:
        yield HALF * right
        yield lift(2) * right
    else:
        yield lift(2) * right
        yield HALF * right


MISTAKE = Misconception(
    id="loss-derivative-factor",
    title="factor 2 in the loss's derivative",
    instead="the square's 2 times the loss's own factor",
    rewrite=Everywhere({"error": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
