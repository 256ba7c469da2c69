"""A matrix product is taken without the transposition that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from grader.maths.expression import Expression, Ref, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import Element, element, extent, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

Pair: TypeAlias = tuple[Element, Element]

PROBLEM = """id: scores-of-two
title: Scores of two queries and two keys
graph:
  given: {Q: [[0.8, -0.85], [1.4, 1.1]], K: [[0.7, 0.45], [-1.7, 0.9]]}
  define: {S: Q @ K.T}
"""
CAUGHT = (Example(PROBLEM, "S_12 = 0.8*0.45 + (-0.85)*0.9 = -0.405\n"),)
NOT_CAUGHT = (Example(PROBLEM, "S_12 = 0.8*(-1.7) + (-0.85)*0.9 = -2.125\n"),)


def _pairs(formula: Expression) -> list[Pair]:
    """The products A[i,k] B[j,k] of a sum; empty where it holds anything else."""
    found = [[element(factor) for factor in operands(term, "mul")] for term in operands(formula, "add")]
    pairs = [(a, b) for a, b in (each for each in found if len(each) == 2) if a is not None and b is not None]
    flat = [each for pair in pairs for each in pair]
    if len(pairs) != len(found) or any(len(each.index) != 2 for each in flat):
        return []
    return pairs if all(a.index[1] == b.index[1] for a, b in pairs) and len({b.index[0] for _, b in pairs}) == 1 else []


def _straight(trace: Trace, formula: Expression) -> Expression | None:
    """The sum with B[k,j] for B[j,k]."""
    pairs = _pairs(formula)
    if not pairs:
        return None
    rows, columns = extent(trace, pairs[0][1].family)
    if rows != columns:
        return None
    return total([Ref(a.at(*a.index)) * Ref(b.at(b.index[1], b.index[0])) for a, b in pairs])


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, partial(_straight, place.trace))


MISTAKE = Misconception(
    id="transpose-omitted",
    title="matrix not transposed",
    instead="Q K^T",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
