"""A plain table of marks for any spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from grader.exchange.marks import Mark, decimal
from grader.exchange.table import rows_of

COLUMNS = ("student", "submission", "earned", "pending", "possible", "state", "problems", "feedback")


def table(marks: Sequence[Mark]) -> str:
    """One row a student with all points, those that wait in a column of their own."""
    return rows_of(COLUMNS, (_row(mark) for mark in marks))


def _row(mark: Mark) -> tuple[str, ...]:
    state = "graded" if mark.graded else "not_graded"
    points = (decimal(mark.earned), decimal(mark.pending), decimal(mark.possible))
    return (mark.student, mark.submission, *points, state, " ".join(mark.problems), mark.feedback)
