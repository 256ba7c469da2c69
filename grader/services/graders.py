"""Processes that grade sheets beside the one that answers: each has one in hand at a time and stays for the next.

A thread that computes holds up all other requests at each step; these hold up nobody, and the end of one costs no sheet.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import LifoQueue
from threading import Lock
from typing import TypeAlias

from grader.errors import InkgradeError
from grader.services.engine import Outcome, Task

STRIKES = 2  # a sheet that took down so many processes is not tried again
STILLBIRTHS = 5  # so many processes in a row that never came to the sheet: no process will
START = 120.0  # seconds for a process to be ready
PATIENCE = 30.0  # seconds for one sheet
Grading: TypeAlias = Callable[[Task, str], Outcome]


class Closed(InkgradeError):
    """The program ends: the sheet is graded at its next start."""


class NotBegun(EOFError):
    """A process has ended before it came to the sheet."""


@dataclass(slots=True)
class Hand:
    """A process and our end of its pipe; `ready` once it has said so."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False

    def grade(self, task: Task, language: str, patience: float) -> Outcome:
        """What it makes of a sheet.

        Raises NotBegun, and EOFError or OSError where it ends or takes too long over the sheet.
        """
        self._wait()
        self.pipe.send((task, language))
        if not self.pipe.poll(patience):
            raise TimeoutError
        outcome: Outcome = self.pipe.recv()
        return outcome

    def _wait(self) -> None:
        try:
            self.ready = self.process.is_alive() if self.ready else self.pipe.poll(START) and self.pipe.recv()
        except (EOFError, OSError):
            self.ready = False
        if not self.ready:
            raise NotBegun

    def end(self) -> None:
        """Kill it and wait for its end."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Graders:
    """So many processes; each sheet goes to the free one that was busy last, which has most at hand still."""

    def __init__(self, make: Callable[[], Grading], count: int, patience: float = PATIENCE) -> None:
        """`make` is called once in each process, so it travels by its name; a sheet may take `patience` seconds."""
        self._make, self._patience = make, patience
        self._free: LifoQueue[Hand] = LifoQueue()
        self._hands: list[Hand] = []
        self._closed, self._lock = False, Lock()
        for _ in range(count):
            self._free.put(self._new())
        atexit.register(self.close)  # before the processes are waited for

    def grade(self, task: Task, language: str) -> Outcome | None:
        """Grade a sheet as soon as a process is free; None for one that takes down whoever grades it.

        A process that ends on the way is replaced, and the sheet begun again.  Raises Closed when the program ends.
        """
        strikes = stillborn = 0
        while strikes < STRIKES and stillborn < STILLBIRTHS:
            hand = self._free.get()
            try:
                return hand.grade(task, language, self._patience)
            except NotBegun:
                stillborn += 1
                hand = self._instead(hand)
            except (EOFError, OSError):
                strikes += 1
                hand = self._instead(hand)
            finally:
                self._free.put(hand)
        return None

    def close(self) -> None:
        """End them all, whatever they have in hand."""
        atexit.unregister(self.close)
        with self._lock:
            self._closed = True
            hands, self._hands = self._hands, []
        for hand in hands:
            hand.process.kill()
            hand.process.join()

    def _new(self) -> Hand:
        processes = multiprocessing.get_context("spawn")
        with self._lock:
            if self._closed:
                raise Closed
            ours, theirs = processes.Pipe()
            process = processes.Process(target=_live, args=(theirs, self._make), daemon=True)
            process.start()
            theirs.close()
            self._hands.append(Hand(process, ours))
            return self._hands[-1]

    def _instead(self, hand: Hand) -> Hand:
        with self._lock:
            if hand in self._hands:
                self._hands.remove(hand)
        hand.end()
        return self._new()


def _live(pipe: Connection, make: Callable[[], Grading]) -> None:
    """Sheet after sheet until the pipe is closed; an interrupt is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    grade = make()
    gc.collect()
    gc.freeze()
    with suppress(EOFError, OSError):
        pipe.send(True)
        while True:
            pipe.send(grade(*pipe.recv()))
