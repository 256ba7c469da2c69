"""Which layer the headings of a sheet speak of: `Forward pass, hidden layer:` above lines whose names do not say it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

from grader.graph.quantity import Derivative, Variable
from grader.reading.layer_words import HIDDEN, OUTPUT

if TYPE_CHECKING:
    from grader.graph.network import Network
    from grader.graph.quantity import Quantity

TITLE: Final = re.compile(r"\A(?:#|\*\*|\\(?:sub)*section|\\paragraph|\\textbf)|[:：]\W*\Z")
LONGEST: Final = 80  # characters of a title; what is longer is prose


@final
class Sections:
    """The layers that the titles of a sheet speak of; a title that names none ends the section above it."""

    def __init__(self, headings: Iterable[tuple[int, str]], network: Network | None) -> None:
        """Read the titles; `headings` are physical lines with their text."""
        depth = network.depth if network is not None else 0
        self._lines: list[int] = []
        self._layers: list[frozenset[int]] = []
        for line, text in headings if depth > 1 else ():
            if len(text) <= LONGEST and TITLE.search(text):
                self._lines.append(line)
                self._layers.append(_said(text.casefold(), depth))

    def layers(self, line: int) -> frozenset[int]:
        """The layers that the title above a line speaks of; empty where it names none, or several kinds."""
        place = bisect_right(self._lines, line)
        return self._layers[place - 1] if place else frozenset()


def _said(text: str, depth: int) -> frozenset[int]:
    hidden, output = HIDDEN.search(text) is not None, OUTPUT.search(text) is not None
    if hidden == output:
        return frozenset()
    return frozenset(range(1, depth)) if hidden else frozenset((depth,))


def layer_of(meaning: Quantity | None) -> int | None:
    """The layer under whose title a quantity is worked out; None where it belongs to none."""
    of = meaning
    if isinstance(meaning, Derivative):
        of = meaning.by if meaning.of.family == "L" else meaning.of
    if not isinstance(of, Variable) or of.family in {"L", "t"} or not of.index:
        return None
    return of.index[0]
