"""A report made by hand: every verdict once, two parts, something missing, something to look at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.grading.report import Claim, Finding, LineReport, Missing, Notation, PartScore, Remark, Report, Review, Score

ONE = Fraction(1)


def claim_lines() -> tuple[LineReport, ...]:
    """One line a verdict, as the judge would report it."""
    quotient = Finding("wrong-sigmoid-derivative-quotient", {"written": "0.124", "expected": "0.183985234", "expected_here": "0.183951"})
    odd = {"shown": "0,45", "belongs": "0.55", "belongs_quantity": "W[2,2,2]", "written": "1.136", "expected": "1.1955"}
    carried = {"roots": (17,), "written": "0.757", "expected": "0.7677", "expected_here": "0.7569"}
    return (
        LineReport(3, "z_1^1 = 0,3825", "", (Claim("z[1,1]", "correct", Finding("correct"), "z[1,1] = 0.3825", earned=ONE, possible=ONE),)),
        LineReport(17, "z_2^2 = 0,45*0,594 = 1,136", "", (
            Claim("z[2,2]", "wrong", Finding("wrong-substitution", odd), "0.45*0.594 = 1.136", "1.136", "1.1955", None, "substitution",
                  also=("bias-omitted",), possible=ONE),
        )),
        LineReport(21, "a_2^3 = 0,757", "", (
            Claim("a[2,2]", "follows", Finding("follows", carried),
                  "a[2,2] = 0.757", "0.757", "0.7677", "0.7569", roots=(17,), earned=ONE, possible=ONE),
        )),
        LineReport(47, r"b) $\frac{\partial a}{\partial z} = 0,124$", "b", (
            Claim("da[2,1]/dz[2,1]", "wrong", quotient, "0.99/(1 - 0.99)^2 = 0.124", "0.124", "0.183985234", "0.183951",
                  "sigmoid-derivative-quotient", repeats=31, possible=ONE,
                  remarks=(Remark("arithmetic", Finding("remark-arithmetic", {"computed": "9900", "written": "0.124"}), 2),)),
        )),
        LineReport(60, "<b>[red]//\x1b[31m ?? |`x`", "", (Claim(None, "unreadable", Finding("unreadable-ink")),)),
        LineReport(61, "=SUM(A1)", "", (Claim(None, "unchecked", Finding("unchecked-general")),)),
    )  # fmt: skip


@pytest.fixture
def report() -> Report:
    """A graded sheet with decimal commas."""
    return Report(
        grader="0.1.0", problem="sigmoid-2-2-2", submission="seed-1", state="graded",
        score=Score(Fraction(5, 2), Fraction(1), Fraction(7)),
        parts=(PartScore("forward", Score(ONE, Fraction(0), Fraction(3))), PartScore("b", Score(Fraction(7, 3), ONE, Fraction(4)))),
        notation=Notation(",", {"a": 1, "z": 1, "W": 1}, "to-from", 1, names={"z_1^1": "z[1,1]"}),
        lines=claim_lines(),
        missing=(Missing("L", "forward", ONE),),
        review=(Review(60, Finding("review-unreadable")),),
        notes=(Finding("note-kink", {"quantity": "z[1,2]"}),),
    )  # fmt: skip
