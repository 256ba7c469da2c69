"""Rows of tables: one quantity a row, one quantity a column, or units down the side and families along the top."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from grader.reading.chain import Place, equations
from grader.reading.operands import FUNCTIONS
from grader.reading.parse import Parser
from grader.reading.remarks import is_word
from grader.reading.tree import Equation, Garbled, Index, Literal, Name, Partial, Span, Tree


class Cell(NamedTuple):
    """One cell: what it holds if that is mathematics, and its text."""

    tree: Tree | None
    text: str
    whole: tuple[Equation, ...] = ()


def is_row(p: Parser, begin: int, end: int) -> bool:
    """Whether a line begins with a bar and has more of them: a row of a table."""
    bars = p.symbols[begin:end].count("|")
    return p.symbols[begin] == "|" and (bars > 2 or (bars > 1 and p.symbols[end - 1] == "|"))


def cells_of(p: Parser, begin: int, end: int, place: Place) -> list[Cell]:
    """The cells between a line's bars."""
    bars = [i for i in range(begin, end) if p.symbols[i] == "|"]
    for i in bars:
        p.symbols[i] = "cell"
    edges = [*bars, *([end] if bars[-1] != end - 1 else [])]
    return [_cell(p, opening, closing, place) for opening, closing in pairwise(edges)]


def _cell(p: Parser, opening: int, closing: int, place: Place) -> Cell:
    inside = [i for i in range(opening + 1, closing) if p.symbols[i] != "$"]
    if not inside:
        return Cell(None, "")
    text = p.text[p.starts[inside[0]] : p.starts[inside[-1]] + len(p.texts[inside[-1]])]
    if any(p.symbols[i] == "a" and prose_word(p.texts[i]) for i in inside) or set(text) <= set("-: "):
        return Cell(None, text)
    found = equations(p, inside[0], inside[-1] + 1, place)
    if any(len(equation.links) > 1 for equation in found):
        return Cell(None, text, tuple(found))
    return Cell(found[0].links[0] if len(found) == 1 else None, text)


def prose_word(text: str) -> bool:
    """Whether a name token is a word of prose: three letters or more, and no function."""
    return len(text) > 2 and is_word(text) and text not in FUNCTIONS and text.lower() not in FUNCTIONS


def row_equations(p: Parser, begin: int, end: int, place: Place, header: list[Cell]) -> tuple[list[Equation], list[Cell]]:
    """The equations of a row under a header, and the header of the rows below."""
    cells = cells_of(p, begin, end, place)
    found = [equation for cell in cells for equation in cell.whole]
    trees = [cell.tree for cell in cells]
    names = [tree for tree in trees if isinstance(tree, Name | Partial)]
    values = [tree for tree in trees if tree is not None and not isinstance(tree, Name | Partial)]
    if len(names) > 1 and not values and not found:
        return [], cells
    if header and len(header) == len(cells) and values:
        return found + _under(header, cells, place), header
    if len(names) == 1 and values:
        links = tuple(tree for tree in trees if tree is not None)
        span = Span(links[0].span.start, links[-1].span.end)
        found.insert(0, Equation(links, ("|",) * (len(links) - 1), span, (place.line,) * len(links), place.label))
    return found, header


def _under(header: list[Cell], cells: list[Cell], place: Place) -> list[Equation]:
    """Each value of a row under the name of its column; a row's own name becomes the index."""
    labelled = header[0].tree is None
    found: list[Equation] = []
    for column, cell in list(zip(header, cells, strict=True))[labelled:]:
        if cell.tree is None or not isinstance(column.tree, Name | Partial):
            continue
        name = _indexed(column.tree, cells[0]) if labelled else column.tree
        note = cells[0].text if labelled else ""
        found.append(Equation((name, cell.tree), ("|",), cell.tree.span, (place.line, place.line), place.label, note=note))
    return found


def _indexed(column: Name | Partial, label: Cell) -> Tree:
    """The column's name with the row's as its index; garbled where the row is named in words."""
    tree = label.tree
    if not label.text:
        return column
    short = (isinstance(tree, Literal) and tree.written.exact) or (isinstance(tree, Name) and len(tree.base) == 1)
    if not short or not isinstance(column, Name) or column.sub or column.tail:
        return Garbled(f"{label.text} {column.text if isinstance(column, Name) else ''}", "table", column.span)
    inside = label.text.strip("$ ").replace("_", "").replace("{", "").replace("}", "")
    return column._replace(sub=(Index(inside, (inside,)),), text=f"{column.text}_{{{inside}}}")
