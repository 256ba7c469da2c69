"""Names in a row with values in a row (`w_5, w_6 = 0.4; 0.45`), and several numbers behind one name."""

from __future__ import annotations

from typing import Final

from grader.reading.links import SEPARATORS, Draft, Place, line_of, read_link
from grader.reading.operands import number
from grader.reading.parse import Parser, Unreadable
from grader.reading.tokens import RELATIONS
from grader.reading.tree import Equation, Garbled, Literal, Matrix, Name, Partial, Span, Tree, Unary

_ROW: Final = 24  # names in a row


def names_in_a_row(p: Parser, end: int, draft: Draft) -> list[Tree]:
    """The further names of `w_5, w_6, w_7 = ...`; empty (and nothing read) where this is no such row."""
    begin = p.i
    names = [draft.links[0]]
    while p.symbols[p.i] == "," and p.i < end and len(names) < _ROW:
        p.i += 1
        try:
            tree = p.expression()
        except Unreadable:
            break
        if not isinstance(tree, Name | Partial):
            break
        names.append(tree)
    if len(names) > 1 and p.i < end and p.symbols[p.i] in RELATIONS:
        return names
    p.i = begin
    return []


def values_in_a_row(p: Parser, end: int, draft: Draft, names: list[Tree], place: Place) -> list[Equation]:
    """The equations of names in a row; one garbled equation where the counts differ."""
    relation = p.symbols[p.i]
    p.i += 1
    begin = p.i
    values: list[Tree] = []
    while p.i < end and p.symbols[p.i] not in {"nl", "$", "cell", "quad"}:
        draft.links = []
        read_link(p, end, draft, place)
        values += draft.links
        if p.i >= end or p.symbols[p.i] not in {",", ";"}:
            break
        p.i += 1
    if len(values) == 1 and isinstance(values[0], Matrix) and len(values[0].rows) == 1:
        values = list(values[0].rows[0])
    line = line_of(draft.start, place)
    if len(values) != len(names) or (p.i < end and p.symbols[p.i] in RELATIONS):
        p.i = end
        span = Span(p.starts[begin], p.end())
        garbled = Garbled(p.text[span.start : span.end], "names-and-values", span)
        return [Equation((names[0], garbled), (relation,), Span(draft.start, span.end), (line, line), place.label)]
    return [
        Equation((name, value), (relation,), Span(name.span.start, value.span.end), (line, line), place.label, note=place.note)
        for name, value in zip(names, values, strict=True)
    ]


def list_value(p: Parser, end: int, draft: Draft) -> None:
    """Several numbers behind one name (`x = 0.5, 0.6`) are a row."""
    items = [draft.links[-1]]
    last = p.i
    while p.i < end and p.symbols[p.i] in {",", ";"} and _is_number(items[-1]):
        p.i += 1
        try:
            item = p.expression()
        except Unreadable:
            break
        if not _is_number(item) or (p.i < end and p.symbols[p.i] not in SEPARATORS):
            break
        items.append(item)
        last = p.i
    p.i = last
    if len(items) > 1:
        draft.links[-1] = Matrix((tuple(items),), Span(items[0].span.start, items[-1].span.end))


def _is_number(tree: Tree) -> bool:
    return isinstance(tree, Literal) or (isinstance(tree, Unary) and tree.operator == "-" and isinstance(tree.operand, Literal))


def list_of_numbers(p: Parser, begin: int, end: int) -> tuple[Tree, ...]:
    """The numbers of a line that holds nothing but several of them, blanks between: `0.7326 -0.3308`; empty for others."""
    found: list[Tree] = []
    i = begin
    while i < end:
        sign = p.symbols[i] == "-"
        if p.symbols[i + sign] != "n" or i + sign >= end or (sign and p.starts[i + 1] > p.starts[i] + 1):
            return ()
        p.reset(i + sign)
        try:
            tree = number(p)
        except Unreadable:
            return ()
        found.append(Unary("-", tree, Span(p.starts[i], tree.span.end)) if sign else tree)
        i += sign + 1
    return tuple(found) if len(found) > 1 else ()
