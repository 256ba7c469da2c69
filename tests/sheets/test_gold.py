"""Sheets of real people: every verdict is one of the fair ones, and nothing right is called wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.problem import parse
from tests.sheets.gold import GoldCase, Outcome, cases, compare
from tests.sheets.restated import LETTERS, Weights, numbers_of, restated

CASES = cases(Path(__file__).parent)
SEED = next(case for case in CASES if case.name == "sigmoid")
TEMPLATE = (SEED.folder / "template.md").read_text(encoding="utf-8")
OTHERS = (
    Weights((("0.30", "0.10"), ("0.20", "0.45")), (("0.25", "0.60"), ("0.70", "0.35"))),
    Weights((("0.12", "0.28"), ("0.36", "0.16")), (("0.65", "0.30"), ("0.40", "0.90")), "0.25", "0.30"),
)


def told(outcomes: list[Outcome], text: str) -> list[str]:
    """What a failing test prints: line, quantity, what is fair, what was said."""
    lines = text.splitlines()
    return [f"{o.line} {o.quantity}: {sorted(o.accepted)} not {o.verdict} {o.claim.get('cause')} | {lines[o.line - 1]}" for o in outcomes]


def judged(problem: str, text: str, gold: Mapping[str, Any]) -> list[Outcome]:
    """The report on a sheet held against its gold."""
    report = grader.grade(parse(problem, file="problem.yaml"), text, submission="sheet").to_dict()
    assert report["state"] == "graded", report.get("error")
    return compare(gold, report)


def seed_variant(weights: Weights, *, point: bool = False, relabelled: bool = False) -> tuple[str, str]:
    """The problem and the sheet of the seed, told again."""
    made = restated(SEED.problem.read_text(encoding="utf-8"), TEMPLATE, weights, point=point, relabelled=relabelled)
    return made.problem, made.sheet


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_is_judged_as_gold_allows(case: GoldCase) -> None:
    """The verdict on each line is one of those that are fair there."""
    outcomes = judged(case.problem.read_text(encoding="utf-8"), case.text, case.gold)
    assert told([outcome for outcome in outcomes if not outcome.agrees], case.text) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_decimal_mark_changes_nothing(case: GoldCase) -> None:
    """The same sheet with points for commas is judged as fairly."""
    text = re.sub(r"(?<=\d)(?:,|\{,\})(?=\d)", ".", case.text) if "," in case.gold.get("decimal", ",") else case.text
    outcomes = judged(case.problem.read_text(encoding="utf-8"), text, case.gold)
    assert told([outcome for outcome in outcomes if not outcome.agrees], text) == []


@pytest.mark.parametrize("weights", OTHERS, ids=["first", "second"])
@pytest.mark.parametrize("point", [False, True], ids=["comma", "point"])
@pytest.mark.parametrize("relabelled", [False, True], ids=["labels", "other-labels"])
def test_the_seed_with_other_numbers_is_judged_alike(weights: Weights, *, point: bool, relabelled: bool) -> None:
    """With other weights, labels and decimal mark each line keeps its fair verdicts."""
    problem, text = seed_variant(weights, point=point, relabelled=relabelled)
    outcomes = judged(problem, text, SEED.gold)
    assert told([outcome for outcome in outcomes if not outcome.agrees], text) == []


def test_the_template_is_the_seed_sheet() -> None:
    """With the seed's own weights the template gives the seed back, but for three numbers that the student rounded oddly."""
    _, sheet = seed_variant(Weights())
    differing = [n for n, (ours, theirs) in enumerate(zip(sheet.splitlines(), SEED.text.splitlines(), strict=True), 1) if ours != theirs]
    assert set(differing) <= {87, 89, 91, 95}


@pytest.mark.parametrize("weights", OTHERS)
def test_other_weights_keep_the_slips_visible(weights: Weights) -> None:
    """The slipped numbers of a variant differ from the right ones in the printed digits."""
    numbers = numbers_of(weights)
    assert numbers["odd"] != numbers["a2"]
    assert numbers["odd_slope"] != numbers["g"]
    assert abs(float(weights.output[1][1]) - float(weights.output[1][0])) > 0.1


def test_other_labels_are_other_labels() -> None:
    """Relabelling leaves no item under its old letter, in the problem or on the sheet."""
    problem, sheet = seed_variant(Weights(), relabelled=True)
    assert not [letter for letter in LETTERS if f"label: {letter}," in problem or f"\n$${letter})" in sheet or f"\n{letter})" in sheet]


def test_gold_is_well_formed() -> None:
    """Every line of every gold file exists on its sheet and accepts known verdicts only."""
    for case in CASES:
        count = len(case.text.splitlines())
        for number, want in case.gold["lines"].items():
            assert 1 <= int(number) <= count, (case.name, number)
            assert set(want["verdicts"]) <= {"correct", "follows", "wrong", "unreadable", "unchecked", "none"}
