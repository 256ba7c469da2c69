"""The store: each method is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from grader.storage import people, problems, submissions
from grader.storage.database import connect
from grader.storage.records import Person, Role, State, StoredProblem, StoredSet, Submission
from grader.storage.tables import Base

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Store:
    """Everything that an installation keeps, in one database."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Make the tables that are not there yet."""
        self.engine, self.now = engine, now
        Base.metadata.create_all(engine)

    @classmethod
    def at(cls, url: str) -> Store:
        """The store in the database at `url`."""
        return cls(connect(url))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with Session(self.engine.execution_options(writes=True)) as session, session.begin():
            yield session

    def add_person(self, name: str, role: Role, token_digest: str) -> Person:
        """Keep somebody new."""
        with self._writing() as session:
            return people.add(session, name, role, token_digest, self.now())

    def person_with(self, token_digest: str) -> Person | None:
        """Who has this token."""
        with self._reading() as session:
            return people.with_token(session, token_digest)

    def any_instructor(self) -> bool:
        """Whether anybody can already run this installation."""
        with self._reading() as session:
            return people.any_instructor(session)

    def add_problem(self, slug: str, title: str, source: str, author: str) -> StoredProblem:
        """Keep a new version; the latest one is answered where it has the same source."""
        with self._writing() as session:
            return problems.add(session, slug, title, source, author, self.now())

    def problem(self, slug: str) -> StoredProblem | None:
        """The latest version."""
        with self._reading() as session:
            return problems.latest(session, slug)

    def problems(self, after: str, limit: int) -> Sequence[StoredProblem]:
        """The latest versions in the order of their slugs, those behind `after`."""
        with self._reading() as session:
            return problems.listed(session, after, limit)

    def add_set(self, slug: str, title: str, source: str, author: str, problems_: Sequence[str]) -> StoredSet:
        """Keep a new version of a set with the ids of its problems' versions."""
        with self._writing() as session:
            return problems.add_set(session, problems.Draft(slug, title, source, author), tuple(problems_), self.now())

    def set_(self, slug: str) -> StoredSet | None:
        """The latest version."""
        with self._reading() as session:
            return problems.latest_set(session, slug)

    def sets(self, after: str, limit: int) -> Sequence[StoredSet]:
        """The latest versions in the order of their slugs, those behind `after`."""
        with self._reading() as session:
            return problems.listed_sets(session, after, limit)

    def receive(self, person: str, problem: str, name: str, raw: bytes, key: str | None) -> Submission:
        """Keep what came; the same key of the same person gives the submission that it gave before."""
        with self._writing() as session:
            return submissions.receive(session, submissions.Draft(person, problem, name, raw, key), self.now())

    def submission(self, id_: str) -> Submission | None:
        """One submission with its latest report."""
        with self._reading() as session:
            return submissions.one(session, id_)

    def submissions(self, person: str | None, after: str, limit: int) -> Sequence[Submission]:
        """In the order of arrival, those behind `after`; of one person, or of all."""
        with self._reading() as session:
            return submissions.listed(session, person, after, limit)

    def begin(self, id_: str) -> bool:
        """Mark it as being graded; False where it is graded already."""
        with self._writing() as session:
            return submissions.begin(session, id_)

    def finish(self, id_: str, state: State, report: str, grader: str) -> Submission:
        """Keep the report and the new state in one transaction."""
        with self._writing() as session:
            return submissions.finish(session, id_, state, submissions.Given(report, grader), self.now())

    def unfinished(self) -> Sequence[str]:
        """The ids of what was received or begun and never finished."""
        with self._reading() as session:
            return submissions.unfinished(session)
