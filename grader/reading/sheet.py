"""One public verb: `read`, from a sheet's text or bytes to a `Work`."""

from __future__ import annotations

from grader.reading import layout, numbers, printed, source
from grader.reading.tokens import tokenise
from grader.reading.tree import Span, Unread, Work


def read(sheet: str | bytes) -> Work:
    """How each line of a sheet is read; never raises, whatever the text."""
    if len(sheet) >= source.LIMIT:
        return Work("", (), (Unread(1, Span(0, 0), "", "too-large"),), (), "")
    text = source.decode(sheet)
    tokens, decimal, thousands = numbers.settle(printed.joined(tokenise(source.plain(text))))
    return layout.work(tokens, text, decimal, thousands)
