"""A class at a glance on real databases: who counts, who may look, what stands behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from grader import records
from grader.errors import NotFound
from grader.services.figures import Narrowed, Where
from grader.services.glance import Glance
from grader.services.rights import Asker, Forbidden
from tests import databases
from tests.api.service import NOW, Service, furnish, running

SHEETS = {
    "student": "z[1,1] = 0.5\nz[1,2] = 7 wrong sign\nz[2,1] = 8 unreadable\n",
    "fellow": "z[1,1] = 0.4 wrong sign\na[1,1] = 1 follows\n",
    "tutor": "z[1,1] = 9 wrong tried\n",
}


@pytest.fixture(params=databases.KINDS)
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A class that has handed in, on each kind of database."""
    with running(tmp_path, request.param) as service:
        furnish(service, "due: 2026-12-01T23:59:00+01:00\n")
        for who, text in SHEETS.items():
            service.submit(who, text=text)
        yield service


def asker(service: Service, who: str) -> Asker:
    """Somebody of the class."""
    person = service.store.read(lambda t: t.get(records.Person, service.ids[who]))
    assert person is not None
    return Asker(person)


def seen(service: Service, who: str = "instructor") -> Glance:
    """The class at a glance."""
    return service.served.glances.glance(asker(service, who), "ml", "week")


def test_a_class_at_a_glance(anywhere: Service) -> None:
    """Students' sheets alone count, in parts that the problem asks for; days are counted up to the due date."""
    found = seen(anywhere)
    assert (found.students, found.handed_in, found.expected, found.not_graded) == (2, 2, 2, 0)
    assert [(each.cause, each.sheets, each.where) for each in found.figures.mistakes] == [
        ("sign", 2, {Where("one", "a"): 1, Where("one", ""): 1})
    ]
    assert found.figures.spread == (1, 0, 1, 0, 0, 0, 0, 0, 0, 0)
    assert [(each.came, each.total) for each in found.days] == [(2, 2), (0, 2)]
    assert seen(anywhere) == found


def test_the_best_attempt_counts_with_decisions(anywhere: Service) -> None:
    """A better attempt takes the place of the first, a decision changes the spread; the day is that of the first attempt."""
    anywhere.clock.at = NOW + timedelta(days=1)
    anywhere.submit("fellow", text="z[1,1] = 0.5\nz[1,2] = 1\nz[2,2] = 1\n")
    id_ = anywhere.ok("student", "GET", "/submissions")["items"][0]["id"]
    decision = {"line": 3, "quantity": "z[2,1]", "points": "1", "reason": "read"}
    anywhere.ok("tutor", "POST", f"/v1/submissions/{id_}/overrides", json=decision)
    found = seen(anywhere)
    assert (found.figures.mean, found.figures.waiting) == (Fraction(5, 8), 0)
    assert [(each.came, each.total) for each in found.days] == [(2, 2), (0, 2)]
    marks = anywhere.ok("instructor", "GET", "/sets/week/marks")["items"]
    assert [(row["name"], row["marks"]["earned"], row["attempts"]) for row in marks] == [("Student", "2", 1), ("Fellow", "3", 2)]


def test_the_sheets_behind_a_figure(anywhere: Service) -> None:
    """Who they are by name for those who may see names, with the lines that are meant; on a day or in a tenth."""
    glances, boss = anywhere.served.glances, asker(anywhere, "instructor")
    found = glances.behind(boss, "ml", "week", Narrowed(cause="sign"))
    assert [(each.by, each.lines) for each in found] == [("Student", (2,)), ("Fellow", (1,))]
    assert [each.by for each in glances.behind(boss, "ml", "week", Narrowed(tenth=0))] == ["Fellow"]
    assert len(glances.behind(boss, "ml", "week", Narrowed(), NOW.date())) == 2
    assert glances.behind(boss, "ml", "week", Narrowed(), NOW.date() + timedelta(days=1)) == []


def test_who_may_look(anywhere: Service) -> None:
    """Tutors see pseudonyms, students nothing, strangers not even that there is a course."""
    told = anywhere.served.glances.behind(asker(anywhere, "tutor"), "ml", "week", Narrowed())
    assert {each.by[:2] for each in told} == {"S-"}
    with pytest.raises(Forbidden):
        seen(anywhere, "student")
    with pytest.raises(NotFound):
        seen(anywhere, "stranger")
    with pytest.raises(NotFound):
        anywhere.served.glances.glance(asker(anywhere, "instructor"), "ml", "nothing")


def test_a_fault_of_ours_is_counted_apart(anywhere: Service) -> None:
    """A sheet that could not be graded is in no figure of marks."""
    anywhere.ok("instructor", "POST", "/sets", content="set: two\nproblems: [one]\n")
    anywhere.submit(text="crash = 1\n", set_="two")
    found = anywhere.served.glances.glance(asker(anywhere, "instructor"), "ml", "two")
    assert (found.not_graded, found.figures.sheets, found.handed_in, found.due) == (1, 0, 1, None)
