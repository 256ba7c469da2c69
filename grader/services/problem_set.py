"""A problem set's file: read with places, checked whole, all faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from grader.errors import AuthorError, Fault
from grader.problem.document import Document, read_document

ID = re.compile(r"[a-z0-9-]{1,100}")
RELEASES = ("at_once", "after_due", "by_hand")
FEEDBACK = ("verdicts", "causes", "solution")


class Named(NamedTuple):
    """A problem named in a set, an id or a file, and where it stands."""

    id: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """A set: its own id, its title, its problems in order; `settings` are its dates and rules as they are written."""

    id: str
    title: str
    problems: tuple[Named, ...]
    settings: Mapping[str, Any]


def is_set(text: str) -> bool:
    """Whether a file means to be a set rather than a problem."""
    return re.search(r"^set\s*:", text, re.MULTILINE) is not None


def parse_set(text: str, file: str = "") -> ProblemSet:
    """The set of a file's text.

    Raises
    ------
    AuthorError
        The text is faulty: all of its faults at once, in the order of the file.
    """
    document = read_document(text, file)
    faults = [*document.faults, *_faults(document)]
    if faults:
        raise AuthorError(tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))))
    value = document.value
    named = tuple(Named(problem, *document.places["problems", n]) for n, problem in enumerate(value["problems"]))
    settings = {key: value[key] for key in CHECKS if key in value}
    return ProblemSet(value["set"], value.get("title") or value["set"], named, settings)


def set_text(set_: ProblemSet) -> str:
    """The file of a set, as a person would write it."""
    import yaml

    written = {"set": set_.id, "title": set_.title, **set_.settings, "problems": [named.id for named in set_.problems]}
    text: str = yaml.safe_dump(written, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120)
    return text


def _faults(document: Document) -> Iterator[Fault]:
    value = document.value
    if not isinstance(value, dict):
        yield document.fault("a set is a mapping: set, title, due, problems, ...")
        return
    if not isinstance(value.get("set"), str) or not ID.fullmatch(value["set"]):
        yield document.fault("the id of the set: small letters, digits and hyphens", ("set",))
    if not isinstance(value.get("title", ""), str):
        yield document.fault("a text is expected here", ("title",))
    yield from _problem_faults(document, value.get("problems"))
    for key, inside in value.items():
        if key in CHECKS and not CHECKS[key](inside):
            yield document.fault(EXPECTED[key], (key,))
        elif key not in CHECKS and key not in {"set", "title", "problems"}:
            yield document.fault("this key is not known here", (key,))


def _problem_faults(document: Document, problems: object) -> Iterator[Fault]:
    if not isinstance(problems, list) or not problems:
        yield document.fault("a list of problems is expected here", ("problems",))
        return
    for n, problem in enumerate(problems):
        if not isinstance(problem, str):
            yield document.fault("the id or the file of a problem is expected here", ("problems", n))
        elif problem in problems[:n]:
            yield document.fault(f"the problem {problem!r} stands here a second time", ("problems", n))


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_duration(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d+ ?(min|h|d)", value) is not None


def _is_count(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,3}", value) is not None


def _is_late(value: object) -> bool:
    return (
        isinstance(value, dict) and value.keys() <= {"per_day", "until"} and _is_share(value.get("per_day")) and _is_day(value.get("until"))
    )


def _is_share(value: object) -> bool:
    return value is None or (isinstance(value, str) and re.fullmatch(r"(100|\d{1,2}(\.\d+)?) ?%", value) is not None)


def _is_day(value: object) -> bool:
    try:
        return value is None or (isinstance(value, str) and (_is_moment(value) or date.fromisoformat(value) is not None))
    except ValueError:
        return False


CHECKS: Mapping[str, Callable[[object], bool]] = {
    "due": _is_moment,
    "grace": _is_duration,
    "late": _is_late,
    "attempts": _is_count,
    "release": lambda value: value in RELEASES,
    "feedback": lambda value: value in FEEDBACK,
    "appeals_until": _is_moment,
}
EXPECTED = {
    "due": "a date and time with its offset is expected here, such as 2026-12-01T23:59:00+01:00",
    "grace": "a duration is expected here, such as 10 min",
    "late": "per_day (such as 10 %) and until (such as 2026-12-08) are expected here",
    "attempts": "a number from 1 is expected here",
    "release": "at_once, after_due or by_hand is expected here",
    "feedback": "verdicts, causes or solution is expected here",
    "appeals_until": "a date and time with its offset is expected here, such as 2026-12-15T23:59:00+01:00",
}
