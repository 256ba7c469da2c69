"""The scores of attention are not divided by the root of their dimension."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.maths.expression import Apply, Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import is_computed, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

CAUGHT = (Example("attention-one-query", "s_1 = 1*0.2 + 0.5*1 = 0.7\n"),)
NOT_CAUGHT = (Example("attention-one-query", "s_1 = (1*0.2 + 0.5*1)/sqrt(2) = 0.495\n"),)


def _plain(trace: Trace, formula: Expression) -> Expression | None:
    """The sum of products above the root of a number that the problem gives."""
    parts = operands(formula, "div")
    root = operands(parts[1], "sqrt") if parts else ()
    if root and not is_computed(trace, root[0]) and isinstance(parts[0], Apply) and parts[0].operation in {"add", "mul"}:
        return parts[0]
    return None


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, partial(_plain, place.trace))


MISTAKE = Misconception(
    id="attention-unscaled",
    title="scores not divided by the root of the dimension",
    instead="q k / sqrt(d)",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
