"""A whole class at once: gather the sheets, grade them in chunks wherever an executor does it, put the shards together in order."""

from grader.services.batch.batch import Outcome, Progress, run
from grader.services.batch.sheet import Context, Executor, Known, Render, Sheet, Unmatched
from grader.services.batch.source import gather
from grader.services.batch.target import known_problems

__all__ = ["Context", "Executor", "Known", "Outcome", "Progress", "Render", "Sheet", "Unmatched", "gather", "known_problems", "run"]
