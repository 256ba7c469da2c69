"""From a statement's tokens to its equations: links, relations, remarks; names in a row; what cannot be read is kept as garbled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from grader.reading.labels import label_at
from grader.reading.operands import FUNCTIONS
from grader.reading.parse import Parser, Unreadable
from grader.reading.remarks import TOTAL, in_brackets, is_word
from grader.reading.tokens import RELATIONS
from grader.reading.tree import Binary, Equation, Garbled, General, Index, Literal, Matrix, Name, Partial, Span, Tree, Unary

SEPARATORS = frozenset((",", ";", "quad", "\\\\", "strike", "cell", "nl", "skip", "$"))
_DECORATION = frozenset(("text", "mark", ".", '"', "!", "&", "so", "\\", "%", "general"))
_BREAKS = (RELATIONS | SEPARATORS) - {","}
_BEGINS = frozenset(("a", "frac", "partial", "nabla", "text"))
_LINK_LIMIT = 400
_ROW = 24  # names in a row
_LEAST = 3  # tokens or links that the shortest of its kind has
_LOOK = 120  # tokens to look ahead for a relation


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
    return _of_unit(found)


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


def _of_unit(found: list[Equation]) -> list[Equation]:
    """`h1: z = 0.38, a = 0.59` as values of `z_h1` and `a_h1`; other equations as they are."""
    first = found[0] if found else None
    if first is None or first.relations[:1] != (":",) or len(first.links) < _LEAST or not isinstance(first.links[1], Name):
        return found
    unit = first.links[0]
    if not isinstance(unit, Name) or len(unit.base) > 1 or unit.sup or not (unit.tail or unit.sub) or not _is_free(first.links[1]):
        return found
    inside = unit.base + unit.tail + "".join(part for index in unit.sub for part in index.parts)
    found = [first._replace(links=first.links[1:], relations=first.relations[1:], lines=first.lines[1:]), *found[1:]]
    return [
        equation._replace(links=(head._replace(sub=(Index(inside, (inside,)),)), *equation.links[1:]))
        if isinstance(head := equation.links[0], Name) and _is_free(head)
        else equation
        for equation in found
    ]


def _is_free(name: Name) -> bool:
    return not (name.sub or name.tail or name.brackets)


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
    _lead(p, end, draft)
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
            draft.links[0] = _with_role(draft.links[0])
        if len(draft.links) == 1 and draft.head and symbols[p.i] == "," and p.i < end and isinstance(draft.links[0], Name | Partial):
            names = _names_in_a_row(p, end, draft)
            if names:
                return _values_in_a_row(p, end, draft, names, place)
        _tail(p, end, draft)
        if p.i >= end or symbols[p.i] not in RELATIONS or p.i == p.stop:
            break
        if symbols[p.i] in {"->", ":"} and _begins_equation(p, p.i + 1, end) and (draft.relations or symbols[p.i] == "->"):
            p.i += 1
            break
        draft.relations.append(symbols[p.i])
        p.i += 1
        _step_over(p, end, draft)
        p.watch, p.chained = draft.links[0], True
        if p.i >= end or (symbols[p.i] in SEPARATORS and symbols[p.i] != "strike"):
            draft.links.append(Garbled("", "missing-value", Span(p.end(), p.end())))
            draft.lines.append(_line(p.end(), place))
            break
    if draft.relations:
        _list_value(p, end, draft)
    return draft.done(p, place)


def _step_over(p: Parser, end: int, draft: Draft) -> None:
    """Step over alignment marks, and words before a number (`≈ about 0.5`)."""
    symbols, texts = p.symbols, p.texts
    while symbols[p.i] == "&" or (symbols[p.i] == "=" and p.i < end):
        p.i += 1
    i = p.i
    while i < end and symbols[i] in {"a", "."} and (symbols[i] == "." or (is_word(texts[i]) and texts[i].lower() not in FUNCTIONS)):
        i += 1
    if p.i < i < end and symbols[i] == "n" and p.starts[i] > p.starts[i - 1] + len(texts[i - 1]):
        draft.notes += texts[p.i : i]
        p.i = i


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


_ENDS = SEPARATORS | RELATIONS | _DECORATION | {"a", "/", "(", "frac", "partial", "junk", "[", "open set"}


def _check_end(p: Parser, end: int) -> None:
    """Nothing may follow a link but a relation, a separator, or the words and strokes of a remark."""
    i = p.i
    symbol = p.symbols[i]
    if symbol in {".", ","} and i < end and _is_broken(p, i):
        p.fail("number")
    if symbol == "general" and p.texts[i] in _DOTS and p.symbols[i - 1] == "n" and p.symbols[i + 1] in RELATIONS | SEPARATORS | {")"}:
        return
    if i >= end or i == p.stop or symbol in SEPARATORS or symbol in RELATIONS or (symbol in _DECORATION and symbol != "general"):
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


def _begins_equation(p: Parser, i: int, end: int) -> bool:
    """Whether a name and a relation stand at token i: another equation begins."""
    return i < end and p.symbols[i] == "a" and p.symbols[i + 1] in {"=", "~", "<-"}


def _has_relation(p: Parser, i: int, end: int) -> bool:
    """Whether a relation stands between token i and the next separator."""
    end = min(end, i + _LOOK)
    while i < end and p.symbols[i] not in {";", "quad", "\\\\", "nl", "cell", "$"}:
        if p.symbols[i] in {"=", "~", "<-"}:
            return True
        i += 1
    return False


def _lead(p: Parser, end: int, draft: Draft) -> None:
    """Step over words and signs that stand before an equation; they become its note."""
    symbols, texts = p.symbols, p.texts
    while p.i < end:
        symbol, text = symbols[p.i], texts[p.i]
        arrow = symbol == "->" and p.i + 1 < end and symbols[p.i + 1] in _BEGINS and _has_relation(p, p.i + 1, end)
        if arrow or (symbol in _DECORATION and symbol != "general"):
            draft.notes.append(text)
            p.i += 1
            continue
        colon = _colon(p, end) if symbol == "a" and is_word(text) else 0
        if colon:
            draft.notes.append(p.text[p.starts[p.i] : p.starts[colon] + 1])
            p.i = colon + 1
        elif symbol == "a" and _leading_word(p, end):
            draft.notes.append(text)
            p.i += 1
        else:
            return


def _leading_word(p: Parser, end: int) -> bool:
    """Whether the name here is a word of prose before the head of an equation."""
    i, text = p.i, p.texts[p.i]
    if not is_word(text) or i + 1 >= end or p.symbols[i + 1] not in _BEGINS or is_role(text, p.texts[i + 1]):
        return False
    if p.texts[i + 1].lower() in TOTAL and p.symbols[i + 2] in RELATIONS:
        return False
    gap = p.starts[i + 1] > p.starts[i] + len(text)
    return gap and text not in FUNCTIONS and text.lower() not in FUNCTIONS and _has_relation(p, i + 1, end)


#: Words that say what is meant of the name behind them (`net h1`, `new w5`): never dropped.
_ROLES = frozenset(("net", "out", "in", "delta", "grad", "gradient", "gradiente", "d"))
#: The same before the name of a unit (`error o1`); before any other name they only say what it is (`error E`).
_UNIT_ROLES = frozenset(("error", "erro", "err", "target", "input", "output", "sigma", "bias", "loss"))
_UNITS = frozenset(("h", "o", "i", "n", "u"))
_NEW_WORDS = {"new": "new", "neu": "new", "novo": "new", "nuevo": "new", "updated": "new", "old": "old", "alt": "old"}


def is_role(word: str, behind: str) -> bool:
    """Whether a word is part of the name that follows it."""
    word = word.lower()
    if behind.lower() in TOTAL:
        return True
    if word in _NEW_WORDS or word in _ROLES:
        return not is_word(behind)
    return word in _UNIT_ROLES and behind[0] in _UNITS and not is_word(behind)


def _with_role(head: Tree) -> Tree:
    """`net h1` as the name `net_h1`, `new w5` as the new `w5`, `z(1)` as `z` with an index; anything else as it is."""
    if not isinstance(head, Binary) or head.style or head.operator != "*" or not isinstance(head.left, Name):
        return head
    if isinstance(head.right, Literal) and head.right.written.exact and head.right.written.text.isdecimal():
        index = Index(head.right.written.text, (head.right.written.text,), "()")
        return head.left._replace(brackets=(*head.left.brackets, index), span=head.span)
    if not isinstance(head.right, Name):
        return head
    role, unit = head.left, head.right
    word = role.base.lower()
    if not is_role(word, unit.text) or role.sub or role.sup or role.tail:
        return head
    if word in _NEW_WORDS:
        return unit._replace(accents=(*unit.accents, _NEW_WORDS[word]), span=head.span, text=f"{role.text} {unit.text}")
    if (len(unit.base) > 1 and unit.base.lower() not in TOTAL) or unit.sup or unit.brackets:
        return head
    inside = unit.base + unit.tail + "".join(part for index in unit.sub for part in index.parts)
    text = f"{role.text} {unit.text}"
    return Name(role.base, sub=(Index(inside, (inside,)),), primes=unit.primes, accents=unit.accents, span=head.span, text=text)


def _colon(p: Parser, end: int) -> int:
    """The colon that ends a heading before an equation (`Saída: z = ...`, `Layer 1: z = ...`); 0 if there is none."""
    for i in range(p.i + 1, min(p.i + 8, end)):
        symbol = p.symbols[i]
        if symbol == ":":
            return i if i + 1 < end and p.symbols[i + 1] in {"a", "frac", "partial", "nabla"} and _has_relation(p, i + 1, end) else 0
        if symbol not in {"a", "n", "text", "(", ")"}:
            return 0
    return 0


def as_written(p: Parser, tree: Tree) -> str:
    """The text that a tree was read from."""
    return p.text[tree.span.start : tree.span.end]


def _tail(p: Parser, end: int, draft: Draft) -> None:
    """Step over strokes and words behind a link; they become the equation's note."""
    symbols = p.symbols
    wordy = False
    while p.i < end and p.i != p.stop:
        symbol = symbols[p.i]
        if _begins_equation(p, p.i, end) and not (wordy is False and symbol != "a"):
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
        elif symbol not in _DECORATION and symbol not in {"/", "junk"} and not wordy:
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
