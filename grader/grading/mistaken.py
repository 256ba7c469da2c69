"""What each misconception would make of a quantity: wrong formulas with their values in the random traces."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.grading.align import CLOSE, same
from grader.maths.compiled import Compiled
from grader.mistakes.catalogue import CATALOGUE

if TYPE_CHECKING:
    from grader.grading.reference import Reference

MOST_FORMULAS: Final = 240  # of one quantity
ERRORLESS: Final = frozenset({"upstream-omitted"})  # rules that leave the error out: in which sign a sheet writes it is nothing to them
INDUCED: Final = 1000  # added to the rank of formulas that carry a wrong rule over from another quantity


class Wrong(NamedTuple):
    """One wrong formula of a quantity."""

    cause: str
    compiled: Compiled
    probe: tuple[float, ...]
    rank: int  # own rule before carried, then among the misconception's formulas, then place in the catalogue


def turned(cause: str, sign: int) -> int:
    """The sign in which a wrong formula shows where errors are written with this one."""
    return 1 if cause in ERRORLESS else sign


class Mistakes(NamedTuple):
    """The wrong formulas of a quantity, simplest misconception first, and their places by the first probe."""

    formulas: tuple[Wrong, ...]
    firsts: tuple[float, ...]
    places: tuple[int, ...]


def mistaken(reference: Reference, name: str) -> tuple[Wrong, ...]:
    """The wrong formulas of a quantity, simplest misconception first; those that are identical to the right one are left out."""
    return _mistakes(reference, name).formulas


def mistaken_as(reference: Reference, name: str, first: float) -> list[Wrong]:
    """Those of them whose first probe is this number."""
    if not math.isfinite(first):
        return []
    formulas, firsts, places = _mistakes(reference, name)
    slack = 2 * CLOSE * max(abs(first), CLOSE)
    near = sorted(places[bisect_left(firsts, first - slack) : bisect_right(firsts, first + slack)])
    return [formulas[place] for place in near if same(first, formulas[place].probe[0])]


def _mistakes(reference: Reference, name: str) -> Mistakes:
    known: dict[str, Mistakes] = reference.trace.kept.setdefault(Mistakes, {})
    found = known.get(name)
    if found is None:
        formulas = tuple(_formulas(reference, name))
        firsts = [probe[0] if math.isfinite(probe[0]) else math.inf for _, _, probe, _ in formulas]
        places = sorted(range(len(formulas)), key=firsts.__getitem__)
        found = known[name] = Mistakes(formulas, tuple(firsts[place] for place in places), tuple(places))
    return found


def _formulas(reference: Reference, name: str) -> list[Wrong]:
    truth = reference.probe(name)
    found: list[Wrong] = []
    for place, misconception in enumerate(CATALOGUE):
        own = misconception.rewrite.own(reference.trace, name)
        for rank, formula in enumerate(misconception.rewrite(reference.trace, name)):
            compiled = Compiled(formula)
            if not all(map(reference.contains, compiled.parents)):
                continue
            probe = reference.probe_of(compiled)
            if any(map(math.isfinite, probe)) and not all(map(same, probe, truth)):
                found.append(Wrong(misconception.id, compiled, probe, INDUCED * (rank >= own) + 100 * min(rank, 9) + place))
        if len(found) > MOST_FORMULAS:
            break
    return sorted(found, key=lambda wrong: wrong.rank)
