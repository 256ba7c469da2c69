"""Points: what each verdict earns under each policy, shares, waiting, missing, rounding once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.judged import Judged
from grader.grading.report import Finding, Remark, Verdict
from grader.grading.score import rounded, score, share
from grader.problem import Problem
from tests.grading.problems import dense, line

WHOLE, METHOD = Fraction(3), Fraction(1)


def problem(grading: str = "", parts: str = "") -> Problem:
    """A small problem with this policy and these parts."""
    return dense(2, 2, 1, more=f"{parts}\ngrading: {{{grading}}}" if grading else parts)


def judged(verdict: Verdict, quantity: str | None = "z[1,1]", cause: str | None = None) -> Judged:
    """A claim with this verdict."""
    facts = line(dense(2, 2, 1), "z_1 = 0.5")
    claim = Judged(facts, None, quantity, 1, facts.value)
    claim.verdict, claim.cause = verdict, cause
    return claim


def got(claim: Judged, grading: str = "") -> tuple[Fraction | int, Fraction | int]:
    """What a claim of three points, one of them for the method, earns and leaves waiting."""
    return share(problem(grading).grading, claim, WHOLE, METHOD)


@pytest.mark.parametrize(
    ("verdict", "cause", "grading", "earned", "waits"),
    [
        ("correct", None, "", 3, 0),
        ("wrong", "unexplained", "", 0, 0),
        ("follows", None, "", 3, 0),
        ("follows", None, "follow_through: half", Fraction(3, 2), 0),
        ("follows", None, "follow_through: none", 0, 0),
        ("unreadable", None, "", 0, 3),
        ("wrong", "misread", "misread: full", 3, 0),
        ("wrong", "misread", "misread: review", 0, 3),
        ("wrong", "misread", "misread: none", 0, 0),
    ],
)
def test_shares(verdict: Verdict, cause: str | None, grading: str, earned: Fraction, waits: Fraction) -> None:
    """Each verdict earns what the policy says; unclear ink waits, it is never full and never lost."""
    assert got(judged(verdict, cause=cause), grading) == (earned, waits)


def test_the_method_earns_its_points() -> None:
    """A right formula earns the points for the method where the value is wrong or does not count, and nothing on top."""
    for verdict, grading, earned in (
        ("wrong", "", 1),
        ("follows", "follow_through: none", 1),
        ("follows", "follow_through: half", Fraction(3, 2)),
        ("correct", "", 3),
    ):
        claim = judged(verdict)  # type: ignore[arg-type]
        claim.formula_right = True
        assert got(claim, grading) == (earned, 0)


def test_working_may_be_required() -> None:
    """A right value below wrong working earns nothing where working is required, everything where it is not."""
    claim = judged("correct")
    claim.working_wrong = True
    assert got(claim) == (3, 0)
    assert got(claim, "working: required") == (0, 0)
    shown = judged("correct")
    shown.remarks.append(Remark("substitution", Finding("remark")))
    assert got(shown, "working: required") == (0, 0)
    assert got(judged("correct"), "working: required") == (3, 0)


def test_repeated_mistakes_cost_once_or_each_time() -> None:
    """The second line of one misconception loses its points only where each counts."""
    claim = judged("wrong", cause="bias-omitted")
    claim.repeats = 4
    assert got(claim, "repeated: once") == (3, 0)
    assert got(claim, "repeated: each") == (0, 0)


PARTS = 'parts: [{label: a, find: "z[1,1]", points: 2}, {label: b, find: ["z[1,2]", "a[1,1]", "a[1,2]"], points: 2}]'


def test_points_are_shared_and_what_is_absent_is_listed() -> None:
    """A part's points are shared equally by its quantities; absent ones earn nothing and are named with their share."""
    marks = score(problem(parts=PARTS), [judged("correct"), judged("correct", "a[1,2]"), judged("wrong", "z[1,2]")])
    assert (marks.total.earned, marks.total.pending, marks.total.possible) == (
        Fraction(11, 4),
        Fraction(0),
        Fraction(4),
    )  # 2 2/3, to the nearest quarter
    assert [(part.label, part.score.earned) for part in marks.parts] == [("a", 2), ("b", Fraction(2, 3))]
    assert [(gap.quantity, gap.label, gap.possible) for gap in marks.missing] == [("a[1,1]", "b", Fraction(2, 3))]


def test_unclear_ink_may_be_what_is_missing() -> None:
    """One line that nobody could read makes one absent quantity wait for a person, not two."""
    marks = score(problem(parts=PARTS), [judged("correct"), judged("unreadable", None), judged("correct", "z[1,2]")])
    assert (marks.total.earned, marks.total.pending) == (Fraction(11, 4), Fraction(2, 3))
    assert len(marks.missing) == 2


def test_the_last_claim_counts() -> None:
    """Of several claims of a quantity the last one with a value is marked."""
    assert score(problem(parts=PARTS), [judged("wrong"), judged("correct")]).total.earned == 2
    assert score(problem(parts=PARTS), [judged("correct"), judged("wrong")]).total.earned == 0


def test_a_doubtful_sheet_waits_whole() -> None:
    """What may be another problem's sheet earns and loses nothing."""
    marks = score(problem(parts=PARTS), [judged("correct")], doubtful=True)
    assert (marks.total.earned, marks.total.pending) == (Fraction(0), Fraction(4))


@given(
    points=st.fractions(0, 100, max_denominator=60),
    step=st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(1, 3), Fraction(0)]),
)
def test_rounding_goes_to_the_nearest_step(points: Fraction, step: Fraction) -> None:
    """The total is a multiple of the step and no farther than half of one; halves go up; no step, no rounding."""
    found = rounded(points, step)
    if not step:
        assert found == points
        return
    assert (found / step).denominator == 1
    assert -step / 2 < found - points <= step / 2
