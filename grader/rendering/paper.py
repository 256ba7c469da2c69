"""What a drawing is made on: names, decimal mark, marks, which way it runs; and what comes off it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from grader.rendering.naming import Naming
    from grader.rendering.strokes import Mark


class Drawn(NamedTuple):
    """An SVG and how wide it is."""

    svg: str
    width: float


NOTHING = Drawn("", 0)
PHONE = 390  # wider than this, a drawing is not shrunk to a phone


@dataclass(frozen=True, slots=True)
class Paper:
    """What a drawing needs to know besides the problem; `down`: it runs down the page, for narrow ones; `alone`: for any width."""

    naming: Naming
    decimal: str = "."
    marks: Mapping[str, Mark] | None = None
    title: str = ""
    styled: bool = True
    down: bool = False
    alone: bool = False

    def mark(self, place: str) -> Mark | None:
        """What is marked at a place."""
        return (self.marks or {}).get(place)

    def kind(self, width: float) -> str:
        """The classes of its element; a drawing with a style of its own stands alone."""
        if self.styled or self.alone:
            return ""
        return ("down wide" if width > PHONE else "down") if self.down else "across"
