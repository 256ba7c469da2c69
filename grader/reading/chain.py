"""From a statement's tokens to its equations: links, relations, remarks; names in a row; what cannot be read is kept as garbled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from grader.reading.heads import DECORATION, begins_equation, lead, of_unit, step_over, with_role
from grader.reading.labels import label_at
from grader.reading.parse import Parser, Unreadable
from grader.reading.remarks import in_brackets, is_word
from grader.reading.tokens import RELATIONS
from grader.reading.tree import Equation, Garbled, General, Literal, Matrix, Name, Partial, Span, Tree, Unary

SEPARATORS = frozenset((",", ";", "quad", "\\\\", "strike", "cell", "nl", "skip", "$"))
_BREAKS = (RELATIONS | SEPARATORS) - {","}
_LINK_LIMIT = 400
_ROW = 24  # names in a row
_LEAST = 3  # tokens or links that the shortest of its kind has


class Place(NamedTuple):
    """What an equation inherits from the line it stands on."""

    line: int
    label: str = ""
    breaks: Sequence[int] = ()  # offsets at which the statement's further lines begin
    note: str = ""


def equations(p: Parser, begin: int, end: int, place: Place) -> list[Equation]:
    """The equations between two tokens, in order; every one of them ends before `end`, whose token no expression goes past."""
    found: list[Equation] = []
    if begin < end:
        begin, end = _bare(p, begin, end)
    p.reset(begin)
    struck = False
    while p.i < end:
        symbol = p.symbols[p.i]
        struck ^= symbol == "strike"
        if symbol in SEPARATORS or symbol in {".", "mark", "&"}:
            p.i += 1
            continue
        if symbol == "cancel" and _unwrap(p, end):
            continue
        before = p.i
        label, start = label_at(p, p.i, end) if p.i > begin else ("", p.i)
        if label and start < end:
            p.i, place = start, place._replace(label=label)
        new = _chain(p, end, place)
        found += [equation._replace(struck=True) for equation in new] if struck else new
        if p.i == before:
            p.i += 1
    return of_unit(found)


def _bare(p: Parser, begin: int, end: int) -> tuple[int, int]:
    """The tokens without a bracket round a whole equation: `(z_1 = 0.38)`."""
    closing = {"(": ")", "[": "]", "{": "}"}.get(p.symbols[begin])
    if closing is None or end - begin < _LEAST or p.symbols[end - 1] != closing:
        return begin, end
    depth, relation = 0, False
    for i in range(begin, end):
        depth += (p.symbols[i] == p.symbols[begin]) - (p.symbols[i] == closing)
        relation |= p.symbols[i] in {"=", "~"}
        if depth == 0:
            break
    if i != end - 1 or not relation:
        return begin, end
    p.symbols[end - 1] = "skip"
    return begin + 1, end - 1


def _unwrap(p: Parser, end: int) -> bool:
    r"""Turn `\cancel{an equation}` into the equation between two strokes; False where no equation is inside."""
    depth = 0
    for i in range(p.i + 1, end):
        depth += (p.symbols[i] == "{") - (p.symbols[i] == "}")
        if depth == 0:
            if "=" not in p.symbols[p.i : i]:
                return False
            p.symbols[p.i], p.symbols[p.i + 1], p.symbols[i] = "strike", "skip", "strike"
            return True
    return False


class Draft:
    """An equation while it is being read."""

    __slots__ = ("head", "lines", "links", "notes", "relations", "start")

    def __init__(self, start: int, note: str) -> None:
        """Begin at an offset of the text."""
        self.links: list[Tree] = []
        self.relations: list[str] = []
        self.lines: list[int] = []
        self.notes = [note] if note else []
        self.start = start
        self.head = True

    def done(self, p: Parser, place: Place) -> list[Equation]:
        """The equation; none where there was nothing but words."""
        if not self.links:
            return []
        span = Span(self.start, max(p.end(), self.start))
        return [Equation(tuple(self.links), tuple(self.relations), span, tuple(self.lines), place.label, self.head, " ".join(self.notes))]


def _chain(p: Parser, end: int, place: Place) -> list[Equation]:
    """One chain of links, or several where names in a row are given values in a row."""
    draft = Draft(p.starts[p.i], place.note)
    lead(p, end, draft.notes)
    symbols = p.symbols
    p.stop, p.watch, p.chained = -1, None, False
    if p.i >= end:
        return []
    draft.start = p.starts[p.i]
    if symbols[p.i] in RELATIONS:
        draft.head = False
        p.i += 1
    while True:
        _link(p, end, draft, place)
        if len(draft.links) == 1 and draft.head:
            draft.links[0] = with_role(draft.links[0])
        if len(draft.links) == 1 and draft.head and symbols[p.i] == "," and p.i < end and isinstance(draft.links[0], Name | Partial):
            names = _names_in_a_row(p, end, draft)
            if names:
                return _values_in_a_row(p, end, draft, names, place)
        _tail(p, end, draft)
        if p.i >= end or symbols[p.i] not in RELATIONS or p.i == p.stop:
            break
        if symbols[p.i] in {"->", ":"} and begins_equation(p, p.i + 1, end) and (draft.relations or symbols[p.i] == "->"):
            p.i += 1
            break
        draft.relations.append(symbols[p.i])
        p.i += 1
        step_over(p, end, draft.notes)
        p.watch, p.chained = draft.links[0], True
        if p.i >= end or (symbols[p.i] in SEPARATORS and symbols[p.i] != "strike"):
            draft.links.append(Garbled("", "missing-value", Span(p.end(), p.end())))
            draft.lines.append(_line(p.end(), place))
            break
    if draft.relations:
        _list_value(p, end, draft)
    return draft.done(p, place)


def _line(offset: int, place: Place) -> int:
    return place.line + bisect_right(place.breaks, offset) if place.breaks else place.line


def _link(p: Parser, end: int, draft: Draft, place: Place) -> None:
    """One link; garbled up to the next relation where it does not fit the grammar."""
    begin = p.i
    draft.lines.append(_line(p.starts[begin], place))
    p.depth = p.bars = 0
    p.row = False
    try:
        tree: Tree = p.expression()
        if p.i > end:
            p.i = begin
            p.fail("unfinished")
        _check_end(p, end)
    except Unreadable as refusal:
        tree = _garbled(p, begin, end, refusal)
    draft.links.append(tree)


_ENDS = SEPARATORS | RELATIONS | DECORATION | {"a", "/", "(", "frac", "partial", "junk", "[", "open set"}


def _check_end(p: Parser, end: int) -> None:
    """Nothing may follow a link but a relation, a separator, or the words and strokes of a remark."""
    i = p.i
    symbol = p.symbols[i]
    if symbol in {".", ","} and i < end and _is_broken(p, i):
        p.fail("number")
    if symbol == "general" and p.texts[i] in _DOTS and p.symbols[i - 1] == "n" and p.symbols[i + 1] in RELATIONS | SEPARATORS | {")"}:
        return
    if i >= end or i == p.stop or symbol in SEPARATORS or symbol in RELATIONS or (symbol in DECORATION and symbol != "general"):
        return
    if symbol == "a" and (is_word(p.texts[i]) or p.symbols[i + 1] in RELATIONS):
        return
    if symbol == "/" or (symbol == "(" and in_brackets(p, i)) or (symbol == "junk" and p.symbols[i + 1] in {"nl", "$"}):
        return
    p.fail()


_DOTS = frozenset(("...", "…", "\\ldots", "\\dots"))


def _is_broken(p: Parser, i: int) -> bool:
    """Whether a mark is part of a number that was not read whole: `0.l5`, `O,5`, `0.\\overline{3}`."""
    tight = p.starts[i + 1] == p.starts[i] + 1 and p.symbols[i + 1] not in {"nl", "$", '"', ")", "mark", "cell", "\\\\"}
    if p.symbols[i] == ".":
        return tight and p.symbols[i - 1] in {"n", "a"}
    return tight and p.symbols[i + 1] == "n" and p.symbols[i - 1] == "a" and p.starts[i] == p.end()


def _garbled(p: Parser, begin: int, end: int, refusal: Unreadable) -> Tree:
    """What could not be read, from token `begin` to the next relation or separator; the parser stands behind it."""
    depth, symbols = 0, p.symbols
    i = begin
    while i < end:
        symbol = symbols[i]
        if symbol in {"{", "begin"}:
            depth += 1
        elif symbol in {"}", "end"}:
            depth = max(0, depth - 1)
        elif i > begin and (depth == 0 or i > refusal.place + _LINK_LIMIT) and symbol in _BREAKS:
            break
        i += 1
    if i == end and depth:
        i = _shallow(p, begin, end)
    p.i = i
    span = Span(p.starts[begin], max(p.end(), p.starts[begin]))
    text = p.text[span.start : span.end]
    if refusal.reason == "general":
        return General(text, span)
    return Garbled(text, refusal.reason, span)


def _shallow(p: Parser, begin: int, end: int) -> int:
    """The next relation, brackets or not: a brace was never closed."""
    for i in range(begin + 1, end):
        if p.symbols[i] in RELATIONS:
            return i
    return end


def as_written(p: Parser, tree: Tree) -> str:
    """The text that a tree was read from."""
    return p.text[tree.span.start : tree.span.end]


def _tail(p: Parser, end: int, draft: Draft) -> None:
    """Step over strokes and words behind a link; they become the equation's note."""
    symbols = p.symbols
    wordy = False
    while p.i < end and p.i != p.stop:
        symbol = symbols[p.i]
        if begins_equation(p, p.i, end) and not (wordy is False and symbol != "a"):
            return
        if symbol in SEPARATORS or (symbol in RELATIONS and not wordy):
            return
        if symbol == "(" and in_brackets(p, p.i):
            p.i += 1
            draft.notes.append("(")
            while symbols[p.i] != ")":
                draft.notes.append(p.texts[p.i])
                p.i += 1
        elif symbol == "a" and is_word(p.texts[p.i]):
            wordy = True
        elif symbol not in DECORATION and symbol not in {"/", "junk"} and not wordy:
            return
        elif symbol == "?" and draft.links:
            draft.links[-1] = General(as_written(p, draft.links[-1]), draft.links[-1].span)
        if symbol != "&":
            draft.notes.append(p.texts[p.i])
        p.i += 1


def _names_in_a_row(p: Parser, end: int, draft: Draft) -> list[Tree]:
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


def _values_in_a_row(p: Parser, end: int, draft: Draft, names: list[Tree], place: Place) -> list[Equation]:
    """The equations of names in a row; one garbled equation where the counts differ."""
    relation = p.symbols[p.i]
    p.i += 1
    begin = p.i
    values: list[Tree] = []
    while p.i < end and p.symbols[p.i] not in {"nl", "$", "cell", "quad"}:
        draft.links = []
        _link(p, end, draft, place)
        values += draft.links
        if p.i >= end or p.symbols[p.i] not in {",", ";"}:
            break
        p.i += 1
    if len(values) == 1 and isinstance(values[0], Matrix) and len(values[0].rows) == 1:
        values = list(values[0].rows[0])
    line = _line(draft.start, place)
    if len(values) != len(names) or (p.i < end and p.symbols[p.i] in RELATIONS):
        p.i = end
        span = Span(p.starts[begin], p.end())
        garbled = Garbled(p.text[span.start : span.end], "names-and-values", span)
        return [Equation((names[0], garbled), (relation,), Span(draft.start, span.end), (line, line), place.label)]
    return [
        Equation((name, value), (relation,), Span(name.span.start, value.span.end), (line, line), place.label, note=place.note)
        for name, value in zip(names, values, strict=True)
    ]


def _list_value(p: Parser, end: int, draft: Draft) -> None:
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


__all__ = ["Place", "equations"]
