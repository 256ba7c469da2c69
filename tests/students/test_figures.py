"""A small class of synthetic students, graded: the figures stay within their bounds; `python -m tests.students` is the long run."""

from __future__ import annotations

import pytest

from tests.students.__main__ import cases
from tests.students.runner import Tally, table, tally

AT_MOST = {"accused": 0.002, "called follows": 0.003, "nagged": 0.005, "unread": 0.01, "missed": 0.01}
AT_LEAST = {"agreement": 0.98, "caught": 0.98, "carried": 0.98, "rooted": 0.98, "first": 0.95, "tied": 0.97}


@pytest.fixture(scope="module")
def figures() -> Tally:
    """Sixty sheets of all kinds."""
    return tally(cases(60, 3))


@pytest.mark.parametrize(("figure", "bound"), AT_MOST.items())
def test_faults_stay_rare(figures: Tally, figure: str, bound: float) -> None:
    """Injustices and oversights stay under their bound."""
    assert figures.all.rate(figure) <= bound, "\n".join(table(figures, show=30))


@pytest.mark.parametrize(("figure", "bound"), AT_LEAST.items())
def test_most_is_found(figures: Tally, figure: str, bound: float) -> None:
    """Errors, roots and causes are found as often as they should."""
    assert figures.all.rate(figure) >= bound, "\n".join(table(figures, show=30))


def test_every_sheet_is_graded(figures: Tally) -> None:
    """No sheet fails for a fault of the grader."""
    assert figures.failures == []
