"""Where a class comes from: one way in for a folder, a zip, or a file of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from grader.errors import NotFound, Refused
from grader.services.batch.folder import from_folder, from_zip
from grader.services.batch.rows import from_csv, from_jsonl, from_parquet
from grader.services.batch.sheet import Known, Sheet, Unmatched

Reader: TypeAlias = Callable[[Path, Sequence[Known]], Iterator[Sheet | Unmatched]]
READERS: Mapping[str, Reader] = {
    ".zip": from_zip,
    ".jsonl": from_jsonl,
    ".ndjson": from_jsonl,
    ".csv": from_csv,
    ".parquet": from_parquet,
}


def gather(source: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """The sheets of a class in their order, and what could not be matched.

    Raises NotFound and Refused at once, before anything is graded.
    """
    if source.is_dir():
        return from_folder(source, problems)
    if not source.exists():
        raise NotFound(str(source))
    reader = READERS.get(source.suffix.lower())
    if reader is None:
        message = f"{source.name}: a class is a folder, a zip, or a file of rows ({', '.join(READERS)})"
        raise Refused(message)
    return reader(source, problems)
