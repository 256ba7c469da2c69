"""Use cases of passwords: set one, change it, come in with it; whoever fails is told the same, and as late, whatever was wrong."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cached_property
from threading import BoundedSemaphore
from typing import NoReturn, Protocol

from grader.errors import Refused
from grader.records import Change, Look, Password, Person, Session, Store
from grader.services.clock import Clock, utc_now
from grader.services.rights import Asker, Forbidden, note
from grader.services.sign_in import SignIn, new_secret

SHORTEST, LONGEST = 12, 200  # characters
AT_ONCE = 2  # passwords that are digested at a time: each takes memory on purpose


class Hasher(Protocol):
    """Digests passwords, slowly and with a salt."""

    def hash(self, password: str, /) -> str:
        """What is kept of a password."""
        ...

    def verify_and_update(self, password: str, digest: str, /) -> tuple[bool, str | None]:
        """Whether a digest is the password's, and a new digest where the old one has become too cheap."""
        ...


class Passwords:
    """What people know themselves by; those who have forgotten it ask for a link."""

    def __init__(self, store: Store, sign_in: SignIn, hasher: Hasher, clock: Clock = utc_now) -> None:
        """Kept in `store`; `sign_in` makes the sessions."""
        self._store, self._sign_in, self._hasher, self._now = store, sign_in, hasher, clock
        self._room = BoundedSemaphore(AT_ONCE)

    def known(self, asker: Asker) -> bool:
        """Whether one has a password."""
        return self._store.read(lambda t: t.get(Password, asker.person.id)) is not None

    def enter(self, who: str, password: str) -> Asker:
        """A session for whoever knows the password of a person, who is named by address or id.

        Raises Forbidden, the same for whoever is not known, has none, or has another.
        """
        kept = self._store.read(lambda t: _password_of(t, who))
        right, renewed = self._verified(password, kept)
        if kept is None or not right:
            _refuse()

        def act(t: Change) -> Asker:
            person = _person(t, who)
            if person is None or t.get(Password, kept.id) != kept:
                _refuse()  # changed in the meantime
            if renewed is not None:
                t.put(replace(kept, digest=renewed))
            return self._sign_in.session(t, person)

        return self._store.write(act)

    def enter_by_link(self, secret: str, new: str) -> Asker:
        """A session by a one-time link, and a password for the next times; every other session of that person ends.

        Raises Forbidden for a link that is unknown, used or too old, Refused for a password that is none.
        """
        self._store.read(lambda t: self._sign_in.linked(t, secret))  # before anything is digested
        digest = self._digest(new)

        def act(t: Change) -> Asker:
            asker = self._sign_in.admit(t, secret)
            self._keep(t, asker, digest)
            return asker

        return self._store.write(act)

    def change(self, asker: Asker, new: str, current: str | None = None) -> None:
        """Set one's password, or change it for who knows the `current` one; every other session of one's own ends.

        Raises Forbidden for a program's token and for a wrong password, Refused for a new one that is none.
        """
        if asker.session is None:
            message = "a password is set by who is signed in, not by a token"
            raise Forbidden(message)
        before = self._store.read(lambda t: t.get(Password, asker.person.id))
        if before is not None and not self._verified(current or "", before)[0]:
            _refuse()
        digest = self._digest(new)

        def act(t: Change) -> None:
            if t.get(Password, asker.person.id) != before:
                _refuse()
            self._keep(t, asker, digest)

        self._store.write(act)

    def _keep(self, t: Change, asker: Asker, digest: str) -> None:
        now, id_ = self._now(), asker.person.id
        t.drop(Password, id=id_)
        t.add(Password(id_, digest, now))
        t.drop(Session, id=tuple(session.id for session in t.find(Session, person=id_) if session.id != asker.session))
        note(t, now, asker, "password", id_)

    def _digest(self, new: str) -> str:
        if not SHORTEST <= len(new) <= LONGEST:
            message = f"a password has {SHORTEST} to {LONGEST} characters"
            raise Refused(message)
        with self._room:
            return self._hasher.hash(_plain(new))

    def _verified(self, password: str, kept: Password | None) -> tuple[bool, str | None]:
        """Whether it is right; where there is none, the same work is done for nothing."""
        with self._room:
            right, renewed = self._hasher.verify_and_update(_plain(password), self._decoy if kept is None else kept.digest)
        return right and kept is not None, renewed

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash(new_secret())


def _person(t: Look, who: str) -> Person | None:
    """Somebody by address or id, unless they may come in no more."""
    found = t.last(Person, email=who.lower()) if "@" in who else t.get(Person, who)
    return found if found is not None and found.active else None


def _password_of(t: Look, who: str) -> Password | None:
    person = _person(t, who)
    return None if person is None else t.get(Password, person.id)


def _refuse() -> NoReturn:
    message = "this is nobody's address and password"
    raise Forbidden(message)


def _plain(password: str) -> str:
    """The same characters, however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password)
