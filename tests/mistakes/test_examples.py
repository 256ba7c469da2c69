"""The examples of each misconception are true: the judge names it on the sheets that show it, and on the others finds nothing wrong."""

from __future__ import annotations

from functools import cache

import pytest

import grader
from grader.grading.report import Claim
from grader.mistakes.catalogue import CATALOGUE
from grader.mistakes.misconception import Example
from grader.problem import Problem

CAUGHT = [(mistake.id, example) for mistake in CATALOGUE for example in mistake.caught]
NOT_CAUGHT = [(mistake.id, example) for mistake in CATALOGUE for example in mistake.not_caught]


@cache
def problem(source: str) -> Problem:
    """The problem of an example, loaded once."""
    return grader.load_problem(source)


def claims(example: Example) -> list[tuple[int, Claim]]:
    """The judged claims of the example's sheet, each with its line."""
    report = grader.grade(problem(example.problem), example.sheet)
    return [(line.number, claim) for line in report.lines for claim in line.claims]


@pytest.mark.parametrize(("cause", "example"), CAUGHT)
def test_caught(cause: str, example: Example) -> None:
    """The line shows the misconception, and the lines before it are right."""
    found = claims(example)
    assert cause in {each for number, claim in found if number == example.line for each in (claim.cause, *claim.also)}
    assert {claim.verdict for number, claim in found if number != example.line} <= {"correct"}


@pytest.mark.parametrize(("cause", "example"), NOT_CAUGHT)
def test_not_caught(cause: str, example: Example) -> None:
    """A sheet that is right, or differs from the mistake, is not accused of it."""
    assert {claim.verdict for _, claim in claims(example)} == {"correct"}, cause
