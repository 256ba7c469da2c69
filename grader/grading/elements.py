"""Which number the first element of a graph's vectors has on a sheet: an index 0 tells, else the values."""

from __future__ import annotations

from typing import Final

from grader.grading.conventions import Convention
from grader.grading.facts import Facts
from grader.grading.statements import names
from grader.reading.tree import Name

TINY: Final = 1e-9
SLACK: Final = 1.02  # of half a unit within which a value agrees


def count_elements(convention: Convention, sheet: list[Facts]) -> None:
    """Take the author's vectors as counted from 0 where an index is 0, or the values say so."""
    spelt = {convention.spelt(name): None for facts in sheet for tree in facts.statement.equation.links for name in names(tree)}
    convention.declared.count_from(spelt)
    if _one_further(convention, sheet):
        convention.declared.count_from_zero()


def _one_further(convention: Convention, sheet: list[Facts]) -> bool:
    """Whether elements of a graph's vectors have the values of those one further, and none its own: the sheet counts from 0."""
    own = further = 0
    for facts in sheet:
        head, value = facts.statement.head, facts.value
        found = convention.declared.find(convention.spelt(head)) if isinstance(head, Name) and value is not None else None
        if value is None or not found or "[" not in found[0].name:
            continue
        stem, _, index = found[0].name.rstrip("]").partition("[")
        both = (found[0].name, f"{stem}[{','.join(str(int(number) + 1) for number in index.split(',') if number.isdecimal())}]")
        reach = TINY if value.exact else value.half * SLACK
        here, there = (
            convention.reference.contains(name) and abs(found[0].sign * convention.reference.number(name) - value.number) <= reach
            for name in both
        )
        own += here or not convention.reference.contains(both[1])
        further += there and not here
    return further > 0 and not own
