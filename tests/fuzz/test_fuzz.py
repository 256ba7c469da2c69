"""A short run over monstrous and damaged texts; `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import grader
from grader.problem import Problem
from tests.fuzz.checks import LIMIT, graded, monster, trials, warmed
from tests.fuzz.texts import MONSTERS, damaged

SIGNS = "01259zaWbLtδ∂σ=+-*/^_{}()[]|,.\\$ \n'"
INK = st.lists(st.sampled_from([*SIGNS, "\\frac", "\\partial", "0,5", "10^{-3}"]), max_size=120).map("".join)


@pytest.fixture(scope="module")
def problem() -> Problem:
    """The 2-2-2 problem of the bank."""
    return warmed(grader.load_problem("sigmoid-2-2-2"))


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_get_a_report_in_time(name: str, problem: Problem) -> None:
    """Endless brackets, giant numbers and nonsense are graded within a second."""
    assert monster(problem, name).fault == ""


@given(text=st.one_of(INK, st.text(max_size=200)))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_a_report(text: str) -> None:
    """Whatever is typed, there is a report within the limit."""
    assert graded(grader.load_problem("sigmoid-2-2-2"), text)[1] == "", f"within {LIMIT} s"


def test_damaged_sheets_keep_what_was_left_whole() -> None:
    """A short run of all kinds of damage: always a report, nothing left whole changes its verdict."""
    faults = [trial.fault for trial in trials(len(MONSTERS) + 160, seed=5) if trial.fault]
    assert faults == []


def test_damage_leaves_the_other_lines_alone() -> None:
    """The lines that are said to be whole are, word for word."""
    sheet = "\n".join(f"z_{n} = 0,{n}" for n in range(1, 30))
    before = sheet.split("\n")
    for seed in range(200):
        harmed = damaged(random.Random(seed), sheet, times=3)
        after = harmed.text.split("\n")
        assert all(after[number - 1] == before[stood - 1] for number, stood in harmed.whole.items())
