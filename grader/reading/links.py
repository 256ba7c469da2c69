"""One link of an equation: read, or kept as garbled ink with the place and the reason where it does not fit the grammar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from grader.reading.doubts import of_ink
from grader.reading.heads import DECORATION, claims
from grader.reading.parse import Parser, Unreadable
from grader.reading.remarks import in_brackets, is_word
from grader.reading.sums import grown
from grader.reading.tokens import RELATIONS, SURE
from grader.reading.tree import Binary, Equation, Garbled, General, Span, Tree

SEPARATORS: Final = frozenset((",", ";", "quad", "\\\\", "strike", "cell", "nl", "skip", "$"))
_BREAKS: Final = (RELATIONS | SEPARATORS) - {","}
_ENDS: Final = SEPARATORS | RELATIONS | DECORATION | {"a", "/", "(", "frac", "partial", "junk", "[", "open set"}
_LINK_LIMIT: Final = 400
_DIGIT_LIKE: Final = re.compile(r"[OolISsBZ][\dOolISsBZ]*")
_DOTS: Final = frozenset(("...", "…", "\\ldots", "\\dots"))


_new: Final = tuple.__new__


class Place(NamedTuple):
    """What an equation inherits from the line it stands on."""

    line: int
    label: str = ""
    breaks: Sequence[int] = ()  # offsets at which the statement's further lines begin
    note: str = ""


class Draft:
    """An equation while it is being read."""

    __slots__ = ("head", "lines", "links", "notes", "relations", "sign", "start")

    def __init__(self, start: int, note: str) -> None:
        """Begin at an offset of the text."""
        self.links: list[Tree] = []
        self.relations: list[str] = []
        self.lines: list[int] = []
        self.notes = [note] if note else []
        self.start = start
        self.head = True
        self.sign: str | None = None  # of `+=` or `-=` behind the head

    def begin_with(self, head: Tree, place: Place) -> None:
        """Take as the head what stood before the relation, which is not in the notes then."""
        self.links.append(head)
        self.lines.append(line_of(head.span.start, place))
        self.notes = [place.note] if place.note else []
        self.start = head.span.start

    def done(self, p: Parser, place: Place) -> list[Equation]:
        """The equation; none where there was nothing but words."""
        if not self.links:
            return []
        span = _new(Span, (self.start, max(p.end(), self.start)))
        links, relations, lines = tuple(self.links), tuple(self.relations), tuple(self.lines)
        found: Equation = _new(Equation, (links, relations, span, lines, place.label, self.head, " ".join(self.notes), False))
        return [found] if self.sign is None else grown(found, self.sign)


def line_of(offset: int, place: Place) -> int:
    """The physical line on which an offset of the text lies."""
    return place.line + bisect_right(place.breaks, offset) if place.breaks else place.line


def read_link(p: Parser, end: int, draft: Draft, place: Place) -> None:
    """One link; garbled up to the next relation where it does not fit the grammar."""
    begin = p.i
    draft.lines.append(line_of(p.starts[begin], place) if place.breaks else place.line)
    p.depth = p.bars = 0
    p.row = False
    try:
        tree: Tree = p.expression()
        if p.symbols[p.i] == "," and p.chained and p.i < end:
            tree = _thin(p, end, tree)
        if p.i > end:
            p.i = begin
            p.fail("unfinished")
        if p.i < end and p.symbols[p.i] not in RELATIONS:
            _check_end(p)
    except Unreadable as refusal:
        tree = _garbled(p, begin, end, refusal)
    draft.links.append(tree)


def _thin(p: Parser, end: int, left: Tree) -> Tree:
    """A comma that was a thin space between two factors (`(y-t),y(1-y)`, once written with a backslash): no gap, no claim behind it."""
    i = p.i
    tight = p.starts[i] == p.end() and p.starts[i + 1] == p.starts[i] + 1
    before, behind = p.symbols[i - 1], p.symbols[i + 1 : i + 3]
    bracket = before == ")" or behind[0] == "(" or behind == ["a", "("]
    if not tight or not bracket or before not in {")", "a", "}"} or behind[0] not in {"a", "(", "frac"} or claims(p, i + 1, end):
        return left
    p.i = i + 1
    right = p.expression()
    if _is_sum(p, left, p.starts[i]) or _is_sum(p, right, p.end()):
        p.fail("list")
    return Binary("*", left, right, p.span(left.span.start), ",")


def _is_sum(p: Parser, tree: Tree, end: int) -> bool:
    """Whether a tree that ends at an offset is a sum without brackets round it."""
    if not isinstance(tree, Binary) or tree.operator not in {"+", "-"}:
        return False
    depth = 0
    for place in range(tree.span.start, end):
        depth += (p.text[place] == "(") - (p.text[place] == ")")
        if depth < 0:
            return place != end - 1
    return True


def _check_end(p: Parser) -> None:
    """Before the end, nothing may follow a link but a relation, a separator, or the words and strokes of a remark."""
    i = p.i
    symbol = p.symbols[i]
    if symbol in {".", ","} and _is_broken(p, i):
        p.fail("number")
    if symbol == "general" and p.texts[i] in _DOTS and p.symbols[i - 1] == "n" and p.symbols[i + 1] in RELATIONS | SEPARATORS | {")"}:
        return
    if i == p.stop or symbol in SEPARATORS or (symbol in DECORATION and symbol != "general"):
        return
    if symbol == "a" and (is_word(p.texts[i]) or p.symbols[i + 1] in RELATIONS):
        return
    if symbol == "/" or (symbol == "(" and in_brackets(p, i)) or (symbol == "junk" and p.symbols[i + 1] in {"nl", "$"}):
        return
    p.fail()


def _is_broken(p: Parser, i: int) -> bool:
    """Whether a mark is part of a number that was not read whole: `0.l5`, `O,5`, `0.\\overline{3}`."""
    tight = p.starts[i + 1] == p.starts[i] + 1 and p.symbols[i + 1] not in {"nl", "$", '"', ")", "mark", "cell", "\\\\"}
    if p.symbols[i] == ".":
        return tight and p.symbols[i - 1] in {"n", "a"}
    if not tight or p.starts[i] != p.end():
        return False
    if p.symbols[i - 1 : i + 2] == ["n", ",", "a"]:
        return _DIGIT_LIKE.fullmatch(p.texts[i + 1]) is not None and p.symbols[i + 2] not in SURE
    return p.symbols[i - 1] == "a" and p.symbols[i + 1] == "n"


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
    return Garbled(text, refusal.reason, span, of_ink(text))


def _shallow(p: Parser, begin: int, end: int) -> int:
    """The next relation, brackets or not: a brace was never closed."""
    for i in range(begin + 1, end):
        if p.symbols[i] in RELATIONS:
            return i
    return end


def as_written(p: Parser, tree: Tree) -> str:
    """The text that a tree was read from."""
    return p.text[tree.span.start : tree.span.end]
