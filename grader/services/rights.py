"""Who may do what: asked by the use cases, never by a door; whoever is not in a course is told that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from grader.errors import NotFound, Refused
from grader.records import Audit, Change, Course, CourseRole, Look, Member, Person, new_id

Act: TypeAlias = Literal[
    "see-course", "submit", "appeal", "see-all", "see-sources", "review",
    "see-names", "publish", "enrol", "release", "extend", "regrade", "see-audit", "hand-out-links",
]  # fmt: skip
Scope: TypeAlias = Literal["read", "submit", "review", "teach"]

STUDENT: frozenset[Act] = frozenset({"see-course", "submit", "appeal"})
TUTOR: frozenset[Act] = frozenset({"see-course", "submit", "see-all", "see-sources", "review"})
INSTRUCTOR: frozenset[Act] = TUTOR | frozenset[Act](
    {"see-names", "publish", "enrol", "release", "extend", "regrade", "see-audit", "hand-out-links"}
)
MAY: dict[CourseRole, frozenset[Act]] = {"student": STUDENT, "tutor": TUTOR, "instructor": INSTRUCTOR}
SCOPES: tuple[Scope, ...] = ("read", "submit", "review", "teach")
#: What a token must be good for; every other act needs `teach`.
SCOPE: dict[Act, Scope] = {
    "see-course": "read", "see-all": "read", "see-sources": "read", "see-names": "read", "see-audit": "read",
    "submit": "submit", "appeal": "submit", "review": "review",
}  # fmt: skip


class Forbidden(Refused):
    """Understood, but not for this person."""


class TooLarge(Refused):
    """Understood, but beyond a bound."""


class Conflict(Refused):
    """Understood, but it contradicts what is there."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what their token is good for; a browser's session, `session`, is good for everything.

    `by` made the link that let them in, if another person did.
    """

    person: Person
    scopes: frozenset[str] = frozenset(SCOPES)
    session: str | None = None
    token: str | None = None
    by: str | None = None

    def need(self, scope: Scope) -> None:
        """Raise Forbidden unless the token has this scope."""
        if scope not in self.scopes:
            message = f"the token lacks the scope {scope!r}"
            raise Forbidden(message)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in a course."""

    asker: Asker
    course: Course
    member: Member

    @property
    def person(self) -> str:
        """The id of who asks."""
        return self.asker.person.id

    def may(self, act: Act) -> bool:
        """Whether this person, by this token, may do that here."""
        return act in MAY[self.member.role] and SCOPE.get(act, "teach") in self.asker.scopes

    def require(self, act: Act) -> None:
        """Raise Forbidden unless this person may do that here."""
        if act not in MAY[self.member.role]:
            message = f"{self.member.role}: {act}"
            raise Forbidden(message)
        self.asker.need(SCOPE.get(act, "teach"))


def stand(look: Look, asker: Asker, course: str, act: Act = "see-course") -> Standing:
    """The asker's standing in the course of that slug, good for `act`.

    Raises NotFound for who does not belong to it, Forbidden for who may not do that in it.
    """
    found = look.last(Course, slug=course)
    return _standing(look, asker, found, course, act)


def stand_by_id(look: Look, asker: Asker, course: str, act: Act = "see-course") -> Standing:
    """The same for the course of an id, as records name it."""
    return _standing(look, asker, look.get(Course, course), course, act)


def _standing(look: Look, asker: Asker, course: Course | None, name: str, act: Act) -> Standing:
    member = None if course is None else look.last(Member, course=course.id, person=asker.person.id, active=True)
    if course is None or member is None:
        raise NotFound(name)
    standing = Standing(asker, course, member)
    standing.require(act)
    return standing


def note(change: Change, at: datetime, who: Standing | Asker | None, act: str, target: str) -> None:
    """Add a line to the audit log."""
    person = None if who is None else who.asker.person.id if isinstance(who, Standing) else who.person.id
    course = who.course.id if isinstance(who, Standing) else None
    change.add(Audit(new_id(), at, person, course, act, target))
