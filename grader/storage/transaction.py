"""One transaction: records to rows and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from grader.records import Record
from grader.records.store import R
from grader.storage.tables import TABLES


class Transaction:
    """Finds, adds, puts and drops records through one connection."""

    def __init__(self, connection: Connection) -> None:
        """Within the transaction that the connection has begun."""
        self.connection = connection

    def get(self, kind: type[R], id_: str) -> R | None:
        """The record of that id."""
        return self.last(kind, id=id_)

    def find(self, kind: type[R], *, after: str = "", limit: int | None = None, **equal: Any) -> list[R]:  # noqa: ANN401 - a field's value
        """The records behind `after` with these values, a tuple standing for any of its members, in the order of their ids."""
        table = TABLES[kind]
        query = select(table).where(*_are(kind, equal), table.c.id > after).order_by(table.c.id).limit(limit)
        return [_record(kind, row) for row in self.connection.execute(query)]

    def last(self, kind: type[R], **equal: Any) -> R | None:  # noqa: ANN401 - a field's value
        """The newest record with these values."""
        table = TABLES[kind]
        row = self.connection.execute(select(table).where(*_are(kind, equal)).order_by(table.c.id.desc()).limit(1)).first()
        return None if row is None else _record(kind, row)

    def count(self, kind: type[R], **equal: Any) -> int:  # noqa: ANN401 - a field's value
        """How many records have these values."""
        query = select(func.count()).select_from(TABLES[kind]).where(*_are(kind, equal))
        return self.connection.scalar(query) or 0

    def add(self, *records: Record) -> None:
        """Keep new records."""
        for record in records:
            self.connection.execute(insert(TABLES[type(record)]).values(asdict(record)))

    def put(self, record: Record) -> None:
        """Keep the record in place of the one of its id."""
        table = TABLES[type(record)]
        self.connection.execute(update(table).where(table.c.id == record.id).values(asdict(record)))

    def drop(self, kind: type[R], **equal: Any) -> None:  # noqa: ANN401 - a field's value
        """Forget the records with these values."""
        self.connection.execute(delete(TABLES[kind]).where(*_are(kind, equal)))


def _are(kind: type[R], equal: dict[str, Any]) -> list[ColumnElement[bool]]:
    columns = TABLES[kind].c
    return [columns[name].in_(value) if isinstance(value, tuple) else columns[name] == value for name, value in equal.items()]


def _record(kind: type[R], row: Row[Any]) -> R:
    return kind(*(getattr(row, field.name) for field in fields(kind)))
