"""The softmax of a matrix is taken along the other axis, or over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.graph.quantity import Variable
from grader.maths.expression import Apply, Expression, Ref, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import Element, element, extent, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

PROBLEM = """id: two-rows-of-scores
title: Softmax of each row
graph:
  given: {S: [[1, 0.2], [-0.5, 0.4]]}
  define: {A: "softmax(S, axis=1)"}
"""
CAUGHT = (Example(PROBLEM, "A_11 = e^1/(e^1 + e^(-0.5)) = 0.8176\n"),)
NOT_CAUGHT = (Example(PROBLEM, "A_11 = e^1/(e^1 + e^0.2) = 0.69\nA_21 = e^(-0.5)/(e^(-0.5) + e^0.4) = 0.2891\n"),)


def _powers(formula: Expression) -> list[Element]:
    """The elements whose exponentials a softmax adds; empty where they are not all of one matrix."""
    found = [element(inside[0]) for term in operands(formula, "add") if (inside := operands(term, "exp"))]
    elements = [each for each in found if each is not None and len(each.index) == 2]
    same = len({each.family for each in elements}) == 1 and len(elements) == len(operands(formula, "add"))
    return elements if same else []


def _other_sum(trace: Trace, formula: Expression, *, whole: bool) -> Expression | None:
    """The quotient with the sum of the column for that of the row, or of the row for that of the column, or of all."""
    parts = operands(formula, "div")
    power = operands(parts[0], "exp") if parts else ()
    own, summed = (element(power[0]), _powers(parts[1])) if power else (None, [])
    if own is None or not summed:
        return None
    rows, columns = extent(trace, own.family)
    along_row = len({each.index[0] for each in summed}) == 1
    line = [(k, own.index[1]) for k in range(1, rows + 1)] if along_row else [(own.index[0], k) for k in range(1, columns + 1)]
    places = [(i, j) for i in range(1, rows + 1) for j in range(1, columns + 1)] if whole else line
    below: list[Expression] = [Apply("exp", (Ref(own.at(*place)),)) for place in places]
    return parts[0] / total(below) if below else None


def _rule(place: Site) -> Iterator[Expression]:
    if isinstance(place.quantity, Variable) and len(place.quantity.index) == 2:
        yield from otherwise(place, partial(_other_sum, place.trace, whole=False), partial(_other_sum, place.trace, whole=True))


MISTAKE = Misconception(
    id="attention-softmax-axis",
    title="softmax along the wrong axis",
    instead="each row sums to 1",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
