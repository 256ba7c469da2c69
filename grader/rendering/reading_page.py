"""How a sheet was read, as one self-contained page: each line typeset as it was understood, unread ink marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from grader.rendering.html import environment
from grader.rendering.mathml import equation
from grader.rendering.transcript import reason
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.reading.tree import Unread, Work
    from grader.rendering.sentences import Sentences


class PageLine(NamedTuple):
    """One line of the page; `pieces` are stretches of its text, each with whether it was left unread."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
    formulas: tuple[str, ...]
    interpreted: tuple[str, ...]
    reasons: tuple[str, ...]


def reading_page(work: Work, say: Sentences, sheet: str, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> str:
    """The sheet as it was read, as an HTML document; everything that its writer wrote is escaped."""
    page = environment().get_template("reading.html")
    return page.render(sheet=printable(sheet), lines=_lines(work, say, interpreted or {}), word=say.word, language=say.language) + "\n"


def _lines(work: Work, say: Sentences, interpreted: Mapping[int, tuple[str, ...]]) -> list[PageLine]:
    texts = work.text.split("\n")
    unread: dict[int, list[Unread]] = {}
    for piece in work.unread:
        unread.setdefault(piece.line, []).append(piece)
    begins = [0]
    for text in texts:
        begins.append(begins[-1] + len(text) + 1)
    formulas = {line.number: tuple(equation(read) for read in line.equations) for line in work.lines}
    return [
        PageLine(
            number,
            _pieces(texts[number - 1], begins[number - 1], unread.get(number, [])),
            formulas.get(number, ()),
            tuple(interpreted.get(number, ())),
            tuple(reason(piece.reason, say) for piece in unread.get(number, [])),
        )
        for number in sorted(formulas.keys() | unread.keys())
        if number <= len(texts)
    ]


def _pieces(text: str, begin: int, unread: list[Unread]) -> tuple[tuple[str, bool], ...]:
    """The line's text cut at the edges of what was not read."""
    found: list[tuple[str, bool]] = []
    at = 0
    for piece in sorted(unread, key=lambda piece: piece.span):
        start = min(max(piece.span.start - begin, at), len(text))
        end = min(max(piece.span.end - begin, start), len(text))
        found += [(_shown(text[at:start]), False), (_shown(text[start:end]), True)]
        at = end
    found.append((_shown(text[at:]), False))
    return tuple(piece for piece in found if piece[0])


def _shown(text: str) -> str:
    """A stretch of a line, the gaps at its ends kept."""
    return printable(f"{text}.")[:-1]
