"""Who may do what: asked by the use cases, never by a door."""

from __future__ import annotations

from typing import Literal, TypeAlias

from grader.errors import Refused
from grader.services.ports import Person, Role

Act: TypeAlias = Literal["enrol", "publish", "read-problems", "read-sources", "submit", "read-all-submissions"]

MAY: dict[Role, frozenset[Act]] = {
    "instructor": frozenset({"enrol", "publish", "read-problems", "read-sources", "submit", "read-all-submissions"}),
    "tutor": frozenset({"read-problems", "read-sources", "submit", "read-all-submissions"}),
    "student": frozenset({"read-problems", "submit"}),
}


class Forbidden(Refused):
    """Understood, but not for this person."""


class TooLarge(Refused):
    """Understood, but beyond a bound."""


def may(person: Person, act: Act) -> bool:
    """Whether this person may do that."""
    return act in MAY[person.role]


def require(person: Person, act: Act) -> None:
    """Raise Forbidden unless this person may do that."""
    if not may(person, act):
        message = f"{person.role}: {act}"
        raise Forbidden(message)
