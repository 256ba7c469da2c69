"""A sheet for a preview: every number that is a value gives way to a stand-in, so that names and graph alone say what a line is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.reading import as_text, read
from grader.reading.tree import Binary, Garbled, Literal, Unary, parts

if TYPE_CHECKING:
    from grader.reading.tree import Tree

_FIRST = 100_001
_STAND_IN = re.compile(r"47\.(\d{6})(?!\d)")  # moderate, so that it can stand in exponents; the problem's values never decide by it


@dataclass(frozen=True, slots=True)
class Blanked:
    """The text with stand-ins, and what each of them stands for."""

    text: str
    numbers: tuple[str, ...]
    lines: Mapping[int, str]  # the sheet's own

    def restored(self, read_as: str) -> str:
        """A reading of the text with the sheet's own numbers in it."""
        return _STAND_IN.sub(self._number, read_as)

    def _number(self, found: re.Match[str]) -> str:
        place = int(found[1]) - _FIRST
        return self.numbers[place] if 0 <= place < len(self.numbers) else found[0]


def blanked(raw: bytes) -> Blanked:
    """The sheet without its values; the same text for all sheets that differ in nothing but values."""
    text = (work := read(raw)).text
    values = {value.span: value for line in work.lines for found in line.equations for link in found.links for value in _values(link)}
    made: list[str] = []
    numbers: list[str] = []
    end = 0
    for span in sorted(values):
        if span.start < end or span.end <= span.start:
            continue
        gap, shown = text[end : span.start], f"47.{_FIRST + len(numbers)}"
        together = gap.endswith("\\frac") or (not gap and made)  # both numbers of \frac12
        made += [gap, f"{{{shown}}}" if together else shown]
        numbers.append(as_text(values[span]))
        end = span.end
    return Blanked("".join((*made, text[end:])), tuple(numbers), {line.number: line.text for line in work.lines})


def _values(tree: Tree) -> Iterator[Literal | Garbled | Unary]:
    """The numbers of a tree with their signs, and the ink that may be one; whole powers belong to the shape of a formula."""
    match tree:
        case Literal() | Garbled() | Unary(operator="-" | "+", operand=Literal()):
            yield tree
        case Binary(operator="^", right=Literal() as power) if power.written.exact:
            yield from _values(tree.left)
        case _:
            yield from (value for part in parts(tree) for value in _values(part))
