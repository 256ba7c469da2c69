"""A gate and its complement change places: z lets the new state through where 1 - z should."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.maths.expression import Apply, Constant, Expression, Ref, lift
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import is_gate, operands
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

SHEET = "z = 0.4329\nr = 0.2953\nn = -0.1597\n"
CAUGHT = (Example("gru-step", SHEET + "h_1 = 0.4329*(-0.1597) + (1 - 0.4329)*0.9 = 0.4412\n", line=4),)
NOT_CAUGHT = (Example("gru-step", SHEET + "h_1 = (1 - 0.4329)*(-0.1597) + 0.4329*0.9 = 0.299\n"),)


def _complemented(trace: Trace, formula: Expression) -> Expression | None:
    """The gate of which the formula is the complement: g of 1 - g."""
    parts = operands(formula, "add")
    negative = operands(parts[1], "neg") if len(parts) == 2 and isinstance(parts[0], Constant) and parts[0].value == 1 else ()
    return negative[0] if negative and is_gate(trace, negative[0]) else None


def _gate(trace: Trace, formula: Expression) -> Expression | None:
    """The first gate whose complement stands in the formula."""
    found = _complemented(trace, formula)
    if found is not None or not isinstance(formula, Apply):
        return found
    return next((gate for operand in formula.operands if (gate := _gate(trace, operand)) is not None), None)


def _swapped(trace: Trace, gate: Expression, formula: Expression) -> Expression:
    """The formula with the gate for its complement and the complement for the gate."""
    if _complemented(trace, formula) == gate:
        return gate
    if formula == gate:
        return lift(1) - gate
    if not isinstance(formula, Apply):
        return formula
    return Apply(formula.operation, tuple(map(partial(_swapped, trace, gate), formula.operands)))


def _rule(place: Site) -> Iterator[Expression]:
    right = place.trace.node(place.name).formula
    gate = _gate(place.trace, right)
    if isinstance(gate, Ref):
        yield _swapped(place.trace, gate, right)


MISTAKE = Misconception(
    id="gate-complement-swapped",
    title="gate and complement exchanged",
    instead="h = (1 - z) n + z h_old",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
