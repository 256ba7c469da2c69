"""Each option of a problem's `grading:` section changes the points of the two seed sheets by what the rules say, worked out by hand.

The sigmoid sheet has 26 items of one point and a forward part of 6 points over nine quantities (2/3 each). By hand:

- right: c g h i k m n p r 1 2 (11); shown with wrong numbers though the value is right: i n 1 2
- carried from the slip in z[2,2]: f l q 3 4 5 7 (7)
- contradicted by later lines (misread): d j o (3)
- wrong: a b e 6 (4); wrong again in the same way as 6: 8 (1)
- forward: right z11 z12 z21 a11 a12 a21 (4 points), wrong z22, carried a22 and L (4/3 points)

By default 11 + 7 + 3 + 1 + 4 + 4/3 = 27 1/3. Under the problem that gives W[2,2,2] = 0.45 nothing is carried: 18 right, all of forward,
22 + 6 = 28.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.problem import parse

ROOT = Path(__file__).parents[2]
SIGMOID = (ROOT / "submissions/sigmoid-2-2-2/000_e95ce17405b7336a.txt").read_text("utf-8")
RELU = (ROOT / "submissions/relu-2-3-1/002_1acf8ef0617d31a7.txt").read_text("utf-8")
TINY_STEP = "round: 1/24"  # no step of rounding hides a share of the points
ROUNDED = {  # digits of the exact values that are farther from what is written than the tolerance allows, and how much each option forgives
    "tolerance: {significant: 2}": "20 - 1/3",  # L is 0.3037, 0,306 is near: 19 + 2/3
    "tolerance: {decimals: 2}": "27 - 1/3",  # L l q 3 4 5 7 and 6 are near (8 earned its point already): 11 + 6 + 1 + 1 + 3 + 4 + 2/3
    "tolerance: {decimals: 3}": "22",  # 5 7 6 are near: 19 + 3
    "tolerance: {relative: 0.04}": "25 + 1/3",  # a22 L f 5 are near, and l 3 4 are right by these operands: 19 + 5 + 4/3
    "tolerance: {absolute: 0.002}": "24",  # l 3 5 7 6 are near: 19 + 5
}


@cache
def graded(problem: str, text: str, *options: str) -> dict[str, Any]:
    """The report on a sheet under a bank problem with these grading options."""
    source = (ROOT / "problems" / f"{problem}.yaml").read_text("utf-8")
    return grader.grade(parse(f"{source}grading: {{{', '.join(options)}}}\n", file=f"{problem}.yaml"), text).to_dict()


def earned(report: dict[str, Any]) -> Fraction:
    """The points of the sheet."""
    return Fraction(report["score"]["earned"])


def pending(report: dict[str, Any]) -> Fraction:
    """The points that wait for a person."""
    return Fraction(report["score"]["pending"])


def claim(report: dict[str, Any], quantity: str) -> dict[str, Any]:
    """The last claim of a quantity."""
    found: list[dict[str, Any]] = [c for line in report["lines"] for c in line["claims"] if c["quantity"] == quantity]
    return found[-1]


def exactly(hand: str) -> Fraction:
    """A sum as it is written by hand: `22 + 1/3`."""
    sign, total = 1, Fraction(0)
    for word in hand.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            total += sign * Fraction(word)
    return total


@pytest.mark.parametrize(
    ("options", "points", "waiting"),
    [
        ((), "27 + 1/3", "0"),
        (("follow_through: full",), "27 + 1/3", "0"),
        (("follow_through: half",), "23 + 1/6", "0"),  # 11 + 7/2 + 3 + 1 + 4 + 2/3
        (("follow_through: none",), "19", "0"),  # 11 + 3 + 1 + 4
        (("working: remark",), "27 + 1/3", "0"),
        (("working: required",), "23 + 1/3", "0"),  # i n 1 2 show 0,343 where 0,747 belongs
        (("misread: full",), "27 + 1/3", "0"),
        (("misread: review",), "24 + 1/3", "3"),  # d j o wait
        (("misread: none",), "24 + 1/3", "0"),
        (("repeated: once",), "27 + 1/3", "0"),
        (("repeated: each",), "26 + 1/3", "0"),  # 8
        (("follow_through: none", "misread: none", "repeated: each", "working: required"), "11", "0"),  # c g h k m p r + 4
    ],
    ids=str,
)
def test_what_an_error_costs(options: tuple[str, ...], points: str, waiting: str) -> None:
    """Carried, shown wrongly, misread, repeated: each costs what its option says."""
    report = graded("sigmoid-2-2-2", SIGMOID, *options, TINY_STEP)
    assert (earned(report), pending(report)) == (exactly(points), exactly(waiting))


@pytest.mark.parametrize(("tolerance", "points"), ROUNDED.items())
def test_how_near_is_right(tolerance: str, points: str) -> None:
    """Without follow-through a carried value earns its points exactly where it is near the truth."""
    assert earned(graded("sigmoid-2-2-2", SIGMOID, "follow_through: none", tolerance, TINY_STEP)) == exactly(points)


@pytest.mark.parametrize(
    ("options", "points"),
    [
        ((), "28"),
        (("follow_through: none",), "28"),  # nothing is carried here
        (("working: required",), "22"),  # f i n q 1 2
        (("digits: required",), "21"),  # two digits where the third is asked for: l n q 1 2 3 4
        (("digits: required", "tolerance: {significant: 2}"), "28"),  # each is within half a unit of the second
        (("misread: none", "repeated: each"), "24"),
    ],
    ids=str,
)
def test_the_sheet_under_its_own_weights(options: tuple[str, ...], points: str) -> None:
    """Where 0.45 is given the ten lines that carried are right."""
    assert earned(graded("sigmoid-2-2-2-045", SIGMOID, *options, TINY_STEP)) == exactly(points)


@pytest.mark.parametrize(
    ("step", "points"),
    [("1/4", "27 + 1/4"), ("0.5", "27 + 1/2"), ("1", "27"), ("0.1", "27 + 3/10"), ("1/3", "27 + 1/3")],
)
def test_the_total_is_rounded_once(step: str, points: str) -> None:
    """27 1/3 goes to the nearest step; the parts stay as they are."""
    report = graded("sigmoid-2-2-2", SIGMOID, f"round: {step}")
    assert earned(report) == exactly(points)
    assert sum(Fraction(part["earned"]) for part in report["parts"]) == exactly("27 + 1/3")


@pytest.mark.parametrize(
    ("label", "follow", "points"),
    [
        ("a", "full", "1/4"),  # the formula is right, its value is not
        ("e", "full", "1/4"),
        ("b", "full", "0"),  # the formula is the mistake
        ("6", "full", "0"),  # so is the substitution
        ("f", "none", "1/4"),  # carried, the formula is right
        ("f", "half", "1/2"),  # the greater of the two
        ("f", "full", "1"),
        ("c", "full", "1"),
    ],
)
def test_method_points(label: str, follow: str, points: str) -> None:
    """A quarter of each item's point is for the right formula or substitution."""
    source = (ROOT / "problems/sigmoid-2-2-2.yaml").read_text("utf-8").replace('"}\n', '", method: 1/4}\n')
    assert source.count("method: 1/4") == 26
    report = grader.grade(parse(f"{source}grading: {{follow_through: {follow}, {TINY_STEP}}}\n", file="m.yaml"), SIGMOID).to_dict()
    assert [part["earned"] for part in report["parts"] if part["label"] == label] == [points]


UNASKED = """\
id: unasked
network:
  inputs: [0.7, -1.2]
  layers: [{weights: [[0.5, 0.3]], biases: [0.1], activation: identity}]
  targets: [1.5]
  loss: squared_error
parts: [PARTS]
"""
SLIP = "z_1 = 0.5*0.7 + 0.3*(-1.2) + 0.1 = 0.29\na_1 = 0.29\nL = (1.5 - 0.29)^2 = 1.4641\ndL/da_1 = 2*(0.29 - 1.5) = -2.42\n"


@pytest.mark.parametrize(
    ("parts", "follow", "points"),
    [
        ('{label: a, find: [L, "dL/da[1,1]"], points: 2}', "full", "2"),  # the slip is in z, which nobody asks for
        ('{label: a, find: [L, "dL/da[1,1]"], points: 2}', "half", "1"),
        ('{label: a, find: [L, "dL/da[1,1]"], points: 2}', "none", "0"),
        ('{label: z, find: z}, {label: a, find: [L, "dL/da[1,1]"], points: 2}', "full", "2"),  # of three
        ('{label: z, find: z}, {label: a, find: [L, "dL/da[1,1]"], points: 2}', "none", "0"),
    ],
)
def test_an_error_in_what_nobody_asks_for(parts: str, follow: str, points: str) -> None:
    """It has no points to lose; what follows from it loses what `follow_through` says; the error is told in any case."""
    problem = parse(UNASKED.replace("PARTS", parts) + f"grading: {{follow_through: {follow}}}\n", file="u.yaml")
    report = grader.grade(problem, SLIP).to_dict()
    verdicts = [claim["verdict"] for line in report["lines"] for claim in line["claims"]]
    assert verdicts == ["wrong", "follows", "follows", "follows"]
    assert report["lines"][0]["claims"][0]["cause"] == "arithmetic"
    assert earned(report) == exactly(points)


def test_ink_without_a_value_waits_and_a_line_left_out_is_missing() -> None:
    """The loss smudged is a person's affair, for its share of the forward part; the loss left out earns nothing and is listed."""
    line = "$$Loss = 0,306$$"
    assert line in SIGMOID
    torn = graded("sigmoid-2-2-2", SIGMOID.replace(line, "$$Loss = 0,3?6$$"), TINY_STEP)
    assert (earned(torn), pending(torn)) == (exactly("26 + 2/3"), exactly("2/3"))
    assert 25 in {entry["line"] for entry in torn["review"]}
    absent = graded("sigmoid-2-2-2", SIGMOID.replace(line, ""), TINY_STEP)
    assert (earned(absent), pending(absent)) == (exactly("26 + 2/3"), exactly("0"))
    assert absent["missing"] == [{"quantity": "L", "label": "forward", "possible": "2/3"}]


@pytest.mark.parametrize(
    ("options", "points"),
    [
        ((), "0"),  # -0,016 for -0.01536
        (("digits: required",), "0"),
        (("tolerance: {significant: 1}",), "1"),  # half a unit of 0.01
        (("tolerance: {decimals: 3}",), "0"),
        (("tolerance: {decimals: 2}",), "1"),
        (("tolerance: {relative: 0.04}",), "0"),
        (("tolerance: {relative: 0.05}",), "1"),  # 0.00064 is 1/24 of it
        (("tolerance: {absolute: 0.0006}",), "0"),
        (("tolerance: {absolute: 0.001}",), "1"),
    ],
    ids=str,
)
def test_the_relu_gradient_rounded_wrongly(options: tuple[str, ...], points: str) -> None:
    """-0,016 stands where -0.01536 belongs: right only where the tolerance reaches it; the zero beside it is right in any case."""
    report = graded("relu-2-3-1", RELU, *options)
    assert claim(report, "dL/dW[2,1,1]")["points"] == {"earned": points, "possible": "1"}
    assert claim(report, "dL/dW[2,1,2]")["points"] == {"earned": "1", "possible": "1"}


@pytest.mark.parametrize("options", [("misread: none",), ("follow_through: none",), ("working: required",), ("repeated: each",)], ids=str)
def test_the_relu_sheet_has_nothing_that_follows_or_repeats(options: tuple[str, ...]) -> None:
    """Its points stay what they are; what is missing is listed with its points and earns none."""
    report, plain = graded("relu-2-3-1", RELU, *options), graded("relu-2-3-1", RELU)
    assert earned(report) == earned(plain)
    missing = {entry["quantity"]: entry["possible"] for entry in report["missing"]}
    assert {f"z[1,{unit}]" for unit in (1, 2, 3)} | {f"b'[1,{unit}]" for unit in (1, 2, 3)} <= missing.keys()
    assert set(missing.values()) == {"1"}
    assert earned(report) + pending(report) + len(missing) >= Fraction(report["score"]["possible"]) - 2  # two are wrong at most
