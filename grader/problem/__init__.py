"""What an author may write, and the problem that it becomes."""

from grader.problem.loading import load, parse
from grader.problem.problem import Notation, Part, Problem

__all__ = ["Notation", "Part", "Problem", "load", "parse"]
