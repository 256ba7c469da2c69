"""A sheet line by line as it was read: each equation typeset from its tree, unread ink marked with its reason.

Formulas are MathML made here with everything escaped; whatever else a line holds is plain text for the page to escape.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from grader.reading import read
from grader.rendering.mathml import equation, flowing
from grader.rendering.transcript import reason
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.reading.tree import Equation, Line, Unread, Work
    from grader.rendering.sentences import Sentences

#: read: its equations are there; partly: but for some of its ink; unread: nothing of it was; continued: it belongs to an equation above;
#: text: words, or nothing.
Kind: TypeAlias = Literal["read", "partly", "unread", "continued", "text"]


class LineView(NamedTuple):
    """One physical line; `pieces` are stretches of its text, each with whether it was left unread."""

    number: int
    kind: Kind
    pieces: tuple[tuple[str, bool], ...]
    equations: tuple[Equation, ...] = ()
    interpreted: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece for piece, _ in self.pieces)

    @property
    def formulas(self) -> tuple[str, ...]:
        """Its equations, typeset."""
        return tuple(map(equation, self.equations))

    @property
    def flowing(self) -> tuple[str, ...]:
        """The same, cut where a narrow page may break them."""
        return tuple(map(flowing, self.equations))


def live_reading(text: str | bytes, say: Sentences, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> tuple[LineView, ...]:
    """Every line of a sheet as it was read; `interpreted` are canonical readings by line, where a problem is known.  Never raises."""
    return line_views(read(text), say, interpreted)


def line_views(work: Work, say: Sentences, interpreted: Mapping[int, tuple[str, ...]] | None = None) -> tuple[LineView, ...]:
    """The same of a sheet that was read already."""
    unread: dict[int, list[Unread]] = {}
    for piece in work.unread:
        unread.setdefault(piece.line, []).append(piece)
    lines = {line.number: line for line in work.lines}
    continued = {number for line in work.lines for found in line.equations for number in found.lines}
    views, begin = [], 0
    for number, text in enumerate(work.text.split("\n"), 1):
        pieces = unread.get(number, [])
        views.append(
            LineView(
                number,
                _kind(lines.get(number), pieces, continued=number in continued),
                _pieces(text, begin, pieces),
                lines[number].equations if number in lines else (),
                tuple((interpreted or {}).get(number, ())),
                tuple(dict.fromkeys(reason(piece.reason, say) for piece in pieces)),
            )
        )
        begin += len(text) + 1
    return tuple(views)


def _kind(line: Line | None, unread: list[Unread], *, continued: bool) -> Kind:
    if line is not None and line.equations:
        return "partly" if unread else "read"
    return "unread" if unread else "continued" if continued else "text"


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
