"""Honest rounding: whether a value is what right operands give when they, or the steps between, were rounded as sheets round."""

from __future__ import annotations

from typing import Final

from grader.grading.align import Aligner
from grader.grading.cancelling import cancels
from grader.grading.diagnose import Diagnosis
from grader.grading.facts import reaches
from grader.grading.judged import Judged
from grader.grading.own import Own
from grader.grading.precision import Closeness
from grader.reading.tree import Binary, Literal

TINY: Final = 1e-12
SAME: Final = 1e-6  # share of half a unit: numbers as floats
NEAR: Final = 0.08  # share of a value within which rounding is looked for
TENTH: Final = 0.1  # the same where two digits of an operand were kept, and the rest cut off
STEPS: Final = 4.0  # half units by which rounding within one formula may move its value
FINE: Final = 3  # significant digits of a value that rounding within its formula is looked for in


class HonestRounding:
    """Says of a value that is not quite the true one whether rounding alone explains it; carried errors play no part."""

    def __init__(self, own: Own, aligner: Aligner, diagnosis: Diagnosis, closeness: Closeness) -> None:
        """Keep what is asked."""
        self.own = own
        self.reference = own.reference
        self.aligner = aligner
        self.diagnosis = diagnosis
        self.closeness = closeness

    def explains(self, claim: Judged, truth: float) -> float | None:
        """The value that rounded but right operands give, where it is the one written."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value = claim.value
        half = max(self.closeness.strict(value, truth, unrounded=claim.unrounded), 0.0) + abs(value.number) * 1e-9
        if self.closeness.truncated(value, truth):
            return truth
        if not half:
            return self._nothing(claim)
        if abs(value.number - truth) > NEAR * abs(truth) + 2 * half and not self._rough(claim):
            return None
        for outcome in self.own.honest(claim.quantity):
            turned = outcome.turned(claim.sign)
            cut = value.significant > 1 and not value.exact and turned.cuts(value.number, 2 * half)
            if (turned.low or turned.high) and (turned.covers(value.number, half) or cut):
                return turned.number
        return self._shown(claim, half)

    def _nothing(self, claim: Judged) -> float | None:
        """A zero that right operands give: terms that cancel, a sum below 0 under a ReLU, a right zero said of another quantity before."""
        if not self._rough(claim):
            return None
        if not claim.workings and any(abs(outcome.number) <= TINY for outcome in self.own.honest(claim.quantity or "")):
            return 0.0
        shown = (side for side in claim.numeric if side.scalar and abs(side.value(side.literals())) <= TINY)
        return 0.0 if any(self.aligner.shows(side, claim.quantity or "", claim.sign) for side in shown) else None

    def _rough(self, claim: Judged) -> bool:
        """Whether few digits were shown on the way, so that rounding may move the result far."""
        assert claim.quantity is not None  # noqa: S101
        return not self.reference.ancestors(claim.quantity).isdisjoint(self.own.rough) or cancels(self.reference, claim.quantity)

    def _shown(self, claim: Judged, half: float) -> float | None:
        """The same for the operands shown on the line itself."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        for side in claim.workings:
            computed = side.value(side.literals(), *claim.cell)
            cut = self.closeness.truncated(claim.value, computed)
            if not cut and not reaches(side, self.reference, claim.cell, claim.value.number, half):
                continue
            if self.aligner.shows(side, claim.quantity, claim.sign):
                return computed
        return None

    def stepwise(self, claim: Judged, truth: float) -> bool:
        """Whether the value is what comes out where each step within the formula was rounded as the value is."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value = claim.value
        if value.written is None or value.exact or value.significant < FINE or abs(value.number - truth) > STEPS * value.half:
            return False
        if any(side.scalar and self.diagnosis.shows_mistake(side, claim) for side in claim.workings):
            return False
        outcomes = (outcome.turned(claim.sign) for outcome in self.own.stepwise(claim.quantity, value.half, self._operands(claim)))
        return any(outcome.covers(value.number, value.half) and not outcome.roots for outcome in outcomes)

    def _operands(self, claim: Judged) -> frozenset[str]:
        """What the numbers shown on the line stand for, where these are right: no step before theirs was taken on it."""
        assert claim.quantity is not None  # noqa: S101
        shown = (self.aligner.align(side, claim.quantity) for side in claim.workings if side.scalar)
        right = (alignment for alignment in shown if alignment is not None and not alignment.carries)
        return frozenset([operand.name for alignment in right for operand in alignment.operands])

    def coarsely(self, claim: Judged, truth: float) -> bool:
        """Whether the value is the true one to few digits, one that was rounded twice, or a fraction near it: `0.4013 ≈ 2/5`."""
        assert claim.value is not None  # noqa: S101
        link, relations = claim.facts.statement.value, claim.facts.statement.equation.relations
        tree = link.tree if link is not None and relations[-1:] == ("~",) else None
        if isinstance(tree, Binary) and tree.operator == "/" and isinstance(tree.left, Literal) and isinstance(tree.right, Literal):
            return self.closeness.nearly(claim.value, truth)
        return not claim.unrounded and (self.closeness.coarse(claim.value, truth) or self.again(claim))

    def again(self, claim: Judged) -> bool:
        """Whether the value is a right one that stands already, rounded once more to fewer digits: 0.5250 for 0.52498, then 0.53."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value, entry = claim.value, self.own.last(claim.quantity)
        if value.written is None or value.exact or entry is None or entry.status != "correct" or entry.half >= value.half:
            return False
        return abs(claim.sign * value.number - entry.number) <= value.half * (1 + SAME)

    def unwritten(self, claim: Judged, truth: float) -> bool:
        """Whether the value is what comes out where those of its operands that stand nowhere were rounded as the sheet rounds."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value, half = claim.value, max(self.closeness.strict(claim.value, truth, unrounded=claim.unrounded), 0.0)
        if not half or any(side.scalar for side in claim.workings):
            return False
        if abs(value.number - truth) > max(TENTH * abs(truth), STEPS * half):
            return False
        outcomes = (outcome.turned(claim.sign) for outcome in self.own.unwritten(claim.quantity))
        return any(outcome.covers(value.number, half) or outcome.cuts(value.number, 2 * half) for outcome in outcomes)
