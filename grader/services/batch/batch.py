"""The use case: every sheet graded into one JSONL in the order of the sheets and one CSV of figures, the same bytes on any engine."""

from __future__ import annotations

import csv
import itertools
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.services.batch.chunk import grade_chunk
from grader.services.batch.parquet import to_parquet
from grader.services.batch.shard import pour, shard_at, shard_name, whole
from grader.services.batch.sheet import Chunk, Context, Done, Executor, Sheet, Step, Unmatched
from grader.services.batch.summary import COLUMNS, Summary, add_up, rows_text

SHEETS_A_CHUNK = 16  # about a second of work: a small class fills all cores, the last chunk keeps nobody waiting


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: sheets begun or done, those that could not be graded, chunks that stood there from an earlier run."""

    sheets: int = 0
    failed: int = 0
    resumed: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the results are, the class in figures, what was not matched, how long it took."""

    reports: Path
    figures: Path
    summary: Summary
    unmatched: tuple[Unmatched, ...]
    seconds: float = 0.0


@dataclass(slots=True)
class _Course:
    """What is known while a batch runs."""

    context: Context
    resume: bool
    size: int
    began: float = field(default_factory=time.perf_counter)
    progress: Progress = field(default_factory=Progress)
    begun: dict[int, int] = field(default_factory=dict)  # by chunk in hand
    names: list[str] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)


def run(  # noqa: PLR0913 - the six are what a batch is
    items: Iterable[Sheet | Unmatched],
    context: Context,
    executor: Executor,
    output: Path,
    *,
    resume: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    size: int = SHEETS_A_CHUNK,
) -> Outcome:
    """Grade all `items` into `output` (`.jsonl`, `.parquet` or `.csv`; the figures stand beside it as `.csv`).

    Shards lie in `<output>.parts` until all are there; with `resume` those of an earlier run are kept where nothing that they
    rest on has changed.
    """
    shards = output.with_name(output.name + ".parts")
    if not resume:
        shutil.rmtree(shards, ignore_errors=True)
    shards.mkdir(parents=True, exist_ok=True)
    course = _Course(replace(context, shards=str(shards)), resume, size)
    for event in executor.run(grade_chunk, course.context, _chunks(items, course)):
        progress(_after(course, event))
    progress(course.progress)
    outcome = _put_together(course, shards, output)
    shutil.rmtree(shards, ignore_errors=True)
    return outcome


def _chunks(items: Iterable[Sheet | Unmatched], course: _Course) -> Iterator[Chunk]:
    """The chunks that are still to be done, made when somebody is free for them."""
    sheets = _sheets(items, course.unmatched)
    for number in itertools.count():
        taken = tuple(itertools.islice(sheets, course.size))
        if not taken:
            return
        name = shard_name(course.context, number, taken)
        course.names.append(name)
        if course.resume and shard_at(course.context.shards, name).exists():
            course.progress = replace(course.progress, sheets=course.progress.sheets + len(taken), resumed=course.progress.resumed + 1)
        else:
            yield Chunk(number, taken, name)


def _sheets(items: Iterable[Sheet | Unmatched], unmatched: list[Unmatched]) -> Iterator[Sheet]:
    for item in items:
        if isinstance(item, Unmatched):
            unmatched.append(item)
        else:
            yield item


def _after(course: _Course, event: Step | Done) -> Progress:
    """The progress after an event; a chunk that is done again is not counted twice."""
    done = course.progress
    if isinstance(event, Step):
        course.begun[event.number] = event.place
    else:
        course.begun.pop(event.number, None)
        course.progress = done = replace(done, sheets=done.sheets + event.sheets, failed=done.failed + event.failed)
    return replace(done, sheets=done.sheets + sum(course.begun.values()))


def _put_together(course: _Course, shards: Path, output: Path) -> Outcome:
    """One file of reports and one of figures out of the shards, each under a temporary name until it is whole."""
    figures = output.with_suffix(".csv")
    lines = {".csv": None, ".parquet": shards / "all.jsonl"}.get(output.suffix, output)
    with whole(figures) as rows, nullcontext() if lines is None else whole(lines) as reports:
        rows.write(rows_text([COLUMNS]).encode())
        for name in course.names:
            pour(shard_at(shards, name), reports, rows)
    if output.suffix == ".parquet":
        to_parquet(shards / "all.jsonl", output)
    with figures.open(encoding="utf-8", newline="") as file:
        return Outcome(output, figures, add_up(csv.DictReader(file)), tuple(course.unmatched), time.perf_counter() - course.began)
