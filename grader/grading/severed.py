"""A chain that goes on below with something else: the name between was lost, and what stands before it is the line's own value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from grader.grading.facts import Facts, Value, value

APART: Final = 0.02  # share of a value by which the working below it gives another number


def own_part(facts: Facts, fits: Callable[[Value], bool]) -> Facts:
    """The statement up to the value that fits its quantity, where the line below that value is unclear or gives another number.

    A chain whose last value fits, and one that only runs on (`= 0.06`, below it `= 0.06 * 0.5 = 0.03` for 0.03), stays whole.
    """
    if facts.value is None or fits(facts.value):
        return facts
    for end, shown in _breaks(facts):
        if fits(shown):
            links = facts.statement.links
            kept = replace(facts.statement, links=links[:end], value=links[end - 1])
            return replace(facts, statement=kept, cells=((shown,),))
    return facts


def _breaks(facts: Facts) -> Iterator[tuple[int, Value]]:
    """The values behind which a line goes on with unclear ink, a formula or another number's working; with the number of links up to it."""
    for end, (link, behind) in enumerate(pairwise(facts.statement.links), 1):
        plain, side = facts.sides.get(link.position), facts.sides.get(behind.position)
        if link.kind != "value" or behind.line == link.line or plain is None or not plain.scalar:
            continue
        shown = value(link.tree)
        reached = side.value(side.literals()) if side is not None and side.scalar else shown.number
        if behind.kind not in {"value", "numeric"} or abs(reached - shown.number) > APART * abs(shown.number):
            yield end, shown
