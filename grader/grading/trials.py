"""Trials: what a sheet works out with a number that a sentence only supposes is no claim about the problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.grading.judged import Judged
from grader.grading.own import size_key

if TYPE_CHECKING:
    from grader.grading.reference import Reference

SAME: Final = 1e-12


class Trials:
    """The supposed numbers of one sheet: those that a sentence gives a parameter, and what is worked out with them."""

    def __init__(self, reference: Reference) -> None:
        """Begin with none."""
        self.reference = reference
        self._supposed: set[str] = set()

    def tried(self, claim: Judged) -> bool:
        """Whether the value is worked out with the number of a trial: "and with w = 0.7"."""
        return bool(self._supposed) and not self._supposed.isdisjoint(map(size_key, claim.facts.operands))

    def suppose(self, claim: Judged, *, trial: bool) -> None:
        """Keep the number that a sentence gives a parameter, and what comes of it."""
        assert claim.value is not None and claim.quantity is not None  # noqa: S101, PT018
        value, statement = claim.value, claim.facts.statement
        said = bool(statement.equation.note.strip()) and not claim.facts.operands and claim.quantity[0] in "Wb"
        if trial or (said and next(iter(self.reference.within(abs(value.number) - SAME, abs(value.number) + SAME)), None) is None):
            self._supposed.add(size_key(value.number))
