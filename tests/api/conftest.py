"""The services that the tests of the routes talk to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.api.service import Service, furnish, running


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fresh one for each test, on SQLite, with a problem and a set."""
    with running(tmp_path) as service:
        furnish(service)
        yield service


@pytest.fixture(params=databases.KINDS)
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A fresh one for each test, on each kind of database, without problems."""
    with running(tmp_path, request.param) as service:
        yield service
