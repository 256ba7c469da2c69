"""The sites that the tests of the pages visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.site import Site, running


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A fresh one for each test that changes something."""
    with running(tmp_path) as site:
        yield site


@pytest.fixture(scope="module")
def quiet_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all tests of a file that only look."""
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site
