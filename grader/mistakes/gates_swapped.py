"""Two gates of a cell change places: the forget gate takes the candidate, the input gate the memory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.maths.expression import Expression, product, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import is_gate, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

SHEET = "f = 0.6295\ni = 0.5125\ng = 0.6751\n"
CAUGHT = (Example("lstm-step", SHEET + "c_1 = 0.5125*(-0.4) + 0.6295*0.6751 = 0.22\n", line=4),)
NOT_CAUGHT = (Example("lstm-step", SHEET + "c_1 = 0.6295*(-0.4) + 0.5125*0.6751 = 0.0942\n"),)


def _exchanged(trace: Trace, formula: Expression) -> Expression | None:
    """The sum of two gated terms with each gate at the other term."""
    terms = [operands(term, "mul") for term in operands(formula, "add")]
    if len(terms) != 2:
        return None
    gates = [[factor for factor in factors if is_gate(trace, factor)] for factors in terms]
    if any(len(found) != 1 for found in gates) or gates[0] == gates[1]:
        return None
    others = [[factor for factor in factors if factor not in found] for factors, found in zip(terms, gates, strict=True)]
    return total([product([*gates[1], *others[0]]), product([*gates[0], *others[1]])])


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, partial(_exchanged, place.trace))


MISTAKE = Misconception(
    id="gates-swapped",
    title="gates exchanged",
    instead="c = f c_old + i g",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
