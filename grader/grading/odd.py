"""The odd one out: the operand of a line that does not belong there, found by what would make the line right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.grading.align import Aligner, Operand, same
from grader.grading.facts import trivial
from grader.grading.judged import Judged
from grader.grading.working import Side, Slot

if TYPE_CHECKING:
    from grader.grading.reference import Reference

MOST_OTHERS: Final = 8  # slots whose second reading is tried beside one odd operand
SECANTS: Final = 20
STARTS = ((0.7, 1.3), (4.0, 3.5), (-4.0, -3.5))  # a square has two roots: one from each side


class Odd(NamedTuple):
    """One operand that is out of place: its slot, the quantity that belongs there (negative for sign -1)."""

    slot: int
    belongs: str
    sign: int
    others: tuple[Operand, ...]


class OddOperand:
    """Finds the one operand whose change makes the working right."""

    def __init__(self, reference: Reference, aligner: Aligner) -> None:
        """Keep what operands are looked up in."""
        self.reference = reference
        self.aligner = aligner

    def find(self, side: Side, claim: Judged, probe: tuple[float, ...] | None = None) -> Odd | None:
        """The one operand that is out of place, where changing it alone makes the working right, or a wrong rule's with this `probe`."""
        assert claim.quantity is not None  # noqa: S101
        probe = self.reference.probe(claim.quantity) if probe is None else probe
        above = self.reference.ancestors(claim.quantity)
        options = [self.aligner.options(slot, above) for slot in side.slots]
        slots = sorted(range(len(options)), key=lambda i: (bool(options[i]), i))
        for i in slots:
            if self._movable(side.slots[i]) and all(options[j] for j in range(len(options)) if j != i):
                found = self._odd_at(side, claim, i, options, above, probe)
                if found is not None:
                    return found
        return None

    @staticmethod
    def _movable(slot: Slot) -> bool:
        return slot.literal is not None and not (slot.exponent and trivial(slot.literal.written))

    def _odd_at(
        self, side: Side, claim: Judged, which: int, options: list[list[Operand]], above: frozenset[str], probe: tuple[float, ...]
    ) -> Odd | None:
        fixed = [opts[:2] if i != which else [Operand("", 1, probe)] for i, opts in enumerate(options)]
        for others in _few(fixed):
            for needed in roots(side, [o.sign * o.probe[0] for o in others], which, claim.sign * probe[0]):
                for name in self._fitting(needed, above, claim):
                    sign = 1 if needed * self.reference.probe(name)[0] > 0 else -1
                    tried = (*others[:which], Operand(name, sign, self.reference.probe(name)), *others[which + 1 :])
                    if all(same(claim.sign * self.aligner.world(side, tried, k), probe[k]) for k in self.aligner.worlds):
                        return Odd(which, name, sign, tried)
        return None

    def _fitting(self, needed: float, above: frozenset[str], claim: Judged) -> list[str]:
        """The ancestors that have a value in the first random trace, the nearest first."""
        key = self.reference.key(needed) if math.isfinite(needed) else None
        names = self.reference.by_probe(key) if key is not None else ()
        parents = self.reference.parents(claim.quantity or "")
        kin = [n for n in names if n in above and n != claim.quantity]
        if key is not None:  # `a*(1 - a)` shows a complement
            kin += [n for n in self.reference.helpers(key) if self.reference.parents(n) <= above]
        return sorted(kin, key=lambda n: (n not in parents, self.reference.rank(n)))


def roots(side: Side, values: list[float], which: int, target: float) -> Iterator[float]:
    """The values of one slot that give a side the target value: where the side is linear in it one at most, from any start."""
    found: list[float] = []
    for start in STARTS[:1] if side.slots[which].straight else STARTS:
        root = solved(side, values, which, target, start)
        if math.isfinite(root) and not any(abs(root - known) <= 1e-7 * max(abs(known), 1e-3) for known in found):
            found.append(root)
            yield root


def solved(side: Side, values: list[float], which: int, target: float, start: tuple[float, float] = STARTS[0]) -> float:
    """The value of one slot that gives a side the target value: by secants, in one step where the side is linear in it."""
    before, now = start
    tried = [*values[:which], before, *values[which + 1 :]]
    gap = side.value(tried) - target
    for _ in range(SECANTS):
        tried[which] = now
        reached = side.value(tried) - target
        if not math.isfinite(reached) or reached == gap:
            return math.nan
        if abs(reached) <= 1e-13 * max(abs(target), 1e-3):
            return now
        before, now, gap = now, now - reached * (now - before) / (reached - gap), reached
    return now


def _few(options: list[list[Operand]]) -> Iterator[tuple[Operand, ...]]:
    """The first ways of filling all slots, a bounded number."""
    first = tuple(opts[0] for opts in options)
    yield first
    for i, opts in enumerate(options[:MOST_OTHERS]):
        for other in opts[1:]:
            yield (*first[:i], other, *first[i + 1 :])
