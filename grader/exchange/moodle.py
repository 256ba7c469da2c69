"""Moodle: the grading worksheet of an assignment, filled with grades and feedback; without one, a table for the gradebook's import.

A row of the worksheet is known by `Identifier` (`Participant 4711`); the same number stands in the names of downloaded submissions.
`Grade` and `Feedback comments` are filled, `Last modified (grade)` must stay; the column titles are in the site's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.errors import Refused
from grader.exchange.canvas import Filled
from grader.exchange.marks import Mark, decimal
from grader.exchange.roll import call
from grader.exchange.table import Table, guarded, read_table, rows_of, written

NUMBER = re.compile(r"(\d+)$")
GRADE = ("Grade", "Bewertung", "Calificación", "Nota", "Note")
MAXIMUM = ("Maximum grade", "Maximum Grade", "Bestwertung", "Calificación máxima", "Nota máxima", "Note maximale")
FEEDBACK = ("Feedback comments", "Feedback als Kommentar", "Comentarios de retroalimentación", "Comentários de feedback", "Feedback")
PLAIN = ("student", "submission", "grade", "maximum grade", "pending", "feedback")


def table(marks: Sequence[Mark]) -> str:
    """A table that the gradebook's import maps by hand: the grade is empty where it waits for a person."""
    return rows_of(PLAIN, (_plain(mark) for mark in marks))


def _plain(mark: Mark) -> tuple[str, ...]:
    grade = decimal(mark.earned) if mark.settled else ""
    return (mark.student, mark.submission, grade, decimal(mark.possible), decimal(mark.pending), mark.feedback)


def fill(content: bytes, marks: Sequence[Mark], name: str = "worksheet") -> Filled:
    """Enter grades and feedback; every other cell stays as it is.

    Raises Refused where this is no grading worksheet.
    """
    sheet = read_table(content, name)
    grade, feedback = _place(sheet, GRADE), _place(sheet, FEEDBACK)
    if grade is None or len(sheet.head) < 3:
        message = f"{name}: no column {GRADE[0]!r}: not a grading worksheet"
        raise Refused(message)
    roll = call(marks, [(number, _names(row, grade)) for number, row in enumerate(sheet.rows) if number])
    mark = _decimal_mark(sheet)
    rows = [_filled(row, roll.rows[n], grade, feedback, mark) if n in roll.rows else row for n, row in enumerate(sheet.rows)]
    waiting = tuple(found.submission for found in roll.rows.values() if not found.settled)
    return Filled(written(replace(sheet, rows=tuple(rows))), roll.lost, waiting)


def _names(row: Sequence[str], grade: int) -> list[str]:
    """What stands before the grade: identifier, name, address; of the identifier also the number."""
    number = NUMBER.search(row[0].strip()) if row else None
    return [*row[:grade], *((number[1],) if number else ())]


def _filled(row: tuple[str, ...], mark: Mark, grade: int, feedback: int | None, decimal_mark: str) -> tuple[str, ...]:
    cells = list(row) + [""] * (max(grade, feedback or 0) + 1 - len(row))
    if mark.settled:
        cells[grade] = decimal(mark.earned, decimal_mark)
    if feedback is not None:
        cells[feedback] = guarded(mark.feedback)
    return tuple(cells)


def _place(sheet: Table, titles: Sequence[str]) -> int | None:
    head = [title.strip() for title in sheet.head]
    return next((head.index(title) for title in titles if title in head), None)


def _decimal_mark(sheet: Table) -> str:
    """The site's decimal mark, as the maximum grade is written with it."""
    place = _place(sheet, MAXIMUM)
    cells = [row[place] for row in sheet.rows[1:] if place is not None and len(row) > place]
    return "," if any("," in cell for cell in cells) else "."
