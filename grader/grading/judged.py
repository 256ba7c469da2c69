"""A claim while it is being judged: what is known of it so far, to be completed by diagnosis and frozen in the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.grading.facts import Facts, Value
from grader.grading.report import Finding, Remark, Verdict
from grader.grading.working import Side

if TYPE_CHECKING:
    from grader.grading.match import Match

SLIPS = frozenset({"arithmetic", "substitution", "sign", "copy", "decimal-point", "rounding", "label", "misread", "formula", "unexplained"})


@dataclass(slots=True)
class Judged:
    """One claim of one statement (`cell` in a vector or matrix)."""

    facts: Facts
    match: Match | None
    quantity: str | None
    sign: int
    value: Value | None
    cell: tuple[int, int] = (0, 0)
    beside: tuple[tuple[str, Value], ...] = ()  # all elements of the vector or matrix with what is written for them
    verdict: Verdict = "unchecked"
    finding: Finding = field(default_factory=lambda: Finding("unchecked-general"))
    cause: str | None = None
    also: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    roots: frozenset[int] = frozenset()
    expected_here: float | None = None
    remarks: list[Remark] = field(default_factory=list)
    formula_right: bool = False  # the formula or the substitution shown is right
    working_wrong: bool = False
    repeats: int | None = None
    computed: float | None = None  # what the last working shown gives
    unrounded: bool = False  # the working shown gives the value exactly
    mistaken: bool | None = None  # whether the value is exactly what a known mistake makes, once that was asked
    shown: bool = False  # the line's own formula or operands prove the cause
    review: Finding | None = None
    formulas: list[Side] = field(default_factory=list)  # links with names, compiled under the sheet's convention
    numeric: list[Side] = field(init=False)  # the numeric links of the line, for the claim's element
    workings: list[Side] = field(init=False)  # those of them that can be the claim's own working: several numbers, or a function of one

    def __post_init__(self) -> None:
        """Find the links with numbers: they are asked for again and again."""
        found = self.facts.sides
        sides = [found[link.position] for link in self.facts.statement.links if link.kind == "numeric" and link.position in found]
        self.numeric = [side for side in sides if side.has(*self.cell)]
        self.workings = [side for side in self.numeric if len(side.slots) > 1 or (side.slots and not side.slots[0].straight)]

    @property
    def line(self) -> int:
        """The physical line of the claim."""
        return self.facts.statement.line

    @property
    def misconception(self) -> bool:
        """Whether the cause is a wrong rule rather than a slip."""
        return self.cause is not None and self.cause not in SLIPS
