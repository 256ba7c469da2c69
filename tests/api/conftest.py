"""The service that the tests of the routes talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.service import Service, running


@pytest.fixture
def service() -> Iterator[Service]:
    """A fresh one for each test."""
    with running() as service:
        yield service
