"""Readings typeset in the writer's own notation, with the writer's decimal mark."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import grader
from grader.reading import read
from grader.rendering.naming import Naming
from grader.rendering.own_names import own_naming, typeset

ROOT = Path(__file__).parent.parent.parent
SIGMOID = grader.load_problem("sigmoid-2-2-2")


def shown(sheet: str) -> list[str]:
    """The readings of a sheet as a reader sees them, indices run together."""
    report = grader.grade(SIGMOID, sheet).to_dict()
    naming = own_naming(SIGMOID, report["notation"], read(sheet))
    return [
        re.sub(r"<[^>]*>|\u200b", "", "".join(typeset(claim["read_as"], naming, report["notation"]["decimal"])))
        for line in report["lines"]
        for claim in line["claims"]
    ]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("z_1^1 = 0,15·0,05 + 0,25·0,1 = 0,0325", "z11=0,15·0,05+0,25·0,1=0,0325"),
        ("net_h1 = 0.15*0.05 + 0.25*0.1 + 0.35 = 0.3825", "neth1=0.15·0.05+0.25·0.1+0.35=0.3825"),
        ("z_1^1 = 3,825·10^{-1}", "z11=3,825·10−1"),
        ("z_1^1 = 0.15*0.05 + (-0.25)*0.1", "z11=0.15·0.05+(−0.25)·0.1"),
    ],
)
def test_a_reading_stands_in_the_names_of_its_sheet(sheet: str, expected: str) -> None:
    """Whatever letters it uses; its mark, powers of ten and brackets round negative numbers are kept."""
    assert shown(sheet) == [expected]


def test_what_the_sheet_does_not_name_follows_its_letters_and_its_counting() -> None:
    """Weights by the letter of those that are named, losses by the name that is written most, layers with brackets or without."""
    sheet = (ROOT / "submissions" / "sigmoid-2-2-2" / "000_e95ce17405b7336a.txt").read_text("utf-8")
    found = shown(sheet)
    assert all(found)
    assert "∂z22∂θ222=0,596" in found
    assert found[0].startswith("z11=")
    assert not any(re.search(r"\d\.\d|\w\[", each) for each in found)


def test_the_course_names_what_nothing_is_known_of() -> None:
    """Without a sheet's own names they are those of the problem."""
    naming = own_naming(SIGMOID, {}, read(""))
    assert naming.latex("W[2,1,1]") == "w_{11}^{(2)}"
    assert naming.latex("a[2,1]") == Naming(SIGMOID).latex("a[2,1]")


@pytest.mark.parametrize("reading", ["", "z[1,1] = (0.5", "a\nb", "?garbled? ((", "<script>alert(1)</script>"])
def test_what_cannot_be_set_is_left_to_others(reading: str) -> None:
    """No markup of what was written, no exception."""
    assert "<script" not in "".join(typeset(reading, own_naming(SIGMOID, {}, read("")), "."))


def test_a_new_parameter_keeps_its_prime_behind_a_name_of_the_course() -> None:
    """w5' for the new one, whatever stands in the name."""
    problem = grader.load_problem("adam-one-weight")
    own = replace(problem, notation=replace(problem.notation, names={"w5": "W[1,1,1]"}))
    naming = own_naming(own, {}, read(""))
    assert re.sub(r"<[^>]*>|\u200b", "", "".join(typeset("W'[1,1,1] = 0.5", naming, ","))) == "w5′=0,5"


def test_samples_and_derivatives_are_named_as_wholes() -> None:
    """`@2` is no product."""
    two = grader.load_problem("two-samples")
    made = "".join(typeset("dL/dz[1,1]@2 = z[1,1]@2 = 0.5", own_naming(two, {}, read("")), "."))
    assert "@" not in re.sub(r"<[^>]*>", "", made)
