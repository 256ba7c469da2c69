"""From a statement's tokens to its equations: links, relations, remarks."""

from __future__ import annotations

from typing import Final

from grader.reading.heads import (
    DECORATION,
    begins_equation,
    claims,
    instead_of_name,
    lead,
    of_unit,
    over_gaps,
    over_words,
    step_over,
    with_role,
)
from grader.reading.labels import label_at
from grader.reading.links import SEPARATORS, Draft, Place, as_written, line_of, read_link
from grader.reading.operands import FUNCTIONS
from grader.reading.parse import Parser
from grader.reading.remarks import in_brackets, is_word
from grader.reading.rows import list_value, names_in_a_row, values_in_a_row
from grader.reading.tokens import RELATIONS, SURE
from grader.reading.tree import Equation, Garbled, General, Matrix, Name, Partial, Span

_LEAST: Final = 3  # tokens or links that the shortest of its kind has
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_POINTING: Final = frozenset(("->", ":", "<-"))  # relations that may be no relation
_SLOPES: Final = frozenset(("partial", "frac", "nabla"))
_STEPPED: Final = frozenset(("&", "=", "a", "."))


def equations(p: Parser, begin: int, end: int, place: Place) -> list[Equation]:
    """The equations between two tokens, in order; every one of them ends before `end`, whose token no expression goes past."""
    found: list[Equation] = []
    if begin < end and p.symbols[begin] in _CLOSING:
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
        if symbol == "?" or (symbol == "(" and in_brackets(p, p.i)):
            _remark(p, end, ")" if symbol == "(" else "", found)
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


def _remark(p: Parser, end: int, closing: str, found: list[Equation]) -> None:
    """Step over a remark or a condition that stands by itself; it becomes the note of the equation before it."""
    begin = p.i
    while p.i < end and p.symbols[p.i] != closing and (closing or p.symbols[p.i] not in SEPARATORS):
        p.i += 1
    p.i += bool(closing)
    if found:
        said = p.text[p.starts[begin] : p.end()]
        found[-1] = found[-1]._replace(note=f"{found[-1].note} {said}".strip())


def _bare(p: Parser, begin: int, end: int) -> tuple[int, int]:
    """The tokens without a bracket round a whole equation: `(z_1 = 0.38)`."""
    closing = _CLOSING[p.symbols[begin]]
    if end - begin < _LEAST or p.symbols[end - 1] != closing:
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


def _chain(p: Parser, end: int, place: Place) -> list[Equation]:
    """One chain of links, or several where names in a row are given values in a row."""
    draft = Draft(p.starts[p.i], place.note)
    begin = p.i
    lead(p, end, draft.notes)
    symbols = p.symbols
    p.stop, p.watch, p.chained = -1, None, False
    if p.i >= end:
        return []
    _first_link(p, begin, end, draft, place)
    if draft.head:
        draft.links[0] = with_role(draft.links[0])
        if symbols[p.i] == "," and p.i < end and isinstance(draft.links[0], Name | Partial) and (names := names_in_a_row(p, end, draft)):
            return values_in_a_row(p, end, draft, names, place)
    while True:
        if symbols[p.i] not in RELATIONS:
            _tail(p, end, draft)
        symbol = symbols[p.i]
        if p.i >= end or symbol not in RELATIONS or p.i == p.stop:
            break
        if symbol in _POINTING and (_next_claim(p, end, draft) or _is_pointed_at(p, end, draft)):
            break
        if symbol == "+=":
            draft.sign = p.texts[p.i][0] if not draft.relations else ""
        draft.relations.append(symbol)
        p.i += 1
        if symbols[p.i] in _STEPPED:
            step_over(p, end, draft.notes)
        p.watch, p.chained = draft.links[0], True
        if p.i >= end or (symbols[p.i] in SEPARATORS and symbols[p.i] != "strike"):
            draft.links.append(Garbled("", "missing-value", Span(p.end(), p.end())))
            draft.lines.append(line_of(p.end(), place))
            break
        read_link(p, end, draft, place)
    if draft.relations:
        list_value(p, end, draft)
    return draft.done(p, place)


def _first_link(p: Parser, begin: int, end: int, draft: Draft, place: Place) -> None:
    """The head; behind a relation that begins the line, the first value."""
    draft.start = p.starts[p.i]
    head = instead_of_name(p, begin) if p.symbols[p.i] in SURE else None
    if head is not None:
        draft.begin_with(head, place)
        return
    if p.symbols[p.i] in RELATIONS:
        draft.head = False
        p.i += 1
    read_link(p, end, draft, place)


def _next_claim(p: Parser, end: int, draft: Draft) -> bool:
    """Whether an arrow, or a colon behind a value, leads to another claim; the parser stands at it then."""
    symbol = p.symbols[p.i]
    if symbol not in {"->", ":"} or (symbol == ":" and not draft.relations):
        return False
    behind = over_words(p, over_gaps(p, p.i + 1, end), end)
    if not claims(p, behind, end):
        return False
    p.i = behind
    return True


def _is_pointed_at(p: Parser, end: int, draft: Draft) -> bool:
    """Whether an arrow from a remark points at a value (`= 0.18   ← chain rule`): the rest of the line is the note then."""
    behind = p.texts[p.i + 1]
    if p.symbols[p.i] != "<-":
        return False
    is_row = not draft.relations and isinstance(draft.links[0], Matrix) and p.symbols[p.i + 1] not in {"n", "-", "["}
    is_remark = p.symbols[p.i + 1] == "a" and is_word(behind) and len(behind) >= _LEAST and behind not in FUNCTIONS
    if not is_row and not (draft.relations and is_remark):
        return False
    draft.notes.append(p.text[p.starts[p.i] : p.starts[end]].strip())
    p.i = end
    return True


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
        elif (symbol in _SLOPES or (symbol == "a" and symbols[p.i + 1] == "/")) and claims(p, p.i, end):  # `= -1.2. dL/db = ...`
            return
        elif symbol == "a" and is_word(p.texts[p.i]):
            wordy = True
        elif symbol not in DECORATION and symbol not in {"/", "junk"} and not wordy:
            return
        elif symbol == "?" and draft.links:
            draft.links[-1] = General(as_written(p, draft.links[-1]), draft.links[-1].span)
        if symbol != "&":
            draft.notes.append(p.texts[p.i])
        p.i += 1


__all__ = ["Place", "equations"]
