"""A class at a glance on real databases: who counts, who may look, what stands behind a figure."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from grader.errors import NotFound
from grader.services.figures import Narrowed, Where
from grader.services.glance import Glance
from grader.services.rights import Forbidden
from tests.api.service import NOW, Service, furnish

SHEETS = {
    "student": "z[1,1] = 0.5\nz[1,2] = 7 wrong sign\nz[2,1] = 8 unreadable\n",
    "fellow": "z[1,1] = 0.4 wrong sign\na[1,1] = 1 follows\n",
    "tutor": "z[1,1] = 9 wrong tried\n",
}


@pytest.fixture
def handed_in(anywhere: Service) -> Service:
    """A class that has handed in."""
    furnish(anywhere, "due: 2026-12-01T23:59:00+01:00\n")
    for who, text in SHEETS.items():
        anywhere.submit(who, text=text)
    return anywhere


def seen(service: Service, who: str = "instructor") -> Glance:
    """The class at a glance."""
    return service.served.glances.glance(service.asker(who), "ml", "week")


def test_a_class_at_a_glance(handed_in: Service) -> None:
    """Students' sheets alone count, in parts that the problem asks for; days are counted up to the due date."""
    found = seen(handed_in)
    assert (found.students, found.handed_in, found.expected, found.not_graded) == (2, 2, 2, 0)
    assert [(each.cause, each.sheets, each.where) for each in found.figures.mistakes] == [
        ("sign", 2, {Where("one", "a"): 1, Where("one", ""): 1})
    ]
    assert found.figures.spread == (1, 0, 1, 0, 0, 0, 0, 0, 0, 0)
    assert [(each.came, each.total) for each in found.days] == [(2, 2), (0, 2)]
    assert seen(handed_in) == found


def test_the_best_attempt_counts_with_decisions(handed_in: Service) -> None:
    """A better attempt takes the place of the first, a decision changes the spread; the day is that of the first attempt."""
    handed_in.clock.at = NOW + timedelta(days=1)
    handed_in.submit("fellow", text="z[1,1] = 0.5\nz[1,2] = 1\nz[2,2] = 1\n")
    id_ = handed_in.ok("student", "GET", "/submissions")["items"][0]["id"]
    decision = {"line": 3, "quantity": "z[2,1]", "points": "1", "reason": "read"}
    handed_in.ok("tutor", "POST", f"/v1/submissions/{id_}/overrides", json=decision)
    found = seen(handed_in)
    assert (found.figures.mean, found.figures.waiting) == (Fraction(5, 8), 0)
    assert [(each.came, each.total) for each in found.days] == [(2, 2), (0, 2)]
    marks = handed_in.ok("instructor", "GET", "/sets/week/marks")["items"]
    assert [(row["name"], row["marks"]["earned"], row["attempts"]) for row in marks] == [("Student", "2", 1), ("Fellow", "3", 2)]


def test_the_sheets_behind_a_figure(handed_in: Service) -> None:
    """Who they are by name for those who may see names, with the lines that are meant; on a day or in a tenth."""
    glances, boss = handed_in.served.glances, handed_in.asker("instructor")
    found = glances.behind(boss, "ml", "week", Narrowed(cause="sign"))
    assert [(each.by, each.lines) for each in found] == [("Student", (2,)), ("Fellow", (1,))]
    assert [each.by for each in glances.behind(boss, "ml", "week", Narrowed(tenth=0))] == ["Fellow"]
    assert len(glances.behind(boss, "ml", "week", Narrowed(), NOW.date())) == 2
    assert glances.behind(boss, "ml", "week", Narrowed(), NOW.date() + timedelta(days=1)) == []


def test_who_may_look(handed_in: Service) -> None:
    """Tutors see pseudonyms, students nothing, strangers not even that there is a course."""
    told = handed_in.served.glances.behind(handed_in.asker("tutor"), "ml", "week", Narrowed())
    assert {each.by[:2] for each in told} == {"S-"}
    with pytest.raises(Forbidden):
        seen(handed_in, "student")
    with pytest.raises(NotFound):
        seen(handed_in, "stranger")
    with pytest.raises(NotFound):
        handed_in.served.glances.glance(handed_in.asker("instructor"), "ml", "nothing")


def test_who_has_left_counts_no_more(handed_in: Service) -> None:
    """The class is those who are in it now."""
    handed_in.served.courses.dismiss(handed_in.asker("instructor"), "ml", handed_in.ids["fellow"])
    found = seen(handed_in)
    assert (found.students, found.handed_in, found.expected, found.figures.sheets) == (1, 1, 1, 1)


def test_a_fault_of_ours_is_counted_apart(handed_in: Service) -> None:
    """A sheet that could not be graded is in no figure of marks."""
    handed_in.ok("instructor", "POST", "/sets", content="set: two\nproblems: [one]\n")
    handed_in.submit(text="crash = 1\n", set_="two")
    found = handed_in.served.glances.glance(handed_in.asker("instructor"), "ml", "two")
    assert (found.not_graded, found.figures.sheets, found.handed_in, found.due) == (1, 0, 1, None)
