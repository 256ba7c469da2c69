"""The engine: SQLite with safe and quick settings, or PostgreSQL; both give serializable transactions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from grader.errors import Refused

ALONE: dict[str, Any] = {
    "poolclass": QueuePool,
    "pool_size": 1,
    "max_overflow": 0,
}  # a database in memory is its one connection: one user at a time
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 30000")
CONNECTIONS = 10


def connect(url: str) -> Engine:
    """An engine on `url`; SQLite begins each writing transaction as a writer, so that two of them wait for each other instead of failing.

    Raises Refused for a URL of another kind of database.
    """
    kind = _kind(url)
    if kind == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=CONNECTIONS, isolation_level="SERIALIZABLE")
    in_memory = make_url(url).database in {None, "", ":memory:"}
    engine = create_engine(url, connect_args={"check_same_thread": False}, **(ALONE if in_memory else {}))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _kind(url: str) -> str:
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError as fault:
        message = "this is no database's URL; one begins with sqlite:/// or postgresql+psycopg://"
        raise Refused(message) from fault
    if kind not in {"sqlite", "postgresql"}:
        message = f"a database is SQLite or PostgreSQL, not {kind}"
        raise Refused(message)
    return kind


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
