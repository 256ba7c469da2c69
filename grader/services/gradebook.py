"""Use cases with the marks of a course: each student's marks in each problem of a set, the best attempt counting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from grader.records import GradedReport, Look, Member, Person, Store, Submission
from grader.services.marks import Marks
from grader.services.publish import offered
from grader.services.rights import Asker, stand
from grader.services.submit import marks_of


@dataclass(frozen=True, slots=True)
class Row:
    """One student's best attempt at one problem; `name` and `student_id` are there for who may see names."""

    by: str
    name: str | None
    student_id: str | None
    problem: str
    submission: str
    attempts: int
    late_days: int
    marks: Marks


class Gradebook:
    """Marks, student by student."""

    def __init__(self, store: Store) -> None:
        """Kept in `store`."""
        self._store = store

    def rows(self, asker: Asker, course: str, set_: str) -> Sequence[Row]:
        """The students of the course in the order of their entry, each with the problems that they handed in.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Row]:
            here = stand(t, asker, course, "see-all")
            offer = offered(t, here.course.id, set_)
            named = here.may("see-names")
            members = t.find(Member, course=here.course.id, role="student")
            people = {person.id: person for person in t.find(Person, id=tuple(m.person for m in members))} if named else {}
            best = _best(t, t.find(Submission, course=here.course.id, slug=set_, state="graded"))
            places = [(member, problem.slug) for member in members for problem in offer.problems]
            return [
                _row(member, people.get(member.person), slug, entry)
                for member, slug in places
                if (entry := best.get((member.person, slug))) is not None
            ]

        return self._store.read(ask)


_Entry = tuple[Submission, Marks, int]


def _best(t: Look, kept: Sequence[Submission]) -> dict[tuple[str, str], _Entry]:
    reports = {report.id: report for report in t.find(GradedReport, id=tuple(each.report for each in kept))}
    best: dict[tuple[str, str], _Entry] = {}
    for each in kept:
        marks = marks_of(t, each, json.loads(reports[each.report or ""].document))
        before = best.get((each.person, each.problem_slug))
        tries = 1 if before is None else before[2] + 1
        better = before is None or marks.adjusted > before[1].adjusted
        best[each.person, each.problem_slug] = (each, marks, tries) if better or before is None else (before[0], before[1], tries)
    return best


def _row(member: Member, person: Person | None, problem: str, entry: _Entry) -> Row:
    kept, marks, tries = entry
    by = member.pseudonym if person is None else person.id
    name, student_id = (None, None) if person is None else (person.name, member.student_id)
    return Row(by, name, student_id, problem, kept.id, tries, kept.late_days, marks)
