"""The executor on many cores: worker processes that are watched sheet by sheet, so that one that dies or hangs costs one sheet at most."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from grader.errors import InkgradeError
from grader.services.batch.sheet import Chunk, Context, Done, Step, Work

STRIKES = 2  # a sheet that took down so many workers is not tried again
STILLBIRTHS = 5  # so many workers in a row that never reached a sheet: no worker will
PATIENCE = 30.0  # seconds for one sheet
START = 120.0  # seconds for a worker to come to its first sheet


class ChunkFailed(InkgradeError):
    """The work itself failed on a chunk (a full disk, a folder that is gone): nothing that another try would mend."""


class Failure(NamedTuple):
    """What a worker says of an exception outside the grading of a sheet."""

    message: str


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, the chunk that it has in hand and how far it is."""

    process: BaseProcess
    pipe: Connection
    chunk: Chunk | None = None
    place: int = -1  # before the first sheet
    heard: float = 0.0

    def limit(self, patience: float) -> float:
        """Until when it should be heard of again."""
        return self.heard + (max(patience, START) if self.place < 0 else patience)

    def give(self, chunk: Chunk) -> None:
        """Hand over a chunk; a worker that is dead already is noticed by its pipe."""
        self.chunk, self.place, self.heard = chunk, -1, time.monotonic()
        try:
            self.pipe.send(chunk)
        except OSError:
            self.process.kill()

    def end(self) -> None:
        """Kill it and wait for its end."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


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
        self.chunks = chunks
        self.strikes: Counter[Step] = Counter()
        self.workers: list[Worker] = []
        self.stillborn = 0

    def events(self) -> Iterator[Step | Done]:
        try:
            while self._busy():
                for pipe in wait([worker.pipe for worker in self.workers], timeout=self._time_left()):
                    yield from self._heard(next(worker for worker in self.workers if worker.pipe is pipe))
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
            first.append((_start(self.work, self.context), chunk))
            self.workers.append(first[-1][0])
        for worker, chunk in first:  # all have been started before the first is waited for
            worker.give(chunk)
        return any(worker.chunk is not None for worker in self.workers)

    def _next(self) -> Chunk | None:
        return self.again.popleft() if self.again else next(self.chunks, None)

    def _time_left(self) -> float:
        return max(0.0, min(worker.limit(self.patience) for worker in self.workers if worker.chunk is not None) - time.monotonic())

    def _heard(self, worker: Worker) -> Iterator[Step | Done]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        worker.heard = time.monotonic()
        if isinstance(said, Failure):
            raise ChunkFailed(said.message)
        if isinstance(said, Step):
            worker.place, self.stillborn = said.place, 0
        else:
            worker.chunk = None
        yield said

    def _replace_hung(self) -> None:
        now = time.monotonic()
        for worker in [worker for worker in self.workers if worker.chunk is not None and worker.limit(self.patience) <= now]:
            if not worker.pipe.poll():
                self._lost(worker)

    def _lost(self, worker: Worker) -> None:
        """A worker is gone: its chunk comes next again, without the sheet in hand if that was its second victim."""
        worker.end()
        self.workers.remove(worker)
        if worker.chunk is None:
            return
        self.again.append(worker.chunk._replace(poison=worker.chunk.poison | self._blamed(worker.chunk.number, worker.place)))

    def _blamed(self, number: int, place: int) -> frozenset[int]:
        if place < 0:
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


def _start(work: Work, context: Context) -> Worker:
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_serve, args=(theirs, work, context), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, heard=time.monotonic())


def _serve(pipe: Connection, work: Work, context: Context) -> None:
    """The life of a worker: chunk after chunk until the pipe is closed; an interrupt is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send(work(context, pipe.recv(), pipe.send))
    except (EOFError, BrokenPipeError):
        return
    except Exception as fault:  # noqa: BLE001 - told to the parent, which ends the batch with it
        pipe.send(Failure(f"{type(fault).__name__}: {fault}"))
