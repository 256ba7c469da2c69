"""The frozen values that storage gives out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["instructor", "tutor", "student"]
State: TypeAlias = Literal["received", "grading", "graded", "not_graded"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a token."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """One version of a problem."""

    id: str
    slug: str
    version: int
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class StoredSet:
    """One version of a set."""

    id: str
    slug: str
    version: int
    title: str
    problems: tuple[StoredProblem, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission with its latest report."""

    id: str
    person: str
    problem: StoredProblem
    name: str
    raw: bytes
    state: State
    received: datetime
    report: str | None
