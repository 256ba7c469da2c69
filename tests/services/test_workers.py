"""Workers that die or hang cost one sheet at most, and the rest is graded as if nothing had happened."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from grader.services.batch import run
from grader.services.batch.inline import Inline
from grader.services.batch.sheet import Chunk, Context, Done, Executor, Sheet, Tell
from grader.services.batch.workers import ChunkFailed, Workers
from tests.services.fakes import context


def sheets(count: int, **special: str) -> list[Sheet]:
    """`count` sheets that all differ, with the text of some replaced."""
    return [Sheet(f"s{n}", special.get(f"s{n}", f"a1 = 0,{n}"), "one-unit") for n in range(count)]


def graded(items: list[Sheet], executor: Executor, folder: Path, size: int = 4) -> list[dict[str, Any]]:
    """The reports of a batch."""
    run(items, context(), executor, folder / "out.jsonl", size=size)
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_same_bytes_whatever_the_jobs(tmp_path: Path) -> None:
    """One process, three processes and no process at all write the same file."""
    outputs = []
    for name, executor in (("inline", Inline()), ("one", Workers(1)), ("three", Workers(3))):
        run(sheets(23), context(), executor, tmp_path / f"{name}.jsonl", size=4)
        outputs.append((tmp_path / f"{name}.jsonl").read_bytes() + (tmp_path / f"{name}.csv").read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0].count(b'"submission":') == 23


def test_a_sheet_that_kills_twice_is_not_graded(tmp_path: Path) -> None:
    """The sheet that kills its worker has a state of its own; all others are graded."""
    reports = graded(sheets(12, s5="die"), Workers(2), tmp_path)
    assert [r["submission"] for r in reports if r["state"] == "not_graded"] == ["s5"]
    assert reports[5]["score"] == {"earned": "0", "pending": "4", "possible": "4"}
    assert [r["submission"] for r in reports] == [f"s{n}" for n in range(12)]


def test_a_hung_worker_is_replaced(tmp_path: Path) -> None:
    """A sheet that never ends is given up after its patience, twice."""
    reports = graded(sheets(3, s1="hang"), Workers(1, patience=0.5), tmp_path)
    assert [r["state"] for r in reports] == ["graded", "not_graded", "graded"]


def test_a_worker_killed_once_loses_nothing(tmp_path: Path) -> None:
    """A worker that is killed from outside leaves no trace in the results."""
    reports = graded(sheets(8, s6=f"once die {tmp_path / 'tried'}"), Workers(2), tmp_path)
    assert (tmp_path / "tried").exists()
    assert {r["state"] for r in reports} == {"graded"}


def full_disk(context_: Context, chunk: Chunk, tell: Tell) -> Done:
    """Work that fails outside the grading of a sheet."""
    raise OSError(errno.ENOSPC, f"{len(context_.problems)} {chunk.name} {tell.__name__}")


def test_a_fault_outside_a_sheet_ends_the_batch() -> None:
    """A full disk is told, not turned into states of sheets."""
    with pytest.raises(ChunkFailed, match="OSError"):
        list(Workers(1).run(full_disk, context(), iter([Chunk(0, tuple(sheets(1)), "c")])))
