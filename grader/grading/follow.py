"""Follow-through: whether a value is what the student's own earlier values, right and wrong, make of its quantity."""

from __future__ import annotations

import math
from typing import Final

from grader.grading.align import Aligner, Alignment
from grader.grading.diagnose import Diagnosis
from grader.grading.facts import Value, moves, reach
from grader.grading.judged import Judged
from grader.grading.outcome import Outcome
from grader.grading.own import Own
from grader.grading.precision import SLACK, Closeness

TELLING: Final = 4  # operands from which an exchanged one is told by the others
APART: Final = 4  # half units between a value and the truth from which own values that make it to the digit are the likelier story
FINE: Final = 3  # significant digits of a value that follows by as many, though others on the sheet show more
NEAR: Final = 0.0001  # share of a value by which one that follows may be off however many digits it shows


class FollowThrough:
    """Says of a value that is not the true one whether it follows from what was written before."""

    def __init__(self, own: Own, aligner: Aligner, diagnosis: Diagnosis, closeness: Closeness) -> None:
        """Keep what is asked."""
        self.own = own
        self.reference = own.reference
        self.aligner = aligner
        self.diagnosis = diagnosis
        self.closeness = closeness

    def from_own(self, value: Value, name: str, sign: int) -> bool:
        """Whether a written value is what the student's own wrong values make of a quantity."""
        if name in self.reference.extra or not self.own.rests_on_error(name):
            return False
        outcomes = (o.turned(sign) for o in self.own.outcomes(name, sign * value.number))
        return any(o.roots and self._covers(value, o) for o in outcomes)

    def of(self, claim: Judged) -> tuple[Outcome, Alignment | None] | None:
        """The student's own earlier values under which the written value is what it should be."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        again = self._said_again(claim)
        if again is not None:
            return again, None
        if not self.own.rests_on_error(claim.quantity):
            return None
        alignment = self._own_operands(claim)
        if alignment is not None:
            return alignment
        if self._shown_mistaken(claim) or any(self.diagnosis.mistaken_again(side, claim) for side in claim.workings):
            return None
        best: tuple[float, Outcome] | None = None
        for outcome in self.own.outcomes(claim.quantity, claim.sign * claim.value.number):
            turned = outcome.turned(claim.sign)
            if not turned.roots or not self._covers(claim.value, turned):
                continue
            distance = abs(claim.value.number - turned.number)
            if best is None and distance <= self.closeness.half(claim.value, turned.number):
                best = (distance, turned)
                break
            if best is None or distance < best[0] * 0.5 - 1e-12:
                best = (distance, turned)
        return None if best is None or self._shown_otherwise(claim, best[1]) else (best[1], None)

    def rather(self, claim: Judged, truth: float) -> tuple[Outcome, Alignment | None] | None:
        """The own values that make a value to the digit, where only the rounding of many steps makes it of right ones."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        half = self.closeness.precision.half(claim.value)
        if not self.own.rests_on_error(claim.quantity) or abs(claim.value.number - truth) <= APART * half:
            return None
        if any(self.aligner.shows(side, claim.quantity, claim.sign) for side in claim.workings):
            return None
        found = self.of(claim)
        return found if found is not None and abs(claim.value.number - found[0].number) <= half else None

    def _shown_otherwise(self, claim: Judged, outcome: Outcome) -> bool:
        """Whether the line shows a wrong value that the outcome passes over, in the formula of a known mistake."""
        assert claim.quantity is not None  # noqa: S101
        above = self.reference.ancestors(claim.quantity)
        for side in claim.workings:
            entries = (entry for slot in side.slots for entry in self.own.of_size(slot.number))
            roots = [entry.roots for entry in entries if entry.status != "correct" and entry.quantity in above]
            if not all(root <= outcome.roots for root in roots) and self.diagnosis.shows_mistake(side, claim):
                return True
        return False

    def _shown_mistaken(self, claim: Judged) -> bool:
        """Whether the line's own operands give its value by a known wrong formula: what they show goes before a coincidence of values."""
        assert claim.value is not None  # noqa: S101
        for side in claim.workings:
            computed = side.value(side.literals()) if side.scalar else math.nan
            near = abs(computed - claim.value.number) <= 2 * claim.value.half + 1e-9 * abs(computed)
            if near and len(side.slots) >= TELLING and self.diagnosis.swapped(side, claim):
                return True
        return False

    def _said_again(self, claim: Judged) -> Outcome | None:
        """An earlier value of the same quantity, written once more."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        earlier = self.own.last(claim.quantity)
        if earlier is None or earlier.status == "correct" or claim.workings:
            return None
        if abs(claim.sign * earlier.number - claim.value.number) > max(claim.value.half, earlier.half):
            return None
        return Outcome(claim.sign * earlier.number, roots=earlier.roots)

    def _covers(self, value: Value, outcome: Outcome) -> bool:
        half = self.closeness.half(value, outcome.number)
        width = self.closeness.width(outcome.number)
        near = max(4 * half, NEAR * abs(outcome.number)) if half else width
        if abs(value.number - outcome.number) <= max(half, min(width, near)) or self.closeness.truncated(value, outcome.number):
            return True
        if (
            half and value.significant >= FINE and abs(value.number - outcome.number) <= value.half * SLACK
        ):  # zeros may not be left out here
            return True
        return bool(half) and outcome.covers(value.number, half)

    def _own_operands(self, claim: Judged) -> tuple[Outcome, Alignment] | None:
        """The own values that the line itself shows, where they are combined rightly."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        for side in claim.workings:
            if not side.scalar:
                continue
            alignment = self.aligner.align(side, claim.quantity)
            if alignment is None or alignment.sign != claim.sign or not alignment.carries:
                continue
            numbers = side.literals()
            low, high = reach(side, numbers, moves(side, self.reference))
            shown = Outcome(side.value(numbers), low, high, alignment.roots)
            if self._covers(claim.value, shown):
                return shown, alignment
        return None
