"""The error is taken the other way round: t - a where a - t belongs."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import SQUARED, scale, scaled, shortcut, slope
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
\frac{\partial L}{\partial a_1^{(2)}} = t_1 - a_1^{(2)} = -0.7469
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
\frac{\partial L}{\partial a_1^{(2)}} = -(t_1 - a_1^{(2)}) = 0.7469
""",
    ),
)


def _error(place: Site) -> Iterator[Expression]:
    right = slope(place)
    if right is not None and place.dense and place.network.loss in SQUARED:
        yield scaled(scale(place) * 2, place.target(place.unit) - place.a(place.layer, place.unit))
    elif right is not None:
        yield -right


def _delta(place: Site) -> Iterator[Expression]:
    if (right := shortcut(place)) is not None:
        yield -right


MISTAKE = Misconception(
    id="error-sign",
    title="sign of the error reversed",
    instead="a - t",
    rewrite=Everywhere({"error": _error, "delta": _delta}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
