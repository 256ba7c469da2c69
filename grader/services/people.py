"""Use cases with people: enrol somebody with a token that is shown once, and tell whose token that is."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from grader.errors import Refused
from grader.services.ports import PeopleStore, Person, Role
from grader.services.rights import require

LONGEST_NAME = 200


def new_token() -> str:
    """A token with 256 random bits: nobody guesses it, so that a plain digest of it is safe to keep."""
    return f"ink_{secrets.token_urlsafe(32)}"


class People:
    """Those who may use an installation."""

    def __init__(self, store: PeopleStore, token: Callable[[], str] = new_token) -> None:
        """Kept in `store`, with tokens from `token`."""
        self._store, self._token = store, token

    def who(self, token: str) -> Person | None:
        """Whose token that is."""
        return self._store.person_with(_digest(token))

    def enrol(self, by: Person, name: str, role: Role) -> tuple[Person, str]:
        """Somebody new, and the token that is never shown again.

        Raises Forbidden, and Refused for a name that is none.
        """
        require(by, "enrol")
        return self._add(name, role)

    def anybody(self) -> bool:
        """Whether there is anybody who can run this installation: a question that only a working store answers."""
        return self._store.any_instructor()

    def first_instructor(self) -> str | None:
        """The token of a first instructor, made where there is none yet."""
        return None if self._store.any_instructor() else self._add("instructor", "instructor")[1]

    def _add(self, name: str, role: Role) -> tuple[Person, str]:
        shown = " ".join(name.split())
        if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
            message = "a name has from 1 to 200 printable characters"
            raise Refused(message)
        token = self._token()
        return self._store.add_person(shown, role, _digest(token)), token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
