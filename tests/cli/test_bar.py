"""The bar of a batch: how far it is, how fast, how many could not be graded; nothing where nobody sees it."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING

from grader.cli.batch import _bar
from grader.services.batch import Progress

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO) -> str:
    """What a short batch shows there."""
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with _bar(9) as tell:
        for sheets in (1, 4, 9):
            tell(Progress(sheets, failed=sheets // 4))
            time.sleep(0.01)
        tell(Progress(9, failed=2))
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", screen.getvalue())


def test_the_bar_tells_the_rate_and_the_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end all sheets, sheets a second, and those that could not be graded."""
    assert re.search(r"9/9 +\d+\.\d/s ✗ 2 ", shown(monkeypatch, Terminal()))


def test_no_bar_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is no terminal."""
    assert shown(monkeypatch, io.StringIO()) == ""
