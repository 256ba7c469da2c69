"""A gate is left out of a product."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.maths.expression import Expression, Ref, product, references
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import is_gate, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

CAUGHT = (
    Example("gru-step", "s_n = 0.8*(-0.6) + 1.2*0.9 = 0.6\n"),
    Example("lstm-step", "f = 0.6295\ni = 0.5125\ng = 0.6751\nc_1 = -0.4 + 0.5125*0.6751 = -0.054\n", line=4),
)
NOT_CAUGHT = (Example("gru-step", "r = 0.2953\ns_n = 0.8*(-0.6) + 1.2*0.2953*0.9 = -0.1611\n"),)


def _open(trace: Trace, gate: str, formula: Expression) -> Expression | None:
    """A product without the gate."""
    factors = operands(formula, "mul")
    if Ref(gate) not in factors or not is_gate(trace, Ref(gate)):
        return None
    return product([factor for factor in factors if factor != Ref(gate)])


def _rule(place: Site) -> Iterator[Expression]:
    names = dict.fromkeys(references(place.trace.node(place.name).formula))
    yield from otherwise(place, *(partial(_open, place.trace, name) for name in names))


MISTAKE = Misconception(
    id="gate-omitted",
    title="gate left out",
    instead="each gate multiplies what it lets through",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
