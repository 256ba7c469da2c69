"""nbgrader: the columns of its own CSV export, so that whatever reads those reads ours."""

from __future__ import annotations

from collections.abc import Sequence

from grader.exchange.marks import Mark, decimal
from grader.exchange.table import rows_of

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def table(marks: Sequence[Mark], assignment: str = "") -> str:
    """One row a student; a score that waits for a person is empty, not 0."""
    return rows_of(COLUMNS, (_row(mark, assignment) for mark in marks))


def _row(mark: Mark, assignment: str) -> tuple[str, ...]:
    score = decimal(mark.earned) if mark.settled else ""
    last, comma, first = mark.student.partition(",")
    email = mark.student if "@" in mark.student.strip("@") else ""
    names = (last.strip(), first.strip()) if comma else ("" if email else mark.student, "")
    penalty = "0" if mark.settled else ""
    return (assignment or " ".join(mark.problems), "", "", mark.submission, *names, email, score, penalty, score, decimal(mark.possible))
