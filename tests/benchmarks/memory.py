"""(d) Memory of one process over many sheets that all differ: it must not grow with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import grader
from grader.problem import Problem, parse
from tests.benchmarks.clock import Row
from tests.benchmarks.sheets import CASES, mixed

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
LOOKS = (0.1, 0.25, 0.5, 0.75, 1.0)


def resident() -> float:
    """Megabytes that this process holds; not a number where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * PAGE / 1e6 if told.exists() else float("nan")


def rows(count: int) -> Iterator[Row]:
    """Megabytes after some of the sheets, and what a thousand more of them add."""
    problems: dict[str, Problem] = {case.name: parse(case.problem.read_text("utf-8"), file=str(case.problem)) for case in CASES}
    looks = {max(1, round(count * share)) for share in LOOKS}
    seen: dict[int, float] = {}
    for number, (case, text) in enumerate(mixed(count), 1):
        grader.grade(problems[case.name], text)
        if number in looks:
            seen[number] = resident()
            yield Row(f"memory after {number} sheets", seen[number], "MB")
    first, last = min(seen), max(seen)
    if last > first:
        yield Row("growth", (seen[last] - seen[first]) / (last - first) * 1e3, "MB a thousand", f"between sheet {first} and sheet {last}")
