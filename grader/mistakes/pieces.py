"""Formulas of an author's own graph taken apart: products and sums, elements of vectors, gates, and one piece put for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.graph.naming import named
from grader.graph.quantity import Variable, quantity
from grader.maths.expression import Apply, Constant, Expression, Ref, references
from grader.mistakes.site import Site, applied

if TYPE_CHECKING:
    from grader.graph.trace import Trace

Change = Callable[[Expression], Expression | None]


def changed(formula: Expression, change: Change) -> Expression:
    """The formula with each piece replaced that `change` has another for; what stands in a replaced piece is left alone."""
    other = change(formula)
    if other is not None:
        return other
    if not isinstance(formula, Apply):
        return formula
    return Apply(formula.operation, tuple(changed(operand, change) for operand in formula.operands))


def otherwise(place: Site, *changes: Change) -> Iterator[Expression]:
    """The formula of the place as each of the changes makes it; nothing for a change that finds nothing."""
    right = place.trace.node(place.name).formula
    for change in changes:
        wrong = changed(right, change)
        if wrong != right:
            yield wrong


def operands(formula: Expression, operation: str) -> tuple[Expression, ...]:
    """What the operation is applied to; nothing where the formula is another one."""
    return formula.operands if isinstance(formula, Apply) and formula.operation == operation else ()


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a vector or matrix: its name and its places, from 1."""

    family: str
    index: tuple[int, ...]

    def at(self, *index: int) -> str:
        """The name of another element of the same whole."""
        return named(self.family, *index)


def element(formula: Expression) -> Element | None:
    """The element that a reference names; None for anything else."""
    return element_of(formula.name) if isinstance(formula, Ref) else None


@lru_cache(maxsize=8192)
def element_of(name: str) -> Element | None:
    """The element of that name; None for a quantity without places."""
    try:
        found = quantity(name)
    except ValueError:
        return None
    return Element(found.family, found.index) if isinstance(found, Variable) and found.index and not found.primes else None


def extent(trace: Trace, family: str) -> tuple[int, int]:
    """The rows and columns of a matrix; 0 and 0 where the name is none."""
    rows = trace.elements(family)
    known = rows is not None and all(found and len(found.index) == 2 for found in map(element_of, rows[0]))
    return (len(rows), len(rows[0])) if rows is not None and known else (0, 0)


def is_gate(trace: Trace, formula: Expression) -> bool:
    """Whether the formula names a sigmoid's value in a graph that gates what it computes."""
    return isinstance(formula, Ref) and applied(trace, formula.name) == "sigmoid" and _gates(trace)


def _gates(trace: Trace) -> bool:
    """Whether somewhere a sigmoid's value multiplies something that is computed as well."""
    if _gates not in trace.kept:
        trace.kept[_gates] = _has_gates(trace)
    return bool(trace.kept[_gates])


def _has_gates(trace: Trace) -> bool:
    return any(_is_gating(trace, trace.node(name).formula) for name in trace.names if name not in trace.given and "/" not in name)


def _is_gating(trace: Trace, formula: Expression) -> bool:
    if not isinstance(formula, Apply):
        return False
    if formula.operation == "mul":
        gates = [_lets_through(trace, factor) for factor in formula.operands]
        others = [factor for factor, gate in zip(formula.operands, gates, strict=True) if not gate]
        if any(gates) and any(name not in trace.given for factor in others for name in references(factor)):
            return True
    return any(_is_gating(trace, operand) for operand in formula.operands)


def _lets_through(trace: Trace, factor: Expression) -> bool:
    """Whether a factor is a sigmoid's value, or the complement 1 - g of one."""
    terms = operands(factor, "add")
    inside = operands(terms[1], "neg") if len(terms) == 2 and terms[0] == Constant(Fraction(1)) else (factor,)
    return len(inside) == 1 and isinstance(inside[0], Ref) and applied(trace, inside[0].name) == "sigmoid"


def is_computed(trace: Trace, formula: Expression) -> bool:
    """Whether the formula holds anything but constants and givens."""
    return any(name not in trace.given for name in references(formula))


def is_mean(trace: Trace, formula: Expression) -> bool:
    """Whether the formula is a mean of several quantities, or names one."""
    if isinstance(formula, Ref):
        return formula.name not in trace.given and trace.contains(formula.name) and is_mean(trace, trace.node(formula.name).formula)
    parts = operands(formula, "div")
    terms = operands(parts[0], "add") if parts else ()
    return len(terms) > 1 and parts[1] == Constant(Fraction(len(terms))) and all(isinstance(term, Ref) for term in terms)
