"""A class in figures, by sheets made by hand: every number is the one that a person counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from grader.records import Submission
from grader.services.figures import MOST_DAYS, Day, Narrowed, Paper, Where, days, facts, figures
from grader.services.marks import Marks

MONDAY = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)


def claim(quantity: str | None, verdict: str = "correct", cause: str | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A claim as a report has it."""
    return {"quantity": quantity, "verdict": verdict, "cause": cause} | more


def document(*lines: dict[str, Any], parts: tuple[tuple[str, str, str], ...] = ()) -> dict[str, Any]:
    """A report with one claim a line."""
    shown = [{"number": number, "label": "b", "claims": [each]} for number, each in enumerate(lines, 1)]
    return {"lines": shown, "parts": [{"label": label, "earned": earned, "possible": possible} for label, earned, possible in parts]}


def submission(id_: str, person: str = "p", problem: str = "one", at: datetime = MONDAY) -> Submission:
    """A graded submission."""
    return Submission(id_, "c", "week", "v", problem, "pv", person, 1, 1, "sheet", None, "graded", at)


def paper(id_: str, earned: str, *lines: dict[str, Any], pending: str = "0", problem: str = "one", **more: Any) -> Paper:  # noqa: ANN401 - the parts
    """A sheet worth four points, whose problem asks for z[1,1] in its part `a`."""
    marks = Marks(Fraction(earned), Fraction(pending), Fraction(4), Fraction(earned))
    return Paper(submission(id_, problem=problem), marks, facts(document(*lines, **more)), {"z[1,1]": "a"})


PAPERS = [
    paper("s1", "4", claim("z[1,1]"), claim("a[1,1]"), parts=(("a", "3", "3"), ("b", "1", "1"))),
    paper("s2", "1", claim("z[1,1]", "wrong", "sign"), claim("a[1,1]", "follows"), claim("z[1,2]", "wrong", "sign", repeats=1),
          parts=(("a", "0", "3"), ("b", "1", "1"))),
    paper("s3", "0", claim("a[1,1]", "wrong", "bias-omitted"), claim(None, "unreadable"), claim("z[1,1]", "wrong", "misread"), pending="1"),
    paper("s4", "2", claim("z[1,1]", "wrong", "sign"), problem="two"),
]  # fmt: skip


def test_marks_are_spread_over_tenths() -> None:
    """Full marks belong to the last tenth; mean and median are shares of the points."""
    found = figures(PAPERS)
    assert found.spread == (1, 0, 1, 0, 0, 1, 0, 0, 0, 1)
    assert (found.mean, found.median, found.sheets, found.waiting) == (Fraction(7, 16), Fraction(3, 8), 4, 1)


def test_mistakes_are_counted_by_sheets_and_places() -> None:
    """The commonest first; a sheet counts once in each part, whatever its repetitions; a misreading is no place where an error began."""
    found = figures(PAPERS)
    assert [(each.cause, each.times, each.sheets) for each in found.mistakes] == [("sign", 3, 2), ("bias-omitted", 1, 1), ("misread", 1, 1)]
    assert found.mistakes[0].where == {Where("one", "a"): 1, Where("one", "b"): 1, Where("two", "a"): 1}
    assert found.began == {"one": {"z[1,1]": {"s2"}, "a[1,1]": {"s3"}}, "two": {"z[1,1]": {"s4"}}}


def test_parts_and_hard_lines() -> None:
    """Points of each part over all sheets; the lines at which errors began, the greatest share first."""
    found = figures(PAPERS)
    assert [(each.where, str(each.earned), str(each.possible)) for each in found.parts] == [
        (Where("one", "a"), "3", "6"),
        (Where("one", "b"), "2", "2"),
    ]
    assert [(each.where.problem, each.quantity, each.sheets, each.began, each.follows) for each in found.hardest] == [
        ("two", "z[1,1]", 1, 1, 0),
        ("one", "z[1,1]", 3, 1, 0),
        ("one", "a[1,1]", 3, 1, 1),
    ]


def test_nobody_has_handed_in() -> None:
    """No sheet, no mean."""
    found = figures([])
    assert (found.mean, found.median, found.mistakes, found.began) == (None, None, (), {})
    assert days([], UTC, None) == ()


@pytest.mark.parametrize(
    ("narrowed", "ids"),
    [
        (Narrowed(), ["s1", "s2", "s3", "s4"]),
        (Narrowed(problem="two"), ["s4"]),
        (Narrowed(tenth=9), ["s1"]),
        (Narrowed(waiting=True), ["s3"]),
        (Narrowed(cause="sign"), ["s2", "s4"]),
        (Narrowed(cause="sign", label="b"), ["s2"]),
        (Narrowed(cause="sign", label="a", problem="one"), ["s2"]),
        (Narrowed(quantity="a[1,1]"), ["s3"]),
        (Narrowed(label="a"), ["s2", "s3", "s4"]),
        (Narrowed(cause="nothing"), []),
    ],
)
def test_the_sheets_behind_a_figure(narrowed: Narrowed, ids: list[str]) -> None:
    """As many as the figure counts, and which they are."""
    assert [each.submission.id for each in PAPERS if narrowed.lines(each) is not None] == ids


def test_the_figures_count_what_stands_behind_them() -> None:
    """Each figure of mistakes is the number of sheets that it leads to."""
    for mistake in figures(PAPERS).mistakes:
        for where, count in mistake.where.items():
            narrowed = Narrowed(cause=mistake.cause, problem=where.problem, label=where.label)
            assert sum(narrowed.lines(each) is not None for each in PAPERS) == count
    assert Narrowed(cause="sign").lines(PAPERS[1]) == (1, 3)


def test_days_count_first_attempts_on_the_due_dates_clock() -> None:
    """Half past eleven at night in London is the next day in Berlin; later attempts at the same problem count no more."""
    berlin = datetime.fromisoformat("2026-12-03T23:59:00+01:00")
    kept = [submission("s1"), submission("s2", at=MONDAY + timedelta(days=2)), submission("s3", "q", at=MONDAY - timedelta(days=1))]
    assert days(kept, berlin.tzinfo or UTC, berlin.date()) == (
        Day(date(2026, 11, 30), 1, 1),
        Day(date(2026, 12, 1), 1, 2),
        Day(date(2026, 12, 2), 0, 2),
        Day(date(2026, 12, 3), 0, 2),
    )


def test_days_of_a_long_term_are_the_last_ones() -> None:
    """Early sheets are in the total, not each in a column of its own."""
    kept = [submission("s1", "q", at=MONDAY - timedelta(days=300)), submission("s2")]
    found = days(kept, UTC, None)
    assert (len(found), found[0].total, found[-1].total) == (MOST_DAYS, 1, 2)
