"""Where sheets are graded: small ones now, here or beside; many or large ones by the executor of the batch, one sheet a chunk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

from grader.services.batch.chunk import PROBLEMS_READY, WORKER_LOST, grade_chunk, numbers_kept
from grader.services.batch.shard import reports_of, shard_at
from grader.services.batch.sheet import Chunk, Context, Done, Executor, Grade, Known, Parse, Sheet


class Numbers(NamedTuple):
    """Which numbers a problem has for somebody: a variant's, or, as JSON by their places, those that they have already."""

    variant: int = 1
    kept: str = ""

    @property
    def by_place(self) -> dict[str, str]:
        """The numbers that are there already."""
        return numbers_kept(self.kept)


class Task(NamedTuple):
    """A sheet to be graded: on which source of a problem, with which numbers."""

    id: str
    source: str
    numbers: Numbers
    name: str
    raw: bytes


class Outcome(NamedTuple):
    """What became of a task: a state, the report as JSON, its marks as exact texts, the grader's version."""

    state: str
    document: str
    earned: str
    pending: str
    possible: str
    grader: str


NewExecutor: TypeAlias = Callable[[], Executor]
Beside: TypeAlias = Callable[[Task, str], Outcome | None]


class Engine:
    """Grades; whatever goes wrong is the state `not_graded` and never marks."""

    def __init__(
        self, parse: Parse, grade: Grade, executor: NewExecutor, version: str, language: str = "en", *, beside: Beside | None = None
    ) -> None:
        """`parse` and `grade` are functions of modules, so that they travel by name; `beside` grades small sheets in other processes."""
        self._parse, self._grade, self._executor, self._version, self.language = parse, grade, executor, version, language
        self._beside = beside
        self._turn = Lock()  # threads that compute at once hold each other up at every step
        self.problem = lru_cache(maxsize=PROBLEMS_READY)(lambda source, numbers: parse(source, "", numbers.variant, numbers.by_place))

    def now(self, task: Task, language: str | None = None) -> Outcome:
        """Grade one sheet, in a language or in the engine's own, and wait for it."""
        speaks = language or self.language
        if self._beside is not None:
            return self._beside(task, speaks) or failed(WORKER_LOST, task.name, self._version)
        try:
            with self._turn:
                return outcome(self._grade(self.problem(task.source, task.numbers), task.raw, task.name, speaks).to_dict())
        except Exception as fault:  # noqa: BLE001 - such as a stored problem that this grader no longer accepts: told, never marked
            return failed(type(fault).__name__, task.name, self._version)

    def later(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Outcome]]:
        """Grade many by the executor, watched: a sheet that takes its worker down costs that sheet only."""
        waiting = [task for task in tasks if self._fits(task)]
        known = {(task.source, task.numbers.kept): Known(str(n), "", task.source, "", task.numbers.kept) for n, task in enumerate(waiting)}
        with tempfile.TemporaryDirectory(prefix="inkgrade-") as folder:
            context = Context(tuple(known.values()), self._parse, self._grade, folder, self._version, self.language)
            sheets = (
                Sheet(task.name, task.raw, known[task.source, task.numbers.kept].id, variant=task.numbers.variant) for task in waiting
            )
            chunks = (Chunk(n, (sheet,), str(n)) for n, sheet in enumerate(sheets))
            for event in self._executor().run(grade_chunk, context, chunks):
                if isinstance(event, Done):
                    shard = shard_at(folder, str(event.number))
                    yield waiting[event.number].id, outcome(json.loads(reports_of(shard)))
                    shard.unlink()

    def _fits(self, task: Task) -> bool:
        """Whether its problem can be built: a worker that cannot would end the whole run."""
        try:
            return self.problem(task.source, task.numbers) is not None
        except Exception:  # noqa: BLE001 - whoever asks grades it here and now, which says what is wrong
            return False


def outcome(document: dict[str, Any]) -> Outcome:
    """What is kept of a report."""
    score = document["score"]
    return Outcome(document["state"], json.dumps(document), score["earned"], score["pending"], score["possible"], document["grader"])


def failed(error: str, name: str, version: str) -> Outcome:
    """What is kept where nobody could grade: for want of a problem, or because each process that tried has ended."""
    score = {"earned": "0", "pending": "0", "possible": "0"}
    document = {"format": 1, "grader": version, "submission": name, "state": "not_graded", "error": error, "score": score}
    return Outcome("not_graded", json.dumps(document), "0", "0", "0", version)
