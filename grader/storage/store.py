"""The store: whatever a use case does with records, in one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

from grader.records import Change, Look
from grader.storage.database import connect
from grader.storage.migrations import upgrade
from grader.storage.transaction import Transaction

if TYPE_CHECKING:
    from sqlalchemy import Engine

T = TypeVar("T")
TRIALS = 8
PAUSE = 0.01
_TRY_AGAIN = {"40001", "40P01"}  # serialization failure, deadlock


class SqlStore:
    """Everything that an installation keeps, in one database."""

    def __init__(self, engine: Engine) -> None:
        """On a database whose tables are there."""
        self.engine = engine
        self._writing = engine.execution_options(writes=True)
        # SQLite has one writer at a time: its threads wait here in turn, not by asking it again and again
        self._turn: AbstractContextManager[object] = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @classmethod
    def at(cls, url: str) -> SqlStore:
        """The store in the database at `url`, its tables brought up to date."""
        engine = connect(url)
        upgrade(engine)
        return cls(engine)

    def read(self, ask: Callable[[Look], T]) -> T:
        """What `ask` finds in one consistent look."""
        with self.engine.connect() as connection, connection.begin():
            return ask(Transaction(connection))

    def write(self, act: Callable[[Change], T]) -> T:
        """What `act` returns, its changes kept together; called again where somebody else was quicker.

        Raises whatever `act` raises, and then keeps nothing.
        """
        for trial in range(TRIALS):
            try:
                with self._turn, self._writing.connect() as connection, connection.begin():
                    return act(Transaction(connection))
            except DBAPIError as fault:
                if trial + 1 == TRIALS or not _worth_another_trial(fault):
                    raise
                time.sleep(PAUSE * 2**trial)
        raise AssertionError

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _worth_another_trial(fault: DBAPIError) -> bool:
    """Whether the same act may succeed now: another writer came first."""
    return isinstance(fault, IntegrityError) or getattr(fault.orig, "sqlstate", None) in _TRY_AGAIN
