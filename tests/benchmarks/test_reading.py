"""Reading stays near the cost of its one regex."""

from __future__ import annotations

from tests.benchmarks.reading import measure, sheets

CEILING = 6.0


def test_ratio() -> None:
    """A sample sheet is read in a few times the time that the bare regex takes (the figure: `python -m tests.benchmarks`)."""
    figures = [measure(sheet, rounds=12) for sheet in sheets()]
    assert len(figures) == 2
    assert min(figure.ratio for figure in figures) < CEILING
