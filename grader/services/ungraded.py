"""The report of a sheet that could not be graded through a fault of ours: all its points wait, none is earned or lost."""

from __future__ import annotations

from fractions import Fraction
from importlib.metadata import version

from grader.grading.report import Finding, Notation, Report, Review, Score
from grader.problem import Problem

LONGEST_ERROR = 300


def not_graded(problem: Problem, submission: str, error: str) -> Report:
    """A report in the state `not_graded` with `error`; every point of the problem is pending."""
    possible = sum((part.points for part in problem.parts), Fraction(0))
    return Report(
        grader=version("inkgrade"),
        problem=problem.id,
        submission=submission,
        state="not_graded",
        score=Score(Fraction(0), possible, possible),
        parts=(),
        notation=Notation(decimal=".", layers={}, weight_index="to-from", unit_base=1),
        lines=(),
        missing=(),
        review=(Review(1, Finding("review-not-graded")),),
        error=error[:LONGEST_ERROR],
    )
