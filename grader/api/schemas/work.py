"""Shapes of problems, sets, submissions and marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field

from grader.api.schemas.shape import Sent, Shown, Words
from grader.services.publish import Offered
from grader.services.seen import Seen

StateText = Literal["received", "grading", "graded", "not_graded"]


class ProblemOut(Shown):
    """A problem's version."""

    id: str
    version: int
    title: str


class SetOut(Shown):
    """A set's latest version with its problems as they were pinned and its rules."""

    id: str
    version: int
    title: str
    due: datetime | None
    attempts: int | None
    release: str
    feedback: str
    appeals_until: datetime | None
    problems: list[ProblemOut]

    @classmethod
    def of(cls, offer: Offered) -> SetOut:
        """What is said of a set."""
        problems = [ProblemOut(id=each.slug, version=each.version, title=each.title) for each in offer.problems]
        rules, kept = offer.rules, offer.set
        return cls(
            id=kept.slug, version=kept.version, title=kept.title, due=rules.due, attempts=rules.attempts,
            release=rules.release, feedback=rules.feedback, appeals_until=rules.appeals_until, problems=problems,
        )  # fmt: skip


class PartOut(Shown):
    """What is asked under one label."""

    label: str
    quantities: tuple[str, ...]
    points: str


class AskedOut(Shown):
    """A problem with the asker's own numbers, and what time and tries are left."""

    id: str
    version: int
    title: str
    statement: str
    parts: list[PartOut]
    variant: int
    due: datetime | None
    attempts: int | None
    used: int


class NewExtension(Sent):
    """Another due date for one student."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"due": "2026-12-08T23:59:00+01:00", "reason": "illness"}]})
    due: AwareDatetime
    reason: Words


class ExtensionOut(Shown):
    """An extension as it was given."""

    person: str
    due: datetime
    reason: str


class MarksOut(Shown):
    """Points as exact texts, decisions of people included: raw, and after the deduction for lateness."""

    earned: str
    pending: str
    possible: str
    adjusted: str


class SubmissionOut(Shown):
    """A submission, how far its grading is, and its marks once they may be shown; `by` is a pseudonym for tutors."""

    id: str
    by: str
    set: str
    problem: str
    problem_version: int
    variant: int
    attempt: int
    name: str
    state: StateText
    received: datetime
    late_days: int
    marks: MarksOut | None = None

    @classmethod
    def of(cls, seen: Seen) -> SubmissionOut:
        """What a list says of a submission."""
        return cls(**submission(seen))


class Decided(Shown):
    """A person's decision on a claim."""

    line: int
    quantity: str | None
    verdict: str | None
    points: str | None
    reason: str


class Graded(SubmissionOut):
    """A submission with its report (`format: 1`), null until there is one that may be shown."""

    report: dict[str, Any] | None = None
    decisions: list[Decided] = Field(default_factory=list)

    @classmethod
    def of(cls, seen: Seen) -> Graded:
        """All that may be shown."""
        return cls(**submission(seen), report=seen.report, decisions=[Decided(**each) for each in seen.decisions])


class ReadingOut(Shown):
    """How one claim of a line is read; `quantity` is null where none was found."""

    line: int
    text: str
    quantity: str | None
    read_as: str


class Preview(Shown):
    """How a sheet would be read."""

    items: list[ReadingOut]


class MarkRow(Shown):
    """One student's best attempt at one problem; `name` and `student_id` are null for who sees pseudonyms only."""

    by: str
    name: str | None
    student_id: str | None
    problem: str
    submission: str
    attempts: int
    late_days: int
    marks: MarksOut


class Gradebook(Shown):
    """The marks of a set."""

    items: list[MarkRow]


def submission(seen: Seen) -> dict[str, Any]:
    """The fields that all views of a submission share."""
    kept, marks = seen.submission, seen.marks
    shown = None if marks is None else MarksOut(**{name: str(getattr(marks, name)) for name in MarksOut.model_fields})
    return {
        "id": kept.id, "by": seen.by, "set": kept.slug, "problem": kept.problem_slug, "problem_version": seen.problem_version,
        "variant": kept.variant, "attempt": kept.attempt, "name": kept.name, "state": kept.state, "received": kept.received,
        "late_days": kept.late_days, "marks": shown,
    }  # fmt: skip
