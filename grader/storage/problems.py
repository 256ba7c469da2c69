"""Problems and sets in the database: each upload a new version, none ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from grader.storage.database import new_id
from grader.storage.records import StoredProblem, StoredSet
from grader.storage.tables import ProblemRow, SetProblemRow, SetRow

Versioned = TypeVar("Versioned", ProblemRow, SetRow)


class Draft(NamedTuple):
    """What is to be kept of a set."""

    slug: str
    title: str
    source: str
    author: str


def add(session: Session, slug: str, title: str, source: str, author: str, now: datetime) -> StoredProblem:
    """Keep a new version, or answer the latest one where it has the same source."""
    last = _latest(session, ProblemRow, slug)
    if last is not None and last.source == source:
        return record(last)
    version = 1 if last is None else last.version + 1
    row = ProblemRow(id=new_id(), slug=slug, version=version, title=title, source=source, author=author, created=now)
    session.add(row)
    return record(row)


def latest(session: Session, slug: str) -> StoredProblem | None:
    """The latest version."""
    row = _latest(session, ProblemRow, slug)
    return None if row is None else record(row)


def listed(session: Session, after: str, limit: int) -> Sequence[StoredProblem]:
    """The latest versions behind `after`."""
    return [record(row) for row in _listed(session, ProblemRow, after, limit)]


def add_set(session: Session, draft: Draft, problems: tuple[str, ...], now: datetime) -> StoredSet:
    """Keep a new version of a set and pin its problems, or answer the latest one where nothing has changed."""
    last = _latest(session, SetRow, draft.slug)
    if last is not None and last.source == draft.source and _pinned(session, last.id) == problems:
        return _set(session, last)
    row = SetRow(id=new_id(), version=1 if last is None else last.version + 1, created=now, **draft._asdict())
    session.add(row)
    session.flush()
    session.add_all(SetProblemRow(set_id=row.id, place=place, problem_id=problem) for place, problem in enumerate(problems))
    session.flush()
    return _set(session, row)


def latest_set(session: Session, slug: str) -> StoredSet | None:
    """The latest version."""
    row = _latest(session, SetRow, slug)
    return None if row is None else _set(session, row)


def listed_sets(session: Session, after: str, limit: int) -> Sequence[StoredSet]:
    """The latest versions behind `after`."""
    return [_set(session, row) for row in _listed(session, SetRow, after, limit)]


def record(row: ProblemRow) -> StoredProblem:
    """The frozen value of a row."""
    return StoredProblem(row.id, row.slug, row.version, row.title, row.source)


def _latest(session: Session, table: type[Versioned], slug: str) -> Versioned | None:
    return session.scalar(select(table).where(table.slug == slug).order_by(table.version.desc()).limit(1))


def _listed(session: Session, table: type[Versioned], after: str, limit: int) -> Sequence[Versioned]:
    query = select(table).where(table.slug > after, _is_latest(table)).order_by(table.slug).limit(limit)
    return session.scalars(query).all()


def _is_latest(table: type[Versioned]) -> ColumnElement[bool]:
    other = aliased(table)
    return table.version == select(func.max(other.version)).where(other.slug == table.slug).correlate(table).scalar_subquery()


def _pinned(session: Session, set_id: str) -> tuple[str, ...]:
    query = select(SetProblemRow.problem_id).where(SetProblemRow.set_id == set_id).order_by(SetProblemRow.place)
    return tuple(session.scalars(query))


def _set(session: Session, row: SetRow) -> StoredSet:
    query = select(ProblemRow).join(SetProblemRow).where(SetProblemRow.set_id == row.id).order_by(SetProblemRow.place)
    return StoredSet(row.id, row.slug, row.version, row.title, tuple(record(problem) for problem in session.scalars(query)))
