"""The whole program is killed in the middle of a batch, and resumed to the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.services.batch import Sheet, run
from grader.services.batch.inline import Inline
from tests.services.fakes import context

SHEETS = 60
ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from grader.services.batch import Sheet, run
from grader.services.batch.workers import Workers
from tests.services.fakes import context

if __name__ == "__main__":
    sheets = [Sheet(f"s{n}", f"slow a1 = 0,{n}", "one-unit") for n in range(60)]
    run(sheets, context(), Workers(2), Path(sys.argv[1]), resume=len(sys.argv) > 2, size=5)
"""


def started(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """The program in a session of its own."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(folder / name), *arguments]
    return subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True)


def wait_for_shards(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many shards stand on the disk."""
    end = time.monotonic() + 60
    while len(list(folder.glob("*.jsonl"))) < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def children(process: subprocess.Popen[bytes]) -> list[str]:
    """The worker processes, where the system tells them."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return told.read_text(encoding="ascii").split() if told.exists() else []


def test_killed_and_resumed(tmp_path: Path) -> None:
    """Killed with -9 in the middle: what stands is kept, the workers end, the rest is done, the files are the same."""
    sheets = [Sheet(f"s{n}", f"slow a1 = 0,{n}", "one-unit") for n in range(SHEETS)]
    run(sheets, context(), Inline(), tmp_path / "whole.jsonl", size=5)
    cut = started(tmp_path, "cut.jsonl")
    wait_for_shards(tmp_path / "cut.jsonl.parts", 2, cut)
    workers = children(cut)
    cut.send_signal(signal.SIGKILL)
    cut.wait(60)
    assert not (tmp_path / "cut.jsonl").exists()
    assert gone(workers)
    kept = list((tmp_path / "cut.jsonl.parts").glob("0*.jsonl"))
    assert 2 <= len(kept) < SHEETS / 5
    assert started(tmp_path, "cut.jsonl", "resume").wait(60) == 0
    assert (tmp_path / "cut.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert (tmp_path / "cut.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments(tmp_path: Path, seed: int) -> None:
    """Workers and the program itself are killed at moments nobody chose, again and again: the end is the same to the byte."""
    rng = random.Random(seed)
    sheets = [Sheet(f"s{n}", f"slow a1 = 0,{n}", "one-unit") for n in range(SHEETS)]
    run(sheets, context(), Inline(), tmp_path / "whole.jsonl", size=5)
    folder, kept, killed = tmp_path / "cut.jsonl.parts", 0, 0
    for turn in range(3):
        batch = started(tmp_path, "cut.jsonl", *(["resume"] if turn else []))
        wait_for_shards(folder, kept + 1, batch)
        alive = children(batch)
        for worker in rng.sample(alive, min(len(alive), rng.randint(0, 1))):
            os.kill(int(worker), signal.SIGKILL)
        time.sleep(rng.uniform(0, 0.3))
        killed += batch.poll() is None
        batch.kill()
        batch.wait(60)
        assert gone(alive)
        standing = len(list(folder.glob("0*.jsonl")))
        assert standing >= kept or (tmp_path / "cut.jsonl").exists()  # what stood is never lost
        kept = standing
    assert killed  # a batch that is over before it is killed tells nothing
    assert started(tmp_path, "cut.jsonl", "resume").wait(60) == 0
    for ending in ("jsonl", "csv"):
        assert (tmp_path / f"cut.{ending}").read_bytes() == (tmp_path / f"whole.{ending}").read_bytes()


def gone(workers: list[str]) -> bool:
    """Whether all of these processes end within half a minute."""
    end = time.monotonic() + 30
    while any(Path(f"/proc/{worker}/exe").exists() for worker in workers) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(Path(f"/proc/{worker}/exe").exists() for worker in workers)
