"""Use cases with submissions: keep the bytes first, grade them, keep the report; take up again what was never finished."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from grader.errors import NotFound
from grader.grading.report import Report
from grader.problem import Problem
from grader.services.ports import Person, State, Store, StoredProblem, Submission
from grader.services.rights import TooLarge, may, require

Parse: TypeAlias = Callable[[str, str], Problem]
Grade: TypeAlias = Callable[[Problem, str | bytes, str], Report]
PROBLEMS_READY = 128
LONGEST_NAME = 200


class Reading(NamedTuple):
    """How one claim of a line is read: what it is about, and the line in canonical names; None where no quantity was found."""

    line: int
    text: str
    quantity: str | None
    read_as: str


class Submissions:
    """What is handed in, and what is given back."""

    def __init__(self, store: Store, parse: Parse, grade: Grade, largest: int = 5_000_000) -> None:
        """Kept in `store`; `grade` never raises; a sheet may have `largest` bytes."""
        self._store, self._grade, self._largest = store, grade, largest
        self._ready = lru_cache(maxsize=PROBLEMS_READY)(lambda source: parse(source, ""))

    def preview(self, by: Person, slug: str, raw: bytes) -> tuple[Reading, ...]:
        """How each line of a sheet would be read; nothing is judged, nothing is kept.

        Raises Forbidden, NotFound and TooLarge.
        """
        problem = self._asked(by, slug, raw)
        report = self._grade(self._ready(problem.source), raw, slug)
        return tuple(Reading(line.number, line.text, claim.quantity, claim.read_as) for line in report.lines for claim in line.claims)

    def submit(self, by: Person, slug: str, raw: bytes, name: str = "", key: str | None = None) -> Submission:
        """Keep a sheet and grade it; the same `key` again gives the same submission again.

        Raises Forbidden, NotFound and TooLarge.
        """
        problem = self._asked(by, slug, raw)
        received = self._store.receive(by.id, problem.id, _shown(name) or slug, raw, key)
        return self.grade(received.id)

    def grade(self, id_: str) -> Submission:
        """Grade what is not graded yet; whatever goes wrong, the row says so and no points are made of it."""
        if self._store.begin(id_):
            submission = self._get(id_)
            state, document, version = self._outcome(submission)
            return self._store.finish(id_, state, document, version)
        return self._get(id_)

    def _outcome(self, submission: Submission) -> tuple[State, str, str]:
        try:
            report = self._grade(self._ready(submission.problem.source), submission.raw, submission.name)
            return report.state, json.dumps(report.to_dict()), report.grader
        except Exception as fault:  # noqa: BLE001 - such as a stored problem that this grader no longer accepts: told, never marked
            known = {"format": 1, "submission": submission.name, "state": "not_graded", "error": type(fault).__name__}
            return "not_graded", json.dumps(known), ""

    def take_up(self) -> int:
        """Grade all that an earlier run of the program left unfinished; how many that were."""
        left = self._store.unfinished()
        for id_ in left:
            self.grade(id_)
        return len(left)

    def get(self, by: Person, id_: str) -> Submission:
        """One submission; somebody else's does not exist for a student.

        Raises NotFound.
        """
        submission = self._get(id_)
        if submission.person != by.id and not may(by, "read-all-submissions"):
            raise NotFound(id_)
        return submission

    def listed(self, by: Person, after: str, limit: int) -> Sequence[Submission]:
        """A page of one's own submissions, or of all for who may see them."""
        return self._store.submissions(None if may(by, "read-all-submissions") else by.id, after, limit)

    def _asked(self, by: Person, slug: str, raw: bytes) -> StoredProblem:
        require(by, "submit")
        if len(raw) > self._largest:
            message = f"a sheet may have {self._largest} bytes"
            raise TooLarge(message)
        problem = self._store.problem(slug)
        if problem is None:
            raise NotFound(slug)
        return problem

    def _get(self, id_: str) -> Submission:
        submission = self._store.submission(id_)
        if submission is None:
            raise NotFound(id_)
        return submission


def _shown(name: str) -> str:
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in name)).strip()[:LONGEST_NAME]
