"""What consoles print: matrices without brackets, and values below the prompt that they answer, as names with their values."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from grader.reading.tokens import Tokens

_NUMBER: Final = r"[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d{1,4})?"
_ROW: Final = re.compile(rf"[ \t]*{_NUMBER}(?:[ \t]+{_NUMBER})*[ \t]*")
_COLUMNS: Final = re.compile(r"[ \t]*(?:\[,\d{1,3}\][ \t]*)+")
_LABELLED: Final = re.compile(rf"[ \t]*\[(?:\d{{1,3}},|\d{{1,4}})\](?=[ \t]+{_NUMBER})")
_ASSIGNED: Final = re.compile(r"[ \t]*[^\W\d][\w.]*'?[ \t]*=[ \t]*")
_PROMPT: Final = re.compile(r"[ \t]*(?:>>>|>>?|\w+(?::\d+)?>)[ \t]+\S")
_ALONE: Final = re.compile(r"[ \t]*[^\W\d][\w.']*[ \t]*:?[ \t]*")
_MOST: Final = 64  # rows of one matrix
_SIGNS: Final = re.compile(rf"(?m)^[ \t]*(?:\[(?:\d{{1,3}},|1)\][ \t]|[^\W\d][\w.]*'?[ \t]*=[ \t]*\n|>>>.*\n[ \t]*{_NUMBER}[ \t]*$)")


class _Block(NamedTuple):
    """Rows of numbers on physical lines: the line that they answer, and where the numbers of each row begin and end in the text."""

    head: int
    rows: list[tuple[int, int]]
    related: bool  # whether a relation stands behind the head already


def joined(tokens: Tokens) -> Tokens:
    """The tokens with brackets round what a console printed without any, and a relation between it and what it answers."""
    text = tokens.text
    if not _SIGNS.search(text):
        return tokens
    lines = text.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    found: list[_Block] = []
    number = 0
    while number < len(lines):
        block, number = _block(lines, begins, number)
        if block is not None:
            found.append(block)
    return _bracketed(tokens, begins, found) if found else tokens


def _block(lines: list[str], begins: list[int], number: int) -> tuple[_Block | None, int]:
    """The block that begins on a line, if one does, and the line to look at next."""
    line = lines[number]
    first = number + bool(_COLUMNS.fullmatch(line))
    if first < len(lines) and _LABELLED.match(lines[first]):
        rows = _labelled(lines, begins, first)
        head = _answered(lines, number)
        return (_Block(head, rows, related=False) if rows and head >= 0 else None), first + max(len(rows), 1)
    if _ASSIGNED.fullmatch(line):
        first = _below(lines, number)
        rows = _plain(lines, begins, first)
        if first > number + 1 or len(rows) > 1:
            return (_Block(number, rows, related=True) if rows else None), first + len(rows)
    elif _PROMPT.match(line) and number + 1 < len(lines) and _ROW.fullmatch(lines[number + 1]):
        return _Block(number, _plain(lines, begins, number + 1)[:1], related=False), number + 2
    return None, number + 1


def _below(lines: list[str], number: int) -> int:
    """The next line that is not blank, two blank ones on the way at most."""
    first = number + 1
    while first < min(number + 3, len(lines) - 1) and not lines[first].strip():
        first += 1
    return first


def _answered(lines: list[str], number: int) -> int:
    """The prompt or the name alone on a line that what begins here answers; -1 if there is none."""
    above = number - 1
    while above > max(number - 3, 0) and not lines[above].strip():
        above -= 1
    return above if above >= 0 and (_PROMPT.match(lines[above]) or _ALONE.fullmatch(lines[above])) else -1


def _labelled(lines: list[str], begins: list[int], first: int) -> list[tuple[int, int]]:
    """Rows that begin with their numbers in brackets, `[2,] 0.36`, or one vector: `[1] 0.5 0.4`."""
    rows: list[tuple[int, int]] = []
    for number in range(first, min(first + _MOST, len(lines))):
        label = _LABELLED.match(lines[number])
        if label is None or not _ROW.fullmatch(lines[number], label.end()) or (rows and "," not in label[0]):
            break
        rows.append((begins[number] + label.end(), begins[number] + len(lines[number])))
    return rows


def _plain(lines: list[str], begins: list[int], first: int) -> list[tuple[int, int]]:
    """Rows of as many numbers each."""
    rows: list[tuple[int, int]] = []
    width = 0
    for number in range(first, min(first + _MOST, len(lines))):
        count = len(lines[number].split())
        if not _ROW.fullmatch(lines[number]) or (rows and count != width):
            break
        width = count
        rows.append((begins[number], begins[number] + len(lines[number])))
    return rows


def _bracketed(tokens: Tokens, begins: list[int], blocks: list[_Block]) -> Tokens:
    """The tokens of each block between brackets, on the line of its head."""
    symbols, texts, starts = list(tokens.symbols), list(tokens.texts), list(tokens.starts)
    for head, rows, related in reversed(blocks):
        low = bisect_left(starts, begins[head + 1] - 1)  # the end of the head's line
        high = bisect_left(starts, rows[-1][1])
        inside: list[tuple[str, str, int]] = []
        for begin, end in rows:
            items = [(symbols[i], texts[i], starts[i]) for i in range(bisect_left(starts, begin), bisect_left(starts, end))]
            row: list[tuple[str, str, int]] = []
            for i, item in enumerate(items):
                if i and items[i - 1][0] == "n":
                    row.append((",", ",", item[2]))
                row.append(item)
            inside += [*([(";", ";", begin)] if inside else []), *row]
        count = sum(symbol == "n" for symbol, _, _ in inside)
        if count > 1:
            inside = [("[", "[", rows[0][0]), *inside, ("]", "]", rows[-1][1])]
        if not related:
            inside.insert(0, ("=", "=", rows[0][0]))
        symbols[low:high], texts[low:high], starts[low:high] = map(list, zip(*inside, strict=True))
    return Tokens(tokens.text, symbols, texts, starts)
