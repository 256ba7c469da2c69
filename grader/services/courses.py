"""Use cases with courses: found one, enter it by class list or join code, see who belongs to it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.errors import Fault, NotFound
from grader.records import Audit, Change, Course, CourseRole, Look, Member, Person, Store, new_id
from grader.services.class_list import ClassList, Row, read_class_list
from grader.services.clock import Clock, utc_now
from grader.services.rights import Asker, Conflict, Forbidden, Standing, note, stand
from grader.services.sign_in import SignIn
from grader.services.wording import name as checked_name

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another


@dataclass(frozen=True, slots=True)
class Belonging:
    """A member as the asker may see them: under a pseudonym, or by name."""

    member: Member
    person: Person | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What a class list has changed."""

    added: int
    updated: int
    deactivated: int
    duplicates: tuple[Fault, ...]


class Courses:
    """The courses of an installation and who belongs to them."""

    def __init__(self, store: Store, sign_in: SignIn, clock: Clock = utc_now) -> None:
        """Kept in `store`; who enters by a code gets a session of `sign_in`."""
        self._store, self._sign_in, self._now = store, sign_in, clock

    def found(self, asker: Asker, slug: str, title: str) -> Course:
        """A new course with the asker as its instructor.

        Raises Forbidden, and Conflict where there is one of that id.
        """
        asker.need("teach")
        if asker.person.role != "instructor":
            message = f"{asker.person.role}: found a course"
            raise Forbidden(message)
        course = Course(new_id(), slug, checked_name(title), None, self._now())

        def act(t: Change) -> Course:
            if t.last(Course, slug=slug) is not None:
                message = f"there is a course {slug!r}"
                raise Conflict(message)
            t.add(course)
            member = self._add(t, course, asker.person.id, "instructor")
            self._sign_in.joined(t, asker.person.id, asker)
            note(t, self._now(), Standing(asker, course, member), "course", course.slug)
            return course

        return self._store.write(act)

    def mine(self, asker: Asker) -> Sequence[tuple[Course, Member]]:
        """The courses that the asker belongs to."""
        asker.need("read")

        def ask(t: Look) -> list[tuple[Course, Member]]:
            members = t.find(Member, person=asker.person.id, active=True)
            courses = {course.id: course for course in t.find(Course, id=tuple(member.course for member in members))}
            return [(courses[member.course], member) for member in members]

        return self._store.read(ask)

    def get(self, asker: Asker, slug: str) -> Standing:
        """The asker's standing in a course.

        Raises NotFound.
        """
        return self._store.read(lambda t: stand(t, asker, slug))

    def members(self, asker: Asker, slug: str, after: str, limit: int) -> Sequence[Belonging]:
        """Who belongs to the course; tutors see pseudonyms.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Belonging]:
            here = stand(t, asker, slug, "see-all")
            members = t.find(Member, course=here.course.id, after=after, limit=limit)
            shown = tuple(m.person for m in members if here.may("see-names") or m.role != "student")
            people = {person.id: person for person in t.find(Person, id=shown)}
            return [Belonging(member, people.get(member.person)) for member in members]

        return self._store.read(ask)

    def admit(self, asker: Asker, slug: str, person: str, role: CourseRole) -> Member:
        """Take somebody who is in the installation into the course, or give them another role in it.

        Raises NotFound, Forbidden, and Conflict where no instructor would be left.
        """

        def act(t: Change) -> Member:
            here = stand(t, asker, slug, "enrol")
            found = t.get(Person, person)
            if found is None:
                raise NotFound(person)
            self._keep_one_instructor(t, here, person, role)
            note(t, self._now(), here, f"admit-{role}", person)
            member = self._add(t, here.course, person, role)
            self._sign_in.joined(t, person)
            return member

        return self._store.write(act)

    def dismiss(self, asker: Asker, slug: str, person: str) -> None:
        """Deactivate a member; what they handed in stays.

        Raises NotFound, Forbidden, and Conflict where no instructor would be left.
        """

        def act(t: Change) -> None:
            here = stand(t, asker, slug, "enrol")
            member = t.last(Member, course=here.course.id, person=person, active=True)
            if member is None:
                raise NotFound(person)
            self._keep_one_instructor(t, here, person, "student")
            t.put(replace(member, active=False))
            note(t, self._now(), here, "dismiss", person)

        self._store.write(act)

    @staticmethod
    def _keep_one_instructor(t: Look, here: Standing, person: str, role: CourseRole) -> None:
        teaching = {member.person for member in t.find(Member, course=here.course.id, role="instructor", active=True)}
        if role != "instructor" and teaching == {person}:
            message = "a course keeps an instructor"
            raise Conflict(message)

    def import_class(self, asker: Asker, slug: str, source: bytes) -> Imported:
        """Add the students of a class list and deactivate those who are in it no more; nobody is deleted.

        Raises NotFound, Forbidden, and AuthorError with every fault.
        """
        self._store.read(lambda t: stand(t, asker, slug, "enrol"))
        listed = read_class_list(source)
        return self._store.write(lambda t: self._import(t, stand(t, asker, slug, "enrol"), listed))

    def _import(self, t: Change, here: Standing, listed: ClassList) -> Imported:
        known = {m.student_id: m for m in t.find(Member, course=here.course.id, role="student") if m.student_id is not None}
        added = updated = 0
        for row in listed.rows:
            member = known.pop(row.student_id, None)
            if member is None:
                member = self._add(t, here.course, self._person(t, row).id, "student", row)
                added += 1
            elif not member.active or member.group != row.group:
                t.put(replace(member, active=True, group=row.group))
                updated += 1
            self._sign_in.joined(t, member.person)
        gone = [member for member in known.values() if member.active]
        for member in gone:
            t.put(replace(member, active=False))
        note(t, self._now(), here, "class-list", f"{added} added, {updated} updated, {len(gone)} deactivated")
        return Imported(added, updated, len(gone), listed.duplicates)

    def _person(self, t: Change, row: Row) -> Person:
        email = row.email.lower() or None
        person = None if email is None else t.last(Person, email=email)
        if person is None:
            person = Person(new_id(), checked_name(row.name), email, "member", self._now())
            t.add(person)
        return person

    def _add(self, t: Change, course: Course, person: str, role: CourseRole, row: Row | None = None) -> Member:
        known = t.last(Member, course=course.id, person=person)
        if known is not None:
            kept = replace(known, role=role if row is None else known.role, active=True)
            kept = kept if row is None else replace(kept, student_id=row.student_id, group=row.group)
            t.put(kept)
            return kept
        student_id, group = (None, "") if row is None else (row.student_id, row.group)
        member = Member(new_id(), course.id, person, role, f"S-{_letters(6)}", student_id, group, self._now())
        t.add(member)
        return member

    def renew_code(self, asker: Asker, slug: str, *, closed: bool = False) -> Course:
        """A new join code in place of the old one, or none at all.

        Raises NotFound and Forbidden.
        """

        def act(t: Change) -> Course:
            here = stand(t, asker, slug, "enrol")
            course = replace(here.course, join_code=None if closed else _letters(10))
            t.put(course)
            note(t, self._now(), here, "join-code", course.slug)
            return course

        return self._store.write(act)

    def join(self, asker: Asker | None, code: str, name: str | None) -> tuple[Course, Asker]:
        """Enter the course of a join code: as oneself, or as somebody new with a name and a session.

        Raises NotFound for a code that is none, Refused for a name that is none.
        """

        def act(t: Change) -> tuple[Course, Asker]:
            course = t.last(Course, join_code=code.strip().upper())
            if course is None:
                raise NotFound(code)
            who = asker or self._newcomer(t, name or "")
            known = t.last(Member, course=course.id, person=who.person.id)
            if known is not None and not known.active:
                message = "this membership was ended by those who teach the course"
                raise Forbidden(message)
            member = known or self._add(t, course, who.person.id, "student")
            self._sign_in.joined(t, who.person.id, who)
            note(t, self._now(), Standing(who, course, member), "join", who.person.id)
            return course, who

        return self._store.write(act)

    def _newcomer(self, t: Change, name: str) -> Asker:
        person = Person(new_id(), checked_name(name), None, "member", self._now())
        t.add(person)
        return self._sign_in.session(t, person)

    def audit(self, asker: Asker, slug: str, after: str, limit: int) -> Sequence[Audit]:
        """What was done in the course, oldest first.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Audit]:
            here = stand(t, asker, slug, "see-audit")
            return t.find(Audit, course=here.course.id, after=after, limit=limit)

        return self._store.read(ask)


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
