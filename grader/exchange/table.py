"""CSV as gradebooks write it: read with its own delimiter and byte order mark, written back the same way, with guards against formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from grader.errors import Refused

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a CSV file, the head first, and how the file is written."""

    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    marked: bool = False  # begins with a byte order mark
    newline: str = "\r\n"

    @property
    def head(self) -> tuple[str, ...]:
        """The first row."""
        return self.rows[0]


def read_table(content: bytes, name: str) -> Table:
    """The table in a file of another program.

    Raises Refused where it is no CSV in UTF-8 (or UTF-16, as some spreadsheets write), empty, or too large.
    """
    if len(content) > LARGEST:
        raise _refused(name, f"larger than {LARGEST // 1_000_000} MB")
    try:
        text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
        rows = _rows(text.removeprefix(BYTE_ORDER_MARK))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise _refused(name, str(fault)) from fault
    if not rows:
        raise _refused(name, "empty")
    newline = "\r\n" if "\r\n" in text else "\n"
    return Table(rows, _delimiter(text), text.startswith(BYTE_ORDER_MARK), newline)


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    csv.field_size_limit(LARGEST)
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True) if row)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _refused(name: str, reason: str) -> Refused:
    return Refused(f"{name}: {reason}")


def written(table: Table) -> str:
    """The table as the text of a CSV file; the cells are the caller's."""
    paper = io.StringIO(newline="")
    csv.writer(paper, delimiter=table.delimiter, lineterminator=table.newline).writerows(table.rows)
    return (BYTE_ORDER_MARK if table.marked else "") + paper.getvalue()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it, if a spreadsheet would run it."""
    return "'" + cell if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def rows_of(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A file of our own: a head, and rows of which every cell is guarded."""
    cells = [tuple(head), *(tuple(guarded(cell) for cell in row) for row in rows)]
    return written(Table(tuple(cells), newline="\n"))
