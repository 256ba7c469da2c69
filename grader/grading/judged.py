"""A claim while it is being judged: what is known of it so far, to be completed by diagnosis and frozen in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from grader.grading.facts import Facts, Value
from grader.grading.outcome import NONE
from grader.grading.report import Finding, Remark, Verdict
from grader.grading.working import Side

if TYPE_CHECKING:
    from grader.grading.match import Match

SLIPS = frozenset({"arithmetic", "substitution", "sign", "copy", "decimal-point", "rounding", "label", "misread", "formula", "unexplained"})
UNCHECKED: Final = Finding("unchecked-general")


@final
class Judged:
    """One claim of one statement (`cell` in a vector or matrix)."""

    __slots__ = (
        "also", "at", "beside", "cause", "cell", "computed", "expected_here", "facts", "finding", "formula_right", "formulas", "match",
        "mistaken", "numeric", "quantity", "remarks", "repeats", "review", "roots", "shown", "sign", "together", "unrounded", "value",
        "verdict", "working_wrong", "workings",
    )  # fmt: skip

    def __init__(
        self, facts: Facts, match: Match | None, quantity: str | None, sign: int, value: Value | None, cell: tuple[int, int] = (0, 0)
    ) -> None:
        """Nothing said yet."""
        self.facts = facts
        self.match = match
        self.quantity = quantity
        self.sign = sign
        self.value = value
        self.cell = cell
        self.beside: tuple[tuple[str, Value], ...] = ()  # all elements of the vector or matrix with what is written for them
        self.verdict: Verdict = "unchecked"
        self.finding = UNCHECKED
        self.cause: str | None = None
        self.also: tuple[str, ...] = ()
        self.together: tuple[str, ...] = ()
        self.at: tuple[str, ...] = ()
        self.roots: frozenset[int] = NONE
        self.expected_here: float | None = None
        self.remarks: list[Remark] = []
        self.formula_right = False  # the formula or the substitution shown is right
        self.working_wrong = False
        self.repeats: int | None = None
        self.computed: float | None = None  # what the last working shown gives
        self.unrounded = False  # the working shown gives the value exactly
        self.mistaken: bool | None = None  # whether the value is exactly what a known mistake makes, once that was asked
        self.shown = False  # the line's own formula or operands prove the cause
        self.review: Finding | None = None
        self.formulas: list[Side] = []  # links with names, compiled under the sheet's convention
        found = facts.sides
        sides = [found[link.position] for link in facts.statement.links if link.kind == "numeric" and link.position in found]
        #: The numeric links of the line, for the claim's element.
        self.numeric = [side for side in sides if side.has(*cell)]
        #: Those of them that can be the claim's own working: several numbers, or a function of one.
        self.workings = [side for side in self.numeric if len(side.slots) > 1 or (side.slots and not side.slots[0].straight)]

    @property
    def line(self) -> int:
        """The physical line of the claim."""
        return self.facts.statement.line

    @property
    def misconception(self) -> bool:
        """Whether the cause is a wrong rule rather than a slip."""
        return self.cause is not None and self.cause not in SLIPS
