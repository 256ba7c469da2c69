"""Canvas: the instructor's own exported gradebook, with one assignment's column filled in.

The importer's rules: the head begins with `Student`, `ID`; a row `Points Possible` follows (and before it perhaps one on manual posting);
a student is known by ID, SIS User ID, SIS Login ID or name; columns marked `(read only)` are ignored; `;` or `,`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from grader.errors import Refused
from grader.exchange.marks import Mark, decimal
from grader.exchange.roll import call
from grader.exchange.table import Table, read_table, written

WHO = frozenset({"Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID"})
OWN = frozenset({*WHO, "Section", "Root Account"})
SUMS = ("Current Score", "Current Points", "Current Grade", "Final Score", "Final Points", "Final Grade", "Override ")


class Filled(NamedTuple):
    """The text of the gradebook with its marks, who has no row in it, and whose marks wait for a person."""

    text: str
    lost: tuple[str, ...]
    waiting: tuple[str, ...]


def fill(content: bytes, marks: Sequence[Mark], column: str, name: str = "gradebook") -> Filled:
    """Enter the marks into the column; every other cell stays as it is, and so does a mark that is not settled.

    Raises Refused where this is no Canvas gradebook, or where it has not exactly one such column.
    """
    table = read_table(content, name)
    if not {"Student", "ID"} <= {cell.strip() for cell in table.head} and table.head[:2] != ("LastName", "FirstName"):
        message = f"{name}: the head of a Canvas gradebook begins with Student, ID"
        raise Refused(message)
    place = _column(table, column, name)
    roll = call(marks, [(number, _names(table.head, row)) for number, row in enumerate(table.rows) if number and not _about(row)])
    rows = [_with(row, place, roll.rows[n]) if n in roll.rows and roll.rows[n].settled else row for n, row in enumerate(table.rows)]
    waiting = tuple(mark.submission for mark in roll.rows.values() if not mark.settled)
    return Filled(written(replace(table, rows=tuple(rows))), roll.lost, waiting)


def _names(head: Sequence[str], row: Sequence[str]) -> list[str]:
    return [cell for title, cell in zip(head, row, strict=False) if title.strip() in WHO]


def _about(row: Sequence[str]) -> bool:
    """Whether the row tells of the assignments, not of a student."""
    return "Points Possible" in row[0] or all(not cell.strip() or "Manual Posting" in cell or cell.strip() == "Muted" for cell in row)


def _column(table: Table, wanted: str, name: str) -> int:
    """The column of an assignment, by its whole title, by its title without the number in brackets, or by that number."""
    own = [place for place, title in enumerate(table.head) if title.strip() not in OWN and not any(word in title for word in SUMS)]
    found = [place for place in own if wanted in _titles(table.head[place])]
    if len(found) != 1:
        there = ", ".join(table.head[place] for place in own) or "none"
        message = f"{name}: {len(found)} columns are called {wanted!r}; there are: {there}"
        raise Refused(message)
    if any("Points Possible" in row[0] and "read only" in row[found[0]] for row in table.rows if len(row) > found[0]):
        message = f"{name}: the column {wanted!r} is read only"
        raise Refused(message)
    return found[0]


def _titles(title: str) -> set[str]:
    bare, _, number = title.strip().rpartition(" (")
    return {title.strip(), bare, number.removesuffix(")")} - {""}


def _with(row: tuple[str, ...], place: int, mark: Mark) -> tuple[str, ...]:
    longer = row + ("",) * (place + 1 - len(row))
    return (*longer[:place], decimal(mark.earned), *longer[place + 1 :])
