"""Shapes of the second look: the queue, decisions, appeals, answer groups, regrading."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from grader.api.schemas.shape import IdText, Points, Sent, Shown, SlugText, Words
from grader.services.regrade import Difference
from grader.services.review import Decision
from grader.services.wording import LINE

Quantity = Annotated[str, StringConstraints(max_length=200, pattern=LINE)]
VerdictText = Literal["correct", "follows", "wrong", "unreadable", "unchecked"]
LineNumber = Annotated[int, Field(ge=1, le=1_000_000)]


class WaitingOut(Shown):
    """A line that waits for a person."""

    submission: str
    by: str
    problem: str
    line: int
    why: Literal["unreadable", "misread", "doubtful", "appeal", "not-graded"]
    text: str
    quantity: str | None
    appeal: str | None
    message: str


class NewOverride(Sent):
    """A decision on a claim: a verdict, points, or both, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"line": 3, "quantity": "z[1,1]", "verdict": "correct", "points": "1", "reason": "0,3775, a 7 by hand"}]
        },
    )
    line: LineNumber
    quantity: Quantity | None = None
    verdict: VerdictText | None = None
    points: Points | None = None
    reason: Words

    def decision(self) -> Decision:
        """The same for the use case."""
        points = None if self.points is None else Fraction(self.points)
        return Decision(self.line, self.quantity, self.verdict, points, self.reason)


class OverrideOut(Shown):
    """A decision as it was made."""

    id: str
    line: int
    quantity: str | None
    verdict: str | None
    points: str | None
    reason: str
    by: str
    at: datetime


class Overrides(Shown):
    """All decisions on a submission, oldest first."""

    items: list[OverrideOut]


class NewAppeal(Sent):
    """A second look at a line is asked for."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"line": 3, "message": "This is a 7, not a 1."}]})
    line: LineNumber
    message: Words


class AppealOut(Shown):
    """An appeal and its answer."""

    id: str
    submission: str
    line: int
    message: str
    at: datetime
    state: Literal["open", "upheld", "declined"]
    answer: str
    answered: datetime | None


class Appeals(Shown):
    """The appeals of a submission."""

    items: list[AppealOut]


class NewAnswer(Sent):
    """The answer to an appeal, with a decision on a claim where one changes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"state": "declined", "answer": "The line says 0,1."}]})
    state: Literal["upheld", "declined"]
    answer: Words
    decision: NewOverride | None = None


class GroupKey(Sent):
    """What the claims of an answer group have in common."""

    problem: SlugText
    numbers: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    quantity: Quantity
    written: Annotated[str, StringConstraints(max_length=400, pattern=LINE)] | None = None
    verdict: VerdictText
    cause: Annotated[str, StringConstraints(max_length=100, pattern=LINE)] | None = None


class GroupOut(Shown):
    """An answer group: how many claims on how many sheets, one of them as it is read with its variant, how many of them are decided."""

    key: GroupKey
    variant: int
    count: int
    sheets: int
    example: str
    decided: int


class GroupList(Shown):
    """The answer groups of a problem, the largest first."""

    items: list[GroupOut]


class GroupDecision(Sent):
    """One decision for all claims of a group."""

    key: GroupKey
    verdict: VerdictText | None = None
    points: Points | None = None
    reason: Words


class Count(Shown):
    """How many were changed."""

    changed: int


class NewRegrade(Sent):
    """The set whose submissions are to be graded anew."""

    set: SlugText


class RegradeOut(Shown):
    """How far a regrading is."""

    id: str
    set: str
    state: Literal["queued", "running", "ready", "applied", "failed"]
    total: int
    done: int
    created: datetime


class LineChangeOut(Shown):
    """A claim that would be judged otherwise."""

    line: int
    quantity: str | None
    before: str
    after: str


class DifferenceOut(Shown):
    """What would change for one submission."""

    submission: IdText
    by: str
    way: Literal["up", "down", "unchanged"]
    before: str
    after: str
    overrides: int
    lines: list[LineChangeOut]

    @classmethod
    def of(cls, each: Difference) -> DifferenceOut:
        """The same with points as texts."""
        lines = [LineChangeOut.model_validate(line) for line in each.lines]
        return cls(
            submission=each.submission, by=each.by, way=each.way, before=str(each.before), after=str(each.after),
            overrides=each.overrides, lines=lines,
        )  # fmt: skip


class DryRun(RegradeOut):
    """A regrading and what it would do, before anything changes."""

    up: int
    down: int
    unchanged: int
    overrides: int
    differences: list[DifferenceOut]


class Apply(Sent):
    """Whether marks may fall."""

    lower: bool = False
