"""Processes that grade beside the requests: each sheet is graded once, whatever becomes of the process that has it in hand."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.services.batch.inline import Inline
from grader.services.engine import Engine, Numbers, Outcome, Task
from grader.services.graders import Closed, Graders, Grading
from tests.services import fakes


def grading() -> Grading:
    """What a process does with a sheet: what the sheet says."""
    return Engine(fakes.parse, fakes.grade, Inline, "1").now


def stillborn() -> Grading:
    """A process that ends before its first sheet."""
    os._exit(1)


@contextmanager
def beside(count: int = 1, patience: float = 30) -> Iterator[tuple[Engine, Graders]]:
    """An engine with so many processes beside it."""
    graders = Graders(grading, count, patience)
    try:
        yield Engine(fakes.parse, fakes.grade, Inline, "1", beside=graders.grade), graders
    finally:
        graders.close()


def task(text: str, source: str = "one-unit") -> Task:
    """A sheet."""
    return Task(text, source, Numbers(), "sheet", text.encode())


def graded(outcome: Outcome) -> bool:
    """Whether there is a report."""
    return outcome.state == "graded" and json.loads(outcome.document)["state"] == "graded"


def test_the_same_report_here_and_beside() -> None:
    """In which process a sheet is graded makes no difference, nor does it to a problem that is accepted no longer."""
    with beside(2) as (engine, _), ThreadPoolExecutor(8) as threads:
        tasks = [*(task(f"wrong {number}") for number in range(20)), task("a", "faulty")]
        assert list(threads.map(engine.now, tasks)) == [grading()(each, "en") for each in tasks]


def test_a_sheet_that_kills_twice_is_not_graded(tmp_path: Path) -> None:
    """What takes its process down again is given up, with no marks; what does so once is graded, and so is the next."""
    with beside() as (engine, _):
        assert graded(engine.now(task(f"once die {tmp_path / 'tried'}")))
        lost = engine.now(task("die"))
        assert (lost.state, json.loads(lost.document)["error"]) == ("not_graded", "worker-lost")
        assert graded(engine.now(task("a")))


def test_a_sheet_that_hangs_is_given_up() -> None:
    """Nobody waits longer than a process has patience, twice."""
    with beside(patience=0.2) as (engine, _):
        assert engine.now(task("hang")).state == "not_graded"


def test_a_process_that_was_killed_while_it_waited_is_no_fault_of_a_sheet() -> None:
    """However often that happens, before the first sheet or between two."""
    with beside() as (engine, graders):
        for _ in range(2):
            os.kill(graders._hands[0].process.pid or 0, signal.SIGKILL)
            graders._hands[0].process.join()
            assert graded(engine.now(task("a")))


def test_processes_that_never_begin_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet is told not to be graded rather than waited for without end."""
    monkeypatch.setattr("grader.services.graders.STILLBIRTHS", 2)
    graders = Graders(stillborn, 1)
    assert graders.grade(task("a"), "en") is None
    graders.close()


def test_the_end_leaves_a_sheet_for_the_next_start() -> None:
    """Closed in the middle of a sheet: no outcome is told, and no process is left."""
    with beside() as (engine, graders), ThreadPoolExecutor(1) as thread:
        assert graded(engine.now(task("a")))
        process = graders._hands[0].process
        waiting = thread.submit(engine.now, task("hang"))
        while not waiting.running() or graders._free.qsize():
            pass
        graders.close()
        with pytest.raises(Closed):
            waiting.result(10)
        assert not process.is_alive()
