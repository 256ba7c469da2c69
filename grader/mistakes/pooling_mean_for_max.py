"""Pooling takes the mean of a window where its greatest value is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.maths.expression import Constant, Expression, Ref, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands, otherwise
from grader.mistakes.site import Site

SHEET = "Z_11 = 0.15\nZ_12 = -1.35\nZ_21 = 0.65\nZ_22 = -0.1\nA_11 = 0.15\nA_12 = 0\nA_21 = 0.65\nA_22 = 0\n"
CAUGHT = (Example("convolution-pool", SHEET + "p = (0.15 + 0 + 0.65 + 0)/4 = 0.2\n", line=9),)
NOT_CAUGHT = (Example("convolution-pool", SHEET + "p = max(0.15, 0, 0.65, 0) = 0.65\n"),)


def _averaged(formula: Expression) -> Expression | None:
    window = operands(formula, "max")
    if len(window) < 2 or not all(isinstance(value, Ref) for value in window):
        return None
    return total(list(window)) / Constant(Fraction(len(window)))


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _averaged)


MISTAKE = Misconception(
    id="pooling-mean-for-max",
    title="mean of the window instead of its maximum",
    instead="the greatest of the window",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
