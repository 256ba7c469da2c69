"""Heavy work in its turn, beside the requests: one thread that gives it to the executor; the database says what is left to do."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger("grader.background")
PATIENCE = 5.0


class Background:
    """Jobs one after the other in a thread of their own, which is started with the first."""

    def __init__(self) -> None:
        """Nothing to do yet."""
        self._jobs: queue.Queue[Callable[[], object] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.stopping = False

    def put(self, job: Callable[[], object]) -> None:
        """Do this when its turn comes."""
        with self._lock:
            self._jobs.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._thread.start()

    def size(self) -> int:
        """How many jobs wait."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Begin nothing new and wait a little for what is in hand; what is left is taken up at the next start."""
        self.stopping = True
        with self._lock:
            thread = self._thread
        if thread is not None:
            self._jobs.put(None)
            thread.join(PATIENCE)

    def idle(self) -> None:
        """Wait until everything is done."""
        self._jobs.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                if not self.stopping:
                    job()
            except Exception as fault:  # noqa: BLE001 - one job's fault is that job's
                log.error("job failed: %s", type(fault).__name__)  # noqa: TRY400 - a traceback may quote what a student wrote
            finally:
                self._jobs.task_done()
