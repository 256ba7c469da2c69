"""Whose numbers a Gradescope submission was worked with, where they are drawn: what its autograder is told, and what it finds out."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

from grader.errors import Refused

FIELDS = ("email", "name")  # of a user in submission_metadata.json, as the platform documents them
STUDENTS = "students.csv"


class Numbers(NamedTuple):
    """How an autograder finds the numbers: one `variant` for all, or the student's, who is known `by` a field of the platform's.

    `students` are a class list's ids by e-mail address, where the numbers were given out by those ids.
    """

    variant: int = 1
    by: str = ""
    students: Mapping[str, str] | None = None

    def shell(self) -> str:
        """What `run_autograder` does to set those arguments of `grader grade`."""
        if not self.by:
            return f"numbers=(--variant {self.variant})"
        how = f'--class "$root/source/{STUDENTS}"' if self.students is not None else f"--by {shlex.quote(self.by)}"
        ask = f'"${{grader[@]}}" export gradescope-student "$root/submission_metadata.json" {how}'
        return f'student="$({ask})"\nnumbers=(--student="$student")'


def student(metadata: bytes, by: str, students: Mapping[str, str] | None = None) -> str:
    """The student who handed in, by a field of the platform's or as a class list calls them.

    Raises Refused where that is not beyond doubt: a wrong student's numbers would call right lines wrong.
    """
    user = _only_user(metadata)
    told = user.get(by)
    if not isinstance(told, str) or not told.strip():
        message = f"the platform tells no {by} of who handed this in"
        raise Refused(message)
    if students is None:
        return told.strip()
    found = students.get(told.strip().casefold())
    if found is None:
        message = f"{told.strip()} is not in the class list"
        raise Refused(message)
    return found


def _only_user(metadata: bytes) -> Mapping[str, Any]:
    try:
        users = json.loads(metadata)["users"]
    except (ValueError, RecursionError, KeyError, TypeError) as fault:
        message = "not a submission_metadata.json: no users"
        raise Refused(message) from fault
    if not isinstance(users, list) or len(users) != 1 or not isinstance(users[0], dict):
        message = f"handed in by {len(users) if isinstance(users, list) else 0} students, and each has numbers of their own"
        raise Refused(message)
    return users[0]
