"""The seam to storage: records are found, added, put and dropped inside transactions; nobody above knows a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias, TypeVar

from grader.records.people import Audit, Course, Link, Member, Password, Person, Secret, Session, Token
from grader.records.review import Appeal, Override, Regrade, RegradeItem
from grader.records.work import Drawing, Extension, GradedReport, Problem, ProblemSet, Release, SetProblem, Sheet, Submission

Record: TypeAlias = (
    Person
    | Link
    | Password
    | Session
    | Token
    | Secret
    | Course
    | Member
    | Audit
    | Problem
    | ProblemSet
    | SetProblem
    | Release
    | Extension
    | Drawing
    | Submission
    | Sheet
    | GradedReport
    | Override
    | Appeal
    | Regrade
    | RegradeItem
)
R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Look(Protocol):
    """A consistent look at what is kept."""

    def get(self, kind: type[R], id_: str) -> R | None:
        """The record of that id."""
        ...

    def find(self, kind: type[R], *, after: str = "", limit: int | None = None, **equal: Any) -> list[R]:  # noqa: ANN401 - a field's value
        """The records behind `after` whose fields have these values, a tuple standing for any of its members, in the order of their ids."""
        ...

    def last(self, kind: type[R], **equal: Any) -> R | None:  # noqa: ANN401 - a field's value
        """The newest record whose fields have these values."""
        ...

    def count(self, kind: type[R], **equal: Any) -> int:  # noqa: ANN401 - a field's value
        """How many records have these values."""
        ...


class Change(Look, Protocol):
    """The same, and changes: all of them or none."""

    def add(self, *records: Record) -> None:
        """Keep new records."""
        ...

    def put(self, record: Record) -> None:
        """Keep the record in place of the one of its id."""
        ...

    def drop(self, kind: type[R], **equal: Any) -> None:  # noqa: ANN401 - a field's value
        """Forget the records with these values."""
        ...


class Store(Protocol):
    """Everything that an installation keeps."""

    def read(self, ask: Callable[[Look], T]) -> T:
        """What `ask` finds in one consistent look."""
        ...

    def write(self, act: Callable[[Change], T]) -> T:
        """What `act` returns, with all of its changes kept together; it is called again where somebody else was quicker."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
