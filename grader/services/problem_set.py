"""What a problem set's file says, read once by whoever knows how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Named(NamedTuple):
    """A problem named in a set: an id or a file, and where it stands."""

    id: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """A set: its own id, its title, its problems in order."""

    id: str
    title: str
    problems: tuple[Named, ...]
