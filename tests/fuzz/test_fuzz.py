"""A short run over monstrous and damaged texts; `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

import grader
from grader.problem import Problem
from tests.fuzz.checks import LIMIT, block, tried
from tests.fuzz.texts import ANYTHING, MONSTERS, damaged


@pytest.fixture(scope="module")
def problem() -> Problem:
    """The 2-2-2 problem of the bank."""
    return grader.load_problem("sigmoid-2-2-2")


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_get_a_report_in_time(name: str, problem: Problem) -> None:
    """Endless brackets, giant numbers and nonsense are graded within a second."""
    assert tried(problem, MONSTERS[name]()).fault == ""


@given(text=ANYTHING)
@settings(max_examples=60, deadline=None)
def test_any_text_gets_a_report(text: str) -> None:
    """Whatever is typed, there is a report within the limit."""
    assert tried(grader.load_problem("sigmoid-2-2-2"), text).fault == "", f"within {LIMIT} s"


def test_damaged_sheets_keep_what_was_left_whole() -> None:
    """A short run of all kinds of damage: always a report, nothing left whole changes its verdict."""
    faults = [trial.fault for number in range(4) for trial in block(5, number) if trial.fault]
    assert faults == []


def test_damage_leaves_the_other_lines_alone() -> None:
    """The lines that are said to be whole are, word for word."""
    sheet = "\n".join(f"z_{n} = 0,{n}" for n in range(1, 30))
    before = sheet.split("\n")
    for seed in range(200):
        harmed = damaged(random.Random(seed), sheet, times=3)
        after = harmed.text.split("\n")
        assert all(after[number - 1] == before[stood - 1] for number, stood in harmed.whole.items())
