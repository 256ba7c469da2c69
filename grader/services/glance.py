"""Use cases with a whole class: its figures for one set, and the sheets behind each of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from grader.problem import Problem
from grader.records import GradedReport, Look, Member, Person, Store, Submission
from grader.services.attempts import counting_attempts
from grader.services.engine import Engine, Numbers
from grader.services.figures import Day, Facts, Figures, Narrowed, Paper, days, facts, figures, first_days
from grader.services.publish import Offered, offered
from grader.services.rights import Asker, Standing, stand

MOST_KEPT = 20_000  # reports whose facts are remembered


@dataclass(frozen=True, slots=True)
class Glance:
    """A class and a set: the figures, and who has handed in when; `problems` are those of the set, with their first numbers."""

    offer: Offered
    problems: Mapping[str, Problem]
    students: int
    handed_in: int
    not_graded: int
    figures: Figures
    days: tuple[Day, ...]
    due: datetime | None
    expected: int  # sheets, if every student hands in every problem


@dataclass(frozen=True, slots=True)
class Behind:
    """A sheet behind a figure; `by` is a pseudonym for who may not see names, `lines` are those that the figure means."""

    submission: Submission
    by: str
    paper: Paper
    lines: tuple[int, ...]


class Glances:
    """Classes, seen whole."""

    def __init__(self, store: Store, engine: Engine) -> None:
        """Kept in `store`; `engine` knows the parts of problems.  The facts of a report, which never change, are remembered."""
        self._store, self._engine = store, engine
        self._known: dict[str, Facts] = {}
        self._lock = threading.Lock()

    def glance(self, asker: Asker, course: str, set_: str, problem: str | None = None) -> Glance:
        """The class in figures, over the whole set or one problem of it.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> Glance:
            here = stand(t, asker, course, "see-all")
            offer = offered(t, here.course.id, set_)
            kept = _handed_in(t, here, set_, problem)
            students = t.count(Member, course=here.course.id, role="student", active=True)
            due = offer.rules.due
            problems = self._problems(offer)
            return Glance(
                offer, problems, students, len({each.person for each in kept}), sum(each.state == "not_graded" for each in kept),
                figures(self._papers(t, problems, kept)), days(kept, _zone(due), None if due is None else due.date()), due,
                students * (1 if problem is not None else len(offer.problems)),
            )  # fmt: skip

        return self._store.read(ask)

    def behind(self, asker: Asker, course: str, set_: str, narrowed: Narrowed, day: date | None = None) -> Sequence[Behind]:
        """The sheets behind a figure, in the order of their arrival; with `day` those whose first attempt came then.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Behind]:
            here = stand(t, asker, course, "see-all")
            offer = offered(t, here.course.id, set_)
            kept = _handed_in(t, here, set_, narrowed.problem)
            papers = self._papers(t, self._problems(offer), kept)
            first = first_days(kept, _zone(offer.rules.due))
            found = [(paper, lines) for paper in papers if (lines := narrowed.lines(paper)) is not None]
            names = _names(t, here)
            return [
                Behind(paper.submission, names.get(paper.submission.person, ""), paper, lines)
                for paper, lines in found
                if day in {None, first[paper.submission.person, paper.problem]}
            ]

        return self._store.read(ask)

    def _papers(self, t: Look, problems: Mapping[str, Problem], kept: Sequence[Submission]) -> list[Paper]:
        attempts = counting_attempts(t, [each for each in kept if each.state == "graded"])
        known = self._facts(t, [attempt.submission.report or "" for attempt in attempts.values()])
        labels = {slug: {name: part.label for part in problem.parts for name in part.quantities} for slug, problem in problems.items()}
        papers = [
            Paper(each.submission, each.marks, known[each.submission.report or ""], labels.get(each.submission.problem_slug, {}))
            for each in attempts.values()
        ]
        return sorted(papers, key=lambda paper: paper.submission.id)

    def _facts(self, t: Look, ids: Sequence[str]) -> Mapping[str, Facts]:
        """The facts of reports, read once."""
        known = {id_: found for id_ in ids if (found := self._known.get(id_)) is not None}
        missing = tuple(id_ for id_ in ids if id_ not in known)
        fresh = {report.id: facts(json.loads(report.document)) for report in t.find(GradedReport, id=missing)} if missing else {}
        with self._lock:
            self._known |= fresh
            for id_ in list(self._known)[: max(0, len(self._known) - MOST_KEPT)]:
                del self._known[id_]
        return known | fresh

    def _problems(self, offer: Offered) -> Mapping[str, Problem]:
        """The problems of a set by their ids; without those that this grader no longer accepts."""
        found = {}
        for kept in offer.problems:
            try:
                found[kept.slug] = self._engine.problem(kept.source, Numbers())
            except Exception:  # noqa: BLE001, S112 - whatever it is: the figures are there all the same
                continue
        return found


def _handed_in(t: Look, here: Standing, set_: str, problem: str | None) -> list[Submission]:
    """What students have handed in; of who teaches, or has left, nothing counts."""
    students = {member.person for member in t.find(Member, course=here.course.id, role="student", active=True)}
    narrowed: dict[str, Any] = {"course": here.course.id, "slug": set_} | ({} if problem is None else {"problem_slug": problem})
    return [kept for kept in t.find(Submission, **narrowed) if kept.person in students]


def _zone(due: datetime | None) -> tzinfo:
    """Days are those of the due date's own clock."""
    return (None if due is None else due.tzinfo) or UTC


def _names(t: Look, here: Standing) -> Mapping[str, str]:
    members = t.find(Member, course=here.course.id, role="student")
    if not here.may("see-names"):
        return {member.person: member.pseudonym for member in members}
    return {person.id: person.name for person in t.find(Person, id=tuple(member.person for member in members))}
