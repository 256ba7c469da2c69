"""The solution of a problem as a person works it out: sections of quantities in order, each with the formula that gives it."""

from __future__ import annotations

from typing import NamedTuple

from grader.problem import Problem

from .formulas import Formula


class Step(NamedTuple):
    """A quantity by its canonical name, and the formula behind it (None where a person would not spell it out)."""

    quantity: str
    formula: Formula | None


class Section(NamedTuple):
    """A heading and the steps below it."""

    heading: str
    steps: tuple[Step, ...]


def solution(problem: Problem) -> tuple[Section, ...]:
    """The sections of a model solution."""
    from . import graphs, networks

    return networks.sections(problem) if problem.network is not None else graphs.sections(problem)


def asked(problem: Problem) -> list[str]:
    """All quantities that the problem asks for, in its order."""
    return list(dict.fromkeys(name for part in problem.parts for name in part.quantities))
