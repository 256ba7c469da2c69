"""Use cases of being known: one-time links, sessions of browsers, tokens of programs; of every secret only a digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from grader.errors import NotFound, Refused
from grader.records import Change, Link, Look, Member, Person, Secret, Session, Store, Token, new_id
from grader.services.clock import Clock, utc_now
from grader.services.rights import SCOPES, Asker, Forbidden, Scope, note, stand
from grader.services.wording import name as checked_name

LINK_LIFE = timedelta(days=14)
SESSION_LIFE = timedelta(days=30)
MOST_TOKENS = 50
PREFIX = "ink_"


def new_secret() -> str:
    """256 random bits: nobody guesses them, so that a plain digest of them is safe to keep."""
    return f"{PREFIX}{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class SignIn:
    """How people and programs are known again."""

    def __init__(self, store: Store, clock: Clock = utc_now) -> None:
        """Kept in `store`."""
        self._store, self._now = store, clock

    def key(self) -> str:
        """The key that signs this installation's cookies, made once."""

        def ask(t: Change) -> str:
            found = t.get(Secret, "cookies")
            if found is None:
                found = Secret("cookies", secrets.token_urlsafe(48))
                t.add(found)
            return found.value

        return self._store.write(ask)

    def first_link(self, *, again: bool = False) -> str | None:
        """The secret of a first instructor's link, made where none was made yet, or `again` for who has lost it."""

        def act(t: Change) -> str | None:
            boss = self._boss(t)
            known = t.count(Link, person=boss.id) + t.count(Token, person=boss.id)
            return None if known and not again else self._link(t, boss.id)

        return self._store.write(act)

    def first_instructor(self) -> Asker:
        """The first instructor, for who sits at the machine itself; made where there is none."""
        return Asker(self._store.write(self._boss))

    def _boss(self, t: Change) -> Person:
        found = t.find(Person, role="instructor", active=True, limit=1)
        if found:
            return found[0]
        boss = Person(new_id(), "Instructor", None, "instructor", self._now())
        t.add(boss)
        return boss

    def link(self, asker: Asker, course: str, person: str) -> str:
        """A sign-in link for a member of one's course who is in nobody else's, another of its instructors included.

        Raises NotFound and Forbidden.
        """

        def act(t: Change) -> str:
            here = stand(t, asker, course, "hand-out-links")
            member = t.last(Member, course=here.course.id, person=person, active=True)
            if member is None:
                raise NotFound(person)
            if not self._may_become(t, asker, member):
                message = "this person has rights beyond your courses"
                raise Forbidden(message)
            note(t, self._now(), here, "link", person)
            return self._link(t, person, asker)

        return self._store.write(act)

    def links(self, asker: Asker, course: str) -> Sequence[tuple[Member, Person, str]]:
        """A link for each student of a course who is in nobody else's, to be handed out in one go."""

        def act(t: Change) -> list[tuple[Member, Person, str]]:
            here = stand(t, asker, course, "hand-out-links")
            note(t, self._now(), here, "links", here.course.slug)
            members = t.find(Member, course=here.course.id, role="student", active=True)
            found = [(member, t.get(Person, member.person)) for member in members if self._may_become(t, asker, member)]
            return [(member, person, self._link(t, person.id, asker)) for member, person in found if person is not None]

        return self._store.write(act)

    @staticmethod
    def _may_become(t: Look, asker: Asker, member: Member) -> bool:
        """A link makes one that person: only for people all of whose courses the asker teaches.

        For who may found courses only where they teach the course too, and only another who may, with a token that is good for all.
        """
        found = t.get(Person, member.person)
        if found is None or not found.active:
            return False
        peers = member.role == asker.person.role == "instructor" and found.id != asker.person.id and asker.scopes >= set(SCOPES)
        if found.role == "instructor" and not peers:
            return False
        return _teaches_all(t, asker.person.id, found)

    def _link(self, t: Change, person: str, by: Asker | None = None) -> str:
        secret = new_secret()
        t.add(Link(new_id(), person, digest(secret), self._now() + LINK_LIFE, by=None if by is None else by.person.id))
        return secret

    def enter(self, secret: str) -> Asker:
        """A session for whoever has an unused link; the link is used up.

        Raises Forbidden for a link that is unknown, used or too old.
        """
        return self._store.write(lambda t: self.admit(t, secret))

    def admit(self, t: Change, secret: str) -> Asker:
        """The same within a change."""
        link, person = self.linked(t, secret)
        t.put(replace(link, used=self._now()))
        return self.session(t, person, link.by)

    def linked(self, t: Look, secret: str) -> tuple[Link, Person]:
        """An unused link, and for whom it is: one that was made by somebody is good while they teach all courses of that person.

        Raises Forbidden for a link that is unknown, used, too old, or no longer good.
        """
        link = t.last(Link, digest=digest(secret))
        person = None if link is None or link.used is not None or link.expires <= self._now() else t.get(Person, link.person)
        if link is None or person is None or not person.active or (link.by is not None and not _teaches_all(t, link.by, person)):
            message = "this link is unknown, used, or too old"
            raise Forbidden(message)
        return link, person

    def session(self, t: Change, person: Person, by: str | None = None) -> Asker:
        """A new session, opened with a link that `by` made."""
        now = self._now()
        session = Session(new_id(), person.id, now, now + SESSION_LIFE, by)
        t.add(session)
        asker = Asker(person, session=session.id, by=by)
        note(t, now, asker, "sign-in", person.id)
        return asker

    def joined(self, t: Change, person: str, but: Asker | None = None) -> None:
        """Somebody has come to a course: what was opened with links of those who do not teach it ends, as such links do.

        Not so the session or token of `but`, who has just shown that they may join.
        """
        found, own = t.get(Person, person), {but.session, but.token} if but is not None else set()
        sessions = [each for each in t.find(Session, person=person) if each.by is not None and each.id not in own]
        tokens = [each for each in t.find(Token, person=person) if each.by is not None and each.id not in own]
        makers = {each.by for each in sessions} | {each.by for each in tokens}
        foreign = {by for by in makers if by is not None and (found is None or not _teaches_all(t, by, found))}
        t.drop(Session, id=tuple(each.id for each in sessions if each.by in foreign))
        t.drop(Token, id=tuple(each.id for each in tokens if each.by in foreign))

    def by_session(self, id_: str) -> Asker | None:
        """Whose session that is, while it lasts."""

        def ask(t: Look) -> Asker | None:
            session = t.get(Session, id_)
            person = None if session is None or session.expires <= self._now() else t.get(Person, session.person)
            return None if session is None or person is None or not person.active else Asker(person, session=id_, by=session.by)

        return self._store.read(ask)

    def by_token(self, secret: str) -> Asker | None:
        """Whose token that is, while it lasts, and what it is good for."""

        def ask(t: Look) -> Asker | None:
            token = t.last(Token, digest=digest(secret))
            if token is None or (token.expires is not None and token.expires <= self._now()):
                return None
            person = t.get(Person, token.person)
            return None if person is None or not person.active else Asker(person, frozenset(token.scopes.split()), None, token.id, token.by)

        return self._store.read(ask)

    def leave(self, asker: Asker) -> None:
        """End the session."""
        if asker.session is not None:
            self._store.write(lambda t: t.drop(Session, id=asker.session))

    def new_token(self, asker: Asker, name: str, scopes: Sequence[Scope], days: int | None) -> tuple[Token, str]:
        """A token, and its secret that is never shown again; it is never good for more than what it was asked with.

        Raises Forbidden, and Refused for unknown scopes or too many tokens.
        """
        for scope in scopes:
            asker.need(scope)
        if not scopes or not set(scopes) <= set(SCOPES):
            message = f"scopes are among {', '.join(SCOPES)}"
            raise Refused(message)
        secret, now = new_secret(), self._now()
        expires = None if days is None else now + timedelta(days=days)
        token = Token(new_id(), asker.person.id, checked_name(name), digest(secret), " ".join(sorted(set(scopes))), now, expires, asker.by)

        def act(t: Change) -> None:
            if t.count(Token, person=asker.person.id) >= MOST_TOKENS:
                message = f"a person may have {MOST_TOKENS} tokens"
                raise Refused(message)
            t.add(token)
            note(t, now, asker, "token", token.id)

        self._store.write(act)
        return token, secret

    def tokens(self, asker: Asker) -> Sequence[Token]:
        """One's tokens."""
        return self._store.read(lambda t: t.find(Token, person=asker.person.id))

    def drop_token(self, asker: Asker, id_: str) -> None:
        """Make a token of one's own worthless.

        Raises NotFound.
        """

        def act(t: Change) -> None:
            if t.last(Token, id=id_, person=asker.person.id) is None:
                raise NotFound(id_)
            t.drop(Token, id=id_)
            note(t, self._now(), asker, "token-dropped", id_)

        self._store.write(act)


def _teaches_all(t: Look, by: str, person: Person) -> bool:
    """Whether somebody, who may come in still, teaches all courses of a person; where that one may found courses, so may they."""
    teacher = t.get(Person, by)
    if teacher is None or not teacher.active or (person.role == "instructor" and teacher.role != "instructor"):
        return False
    courses = {each.course for each in t.find(Member, person=person.id, active=True)}
    return courses <= {each.course for each in t.find(Member, person=by, role="instructor", active=True)}
