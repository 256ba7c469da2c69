"""How time is taken: the best of a few rounds, and the share of each stage of a run without what it calls of the others."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from types import FrameType
from typing import NamedTuple

from grader.grading import pipeline


class Row(NamedTuple):
    """A line of the table: what was measured, how much, in what, and what that is beside something else."""

    what: str
    amount: float
    unit: str
    beside: str = ""


def best(work: Callable[[], object], rounds: int = 3, clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of a few runs, in seconds that this process worked: what else the machine does counts for little."""
    times = []
    for _ in range(rounds):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def compiled() -> bool:
    """Whether the core at hand is compiled."""
    return not str(pipeline.__file__).endswith(".py")


class Stages:
    """Seconds by stage: each function belongs to the stage of its file, or else to the stage that called it.

    The clock costs something at each call, so the shares hold and the seconds do not.
    """

    def __init__(self, stage_of: Callable[[str], str | None]) -> None:
        """`stage_of` says by the path of a file which stage it belongs to, if any."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._stage_of = stage_of
        self._known: dict[str, str | None] = {}
        self._open: list[str] = ["other"]
        self._since = 0.0

    def run(self, work: Callable[[], object]) -> None:
        """Do the work under the clock."""
        self._since = time.process_time()
        sys.setprofile(self._told)
        try:
            work()
        finally:
            sys.setprofile(None)

    def _told(self, frame: FrameType, event: str, _: object) -> None:
        if event not in {"call", "return"}:
            return
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        if event == "call":
            self._open.append(self._stage(frame.f_code.co_filename) or self._open[-1])
        elif len(self._open) > 1:
            self._open.pop()
        self._since = time.process_time()

    def _stage(self, path: str) -> str | None:
        if path not in self._known:
            self._known[path] = self._stage_of(path)
        return self._known[path]
