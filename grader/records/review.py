"""What people decide: appeals, overrides, and regrading with the difference that it would make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

AppealState: TypeAlias = Literal["open", "upheld", "declined"]
RegradeState: TypeAlias = Literal["queued", "running", "ready", "applied", "failed"]


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision on one claim: it stands beside the reports and survives them; the latest one of a claim counts."""

    id: str
    course: str
    submission: str
    line: int
    quantity: str | None
    verdict: str | None
    points: str | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    """A student asks for a second look at a line."""

    id: str
    course: str
    submission: str
    person: str
    line: int
    message: str
    at: datetime
    state: AppealState = "open"
    answer: str = ""
    by: str | None = None
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Regrade:
    """All submissions to a set graded anew; nothing changes for anybody until it is applied."""

    id: str
    course: str
    slug: str
    by: str
    created: datetime
    state: RegradeState = "queued"
    total: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class RegradeItem:
    """What regrading would make of one submission."""

    id: str
    regrade: str
    submission: str
    base: str | None  # the report that it was compared with
    problem: str
    state: str
    grader: str
    document: str
    earned: str
    pending: str
    possible: str
