"""The variance of a batch is divided by n - 1, as if it were a sample's."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.maths.expression import Constant, Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands, otherwise
from grader.mistakes.site import Site

CAUGHT = (Example("batch-norm-four", "mu = 3.625\nv = (2.625^2 + 0.625^2 + 0.375^2 + 2.875^2)/3 = 5.2292\n", line=2),)
NOT_CAUGHT = (Example("batch-norm-four", "mu = 3.625\nv = (2.625^2 + 0.625^2 + 0.375^2 + 2.875^2)/4 = 3.9219\n"),)


def _of_sample(formula: Expression) -> Expression | None:
    """The squared distances from one middle, divided by one less than their number."""
    parts = operands(formula, "div")
    squares = operands(parts[0], "add") if parts else ()
    if len(squares) < 2 or parts[1] != Constant(Fraction(len(squares))) or len({_middle(square) for square in squares}) != 1:
        return None
    if _middle(squares[0]) is None:
        return None
    return parts[0] / (len(squares) - 1) if len(squares) > 2 else parts[0]


def _middle(square: Expression) -> Expression | None:
    """What a squared difference subtracts."""
    power = operands(square, "pow")
    difference = operands(power[0], "add") if power and power[1] == Constant(Fraction(2)) else ()
    negative = operands(difference[1], "neg") if len(difference) == 2 else ()
    return negative[0] if negative else None


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _of_sample)


MISTAKE = Misconception(
    id="variance-sample-for-population",
    title="variance divided by n - 1",
    instead="sum (x - mu)^2 / n",
    rewrite=Everywhere({"definition": _rule, "loss": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
