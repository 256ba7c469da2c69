"""The whole program is killed in the middle of a batch, and resumed to the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from grader.services.batch import Sheet, run
from grader.services.batch.inline import Inline
from tests.services.fakes import context

SHEETS, SIZE = 60, 5
KILLS = int(os.environ.get("GRADER_KILLS", "3"))
ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from grader.services.batch import Sheet, run
from grader.services.batch.workers import Workers
from tests.services.fakes import context

if __name__ == "__main__":
    sheets = [Sheet(f"s{n}", f"slow a1 = 0,{n}", "one-unit") for n in range(int(sys.argv[2]))]
    run(sheets, context(), Workers(2), Path(sys.argv[1]), resume=len(sys.argv) > 3, size=5)
"""


def started(folder: Path, name: str, count: int, *arguments: str) -> subprocess.Popen[bytes]:
    """The program in a session of its own; a journal tells each sheet that is begun."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(folder / name), str(count), *arguments]
    around = {"PYTHONPATH": str(ROOT), "GRADED_JOURNAL": str(folder / "journal")}
    return subprocess.Popen(command, cwd=folder, env=os.environ | around, start_new_session=True)


def begun(folder: Path) -> list[str]:
    """The sheets that were begun so far, those that were begun again more than once."""
    journal = folder / "journal"
    return journal.read_text("ascii").split() if journal.exists() else []


def kept(folder: Path) -> int:
    """The sheets whose shards stand on the disk."""
    return SIZE * len(list((folder / "cut.jsonl.parts").glob("0*.shard")))


def wait_until(so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, a minute at most, and not longer than the program runs."""
    end = time.monotonic() + 60
    while not so() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def hold(process: subprocess.Popen[bytes], so: Callable[[], bool]) -> None:
    """Stop the program and its workers at a moment when something is so; whoever is stopped changes it no more."""
    while process.poll() is None:
        os.killpg(process.pid, signal.SIGSTOP)
        if so():
            return
        os.killpg(process.pid, signal.SIGCONT)
        time.sleep(0.005)


def children(process: subprocess.Popen[bytes]) -> list[str]:
    """The worker processes, where the system tells them."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return told.read_text(encoding="ascii").split() if told.exists() else []


def test_killed_and_resumed(tmp_path: Path) -> None:
    """Killed with -9 in the middle: what stands is kept, the workers end, the rest is done, the files are the same."""
    whole(tmp_path, SHEETS)
    cut = started(tmp_path, "cut.jsonl", SHEETS)
    wait_until(lambda: kept(tmp_path) >= 2 * SIZE, cut)
    workers = children(cut)
    cut.send_signal(signal.SIGKILL)
    cut.wait(60)
    assert not (tmp_path / "cut.jsonl").exists()
    assert gone(workers)
    assert 2 * SIZE <= kept(tmp_path) < SHEETS
    assert started(tmp_path, "cut.jsonl", SHEETS, "resume").wait(60) == 0
    same_as_whole(tmp_path)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Workers alone, or all at once, killed at moments nobody chose, each time with work lost: the end is the same to the byte."""
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    rng, count = random.Random(seed), 60 + 30 * KILLS
    whole(tmp_path, count)
    killed = standing = 0
    while killed < KILLS:
        batch = started(tmp_path, "cut.jsonl", count, *(["resume"] if killed else []))
        before = len(begun(tmp_path))
        wait_until(lambda standing=standing: kept(tmp_path) > standing, batch)  # type: ignore[misc]
        time.sleep(rng.uniform(0, 0.5))
        alive = children(batch)
        if alive and rng.random() < 0.5:
            os.kill(int(rng.choice(alive)), signal.SIGKILL)
            killed += 1
            time.sleep(rng.uniform(0, 0.3))
            alive = children(batch)
        hold(batch, lambda before=before, standing=standing: len(begun(tmp_path)) - before > kept(tmp_path) - standing)  # type: ignore[misc]
        assert batch.poll() is None  # a batch that is over before it is killed tells nothing
        os.killpg(batch.pid, signal.SIGKILL)
        batch.wait(60)
        killed += 1
        assert gone(alive)
        earlier, standing = standing, kept(tmp_path)
        assert earlier < standing < count  # what stood is never lost
        assert len(begun(tmp_path)) - before > standing - earlier  # and what was in hand was
    assert started(tmp_path, "cut.jsonl", count, "resume").wait(240) == 0
    assert len(set(begun(tmp_path))) == count < len(begun(tmp_path))  # and done again
    same_as_whole(tmp_path)


def whole(folder: Path, count: int) -> None:
    """An undisturbed run."""
    sheets = [Sheet(f"s{n}", f"slow a1 = 0,{n}", "one-unit") for n in range(count)]
    run(sheets, context(), Inline(), folder / "whole.jsonl", size=SIZE)


def same_as_whole(folder: Path) -> None:
    """Reports and figures to the byte."""
    for ending in ("jsonl", "csv"):
        assert (folder / f"cut.{ending}").read_bytes() == (folder / f"whole.{ending}").read_bytes()


def gone(workers: list[str]) -> bool:
    """Whether all of these processes end within half a minute."""
    end = time.monotonic() + 30
    while any(Path(f"/proc/{worker}/exe").exists() for worker in workers) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(Path(f"/proc/{worker}/exe").exists() for worker in workers)
