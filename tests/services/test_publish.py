"""Changing the dates and rules of a set: a new version with the same problems, faults told by the name of their setting."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from grader.errors import AuthorError, NotFound
from grader.services.problem_set import parse_set, set_text
from grader.services.rights import Forbidden
from tests.api.service import Service, furnish


def test_a_change_keeps_the_problems_as_they_were_pinned(anywhere: Service) -> None:
    """Only what is changed changes, though a problem has a newer version by now; a setting of None is left out."""
    furnish(anywhere, "due: 2026-12-01T23:59:00+01:00\nattempts: 2\n")
    anywhere.ok("instructor", "POST", "/problems", content="one Unit worth=2")
    boss, publish = anywhere.asker("instructor"), anywhere.served.publish
    settings = {"due": "2026-12-02T12:00:00+00:00", "attempts": None, "late": {"per_day": "10 %", "until": "2026-12-08"}}
    offer = publish.change(boss, "ml", "week", settings)
    assert (offer.set.version, offer.problems[0].version, offer.set.title) == (2, 1, "Week")
    rules = publish.get_set(boss, "ml", "week").rules
    assert (rules.due, rules.attempts, rules.per_day) == (datetime(2026, 12, 2, 12, tzinfo=UTC), None, Fraction(1, 10))
    assert offer.set.due == rules.due


def test_a_faulty_change_changes_nothing(anywhere: Service) -> None:
    """All faults at once, each with its setting; who may not publish may not change."""
    furnish(anywhere)
    boss, publish = anywhere.asker("instructor"), anywhere.served.publish
    with pytest.raises(AuthorError) as refused:
        publish.change(boss, "ml", "week", {"due": "soon", "attempts": "many"})
    assert {fault.path for fault in refused.value.faults} == {"due", "attempts"}
    assert publish.get_set(boss, "ml", "week").set.version == 1
    for who in ("tutor", "student"):
        with pytest.raises(Forbidden):
            publish.change(anywhere.asker(who), "ml", "week", {"attempts": "3"})
    with pytest.raises(NotFound):
        publish.change(boss, "ml", "nothing", {"attempts": "3"})


def test_a_sets_text_is_its_file() -> None:
    """Written and read again it is the same set, whatever its title holds."""
    source = "set: week\ntitle: \"Übung: #3 - 'x'\"\ngrace: 10 min\nlate: {per_day: 10 %}\nfeedback: causes\nproblems: [one, two.yaml]\n"
    first = parse_set(source)
    again = parse_set(set_text(first))
    assert (again.id, again.title, again.settings) == (first.id, first.title, first.settings)
    assert [named.id for named in again.problems] == ["one", "two.yaml"]
