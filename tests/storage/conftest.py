"""The store that the tests of storage use, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.storage.store import SqlStore
from tests import databases


@pytest.fixture(params=databases.KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A fresh one for each test."""
    kept = SqlStore.at(databases.fresh(request.param, tmp_path))
    yield kept
    kept.close()
