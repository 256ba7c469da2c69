"""What is set and what is handed in: problems and sets in immutable versions, submissions, reports as they were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

State: TypeAlias = Literal["received", "grading", "graded", "not_graded"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One version of a problem in a course; never changed."""

    id: str
    course: str
    slug: str
    version: int
    title: str
    source: str
    author: str
    created: datetime


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """One version of a problem set; never changed.  Its rules stand in its source; `due` is the one that queries need."""

    id: str
    course: str
    slug: str
    version: int
    title: str
    source: str
    author: str
    created: datetime
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetProblem:
    """A problem's version at its place in a set's version."""

    id: str
    set: str
    place: int
    problem: str


@dataclass(frozen=True, slots=True)
class Release:
    """The reports of a set were shown to its students, by hand."""

    id: str
    course: str
    slug: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """Another due date for one student."""

    id: str
    course: str
    slug: str
    person: str
    due: datetime
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Drawing:
    """The numbers that were drawn for somebody in a problem, as JSON by their places in its file; they stay when it is corrected."""

    id: str
    course: str
    slug: str  # of the problem
    person: str
    variant: int
    numbers: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody handed in, how far its grading is, and the marks of its latest report as exact texts."""

    id: str
    course: str
    slug: str  # of the set
    set: str  # the version of the set
    problem_slug: str
    problem: str  # the version of the problem
    person: str
    variant: int
    attempt: int
    name: str
    key: str | None
    state: State
    received: datetime
    late_days: int = 0
    report: str | None = None
    earned: str | None = None
    pending: str | None = None
    possible: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bytes of a submission, as they came; `id` is the submission's."""

    id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class GradedReport:
    """A report as it was given, on which version of the problem, by which grader."""

    id: str
    submission: str
    problem: str
    grader: str
    document: str
    created: datetime
