"""A class as rows of a JSONL, CSV or Parquet file: `submission`, `text`, and where they are needed `student`, `problem`, `variant`."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from grader.errors import Refused
from grader.services.batch.headings import sections
from grader.services.batch.numbers import with_numbers
from grader.services.batch.sheet import Known, Sheet, Unmatched

COLUMNS = ("submission", "text", "student", "problem", "variant")
LARGEST_TEXT = 5_000_000
READ_AT_ONCE = 1_000


def from_jsonl(path: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """One JSON object a line."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield from _sheets(_object(line), f"{path.name}:{number}", problems)


def from_csv(path: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """A head and one row a sheet; the text may run over several lines in quotes."""
    csv.field_size_limit(LARGEST_TEXT)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ",")
        try:
            for row in reader:
                yield from _sheets(row, f"{path.name}:{reader.line_num}", problems)
        except csv.Error as fault:
            message = f"{path.name}:{reader.line_num}: {fault}"
            raise Refused(message) from fault


def from_parquet(path: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """The same columns in Parquet, read through DuckDB.

    Raises Refused without the extra `analytics`, or where the file cannot be read.
    """
    try:
        import duckdb
    except ImportError as fault:
        message = "Parquet needs the extra: pip install 'inkgrade[analytics]'"
        raise Refused(message) from fault
    try:
        with duckdb.connect() as connection:
            result = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            columns = [column[0] for column in result.description]
            rows = chain.from_iterable(iter(lambda: result.fetchmany(READ_AT_ONCE), []))
            for number, row in enumerate(rows, 1):
                yield from _sheets(dict(zip(columns, row, strict=True)), f"{path.name}:{number}", problems)
    except duckdb.Error as fault:
        message = f"{path.name}: {fault}"
        raise Refused(message) from fault


def _object(line: bytes) -> Mapping[Any, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _sheets(row: Mapping[Any, Any], place: str, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """The sheet of a row; several, where the set's problems stand under headings in one text."""
    submission, text, student, problem, variant = (_text(row.get(name)) for name in COLUMNS)
    ids = [known.id for known in problems]
    if not submission or not isinstance(row.get("text"), str):
        yield Unmatched(place, "no-submission-or-text")
    elif len(text) > LARGEST_TEXT:
        yield Unmatched(submission, "too-large")
    elif problem and problem not in ids:
        yield Unmatched(submission, "unknown-problem")
    elif problem or len(ids) == 1:
        yield with_numbers(Sheet(submission, text, problem or ids[0], student), problems, variant)
    else:
        texts, _ = sections(text, problems)
        if not texts:
            yield Unmatched(submission, "no-problem-named")
        for named, part in texts.items():
            yield with_numbers(Sheet(f"{submission}/{named}", part, named, student), problems, variant)


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """The cell as text; numbers of a column that has gaps became floats, and the gaps no numbers."""
    if isinstance(cell, float):
        cell = None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)
