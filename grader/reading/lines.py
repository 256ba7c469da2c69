"""Physical lines: those that a matrix or a case distinction spans are one."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, NamedTuple

from grader.reading.tokens import Tokens

_JOINED: Final = 40  # physical lines at most in one matrix
_NOISE_ENVIRONMENT: Final = re.compile(r"\\(?:begin|end)\s*\{(?!\w*matrix|array|\w*cases)")


_new: Final = tuple.__new__


class Physical(NamedTuple):
    """One physical line, or several that a matrix joins: its number, its text, its tokens."""

    number: int
    text: str
    begin: int
    end: int
    breaks: tuple[int, ...] = ()


def physical_lines(tokens: Tokens, text: str) -> list[Physical]:
    """The lines that hold tokens; those that a matrix or a case distinction spans are one."""
    lines: list[Physical] = []
    texts = text.split("\n")
    firsts = list(accumulate([len(line) + 1 for line in texts], initial=0))
    symbols, starts = tokens.symbols, tokens.starts
    spans = "\\begin" in tokens.text or "\\end" in tokens.text
    begin, number = 0, 0
    waiting: Physical | None = None
    for end in [place for place, symbol in enumerate(symbols) if symbol == "nl"]:
        if begin == end and waiting is None:
            begin, number = end + 1, number + 1
            continue
        while firsts[number + 1] <= starts[begin] and number + 1 < len(texts):
            number += 1
        breaks = _breaks(firsts, number, starts[end]) if firsts[number + 1] <= starts[end] else ()
        line = _new(Physical, (number + 1, texts[number], begin, end, breaks))
        begin = end + 1
        if not spans:
            lines.append(line)
            continue
        if waiting is not None and symbols[line.begin] == "$" and "end" not in symbols[line.begin : end]:
            lines.append(waiting)  # never closed
            waiting = None
        if waiting is not None:
            symbols[waiting.end] = "skip"
            line = Physical(waiting.number, waiting.text, waiting.begin, end, (*waiting.breaks, starts[line.begin], *line.breaks))
        row = symbols[line.begin : end]
        if "begin" in row or "end" in row:
            _drop_noise(tokens, line)
            row = symbols[line.begin : end]
        open_matrix = "begin" in row and row.count("begin") > row.count("end")
        waiting = line if open_matrix and len(line.breaks) < _JOINED and end < len(symbols) - 9 else None
        if waiting is None:
            lines.append(line)
    return lines


def _breaks(firsts: list[int], number: int, end: int) -> tuple[int, ...]:
    """Where further physical lines begin within a line that was joined before."""
    found = []
    while number + 1 < len(firsts) and firsts[number + 1] <= end:
        number += 1
        found.append(firsts[number])
    return tuple(found)


def _drop_noise(tokens: Tokens, line: Physical) -> None:
    """Environments that only set equations below one another are separators."""
    for i in range(line.begin, line.end):
        symbol = tokens.symbols[i]
        if symbol not in {"begin", "end"}:
            continue
        system = symbol == "begin" and (i == line.begin or tokens.symbols[i - 1] in {"$", "quad"}) and "=" in tokens.symbols[i : line.end]
        if system and "end" in tokens.symbols[i : line.end]:
            close = tokens.symbols.index("end", i)
            system = tokens.symbols[close + 1] in {"$", "nl", "."} and "begin" not in tokens.symbols[i + 1 : close]
            tokens.symbols[close] = "quad" if system else "end"
        if system or _NOISE_ENVIRONMENT.match(tokens.texts[i]):
            tokens.symbols[i] = "quad"
