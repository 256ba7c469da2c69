"""Use cases with the marks of a course: each student's marks in each problem of a set, the best attempt counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.records import Look, Member, Person, Store, Submission
from grader.services.attempts import Attempt, counting_attempts
from grader.services.marks import Marks
from grader.services.publish import offered
from grader.services.rights import Asker, stand


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
            best = counting_attempts(t, t.find(Submission, course=here.course.id, slug=set_, state="graded"))
            places = [(member, problem.slug) for member in members for problem in offer.problems]
            return [
                _row(member, people.get(member.person), slug, entry)
                for member, slug in places
                if (entry := best.get((member.person, slug))) is not None
            ]

        return self._store.read(ask)


def _row(member: Member, person: Person | None, problem: str, entry: Attempt) -> Row:
    kept, marks, tries = entry
    by = member.pseudonym if person is None else person.id
    name, student_id = (None, None) if person is None else (person.name, member.student_id)
    return Row(by, name, student_id, problem, kept.id, tries, kept.late_days, marks)
