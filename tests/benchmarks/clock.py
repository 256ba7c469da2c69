"""How time is taken: the best of a few rounds, and the share of each stage of a run without what it calls of the others."""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A line of the table: what was measured, how much, in what, and what that is beside something else."""

    what: str
    amount: float
    unit: str
    beside: str = ""


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


class Stages:
    """Seconds by stage: what a stage calls of another stage counts for that one."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = ["other"]
        self._since = time.perf_counter()

    def _switch(self) -> None:
        now = time.perf_counter()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time charged to the stage."""

        @functools.wraps(work)
        def run(*arguments: object, **named: object) -> object:
            self._switch()
            self._open.append(stage)
            try:
                return work(*arguments, **named)
            finally:
                self._switch()
                self._open.pop()

        return run

    @contextmanager
    def watching(self, places: Sequence[tuple[str, Any, str]]) -> Iterator[None]:
        """Put a clock on each (stage, owner, name) for the time of a `with`."""
        kept = [(owner, name, getattr(owner, name)) for _, owner, name in places]
        for stage, owner, name in places:
            setattr(owner, name, self.timed(stage, getattr(owner, name)))
        self._since = time.perf_counter()
        try:
            yield
        finally:
            self._switch()
            for owner, name, work in kept:
                setattr(owner, name, work)
