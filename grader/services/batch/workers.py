"""The executor on many cores: worker processes that are watched sheet by sheet, so that one that dies or hangs costs one sheet at most."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from multiprocessing.connection import wait

from grader.errors import InkgradeError
from grader.services.batch.sheet import Chunk, Context, Done, Step, Work
from grader.services.batch.worker import NOT_BEGUN, Failure, Worker, start

STRIKES = 2  # a sheet that took down so many workers is not tried again
STILLBIRTHS = 5  # so many workers in a row that never reached a sheet: no worker will
PATIENCE = 30.0  # seconds for one sheet
GLANCE = 0.2  # seconds between two looks at how far the workers are


class ChunkFailed(InkgradeError):
    """The work itself failed on a chunk (a full disk, a folder that is gone): nothing that another try would mend."""


class Workers:
    """`jobs` processes; results as they come, lost chunks again."""

    def __init__(self, jobs: int, patience: float = PATIENCE) -> None:
        """As many workers as `jobs`; a sheet may take `patience` seconds."""
        self.jobs = max(1, jobs)
        self.patience = patience

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """Give each idle worker the next chunk and yield what the workers tell, until all is done."""
        yield from _Run(work, context, chunks, self.jobs, self.patience).events()


class _Run:
    """One run: the workers, the chunks that were lost, the strikes of each sheet."""

    def __init__(self, work: Work, context: Context, chunks: Iterator[Chunk], jobs: int, patience: float) -> None:
        self.work, self.context, self.jobs, self.patience = work, context, jobs, patience
        self.again: deque[Chunk] = deque()
        self.ready: deque[Chunk] = deque()
        self.chunks = chunks
        self.strikes: Counter[Step] = Counter()
        self.workers: list[Worker] = []
        self.stillborn = 0

    def events(self) -> Iterator[Step | Done]:
        try:
            while self._busy():
                self._make_ready()
                for pipe in wait([worker.pipe for worker in self.workers], timeout=GLANCE):
                    yield from self._heard(next(worker for worker in self.workers if worker.pipe is pipe))
                yield from self._seen()
                self._replace_hung()
        finally:
            for worker in self.workers:
                worker.end()

    def _busy(self) -> bool:
        """Give the idle something to do; whether anybody has."""
        for worker in self.workers:
            if worker.chunk is None and (chunk := self._next()) is not None:
                worker.give(chunk)
        first: list[tuple[Worker, Chunk]] = []
        while len(self.workers) < self.jobs and (chunk := self._next()) is not None:
            first.append((start(self.work, self.context), chunk))
            self.workers.append(first[-1][0])
        for worker, chunk in first:  # all have been started before the first is waited for
            worker.give(chunk)
        return any(worker.chunk is not None for worker in self.workers)

    def _make_ready(self) -> None:
        """Have a chunk for each worker at hand while all are at work, so that nobody waits until it is made."""
        while len(self.ready) < self.jobs and (chunk := next(self.chunks, None)) is not None:
            self.ready.append(chunk)

    def _next(self) -> Chunk | None:
        waiting = self.again or self.ready
        return waiting.popleft() if waiting else next(self.chunks, None)

    def _heard(self, worker: Worker) -> Iterator[Step | Done]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        if isinstance(said, Failure):
            raise ChunkFailed(said.message)
        worker.chunk = None
        self.stillborn = 0
        yield said

    def _seen(self) -> Iterator[Step]:
        for worker in self.workers:
            if worker.moved() and worker.chunk is not None:
                self.stillborn = 0
                yield Step(worker.chunk.number, worker.place)

    def _replace_hung(self) -> None:
        now = time.monotonic()
        for worker in [worker for worker in self.workers if worker.chunk is not None and worker.limit(self.patience) <= now]:
            if not worker.pipe.poll():
                self._lost(worker)

    def _lost(self, worker: Worker) -> None:
        """A worker is gone: its chunk comes next again, without the sheet in hand if that was its second victim."""
        worker.end()
        worker.moved()
        self.workers.remove(worker)
        if worker.chunk is None:
            return
        self.again.append(worker.chunk._replace(poison=worker.chunk.poison | self._blamed(worker.chunk.number, worker.place)))

    def _blamed(self, number: int, place: int) -> frozenset[int]:
        if place == NOT_BEGUN:
            self.stillborn += 1
            if self.stillborn >= STILLBIRTHS:
                message = "the workers end before they begin"
                raise ChunkFailed(message)
            return frozenset()
        self.strikes[Step(number, place)] += 1
        if self.strikes[Step(number, place)] > 2 * STRIKES:
            message = f"chunk {number} takes down every worker"
            raise ChunkFailed(message)
        return frozenset({place}) if self.strikes[Step(number, place)] >= STRIKES else frozenset()
