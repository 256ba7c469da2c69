"""A whole class at once: gather the sheets, grade them in chunks wherever an executor does it, put the shards together in order."""

from grader.services.batch.batch import Outcome, Progress, run
from grader.services.batch.sheet import Context, Executor, Known, Sheet, Unmatched

__all__ = ["Context", "Executor", "Known", "Outcome", "Progress", "Sheet", "Unmatched", "run"]
