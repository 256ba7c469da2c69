"""What each misconception would make of a quantity, held against the value that was written."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.grading.align import Aligner
from grader.grading.facts import Value
from grader.grading.judged import Judged
from grader.grading.mistaken import INDUCED, Wrong, mistaken, turned
from grader.grading.own import HONEST, Own, View
from grader.grading.precision import Closeness
from grader.grading.slips import ENOUGH, SHIFTS

if TYPE_CHECKING:
    from grader.grading.reference import Reference

DIRECT: Final = INDUCED  # ranks below this are a misconception's own formula for the quantity, not one induced by it
SURE_DIGITS: Final = 2
BLURRED: Final = 2.5  # how far a mistake not met before stands back that makes the value only by its fewer digits than the sheet's
CUT: Final = 0.1  # how far one stands back that makes it with further digits cut off


class Cause(NamedTuple):
    """One explanation, ready to be compared: lower is better."""

    order: tuple[float, ...]
    id: str
    facts: dict[str, str]
    at: tuple[str, ...] = ()
    shown: bool = False  # the line's own formula or operands say so


class Predictions:
    """Says which misconceptions give the values of one sheet."""

    def __init__(self, reference: Reference, own: Own, aligner: Aligner, closeness: Closeness, seen: Counter[str]) -> None:
        """Keep what is asked; `seen` are the causes found so far."""
        self.reference = reference
        self.own = own
        self.aligner = aligner
        self.closeness = closeness
        self.seen = seen

    def of(self, claim: Judged) -> Iterator[Cause]:
        """The misconceptions that give a claim's value, each as a cause with its order among them."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        views = [next(iter(self.own.views(claim.quantity)))] if self.own.tainted else []
        views.append(self.own.view(HONEST))
        for wrong in mistaken(self.reference, claim.quantity):
            for which, view in enumerate(views):
                number = turned(wrong.cause, claim.sign) * view.number(wrong.compiled)
                predicts = self._predicts(claim.value, number, view, wrong)
                if predicts or self._cut(claim.value, number, wrong.cause):
                    known = bool(self.seen[wrong.cause])
                    induced = 1.0 if wrong.rank >= DIRECT else 0.0
                    induced += (CUT if known else BLURRED) * self.closeness.blurred(claim.value, number) + CUT * (not predicts)
                    yield Cause((induced, -float(known), float(wrong.rank), float(which)), wrong.cause, {})
                    break

    def _cut(self, value: Value, number: float, cause: str) -> bool:
        """Whether the value is a number with its further digits cut off, on a sheet that does so, or by a rule broken before."""
        return (self.closeness.cuts or self.seen[cause] > 0) and self.closeness.truncated(value, number)

    def _predicts(self, value: Value, number: float, view: View, wrong: Wrong) -> bool:
        """Whether the wrong formula, worth `number` in this view, gives the value, or reaches it by honest rounding."""
        if not math.isfinite(number):
            return False
        half = max(self.closeness.half(value, number), self.closeness.width(number) if value.significant > SURE_DIGITS else 0.0)
        gap = abs(value.number - number)
        if gap <= max(half, 1e-12):
            return True
        if gap > 0.02 * abs(number) + 2 * half:
            return False
        outcome = view.through(wrong.compiled)
        return number + min(outcome.low, -outcome.high) - half <= value.number <= number + max(outcome.high, -outcome.low) + half

    def displaced(self, claim: Judged) -> bool:
        """Whether a value is what its operands as written, rightly or in a way seen before, come to, its decimal point out of place."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value, view = claim.value, self.own.view(HONEST)
        if value.significant < ENOUGH:
            return False
        outcomes = [
            *self.own.honest(claim.quantity),
            *(self.own.outcomes(claim.quantity) if self.own.rests_on_error(claim.quantity) else ()),
        ]
        outcomes += [view.through(wrong.compiled) for wrong in mistaken(self.reference, claim.quantity) if self.seen[wrong.cause]]
        return any(
            outcome.covers(number, half) or outcome.cuts(number, 2 * half)
            for outcome in outcomes
            for number, half in ((claim.sign * value.number * shift, value.half * shift) for shift in SHIFTS)
        )

    def behind(self, name: str, number: float, half: float) -> list[str]:
        """The misconceptions that make a number of a quantity whose own line was not written, those found before first."""
        views = [next(iter(self.own.views(name))), self.own.view(HONEST)]
        rules = [wrong for wrong in mistaken(self.reference, name) if wrong.rank < DIRECT]
        found = [wrong.cause for wrong in rules if any(self._reached(view, wrong, number, half) for view in views)]
        return sorted(dict.fromkeys(found), key=lambda cause: not self.seen[cause])

    def predicted(self, value: Value, name: str, sign: int) -> bool:
        """Whether a known mistake in a quantity makes a written value."""
        view, rules = self.own.view(HONEST), mistaken(self.reference, name)
        return any(self._reached(view, wrong, turned(wrong.cause, sign) * value.number, value.half) for wrong in rules)

    @staticmethod
    def _reached(view: View, wrong: Wrong, written: float, half: float) -> bool:
        """Whether a wrong formula gives a number, or comes to it where its operands were rounded."""
        number = view.number(wrong.compiled)
        gap = abs(written - number)
        if gap <= max(half * 1.02, 0.0006 * abs(number)):
            return True
        return gap <= 4 * half and view.through(wrong.compiled).covers(written, half)

    def exactly_mistaken(self, claim: Judged) -> bool:
        """Whether a known mistake gives exactly the written number: a coarse rounding is the less likely story."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        written, view = claim.sign * claim.value.number, self.own.view(HONEST)
        precision = self.closeness.precision
        decimals = min(precision.median, precision.usual(claim.value.number))
        half = min(self.closeness.strict(claim.value, claim.value.number), 0.5 * 10.0**-decimals)
        half = claim.value.half if claim.value.padded else half
        right = [view.number(compiled) for compiled in self.reference.trace.compiled(claim.quantity)]
        if any(abs(written - n) <= half + 1e-12 or self.closeness.cut(claim.value, claim.sign * n) for n in right):
            return False
        if self._shows_right(claim):
            return False
        known = [wrong for wrong in mistaken(self.reference, claim.quantity) if wrong.rank < DIRECT]
        exactly = {wrong.cause for wrong in known if abs(written - view.number(wrong.compiled)) < 1e-12}
        return not all(self._refuted(claim, cause) for cause in exactly)

    def met_before(self, claim: Judged) -> bool:
        """Whether a mistake that the sheet has made before gives the written number to its digits, and the truth does not."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        view, value = self.own.view(HONEST), claim.value
        if self._shows_right(claim):
            return False
        half = min(self.closeness.strict(value, value.number), 0.5 * 10.0 ** -self.closeness.precision.usual(value.number))
        rules = [wrong for wrong in mistaken(self.reference, claim.quantity) if self.seen[wrong.cause]] if half else []
        numbers = [turned(wrong.cause, claim.sign) * view.number(wrong.compiled) for wrong in rules]
        if not any(abs(value.number - number) <= half for number in numbers):
            return False
        right = [claim.sign * view.number(compiled) for compiled in self.reference.trace.compiled(claim.quantity)]
        return all(abs(value.number - number) > half and not self.closeness.cut(value, number) for number in right)

    def _shows_right(self, claim: Judged) -> bool:
        """Whether the line combines right or own operands rightly: then it does not make the mistake."""
        quantity = claim.quantity or ""
        if any(self.aligner.shows(side, quantity, claim.sign) for side in claim.workings):
            return True
        shown = (self.aligner.align(side, quantity) for side in claim.workings if side.scalar)
        return any(found is not None and found.sign == claim.sign for found in shown)

    def _refuted(self, claim: Judged, cause: str) -> bool:
        """Whether an element beside the claim's is right to its digits, and is not what the mistake would have made of it."""
        view, half = self.own.view(HONEST), self.closeness.half
        for name, value in claim.beside:
            truth = claim.sign * self.reference.number(name)
            numbers = [claim.sign * view.number(wrong.compiled) for wrong in mistaken(self.reference, name) if wrong.cause == cause]
            if numbers and abs(value.number - truth) <= half(value, truth) < min(abs(value.number - number) for number in numbers):
                return True
        return False
