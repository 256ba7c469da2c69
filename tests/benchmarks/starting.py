"""(e) Milliseconds until each command can say what it does, beside an empty Python."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from grader.cli import COMMANDS
from tests.benchmarks.clock import Row, best


def rows(rounds: int) -> Iterator[Row]:
    """The table, the best of so many starts each."""
    empty = best(lambda: _run("-c", "pass"), rounds, time.perf_counter)
    yield Row("start of an empty Python", empty * 1e3, "ms")
    yield Row("import grader", best(lambda: _run("-c", "import grader"), rounds, time.perf_counter) * 1e3, "ms")
    for arguments in ((), *((name,) for name in COMMANDS)):
        took = best(lambda arguments=arguments: _run("-m", "grader", *arguments, "--help"), rounds, time.perf_counter)  # type: ignore[misc]
        yield Row(" ".join(("grader", *arguments, "--help")), took * 1e3, "ms", f"+{(took - empty) * 1e3:.0f} ms")


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
