"""The values that a batch passes round: a sheet, what was not matched, a problem, a chunk of sheets and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from grader.grading.report import Report
from grader.problem import Problem


class Sheet(NamedTuple):
    """One student's working on one problem; `told`: its variant was written beside it."""

    submission: str
    text: str | bytes
    problem: str
    student: str = ""
    variant: int = 1
    told: bool = False


class Unmatched(NamedTuple):
    """A file or row that nothing was guessed about, and the reason's key."""

    name: str
    reason: str


class Known(NamedTuple):
    """A problem as a batch knows it: enough to name it, and its source to build it again in a worker.

    `kept` are numbers that somebody has already, as JSON by their places; `variants` and `deployed` say which there are.
    """

    id: str
    title: str
    source: str
    file: str = ""
    kept: str = ""
    variants: int = 0
    deployed: tuple[int, ...] = ()


Parse: TypeAlias = Callable[[str, str, int, Mapping[str, str]], Problem]  # of a source, its file's name, a variant, kept numbers
Grade: TypeAlias = Callable[[Problem, str | bytes, str, str], Report]
Render: TypeAlias = Callable[[Report], str]


@dataclass(frozen=True, slots=True)
class Context:
    """What each worker is told once; the callables are functions of modules, so that they travel by name."""

    problems: tuple[Known, ...]
    parse: Parse
    grade: Grade
    shards: str
    version: str
    language: str = "en"
    render: Render | None = None
    reports: str = ""
    ending: str = ""


class Chunk(NamedTuple):
    """Consecutive sheets; `poison` are the places of those that twice took a worker down and are not tried again."""

    number: int
    sheets: tuple[Sheet, ...]
    name: str = ""
    poison: frozenset[int] = frozenset()


class Done(NamedTuple):
    """A chunk whose shard stands on the disk."""

    number: int
    sheets: int
    failed: int


class Step(NamedTuple):
    """A sheet of a chunk that is about to be graded."""

    number: int
    place: int


Tell: TypeAlias = Callable[[Step], None]
Work: TypeAlias = Callable[[Context, Chunk, Tell], Done]


class Executor(Protocol):
    """Does chunks somewhere, in any order; a chunk is pure, so it may be done twice."""

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """What happens, as it happens; each chunk ends with exactly one `Done`."""
        ...
