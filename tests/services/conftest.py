"""A service on each kind of database, for use cases that no route of the API has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.api.service import Service, running


@pytest.fixture(params=databases.KINDS)
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A fresh one for each test, with a course and its people, without problems."""
    with running(tmp_path, request.param) as service:
        yield service
