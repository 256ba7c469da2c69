"""Numbers that are none of the problem's: supposed by a sentence, or gone astray under a name that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.grading.judged import Judged
from grader.grading.own import size_key

if TYPE_CHECKING:
    from grader.grading.reference import Reference

SAME: Final = 1e-12
TELLING: Final = 2  # significant digits of a value that is known again
FAR: Final = 0.01  # share of a value that rounding on the way hardly bridges


class Trials:
    """Such numbers of one sheet: those that a sentence gives a parameter, what is worked out with them, and what went astray."""

    def __init__(self, reference: Reference) -> None:
        """Begin with none."""
        self.reference = reference
        self._supposed: set[str] = set()
        self._astray: set[str] = set()  # values under names that nobody knows, which their own working does not give

    def tried(self, claim: Judged) -> bool:
        """Whether the value is worked out with the number of a trial: "and with w = 0.7"."""
        return bool(self._supposed) and not self._supposed.isdisjoint(map(size_key, claim.facts.operands))

    def rests_astray(self, claim: Judged) -> bool:
        """Whether the value is worked out with one that went astray under a name that nobody knows: a person may know it."""
        return bool(self._astray) and not self._astray.isdisjoint(map(size_key, claim.facts.operands))

    def stray(self, claim: Judged) -> None:
        """Keep a value under a name that nobody knows where its own working gives clearly another one."""
        value = claim.value
        if value is None or value.written is None or value.significant < TELLING:
            return
        far = max(2 * value.half, FAR * abs(value.number))
        if any(abs(side.value(side.literals(), *claim.cell) - value.number) > far for side in claim.workings):
            self._astray.add(size_key(value.number))

    def supposed(self, claim: Judged) -> bool:
        """Whether the value is a trial's own number, or what came of it."""
        return claim.value is not None and size_key(claim.value.number) in self._supposed

    def suppose(self, claim: Judged, *, trial: bool) -> None:
        """Keep the number that a sentence gives a parameter, and what comes of it."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value, statement = claim.value, claim.facts.statement
        said = bool(statement.equation.note.strip()) and not claim.facts.operands and claim.quantity[0] in "Wb"
        if trial or (said and next(iter(self.reference.within(abs(value.number) - SAME, abs(value.number) + SAME)), None) is None):
            self._supposed.add(size_key(value.number))
