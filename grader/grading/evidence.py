"""How well a statement's numbers speak for a quantity: its value, its operands, what its working computes."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from grader.grading.facts import Facts, Value
from grader.grading.names import primed
from grader.grading.precision import INTEGER_ROUNDED
from grader.grading.sections import Sections, layer_of
from grader.grading.working import Candidate

if TYPE_CHECKING:
    from grader.grading.reference import Reference

SUPPORTED: Final = 2.4  # a match to two digits or more
ASTRAY: Final = 1.5  # cost of a quantity of another layer than the title above the line speaks of


class Evidence:
    """How well a statement's numbers fit a quantity."""

    def __init__(self, reference: Reference, steps: int, sections: Sections) -> None:
        """Keep the problem, the number of its updates and what the sheet's titles say."""
        self.reference = reference
        self.steps = steps
        self.sections = sections
        self._known: dict[tuple[int, str, int], float] = {}
        self._singles: dict[tuple[int, str, int], float] = {}

    def fit(self, facts: Facts, candidate: Candidate) -> float:
        """The statement's support for a quantity, over all updates where none is marked; about 4 for a full match, -1 against it."""
        key = (facts.statement.place, candidate.name, candidate.sign)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = max(self.passes(facts, candidate), key=lambda pair: pair[0])[0]
        return found

    def passes(self, facts: Facts, candidate: Candidate) -> list[tuple[float, Candidate]]:
        """The support for a quantity in each pass of the network."""
        found = [(self.single(facts, candidate), candidate)]
        if "'" not in candidate.name:
            for k in range(1, self.steps + 1):
                later = primed(candidate.name, k)
                if self.reference.means(later):
                    again = Candidate(later, candidate.sign, candidate.weight - 0.3 * k)
                    found.append((self.single(facts, again) - 0.3 * k, again))
        return found

    def single(self, facts: Facts, candidate: Candidate) -> float:
        """The support for one quantity; naming asks for it first, matching again."""
        key = (facts.statement.place, candidate.name, candidate.sign)
        found = self._singles.get(key)
        if found is None:
            found = self._singles[key] = self._single(facts, candidate)
        return found

    def _single(self, facts: Facts, candidate: Candidate) -> float:
        rows = self.reference.elements(candidate.name)
        if rows is not None:
            return self._grid(facts, rows, candidate.sign)
        if not self.reference.contains(candidate.name):
            return -3.0
        value = facts.value
        if value is None:
            return -2.0 if facts.cells else 0.0
        truth = candidate.sign * self.reference.number(candidate.name)
        whole = value.exact and abs(truth) < INTEGER_ROUNDED  # a small whole number was not rounded
        score = agreement(value.number, 0.0 if whole else value.half, value.significant, truth)
        if facts.identified:
            score += 4.0 if facts.identified.get(candidate.name) == candidate.sign else -0.7
        elif len(facts.operands) > 1:
            score += self._operands(facts, candidate.name)
        return score

    def astray(self, facts: Facts, name: str) -> bool:
        """Whether a quantity belongs to another layer than the title above a statement speaks of."""
        layers = self.sections.layers(facts.statement.line)
        layer = layer_of(self.reference.meaning(name)) if layers else None
        return layer is not None and layer not in layers

    def _operands(self, facts: Facts, name: str) -> float:
        pool = self.reference.pool(name)
        hits = sum([_stands_in(pool, operand) for operand in facts.operands])
        return 2.0 * hits / len(facts.operands) - 0.7

    def _grid(self, facts: Facts, rows: tuple[tuple[str, ...], ...], sign: int) -> float:
        cells = fitted(facts.cells, rows)
        if cells is None:
            return -2.0
        total = 0.0
        flat = [name for row in rows for name in row]
        for value, name in zip((v for row in cells for v in row), flat, strict=True):
            total += agreement(value.number, value.half, value.significant, sign * self.reference.number(name))
        return max(min(total, 2.0 * total / len(flat) + 2), -2.0)


def _stands_in(pool: tuple[float, ...], operand: float) -> bool:
    """Whether a number is one of these sizes, nearly; they are sorted, and only those about as large are looked at."""
    for size in pool[bisect_left(pool, 0.99 * operand - 1e-8) :]:
        if abs(operand - size) <= 0.006 * size + 1e-9:
            return True
        if size > 1.01 * operand + 1e-8:
            return False
    return False


def fitted(cells: tuple[tuple[Value, ...], ...], rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[Value, ...], ...] | None:
    """The written cells in the shape of the quantity's rows, turned where needed; None where the shapes cannot fit."""
    if not cells or len({len(row) for row in cells}) != 1:
        return None
    shape = (len(rows), len(rows[0]))
    if (len(cells), len(cells[0])) == shape:
        return cells
    if (len(cells[0]), len(cells)) == shape:
        return tuple(zip(*cells, strict=True))
    return None


def agreement(number: float, half: float, significant: int, truth: float) -> float:
    """How strongly a written number speaks for a quantity of this value."""
    if not math.isfinite(number):
        return 0.0
    gap = abs(number - truth)
    if gap <= half * 1.02 + 1e-12 or gap <= 0.0006 * abs(truth):
        return (0.6, 1.2, 2.5, 4.0)[min(significant, 3)]
    if truth and gap <= 0.03 * abs(truth):
        return 0.9 if significant > 1 else 0.3
    if truth and gap <= 0.15 * abs(truth):
        return 0.0
    if truth and abs(number + truth) <= max(half * 1.02, 0.0006 * abs(truth)):
        return 0.2
    return -1.0
