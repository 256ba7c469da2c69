"""One worker process as its parent sees it: a pipe for chunks, a shared place that tells the sheet in hand, and its life from inside."""

from __future__ import annotations

import multiprocessing
import signal
import time
from ctypes import c_int
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from grader.services.batch.sheet import Chunk, Context, Step, Work

START = 600.0  # seconds for a worker to come to its first sheet, however much else the machine has to do
NOT_BEGUN = -1


class Failure(NamedTuple):
    """What a worker says of an exception outside the grading of a sheet."""

    message: str


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, the chunk that it has in hand and how far it was when we last looked."""

    process: BaseProcess
    pipe: Connection
    shared: c_int
    chunk: Chunk | None = None
    place: int = NOT_BEGUN
    heard: float = 0.0

    def give(self, chunk: Chunk) -> None:
        """Hand over a chunk; a worker that is dead already is noticed by its pipe."""
        self.chunk, self.place, self.heard = chunk, NOT_BEGUN, time.monotonic()
        self.shared.value = NOT_BEGUN
        try:
            self.pipe.send(chunk)
        except OSError:
            self.process.kill()

    def moved(self) -> bool:
        """Whether it has gone on since we last looked."""
        place = int(self.shared.value)
        if self.chunk is None or place == self.place:
            return False
        self.place, self.heard = place, time.monotonic()
        return True

    def limit(self, patience: float) -> float:
        """Until when it should have gone on."""
        return self.heard + (max(patience, START) if self.place == NOT_BEGUN else patience)

    def end(self) -> None:
        """Kill it and wait for its end."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def start(work: Work, context: Context) -> Worker:
    """A new process that waits for its first chunk; it shares nothing with this one but a number and a pipe."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    shared = processes.RawValue(c_int, NOT_BEGUN)
    process = processes.Process(target=_live, args=(theirs, shared, work, context), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, shared, heard=time.monotonic())


def _live(pipe: Connection, shared: c_int, work: Work, context: Context) -> None:
    """Chunk after chunk until the pipe is closed; an interrupt is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(step: Step) -> None:
        shared.value = step.place

    try:
        while True:
            pipe.send(work(context, pipe.recv(), tell))
    except (EOFError, BrokenPipeError):
        return
    except Exception as fault:  # noqa: BLE001 - told to the parent, which ends the batch with it
        pipe.send(Failure(f"{type(fault).__name__}: {fault}"))
