"""One transaction: records to rows and back.

Statements are built once for each kind and set of fields: building them costs more than running them.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Delete, Row, Select, Table, Update, bindparam, delete, func, insert, select, update

from grader.records import Record
from grader.records.store import R
from grader.storage.tables import TABLES

How = Literal["is", "in", "null"]


class Narrowed(NamedTuple):
    """Which fields narrow a statement, and how."""

    kind: type[Any]
    shape: tuple[tuple[str, How], ...]


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
        query = _page(_narrowed(kind, equal), limited=limit is not None)
        found = self.connection.execute(query, _values(equal) | {"after": after, "limit": limit})
        return [_record(kind, row) for row in found]

    def last(self, kind: type[R], **equal: Any) -> R | None:  # noqa: ANN401 - a field's value
        """The newest record with these values."""
        row = self.connection.execute(_last(_narrowed(kind, equal)), _values(equal)).first()
        return None if row is None else _record(kind, row)

    def count(self, kind: type[R], **equal: Any) -> int:  # noqa: ANN401 - a field's value
        """How many records have these values."""
        return self.connection.scalar(_count(_narrowed(kind, equal)), _values(equal)) or 0

    def add(self, *records: Record) -> None:
        """Keep new records."""
        for record in records:
            self.connection.execute(_INSERTS[type(record)], _row(record))

    def put(self, record: Record) -> None:
        """Keep the record in place of the one of its id."""
        row = _row(record)
        self.connection.execute(_UPDATES[type(record)], {"the_id": row.pop("id")} | row)

    def drop(self, kind: type[R], **equal: Any) -> None:  # noqa: ANN401 - a field's value
        """Forget the records with these values."""
        self.connection.execute(_delete(_narrowed(kind, equal)), _values(equal))


def _narrowed(kind: type[Any], equal: dict[str, Any]) -> Narrowed:
    return Narrowed(kind, tuple((name, _how(value)) for name, value in equal.items()))


def _how(value: Any) -> How:  # noqa: ANN401 - a field's value
    return "null" if value is None else "in" if isinstance(value, tuple) else "is"


def _values(equal: dict[str, Any]) -> dict[str, Any]:
    return {f"is_{name}": value for name, value in equal.items() if value is not None}


def _are(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    columns = TABLES[narrowed.kind].c
    made: list[ColumnElement[bool]] = []
    for name, how in narrowed.shape:
        column = columns[name]
        value = bindparam(f"is_{name}", type_=column.type, expanding=how == "in")
        made.append(column.is_(None) if how == "null" else column.in_(value) if how == "in" else column == value)
    return made


@lru_cache(maxsize=1000)
def _page(narrowed: Narrowed, *, limited: bool) -> Select[Any]:
    table = TABLES[narrowed.kind]
    query = select(table).where(*_are(narrowed), table.c.id > bindparam("after")).order_by(table.c.id)
    return query.limit(bindparam("limit")) if limited else query


@lru_cache(maxsize=1000)
def _last(narrowed: Narrowed) -> Select[Any]:
    table = TABLES[narrowed.kind]
    return select(table).where(*_are(narrowed)).order_by(table.c.id.desc()).limit(1)


@lru_cache(maxsize=1000)
def _count(narrowed: Narrowed) -> Select[Any]:
    return select(func.count()).select_from(TABLES[narrowed.kind]).where(*_are(narrowed))


@lru_cache(maxsize=1000)
def _delete(narrowed: Narrowed) -> Delete:
    return delete(TABLES[narrowed.kind]).where(*_are(narrowed))


def _updated(table: Table) -> Update:
    changes: dict[str, Any] = {column.name: bindparam(column.name) for column in table.columns if column.name != "id"}
    return update(table).where(table.c.id == bindparam("the_id")).values(changes)


_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in TABLES}
_INSERTS = {kind: insert(table) for kind, table in TABLES.items()}
_UPDATES = {kind: _updated(table) for kind, table in TABLES.items()}


def _row(record: Record) -> dict[str, Any]:
    names = _NAMES[type(record)]
    return dict(zip(names, attrgetter(*names)(record), strict=True))


def _record(kind: type[R], row: Row[Any]) -> R:
    make: Any = kind
    made: R = make(*row)  # the columns stand in the order of the fields
    return made
