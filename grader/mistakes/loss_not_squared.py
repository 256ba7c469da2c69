"""The difference is not squared in the loss."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression, lift
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import is_squared, scale, scaled
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
L_1 = \frac{1}{2}(0.01 - 0.7569) = -0.3735
""",
        line=9,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        """z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
L_1 = 0.279
""",
    ),
)


def _term(place: Site) -> Iterator[Expression]:
    if is_squared(place):
        t, a = place.target(place.unit), place.a(place.depth, place.unit)
        yield scaled(scale(place), t - a)
        yield scaled(scale(place), a - t)


def _loss(place: Site) -> Iterator[Expression]:
    if not place.dense:
        yield _flat(place.trace.node(place.name).formula)


def _flat(formula: Expression) -> Expression:
    """The formula with each square replaced by its base."""
    if not isinstance(formula, Apply):
        return formula
    if formula.operation == "pow" and formula.operands[1] == lift(2):
        return formula.operands[0]
    return Apply(formula.operation, tuple(map(_flat, formula.operands)))


MISTAKE = Misconception(
    id="loss-not-squared",
    title="error not squared",
    instead="(1/2)(t-a)^2",
    rewrite=Everywhere({"term": _term, "loss": _loss}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
