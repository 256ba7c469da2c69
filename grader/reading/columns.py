"""Columns: tables set with blanks or tabs instead of bars; which of a sheet's lines are their rows, and where each cell stands."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, NamedTuple

from grader.reading.tokens import Tokens
from grader.reading.tree import Span

_GAP: Final = re.compile(r"[^\s|&=](?: {2,}+|\t)[ \t]*+[^\s|&=\\]")
_CELL: Final = re.compile(r"\S(?: ?\S)*")
_NUMBER: Final = re.compile(r"[-+−–]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+−]?\d{1,3})?")
_EMPTY: Final = frozenset(("-", "–", "—", "/"))
_RULE: Final = re.compile(r"[-=─━\s]{3,}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_SIGN: Final = re.compile(r"[=<>≈≤≥←→⇒:?!;|&#•]|\*\*|[.,](?:\s|$)|^[-*+\d(]")  # what no head holds
_MOST: Final = 24  # characters of a head or of a row's label
_LEAST: Final = 2  # cells of a row, rows of a list


class Row(NamedTuple):
    """One row: where its cells stand (an empty one has no length), and whether it holds the heads of those below."""

    cells: tuple[Span, ...]
    head: bool = False


class _Set(NamedTuple):
    """A line of several cells: its number, where it begins in the text, its cells by column, what they say, and how they are parted."""

    number: int
    place: int
    cells: tuple[Span, ...]
    texts: tuple[str, ...]
    tabbed: bool


def columned(text: str) -> dict[int, Row]:
    """The rows of a text, by the numbers of their lines."""
    found: dict[int, Row] = {}
    if _GAP.search(text) is None:
        return found
    place, block = 0, list[_Set]()
    for number, line in enumerate(text.split("\n"), 1):
        gapped = ("  " in line or "\t" in line) and "=" not in line
        cells = _cells(line) if gapped and not _RULE.fullmatch(line) else ()
        if len(cells) >= _LEAST:
            block.append(_Set(number, place, cells, tuple([line[c.start : c.end] for c in cells]), "\t" in line.strip()))
        elif block and not (line.strip() and _RULE.fullmatch(line)):
            found.update(_rows(block))
            block = []
        place += len(line) + 1
    found.update(_rows(block))
    return found


def as_row(tokens: Tokens, begin: int, end: int, row: Row) -> Tokens:
    """A line's tokens with a bar before each cell and behind the last; below heads a rule."""
    symbols, texts, starts = ["|"], ["|"], [tokens.starts[begin]]
    i = begin
    for cell in row.cells:
        while i < end and tokens.starts[i] < cell.end:
            symbols.append(tokens.symbols[i])
            texts.append(tokens.texts[i])
            starts.append(tokens.starts[i])
            i += 1
        symbols.append("|")
        texts.append("|")
        starts.append(cell.end)
    behind = ["nl", "|", "-"] * row.head + ["nl"] * 9
    return Tokens(tokens.text, symbols + behind, texts + behind, starts + [tokens.starts[end]] * len(behind))


def _cells(line: str) -> tuple[Span, ...]:
    """A line's cells by column: those between tabs, empty ones too, or those that two blanks part."""
    if "\t" not in line.strip():
        return tuple([Span(m.start(), m.end()) for m in _CELL.finditer(line)]) if "  " in line.strip() else ()
    found, column = [], 0
    for cell in line.rstrip().split("\t"):
        begin = column + len(cell) - len(cell.lstrip())
        found.append(Span(begin, begin + len(cell.strip())))
        column += len(cell) + 1
    return tuple(found)


def _rows(block: list[_Set]) -> dict[int, Row]:
    """The tables among lines of several cells that stand right below one another."""
    found: dict[int, Row] = {}
    i = 0
    while i < len(block):
        table = _table(block, i)
        found.update(table)
        i += max(len(table), 1)
    return found


def _table(block: list[_Set], i: int) -> dict[int, Row]:
    """The table that begins at a line: heads with the rows that fit below them, or a list of names with one number each."""
    heads = block[i]
    if not _are_heads(heads):
        entries = [*takewhile(_is_entry, (block[k] for k in range(i, len(block))))]
        return {line.number: _row(line, line.cells) for line in entries} if len(entries) >= _LEAST else {}
    found: dict[int, Row] = {}
    width = 0
    for k in range(i + 1, len(block)):
        cells = _fitted(heads, block[k]) if _is_row(block[k]) else None
        if cells is None or (width and len(cells) != width):
            break
        width = len(cells)
        found[block[k].number] = _row(block[k], cells)
    if found:
        nameless = (Span(heads.cells[0].start, heads.cells[0].start),) * (width - len(heads.cells))
        found[heads.number] = _row(heads, nameless + heads.cells)._replace(head=True)
    return found


def _row(line: _Set, cells: tuple[Span, ...]) -> Row:
    return Row(tuple([Span(line.place + cell.start, line.place + cell.end) for cell in cells]))


def _are_heads(line: _Set) -> bool:
    """Whether each cell of a line is a name or a few words; the first may be empty."""
    first, *others = line.texts
    return (not first or _is_head(first)) and all(map(_is_head, others))


def _is_head(text: str) -> bool:
    return len(text) <= _MOST and _LETTER.search(text) is not None and _SIGN.search(text) is None


def _is_row(line: _Set) -> bool:
    """Whether the cells of a line are numbers, or empty, but for a label before them."""
    first, *others = line.texts
    numbers = [text for text in others if text and text not in _EMPTY]
    labelled = not first or _is_head(first) or _NUMBER.fullmatch(first) is not None
    return labelled and bool(numbers) and all(map(_NUMBER.fullmatch, numbers))


def _is_entry(line: _Set) -> bool:
    """Whether a line is a name in one word, and a number."""
    name, number = line.texts[0], line.texts[1]
    return len(line.cells) == _LEAST and _is_head(name) and " " not in name and _NUMBER.fullmatch(number) is not None


def _fitted(heads: _Set, line: _Set) -> tuple[Span, ...] | None:
    """A row's cells below the heads, one behind the other or by column; those of a label that has no head come first."""
    missing = len(heads.cells) - len(line.cells)
    if heads.tabbed or line.tabbed:
        end = line.cells[-1].end
        return line.cells + (Span(end, end),) * missing if heads.tabbed and missing >= 0 else None
    if missing == -1 and line.cells[0].end <= heads.cells[0].start:
        rest = _fitted(heads, line._replace(cells=line.cells[1:]))
        return rest and (line.cells[0], *rest)
    if not missing:
        return line.cells
    above = [[i for i, head in enumerate(heads.cells) if cell.start < head.end and head.start < cell.end] for cell in line.cells]
    if any(len(places) != 1 for places in above) or missing <= 0:
        return None
    by_column = {places[0]: cell for places, cell in zip(above, line.cells, strict=True)}
    gaps = [by_column.get(i, Span(head.start, head.start)) for i, head in enumerate(heads.cells)]
    return tuple(gaps) if len(by_column) == len(line.cells) else None
