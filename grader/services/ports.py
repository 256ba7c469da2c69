"""What the use cases ask of a store; storage answers it without knowing this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

Role: TypeAlias = Literal["instructor", "tutor", "student"]
State: TypeAlias = Literal["received", "grading", "graded", "not_graded"]


class Person(Protocol):
    """Somebody with a token."""

    @property
    def id(self) -> str:
        """Stable and opaque."""
        ...

    @property
    def name(self) -> str:
        """As it is shown."""
        ...

    @property
    def role(self) -> Role:
        """What this person may do."""
        ...


class StoredProblem(Protocol):
    """One immutable version of a problem."""

    @property
    def id(self) -> str:
        """Of this version."""
        ...

    @property
    def slug(self) -> str:
        """The problem's own id, the same in all versions."""
        ...

    @property
    def version(self) -> int:
        """From 1."""
        ...

    @property
    def title(self) -> str:
        """As the author wrote it."""
        ...

    @property
    def source(self) -> str:
        """The YAML, as it was uploaded."""
        ...


class StoredSet(Protocol):
    """One immutable version of a problem set; its problems are pinned versions."""

    @property
    def slug(self) -> str:
        """The set's own id."""
        ...

    @property
    def version(self) -> int:
        """From 1."""
        ...

    @property
    def title(self) -> str:
        """As the author wrote it."""
        ...

    @property
    def problems(self) -> tuple[StoredProblem, ...]:
        """In the order of the set."""
        ...


class Submission(Protocol):
    """What somebody handed in; the bytes are kept as they came."""

    @property
    def id(self) -> str:
        """Stable, in the order of arrival."""
        ...

    @property
    def person(self) -> str:
        """The id of who handed it in."""
        ...

    @property
    def problem(self) -> StoredProblem:
        """The version that was handed in to."""
        ...

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    @property
    def raw(self) -> bytes:
        """As it came."""
        ...

    @property
    def state(self) -> State:
        """How far it is."""
        ...

    @property
    def received(self) -> datetime:
        """When it came, in UTC."""
        ...

    @property
    def report(self) -> str | None:
        """The latest report as JSON, once there is one."""
        ...


class PeopleStore(Protocol):
    """Where people are kept."""

    def add_person(self, name: str, role: Role, token_digest: str) -> Person:
        """Keep somebody new."""
        ...

    def person_with(self, token_digest: str) -> Person | None:
        """Who has this token."""
        ...

    def any_instructor(self) -> bool:
        """Whether anybody can already run this installation."""
        ...


class ProblemStore(Protocol):
    """Where problems and sets are kept, version by version."""

    def add_problem(self, slug: str, title: str, source: str, author: str) -> StoredProblem:
        """Keep a new version; the latest one is answered where it has the same source."""
        ...

    def problem(self, slug: str) -> StoredProblem | None:
        """The latest version."""
        ...

    def problems(self, after: str, limit: int) -> Sequence[StoredProblem]:
        """The latest versions in the order of their slugs, those behind `after`."""
        ...

    def add_set(self, slug: str, title: str, source: str, author: str, problems: Sequence[str]) -> StoredSet:
        """Keep a new version of a set with the ids of its problems' versions."""
        ...

    def set_(self, slug: str) -> StoredSet | None:
        """The latest version."""
        ...

    def sets(self, after: str, limit: int) -> Sequence[StoredSet]:
        """The latest versions in the order of their slugs, those behind `after`."""
        ...


class SubmissionStore(Protocol):
    """Where submissions and reports are kept; the row is the truth."""

    def receive(self, person: str, problem: str, name: str, raw: bytes, key: str | None) -> Submission:
        """Keep what came; the same key of the same person gives the submission that it gave before."""
        ...

    def submission(self, id_: str) -> Submission | None:
        """One submission with its latest report."""
        ...

    def submissions(self, person: str | None, after: str, limit: int) -> Sequence[Submission]:
        """In the order of arrival, those behind `after`; of one person, or of all."""
        ...

    def begin(self, id_: str) -> bool:
        """Mark it as being graded; False where it is graded already."""
        ...

    def finish(self, id_: str, state: State, report: str, grader: str) -> Submission:
        """Keep the report and the new state in one transaction."""
        ...

    def unfinished(self) -> Sequence[str]:
        """The ids of what was received or begun and never finished."""
        ...


class Store(PeopleStore, ProblemStore, SubmissionStore, Protocol):
    """All of it."""
