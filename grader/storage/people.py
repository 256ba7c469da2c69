"""People in the database."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from grader.storage.database import new_id
from grader.storage.records import Person, Role
from grader.storage.tables import PersonRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add(session: Session, name: str, role: Role, token_digest: str, now: datetime) -> Person:
    """Keep somebody new."""
    row = PersonRow(id=new_id(), name=name, role=role, token_digest=token_digest, created=now)
    session.add(row)
    return _record(row)


def with_token(session: Session, token_digest: str) -> Person | None:
    """Who has the token of this digest."""
    row = session.scalar(select(PersonRow).where(PersonRow.token_digest == token_digest))
    return None if row is None else _record(row)


def any_instructor(session: Session) -> bool:
    """Whether there is one."""
    return session.scalar(select(PersonRow.id).where(PersonRow.role == "instructor").limit(1)) is not None


def _record(row: PersonRow) -> Person:
    return Person(row.id, row.name, cast("Role", row.role))
