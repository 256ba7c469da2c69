"""What ends a worker of a cluster that hangs: a process without a parent of ours has to look after itself."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from grader.services.batch.sheet import Step, Tell

LOOK = 0.5  # seconds between two looks


class Watch:
    """The chunks that this process has in hand, and when each last went on."""

    def __init__(self) -> None:
        """Nothing is in hand."""
        self._until: dict[object, float] = {}
        threading.Thread(target=self._look, daemon=True, name="inkgrade-watch").start()

    @contextmanager
    def over(self, patience: float) -> Iterator[Tell]:
        """Within it each sheet that is told may take `patience` seconds; the process of one that takes longer is killed."""
        chunk = object()

        def tell(_: Step) -> None:
            self._until[chunk] = time.monotonic() + patience

        try:
            yield tell
        finally:
            self._until.pop(chunk, None)

    def _look(self) -> None:
        while True:
            time.sleep(LOOK)
            if min(tuple(self._until.values()), default=float("inf")) < time.monotonic():
                os.kill(os.getpid(), signal.SIGKILL)


@cache
def watch() -> Watch:
    """The one of this process."""
    return Watch()
