"""Reading against its own bare regex: how many times longer a sheet takes than finding its tokens."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from grader.reading import read
from grader.reading.source import plain
from grader.reading.tokens import TOKEN

SUBMISSIONS = Path(__file__).parent.parent.parent / "submissions"


class Figure(NamedTuple):
    """One sheet: its lines, milliseconds of the bare regex and of reading."""

    sheet: str
    lines: int
    bare: float
    whole: float

    @property
    def ratio(self) -> float:
        """Reading in units of the bare regex."""
        return self.whole / self.bare


def bare(text: str) -> int:
    """Find every token of a text and do nothing with it."""
    return sum(len(match.group()) for match in TOKEN.finditer(text) if match.lastgroup is None)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(sheet: Path, rounds: int = 40) -> Figure:
    """The least times of a sheet; the two take turns, so that both meet the same machine."""
    text = sheet.read_text(encoding="utf-8")
    normal = plain(text)
    pairs = [(seconds(lambda: bare(normal)), seconds(lambda: read(text))) for _ in range(rounds)]
    return Figure(sheet.stem, text.count("\n") + 1, min(one for one, _ in pairs) * 1e3, min(other for _, other in pairs) * 1e3)


def sheets() -> list[Path]:
    """The two sample sheets."""
    return sorted(SUBMISSIONS.glob("*/00*.txt"))[:2]


def table() -> str:
    """One row a sheet."""
    rows = [f"| {f.sheet} | {f.lines} | {f.bare:.2f} | {f.whole:.2f} | {f.ratio:.2f} |" for f in map(measure, sheets())]
    return "\n".join(["| sheet | lines | bare regex, ms | reading, ms | ratio |", "|---|---|---|---|---|", *rows])
