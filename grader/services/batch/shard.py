"""What stands on the disk of a chunk that is done: its reports and its rows of figures in one file, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from grader.services.batch.sheet import Context, Known, Sheet

ENDING = ".shard"
AT_ONCE = 1 << 20


def shard_name(context: Context, number: int, sheets: tuple[Sheet, ...]) -> str:
    """The chunk's number and a digest of all that its shard depends on: a shard of that name need not be made again."""
    digest = _of_all(context.version, context.language, context.reports, context.ending, context.problems).copy()
    for sheet in sheets:
        digest.update(repr(tuple(sheet)).encode())
    return f"{number:09d}-{digest.hexdigest()[:24]}"


@lru_cache(maxsize=8)
def _of_all(version: str, language: str, reports: str, ending: str, problems: tuple[Known, ...]) -> hashlib._Hash:
    """The digest of what is the same for all chunks: reports to hand back are written again where they go elsewhere."""
    return hashlib.sha256(repr((version, language, reports, ending, [(p.id, p.source) for p in problems])).encode())


def shard_at(folder: str | Path, name: str) -> Path:
    """Where the shard of that name is, or will be."""
    return Path(folder, name + ENDING)


def keep(shard: Path, reports: bytes, rows: bytes) -> None:
    """Write a shard: the number of bytes that the rows have, the rows, the reports."""
    write_whole(shard, b"%d\n%b%b" % (len(rows), rows, reports))


def pour(shard: Path, reports: BinaryIO | None, rows: BinaryIO) -> None:
    """Append what a shard holds to two files, the reports to none where none is wanted."""
    with shard.open("rb") as file:
        rows.write(file.read(int(file.readline())))
        if reports is not None:
            shutil.copyfileobj(file, reports, AT_ONCE)


def reports_of(shard: Path) -> bytes:
    """The reports of a shard, one a line."""
    with shard.open("rb") as file:
        file.seek(int(file.readline()), os.SEEK_CUR)
        return file.read()


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none, though another machine of a cluster may write the same one at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path, token_hex(4)) as file:
        file.write(content)


@contextmanager
def whole(path: Path, ending: str = "part") -> Iterator[BinaryIO]:
    """A file to write to under a temporary name, which it keeps where an exception ends the writing."""
    temporary = path.with_name(f".{path.name}.{ending}")
    with temporary.open("wb") as file:
        yield file
        file.flush()
    settle(temporary, path)


def settle(temporary: Path, path: Path) -> None:
    """Give a file its name when its content is on the disk: after a power cut the name stands for the whole of it."""
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)
