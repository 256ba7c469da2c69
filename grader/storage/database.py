"""The engine: SQLite with safe and quick settings, or any other database that SQLAlchemy is given the URL of."""

from __future__ import annotations

import secrets
import time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

ALONE: dict[str, Any] = {
    "poolclass": QueuePool,
    "pool_size": 1,
    "max_overflow": 0,
}  # a database in memory is its one connection: one user at a time
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 10000")


def connect(url: str) -> Engine:
    """An engine on `url`; SQLite begins each transaction as a writer, so that two of them wait for each other instead of failing."""
    if not make_url(url).drivername.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    in_memory = make_url(url).database in {None, "", ":memory:"}
    engine = create_engine(url, connect_args={"check_same_thread": False}, **(ALONE if in_memory else {}))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def new_id() -> str:
    """An opaque id that no one can guess and that sorts by the time at which it was made."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
