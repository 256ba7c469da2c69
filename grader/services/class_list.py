"""A class list: CSV with `student_id,name,email,group`, read whole, all faults at once with their lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from grader.errors import AuthorError, Fault

COLUMNS = ("student_id", "name", "email", "group")
MOST_ROWS = 20_000
LONGEST_FIELD = 200
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,250}")


class Row(NamedTuple):
    """One student of the list and the line where it stands."""

    line: int
    student_id: str
    name: str
    email: str
    group: str


class ClassList(NamedTuple):
    """The students in the order of the file, and what was left out: rows that say again who is there already."""

    rows: tuple[Row, ...]
    duplicates: tuple[Fault, ...]


def read_class_list(source: bytes) -> ClassList:
    """The class of a CSV file; commas, semicolons or tabs between fields.

    Raises AuthorError with every fault and its line.
    """
    text = _text(source)
    lines = text.splitlines()
    dialect = max(",;\t", key=lines[0].count) if lines else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=dialect, restkey="", restval="")
    try:
        head = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in COLUMNS[:2] if name not in head]
        if missing:
            raise AuthorError((Fault(f"the first line names the columns; {', '.join(missing)} is missing", 1, 1),))
        reader.fieldnames = head
        rows = [(reader.line_num, record) for record in reader]
    except csv.Error as fault:
        raise AuthorError((Fault(f"not valid CSV: {fault}", reader.line_num),)) from fault
    if len(rows) > MOST_ROWS:
        raise AuthorError((Fault(f"a class list may have {MOST_ROWS} rows"),))
    return _checked([Row(line, *((record.get(name) or "").strip() for name in COLUMNS)) for line, record in rows])


def _text(source: bytes) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise AuthorError((Fault("the file is not UTF-8", source.count(b"\n", 0, fault.start) + 1),)) from fault
    if "\0" in text:
        raise AuthorError((Fault("the file is no text", text.count("\n", 0, text.index("\0")) + 1),))
    return text


def _checked(rows: list[Row]) -> ClassList:
    faults = [fault for row in rows for fault in _faults(row)]
    if faults:
        raise AuthorError(tuple(faults))
    seen: dict[str, int] = {}
    kept, duplicates = [], []
    for row in rows:
        keys = [row.student_id] + ([row.email.lower()] if row.email else [])
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is None:
            kept.append(row)
            seen |= dict.fromkeys(keys, row.line)
        else:
            duplicates.append(Fault(f"{row.student_id} stands already in line {earlier}", row.line, path="student_id"))
    return ClassList(tuple(kept), tuple(duplicates))


def _faults(row: Row) -> Iterator[Fault]:
    for column in COLUMNS[:2]:
        if not getattr(row, column):
            yield Fault("this is missing", row.line, path=column)
    for column in COLUMNS:
        value = getattr(row, column)
        if len(value) > LONGEST_FIELD or not value.isprintable():
            yield Fault(f"from 1 to {LONGEST_FIELD} printable characters", row.line, path=column)
    if row.email and not EMAIL.fullmatch(row.email):
        yield Fault("this is no e-mail address", row.line, path="email")
