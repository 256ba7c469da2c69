"""The whole program is killed in the middle of a batch, and resumed to the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
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
    """The program in a session of its own."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(folder / name), str(count), *arguments]
    return subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True)


def wait_for_shards(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many shards stand on the disk."""
    end = time.monotonic() + 60
    while len(list(folder.glob("0*.shard"))) < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def children(process: subprocess.Popen[bytes]) -> list[str]:
    """The worker processes, where the system tells them."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return told.read_text(encoding="ascii").split() if told.exists() else []


def test_killed_and_resumed(tmp_path: Path) -> None:
    """Killed with -9 in the middle: what stands is kept, the workers end, the rest is done, the files are the same."""
    whole(tmp_path, SHEETS)
    cut = started(tmp_path, "cut.jsonl", SHEETS)
    wait_for_shards(tmp_path / "cut.jsonl.parts", 2, cut)
    workers = children(cut)
    cut.send_signal(signal.SIGKILL)
    cut.wait(60)
    assert not (tmp_path / "cut.jsonl").exists()
    assert gone(workers)
    kept = list((tmp_path / "cut.jsonl.parts").glob("0*.shard"))
    assert 2 <= len(kept) < SHEETS / SIZE
    assert started(tmp_path, "cut.jsonl", SHEETS, "resume").wait(60) == 0
    same_as_whole(tmp_path)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Workers and the program itself are killed at moments nobody chose, again and again: the end is the same to the byte."""
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    rng, count = random.Random(seed), 60 + 30 * KILLS
    whole(tmp_path, count)
    folder, standing, killed, lost = tmp_path / "cut.jsonl.parts", 0, 0, 0
    while killed < KILLS:
        batch = started(tmp_path, "cut.jsonl", count, *(["resume"] if killed else []))
        wait_for_shards(folder, standing + 1, batch)
        alive = children(batch)
        if alive and rng.random() < 0.5:
            time.sleep(rng.uniform(0, 0.3))
            os.kill(int(rng.choice(alive)), signal.SIGKILL)
            killed += 1
        time.sleep(rng.uniform(0, 0.5))
        alive = children(batch)
        assert batch.poll() is None  # a batch that is over before it is killed tells nothing
        batch.kill()
        batch.wait(60)
        killed += 1
        assert gone(alive)
        before, standing = standing, len(list(folder.glob("0*.shard")))
        assert standing > before  # what stood is never lost
        lost += standing < count // SIZE
    assert lost  # and something was lost each time
    assert started(tmp_path, "cut.jsonl", count, "resume").wait(240) == 0
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
