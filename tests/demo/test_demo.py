"""The made-up class: the same every time, right where it means to be right, and caught where it does not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import grader
from grader.demo import Clock, class_, furnish
from grader.demo.hand import Hand, Plan, possible_mistakes, sheet
from grader.services.clock import utc_now
from grader.services.publish import Offered
from grader.wiring import Settings, load_problem, services

PROBLEMS = {id_: grader.load_problem(id_) for id_ in class_.PROBLEMS}
HANDS = (Hand(), Hand(",", 3), Hand(".", 5, latex=True), Hand(",", 4, formulas=True, errors=False), Hand(substitutions=False))
FOUND = 0.85  # of the planted mistakes are named at their root; others are named by one that gives the same digits


@pytest.mark.parametrize("problem", class_.PROBLEMS)
@pytest.mark.parametrize("hand", HANDS, ids=range(len(HANDS)))
def test_who_makes_no_mistake_is_marked_right(problem: str, hand: Hand) -> None:
    """In every hand, whatever the rounding: no line is wrong."""
    report = grader.grade(PROBLEMS[problem], sheet(PROBLEMS[problem], hand, Plan(), random.Random(1)))
    claims = [claim for line in report.lines for claim in line.claims]
    assert len(claims) >= 8
    assert {claim.verdict for claim in claims} <= {"correct", "unchecked"}


def test_planted_mistakes_are_found() -> None:
    """Each misconception of the smallest problem is named, or one that gives the same digits."""
    problem = PROBLEMS["neuron-sigmoid"]
    planted = possible_mistakes(problem)
    found = 0
    for mistake in planted:
        report = grader.grade(problem, sheet(problem, Hand(formulas=True), Plan((mistake,)), random.Random(1)))
        wrong = [claim for line in report.lines for claim in line.claims if claim.verdict == "wrong"]
        assert wrong, mistake.id
        found += any(mistake.id in {claim.cause, *claim.also} for claim in wrong)
    assert found >= FOUND * len(planted)


def test_the_same_dice_throw_the_same_sheet() -> None:
    """And others another one."""
    problem, plan = PROBLEMS["sigmoid-2-2-2"], Plan((possible_mistakes(PROBLEMS["sigmoid-2-2-2"])[0],), slips=True, blots=True, stops=0.7)
    texts = [sheet(problem, Hand(","), plan, random.Random(seed)) for seed in (5, 5, 6)]
    assert texts[0] == texts[1] != texts[2]
    assert "?" in texts[0]
    assert texts[0].count("\n") < sheet(problem, Hand(","), Plan(), random.Random(5)).count("\n")


def test_a_class_is_furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People, a set that is still open, graded sheets spread over the week, requests for a second look, links that let everybody in."""
    monkeypatch.setattr(class_, "STUDENTS", 5)
    clock, told = Clock(), []
    served = services(Settings(database_url=f"sqlite:///{tmp_path}/demo.db", jobs=1), clock)
    try:
        demo = furnish(served, clock, load_problem, lambda done, all_: told.append((done, all_)))
        assert demo.students == 5
        assert told == [(number, demo.sheets) for number in range(1, demo.sheets + 1)]
        roles = {}
        for role, secret in demo.links._asdict().items():
            asker = served.sign_in.enter(secret)
            roles[role] = served.courses.get(asker, class_.COURSE).member.role
        assert roles == {role: role for role in ("student", "tutor", "instructor")}
        boss = served.sign_in.first_instructor()
        offer: Offered = served.publish.get_set(boss, class_.COURSE, class_.SET)
        handed = served.submissions.listed(boss, class_.COURSE, "", 200)
        assert offer.rules.due is not None
        assert offer.rules.due > utc_now()
        assert {seen.submission.state for seen in handed} == {"graded"}
        assert len({seen.submission.received.date() for seen in handed}) > 1
        assert all(seen.submission.received < utc_now() for seen in handed)
        waiting, _ = served.review.queue(boss, class_.COURSE, "", 200)
        assert "appeal" in {each.why for each in waiting}
    finally:
        served.close()
