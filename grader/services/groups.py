"""Use cases with answer groups: all claims of a class with the same numbers given, quantity, value and cause, decided once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from grader.records import Change, Drawing, GradedReport, Look, Override, Store, Submission
from grader.services.clock import Clock, utc_now
from grader.services.marks import claims
from grader.services.publish import offered
from grader.services.review import Decision, decide
from grader.services.rights import Asker, Standing, note, stand


class Key(NamedTuple):
    """What the claims of a group have in common; `numbers` is one for all who were given the same ones, whatever variant that was."""

    problem: str
    numbers: str
    quantity: str
    written: str | None
    verdict: str
    cause: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group: how many claims on how many sheets, one of them as it is read and what it is worth, how many of them are decided.

    `variant` is the one's that is read.
    """

    key: Key
    variant: int
    count: int
    sheets: int
    example: str
    worth: Fraction
    decided: int


class Place(NamedTuple):
    """A claim of a group."""

    submission: Submission
    line: int
    claim: dict[str, Any]


class Groups:
    """A class, answer by answer."""

    def __init__(self, store: Store, clock: Clock = utc_now) -> None:
        """Kept in `store`."""
        self._store, self._now = store, clock

    def listed(self, asker: Asker, course: str, set_: str, problem: str) -> Sequence[Group]:
        """The groups of a problem, the largest first; right answers among them.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Group]:
            here = stand(t, asker, course, "review")
            decided = {(each.submission, each.line, each.quantity) for each in t.find(Override, course=here.course.id)}
            return [_group(key, places, decided) for key, places in _places(t, here, set_, problem).items()]

        return sorted(self._store.read(ask), key=lambda group: (-group.count, group.key.quantity, str(group.key.written)))

    def decide(self, asker: Asker, course: str, set_: str, key: Key, decision: tuple[str | None, Fraction | None, str]) -> int:
        """The same verdict, points and reason for every claim of a group; how many those were.

        Raises NotFound, Forbidden, and Conflict for points beyond what a claim is worth: then none is decided.
        """
        verdict, points, reason = decision

        def act(t: Change) -> int:
            here = stand(t, asker, course, "review")
            found = _places(t, here, set_, key.problem).get(key, [])
            for place in found:
                each = Decision(place.line, key.quantity, verdict, points, reason)
                decide(t, here, place.submission, each, self._now())
            note(t, self._now(), here, "group", f"{set_} {key.problem} {key.quantity} {len(found)}"[:200])
            return len(found)

        return self._store.write(act)


def _places(t: Look, here: Standing, set_: str, problem: str) -> dict[Key, list[Place]]:
    offered(t, here.course.id, set_)
    kept = t.find(Submission, course=here.course.id, slug=set_, problem_slug=problem, state="graded")
    reports = {report.id: report for report in t.find(GradedReport, id=tuple(each.report for each in kept))}
    drawn = {each.person: each.numbers for each in t.find(Drawing, course=here.course.id, slug=problem)}
    groups: dict[Key, list[Place]] = {}
    for submission in kept:
        numbers = _digest(drawn.get(submission.person, f"variant {submission.variant}"))
        for line, claim in claims(json.loads(reports[submission.report or ""].document)):
            if claim["quantity"] is not None and claim["verdict"] != "unchecked":
                key = Key(problem, numbers, claim["quantity"], claim["written"], claim["verdict"], claim["cause"])
                groups.setdefault(key, []).append(Place(submission, line, dict(claim)))
    return groups


def _digest(numbers: str) -> str:
    """As short as an address may hold it; nobody else reads it."""
    return hashlib.sha256(numbers.encode()).hexdigest()[:16]


def _group(key: Key, places: Sequence[Place], decided: set[tuple[str, int, str | None]]) -> Group:
    done = sum((place.submission.id, place.line, key.quantity) in decided for place in places)
    worth = Fraction(places[0].claim["points"]["possible"])
    sheets = len({place.submission.id for place in places})
    return Group(key, places[0].submission.variant, len(places), sheets, places[0].claim["read_as"], worth, done)
