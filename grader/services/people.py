"""Use cases with people: enrol somebody in the installation, give out all that is kept of somebody, forget it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from grader.errors import NotFound
from grader.records import (
    Appeal,
    Audit,
    Change,
    Drawing,
    Extension,
    GradedReport,
    Link,
    Look,
    Member,
    Override,
    Password,
    Person,
    PersonRole,
    RegradeItem,
    Session,
    Sheet,
    Store,
    Submission,
    Token,
    new_id,
)
from grader.services.clock import Clock, utc_now
from grader.services.rights import Asker, Conflict, Forbidden, note
from grader.services.wording import name as checked_name

#: What is handed out of a person, each without its secrets.
KEPT = (Member, Appeal, Drawing, Extension, Token, Session, Audit)
SECRETS = {"digest"}


class People:
    """Those who may use an installation."""

    def __init__(self, store: Store, clock: Clock = utc_now) -> None:
        """Kept in `store`."""
        self._store, self._now = store, clock

    def ready(self) -> bool:
        """Whether there is anybody: a question that only a working store answers."""
        return self._store.read(lambda t: t.count(Person, role="instructor")) >= 0

    def enrol(self, asker: Asker, name: str, email: str | None, role: PersonRole) -> Person:
        """Somebody new.

        Raises Forbidden, Refused for a name that is none, Conflict for an address that is known.
        """
        asker.need("teach")
        if asker.person.role != "instructor":
            message = f"{asker.person.role}: enrol"
            raise Forbidden(message)
        person = Person(new_id(), checked_name(name), email, role, self._now())

        def act(t: Change) -> Person:
            if email is not None and t.last(Person, email=email) is not None:
                message = "somebody has this address"
                raise Conflict(message)
            t.add(person)
            note(t, self._now(), asker, "enrol", person.id)
            return person

        return self._store.write(act)

    def export(self, asker: Asker, id_: str) -> Mapping[str, Any]:
        """All that is kept of a person, as JSON: the sheets in base64, the reports whole, no secrets.

        Raises NotFound unless it is oneself, or somebody all of whose courses one teaches.
        """

        def ask(t: Change) -> Mapping[str, Any]:
            person = self._own(t, asker, id_)
            found: dict[str, Any] = {"person": _plain(person)}
            for kind in KEPT:
                found[kind.__name__.lower() + "s"] = [_plain(each) for each in t.find(kind, person=id_)]
            found["submissions"] = [_submission(t, each) for each in t.find(Submission, person=id_)]
            note(t, self._now(), asker, "export", id_)
            return found

        return self._store.write(ask)

    def forget(self, asker: Asker, id_: str) -> None:
        """Delete what somebody handed in and who they were; the audit log keeps the bare id.

        Raises NotFound unless it is somebody all of whose courses one teaches.
        """

        def act(t: Change) -> None:
            person = self._own(t, asker, id_)
            if person.id == asker.person.id:
                message = "one's own data is deleted by those who teach the course"
                raise Forbidden(message)
            ids = tuple(each.id for each in t.find(Submission, person=id_))
            for kind in (Override, Appeal, RegradeItem, GradedReport):
                t.drop(kind, submission=ids)
            t.drop(Sheet, id=ids)
            for one in (Submission, Drawing, Extension, Link, Session, Token):
                t.drop(one, person=id_)
            t.drop(Password, id=id_)
            for member in t.find(Member, person=id_):
                t.put(replace(member, student_id=None, group="", active=False))
            t.put(replace(person, name="(deleted)", email=None, active=False))
            note(t, self._now(), asker, "forget", id_)

        self._store.write(act)

    @staticmethod
    def _own(t: Look, asker: Asker, id_: str) -> Person:
        """Oneself, or somebody all of whose courses one teaches."""
        person = t.get(Person, id_)
        if person is None:
            raise NotFound(id_)
        if person.id == asker.person.id:
            asker.need("read")
            return person
        courses = {member.course for member in t.find(Member, person=id_)}
        taught = {member.course for member in t.find(Member, person=asker.person.id, role="instructor", active=True)}
        if person.role == "instructor" or not courses or not courses <= taught:
            raise NotFound(id_)
        asker.need("teach")
        return person


def _submission(t: Look, kept: Submission) -> dict[str, Any]:
    sheet = t.get(Sheet, kept.id)
    reports = [_plain(each) for each in t.find(GradedReport, submission=kept.id)]
    overrides = [_plain(each) for each in t.find(Override, submission=kept.id)]
    raw = "" if sheet is None else base64.b64encode(sheet.raw).decode("ascii")
    return _plain(kept) | {"raw_base64": raw, "reports": reports, "overrides": overrides}


def _plain(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    values = {name: value for name, value in asdict(record).items() if name not in SECRETS}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
