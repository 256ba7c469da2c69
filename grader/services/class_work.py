"""Use case of a whole class at once: sheets that an instructor has in files, handed in for the students whose numbers they bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from grader import records
from grader.errors import AuthorError, InkgradeError, Refused
from grader.problem import Problem
from grader.records import Look, Member, Person, Store
from grader.services.batch.sheet import Known, Sheet, Unmatched
from grader.services.batch.source import gather
from grader.services.courses import Courses
from grader.services.engine import Engine, Numbers
from grader.services.publish import Publish
from grader.services.rights import Asker, stand
from grader.services.submit import Submissions

MOST_SETS = 200
SLUG = re.compile(r"[a-z0-9-]{1,100}")


@dataclass(frozen=True, slots=True)
class CourseOrder:
    """A course to be set up: its id, and files of its class, a set and sheets."""

    course: str
    title: str = ""
    class_list: Path | None = None
    set_: Path | None = None
    sheets: Path | None = None


class Step(NamedTuple):
    """What was done: founded, class, duplicate, set, sheets or left; and its figures."""

    what: str
    facts: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many sheets were handed in and graded, and what was left alone and why."""

    graded: int
    not_graded: int
    unmatched: tuple[Unmatched, ...]


class ClassWork:
    """Sheets for others."""

    def __init__(self, store: Store, engine: Engine, courses: Courses, publish: Publish, submissions: Submissions) -> None:
        """Students are known from `store`, problems from `publish`, built by `engine`; `submissions` takes the sheets."""
        self._store, self._engine, self._courses, self._publish, self._submissions = store, engine, courses, publish, submissions

    def set_up(self, asker: Asker, order: CourseOrder) -> Iterator[Step]:
        """Found the course, or add to it; what was done, as it is done.

        Raises AuthorError with all faults of a file, NotFound and Refused.
        """
        if not SLUG.fullmatch(order.course):
            message = f"a course's id has small letters, digits and hyphens, unlike {order.course!r}"
            raise Refused(message)
        if order.course not in {kept.slug for kept, _ in self._courses.mine(asker)}:
            yield Step("founded", (self._courses.found(asker, order.course, order.title or order.course).slug,))
        if order.class_list is not None:
            done = self._courses.import_class(asker, order.course, order.class_list.read_bytes())
            yield Step("class", (done.added, done.updated, done.deactivated))
            yield from (Step("duplicate", (fault.line, fault.message)) for fault in done.duplicates)
        slugs = [offer.set.slug for offer in self._publish.sets(asker, order.course, "", MOST_SETS)]
        if order.set_ is not None:
            slugs = [self._publish.set_(asker, order.course, order.set_.read_bytes()).set.slug]
            yield Step("set", (slugs[0],))
        if order.sheets is not None:
            for slug in slugs:
                yield from self._sheets(asker, order.course, slug, order.sheets)

    def _sheets(self, asker: Asker, course: str, set_: str, sheets: Path) -> Iterator[Step]:
        handed = self.hand_in(asker, course, set_, gather(sheets, self.known(asker, course, set_)))
        yield Step("sheets", (set_, handed.graded, handed.not_graded))
        yield from (Step("left", (left.name, left.reason)) for left in handed.unmatched)

    def known(self, asker: Asker, course: str, set_: str) -> tuple[Known, ...]:
        """The problems of a set as the files of a class are matched with them.

        Raises NotFound.
        """
        problems = self._publish.get_set(asker, course, set_).problems
        return tuple(self._known(problem) for problem in problems)

    def _known(self, problem: records.Problem) -> Known:
        try:
            built: Problem = self._engine.problem(problem.source, Numbers())
        except AuthorError:  # a stored problem that this grader no longer accepts: its sheets are kept, and not graded
            return Known(problem.slug, problem.title, problem.source)
        return Known(problem.slug, problem.title, problem.source, variants=built.variants, deployed=built.deployed)

    def hand_in(self, asker: Asker, course: str, set_: str, items: Iterable[Sheet | Unmatched]) -> HandedIn:
        """Hand in each sheet for the student whose number it bears; the same sheet again is the same submission.

        Raises NotFound and Forbidden.
        """
        students = self._store.read(lambda t: _students(t, asker, course))
        unmatched: list[Unmatched] = []
        states: list[str] = []
        for item in items:
            if isinstance(item, Unmatched):
                unmatched.append(item)
            elif (student := students.get(item.student or item.submission.partition("/")[0])) is None:
                unmatched.append(Unmatched(item.submission, "no-student"))
            else:
                states += self._one(student, course, set_, item, unmatched)
        done = sum(state == "graded" for state in states)
        return HandedIn(done, len(states) - done, tuple(unmatched))

    def _one(self, student: Person, course: str, set_: str, sheet: Sheet, unmatched: list[Unmatched]) -> list[str]:
        raw = sheet.text if isinstance(sheet.text, bytes) else sheet.text.encode("utf-8", "replace")
        try:
            key = f"file:{course}:{set_}:{sheet.problem}"
            told = sheet.variant if sheet.told else None
            kept = self._submissions.submit(Asker(student), course, set_, sheet.problem, raw, name=sheet.submission, key=key, told=told)
        except InkgradeError as error:
            unmatched.append(Unmatched(sheet.submission, str(error)))
            return []
        return [kept.submission.state]


def _students(t: Look, asker: Asker, course: str) -> dict[str, Person]:
    here = stand(t, asker, course, "enrol")
    members = t.find(Member, course=here.course.id, role="student", active=True)
    people = {person.id: person for person in t.find(Person, id=tuple(member.person for member in members))}
    return {member.student_id: people[member.person] for member in members if member.student_id is not None}
