"""Model sheets in many hands get full marks; one changed number costs its own mark and no other."""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle
from typing import Any

import pytest

import grader
from grader.problem import parse
from tests.students.cases import Case, Wanted, make_case
from tests.students.writing import Slip

HANDS = (
    "theta-superscript",
    "latex-paren",
    "latex-bracket",
    "plain-paren",
    "plain-caret",
    "unicode",
    "mazur-latex",
    "mazur-plain",
    "hidden-output",
    "from-to",
    "zero-based",
    "delta-paren",
    "vectors-latex",
    "table-unicode",
)
ASKED = "z a L dLdW dLdb"
STRICT = "\ngrading: {misread: none, round: 0.25}\n"


def report_on(case: Case, policy: str = "") -> dict[str, Any]:
    """The report on a case."""
    report = grader.grade(parse(case.problem + policy, file=f"{case.name}.yaml"), case.sheet, submission=case.name).to_dict()
    assert report["state"] == "graded", report.get("error")
    return report


def lost(report: dict[str, Any], sheet: str) -> list[str]:
    """The lines that did not earn all their points."""
    lines = sheet.splitlines()
    claims = [(line["number"], claim) for line in report["lines"] for claim in line["claims"]]
    return [
        f"{number} {claim['quantity']} {claim['verdict']} {claim['cause']}: {lines[number - 1]}"
        for number, claim in claims
        if Fraction(claim["points"]["earned"]) < Fraction(claim["points"]["possible"]) or claim["verdict"] == "wrong"
    ]


@pytest.mark.parametrize("digits", [3, 4, 6])
@pytest.mark.parametrize("comma", [False, True], ids=["point", "comma"])
@pytest.mark.parametrize("hand", HANDS)
def test_model_sheets_get_full_marks(hand: str, digits: int, *, comma: bool) -> None:
    """A sheet that is right in every line earns every point."""
    case = make_case("model", 100 * HANDS.index(hand) + 10 * digits + comma, Wanted(hand=hand, digits=digits, comma=comma, complete=True))
    report = report_on(case)
    assert lost(report, case.sheet) == []
    assert report["missing"] == []
    assert report["score"]["earned"] == report["score"]["possible"]


@pytest.mark.parametrize("carried", [True, False], ids=["carried", "not-carried"])
@pytest.mark.parametrize(("hand", "digits"), list(zip(HANDS, cycle([3, 4, 6]), strict=False)))
def test_one_changed_number_costs_one_mark(hand: str, digits: int, *, carried: bool) -> None:
    """One number beyond the tolerance is wrong there; what follows from it, or goes on without it, keeps its marks."""
    slip = Slip("digit", ("arithmetic", "copy"), carried=carried)
    case = make_case("changed", 1000 + HANDS.index(hand), Wanted(slip=slip, kinds=ASKED, hand=hand, digits=digits, complete=True))
    report = report_on(case, STRICT)
    lines: dict[str, dict[str, Any]] = case.gold["lines"]  # type: ignore[assignment]
    wrong = [number for number, entry in lines.items() if "wrong" in entry["verdicts"]]
    claims = lost(report, case.sheet)
    assert [claim.split()[0] for claim in claims] == wrong, claims
    assert Fraction(report["score"]["possible"]) - Fraction(report["score"]["earned"]) == 1
