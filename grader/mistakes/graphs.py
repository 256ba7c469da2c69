"""Sums of paths in a graph of the author's own: the terms of a derivative, and whether they run through time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.maths.expression import Apply, Expression, total
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

FEW = 6  # paths of which one at a time is left out; of more, single ones are tried alone
_NUMBERED = re.compile(r"(.*?)_?(\d+)")


def terms(place: Site) -> tuple[Expression, ...]:
    """The paths that a derivative sums; empty where there is only one."""
    formula = place.trace.node(place.name).formula
    return formula.operands if isinstance(formula, Apply) and formula.operation == "add" else ()


def incomplete(paths: list[Expression]) -> Iterator[Expression]:
    """The sums that leave paths out: each path alone, then all but one."""
    if len(paths) > 1:
        yield from paths
    if 2 < len(paths) <= FEW:
        for left in range(len(paths) - 1, -1, -1):
            yield total(paths[:left] + paths[left + 1 :])


def through_time(place: Site) -> bool:
    """Whether the paths of a derivative differ in time: the same quantity at several steps, or at a later one."""
    if not isinstance(place.quantity, Derivative):
        return False
    stem, step = _numbered(place.quantity.by)
    children = {_numbered(child) for child in _children(place.trace, str(place.quantity.by))}
    if step is not None and any(later is not None and later > step for _, later in children):
        return True
    timed = [name for name, later in children if later is not None and name != stem]
    return len(timed) > len(set(timed))


def _numbered(variable: Variable) -> tuple[str, int | None]:
    """The name without the number at its end, and the number: h_2 is step 2 of h."""
    match = _NUMBERED.fullmatch(variable.family)
    return (match[1], int(match[2])) if match else (variable.family, None)


def _children(trace: Trace, name: str) -> Iterator[Variable]:
    """The quantities that rest directly on this one."""
    for child in trace.names:
        found = quantity(child)
        if isinstance(found, Variable) and name in trace.parents(child):
            yield found
