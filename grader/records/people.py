"""Who there is: people, how they are known again, courses, who belongs to one, and what was done by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

PersonRole: TypeAlias = Literal["instructor", "member"]
CourseRole: TypeAlias = Literal["instructor", "tutor", "student"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody; an instructor may found courses, a member has the rights that courses give."""

    id: str
    name: str
    email: str | None
    role: PersonRole
    created: datetime
    active: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A sign-in link that works once; only the digest of its secret is kept.  `by` made it, or the machine itself."""

    id: str
    person: str
    digest: str
    expires: datetime
    used: datetime | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Password:
    """The digest of somebody's password; `id` is the person's."""

    id: str
    digest: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in with a browser; `by` made the link that it was opened with, if another person did."""

    id: str
    person: str
    created: datetime
    expires: datetime
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A program that acts for somebody within `scopes` (words separated by spaces); only the digest is kept.  `by` as of its session."""

    id: str
    person: str
    name: str
    digest: str
    scopes: str
    created: datetime
    expires: datetime | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret of the installation, such as the key that signs cookies; `id` is its name."""

    id: str
    value: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course; whoever knows its join code may enter as a student."""

    id: str
    slug: str
    title: str
    join_code: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a course; tutors see the pseudonym."""

    id: str
    course: str
    person: str
    role: CourseRole
    pseudonym: str
    student_id: str | None
    group: str
    created: datetime
    active: bool = True


@dataclass(frozen=True, slots=True)
class Audit:
    """What was done: never changed, never deleted, and without a word that a student wrote."""

    id: str
    at: datetime
    person: str | None
    course: str | None
    act: str
    target: str
