"""Shapes of people, sign-in, tokens, courses and their members."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from grader.api.schemas.shape import Email, Fault, Line, Sent, Shown, SlugText
from grader.services.passwords import LONGEST, SHORTEST

CourseRoleText = Literal["instructor", "tutor", "student"]
ScopeText = Literal["read", "submit", "review", "teach"]
NewPassword = Annotated[str, StringConstraints(min_length=SHORTEST, max_length=LONGEST)]
KnownPassword = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


class NewPerson(Sent):
    """Somebody to be enrolled in the installation."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "Ada", "email": "ada@example.org", "role": "member"}]}
    )
    name: Line
    email: Email | None = None
    role: Literal["instructor", "member"] = "member"


class PersonOut(Shown):
    """Somebody."""

    id: str
    name: str
    email: str | None
    role: str


class SignInSent(Sent):
    """The secret of a one-time link, and a password for the next times where one is to be set."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"link": "ink_..."}]})
    link: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: NewPassword | None = None


class PasswordSent(Sent):
    """Who comes in, by address or id, and their password."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"who": "ada@example.org", "password": "correct horse battery staple"}]}
    )
    who: Annotated[str, StringConstraints(min_length=1, max_length=320)]
    password: KnownPassword


class PasswordChange(Sent):
    """A new password, and the current one where there is one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"password": "correct horse battery staple"}]})
    password: NewPassword
    current: KnownPassword | None = None


class SignedIn(PersonOut):
    """Who is signed in now; `csrf` goes into the header `X-CSRF-Token` where a client sends no `Sec-Fetch-Site` or `Origin`."""

    csrf: str


class NewToken(Sent):
    """What a token is to be good for, and for how long."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "laptop", "scopes": ["read", "submit"], "days": 90}]}
    )
    name: Line
    scopes: Annotated[list[ScopeText], Field(min_length=1, max_length=4)]
    days: Annotated[int, Field(ge=1, le=3650)] | None = None


class TokenOut(Shown):
    """A token without its secret."""

    id: str
    name: str
    scopes: str
    created: datetime
    expires: datetime | None


class TokenMade(TokenOut):
    """A token with its secret, which is shown this once."""

    token: str


class NewCourse(Sent):
    """A course to be founded."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"id": "ml-2026", "title": "Machine Learning"}]})
    id: SlugText
    title: Line


class CourseOut(Shown):
    """A course and the asker's role in it; the join code is shown to those who may renew it."""

    id: str
    title: str
    role: CourseRoleText
    join_code: str | None = None


class MemberOut(Shown):
    """A member; `person`, `name` and `student_id` are null for who sees pseudonyms only."""

    id: str
    role: CourseRoleText
    pseudonym: str
    active: bool
    person: str | None = None
    name: str | None = None
    email: str | None = None
    student_id: str | None = None
    group: str | None = None


class Role(Sent):
    """The role of a member."""

    role: CourseRoleText


class ClassImported(Shown):
    """What a class list has changed."""

    added: int
    updated: int
    deactivated: int
    duplicates: list[Fault]


class LinkOut(Shown):
    """A sign-in link that works once, and for whom it is."""

    person: str
    name: str
    student_id: str | None
    link: str


class Links(Shown):
    """Links to be handed out."""

    items: list[LinkOut]


class Join(Sent):
    """A join code, and a name where nobody is signed in."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code": "ABCDEFGHJK", "name": "Ada"}]})
    code: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9]+$")]
    name: Line | None = None


class Joined(Shown):
    """The course that was entered; `csrf` belongs to the new session of a newcomer."""

    course: str
    title: str
    person: str
    csrf: str | None = None


class AuditOut(Shown):
    """What was done."""

    id: str
    at: datetime
    person: str | None
    act: str
    target: str
