"""What is no mathematics though it stands beside it: words, strokes, remarks in brackets, points, equation numbers, told by shape."""

from __future__ import annotations

import re
from typing import Final

from grader.reading.labels import label_at
from grader.reading.names import Parts, parts_of
from grader.reading.operands import FUNCTIONS, function_of
from grader.reading.parse import Parser
from grader.reading.tokens import LETTER, RELATIONS, SURE
from grader.reading.tree import Literal, Matrix, Name, Partial, Tree, Unary

_WORD: Final = re.compile(rf"(?:\\[a-z]+\s*\{{)?[{LETTER}]{{2,}}(?:[-'’][{LETTER}]+)?\}}?")
_ENDS: Final = frozenset(("nl", "$", ",", ";", "quad", "cell", "text", "mark", "\\\\", "skip", "."))
_AFTER_WORD: Final = frozenset(("a", "n", ")", "!", ":", '"', "(", "=", "~", *_ENDS))
_AFTER_WORDS: Final = frozenset(("a", "nl", "text", ".", "$"))
TOTAL: Final = frozenset(("total", "tot", "totale", "gesamt"))
_REMARK: Final = 24  # tokens of a remark in brackets
_WIDE: Final = 3  # blanks that part two equations
_HEADS: Final = frozenset(("a", "frac", "partial", "nabla"))
_STOPS: Final = frozenset(("nl", "$", ",", ";", "quad", "cell", "text", "\\\\", "skip", "->", ":"))
_AND: Final = frozenset(("e", "y", "i", "o", "a", "u", "v", "и", "і", "E", "Y", "I", "è", "&"))


def is_word(text: str) -> bool:
    """Whether a name token is a plain word of two letters or more."""
    return len(text) > 1 and _WORD.fullmatch(text) is not None


def begins(p: Parser, left: Tree, symbol: str) -> bool:
    """Whether a remark, and no factor, begins at the token here, which stands behind a gap."""
    if type(left) is Unary and left.operator == "-":
        left = left.operand
    if p.symbols[p.i + 1] == ")" and _is_next_item(p, left):
        return True
    if symbol in _HEADS and p.starts[p.i] >= p.end() + _WIDE and _is_next_equation(p, left):
        return True
    if symbol == "a":
        return _is_words(p, left) or _is_and(p, left) or _is_next_given(p, left)
    if symbol == "(":
        if _is_share(p, left) or _is_number_of_equation(p, left):
            return True
        return in_brackets(p, p.i) or _is_short_word(p, left) or _is_aside(p, left)
    return symbol == "[" and _is_points(p, left)


def _is_words(p: Parser, left: Tree) -> bool:
    """Whether a plain word stands here that is no factor."""
    text = p.texts[p.i]
    after = p.symbols[p.i + 1]
    if not is_word(text) or after not in _AFTER_WORD or (text.lower() in TOTAL and after in RELATIONS):
        return False
    parts = parts_of(text)
    if parts is not None and function_of(parts) is not None:
        return False
    if len(text) == 2 and type(left) is Literal and p.chained and after == "a" and p.starts[p.i + 1] > p.starts[p.i] + 2:
        relation = p.i + 4 if p.symbols[p.i + 2] == "/" and p.symbols[p.i + 3] == "a" else p.i + 2
        if p.symbols[relation] not in SURE or not _is_link(p, left, p.i):
            p.fail("words")
        p.symbols[p.i] = "text"  # `y = 1.36 so L = 0.41`
        return True
    if len(text) == 2:
        return type(left) is Literal and after in _ENDS and p.chained
    if type(left) is Name:
        return after in _AFTER_WORDS or (is_word(left.text) and len(left.text) > 2)
    return True


def _is_and(p: Parser, left: Tree) -> bool:
    """Whether a single letter between a value and the next equation's head is a conjunction; it is one then for good."""
    i, symbols = p.i, p.symbols
    sole = p.texts[i] in _AND and type(left) is Literal and p.chained and type(p.watch) is Name and p.watch.base != p.texts[i]
    if not sole or symbols[i + 1] != "a" or symbols[i + 2] not in SURE or p.starts[i + 1] == p.starts[i] + 1:
        return False
    symbols[i] = "text"
    return True


def _is_next_given(p: Parser, left: Tree) -> bool:
    """Whether `w2 = ...` behind the value of w1 is the next equation of the line: a wide gap, or the next name in a count."""
    i, head = p.i, p.watch
    if type(head) is not Name or p.symbols[i + 1] not in {"=", "~"} or not _is_finished(p, left):
        return False
    parts = parts_of(p.texts[i])
    if parts is None:
        return False
    wide = p.starts[i] > p.end() + 1
    one, other = _count(head), _count(parts)
    following = type(left) is Literal and parts.base == head.base and bool(one) and other > one
    if wide or following:
        p.stop = i
    return wide or following


def _is_next_equation(p: Parser, left: Tree) -> bool:
    """Whether a wide gap parts a finished value from the next equation of the line: `q k = 0.2      q v = 0.3`."""
    if (is_word(p.texts[p.i]) and p.symbols[p.i + 1] not in SURE) or not _is_finished(p, left):
        return False
    row = p.symbols[p.i : p.i + _REMARK]
    found = next((symbol for symbol in row if symbol in SURE or symbol in _STOPS), "")
    if found not in SURE:
        return False
    p.stop = p.i
    return True


def _is_next_item(p: Parser, left: Tree) -> bool:
    """Whether `b)` behind a finished value is the label of the line's next item."""
    i = p.i
    if type(left) is not Literal or not p.chained or not _is_link(p, left, i):
        return False
    label, start = label_at(p, i, i + 3)
    if not label or p.symbols[start] not in {"a", "frac", "partial", "nabla"}:
        return False
    p.stop = i
    return True


def _count(name: Name | Parts) -> tuple[str, ...]:
    """The digits of a name, in a form that sorts."""
    return tuple(part.rjust(4) for part in (name.tail, *(piece for index in name.sub for piece in index.parts)) if part)


def in_brackets(p: Parser, i: int) -> bool:
    """Whether the round bracket at token i holds nothing but words or a condition (`(> 0)`)."""
    words = int(p.symbols[i + 1] == "?")  # `(> 0)`
    condition = words > 0
    if p.symbols[i + 1] == "n" and p.symbols[i + 2] == "a" and p.texts[i + 1].isdecimal() and p.starts[i + 2] > p.starts[i + 1] + 1:
        words = int(p.symbols[i + 3] == "." or is_word(p.texts[i + 2]))  # `(3 s.f.)`, `(4 dp)`
    for at in range(i + 1, min(i + _REMARK, len(p.symbols))):
        symbol, text = p.symbols[at], p.texts[at]
        if symbol == ")":
            return words > 0
        if symbol == "a" and (is_word(text) or words):
            words += text not in FUNCTIONS and len(text) > 2
        elif symbol == "text" and text[0] == "\\":
            words += 1
        elif condition and symbol in {"?", "n", "-"}:
            continue
        elif symbol not in {".", "text", ",", "mark"} and not (symbol == "n" and (text.isdecimal() or words > 1)):
            return False
    return False


def _is_number_of_equation(p: Parser, left: Tree) -> bool:
    """Whether `(3)` behind a finished value at the end of a line numbers the equation."""
    i, symbols = p.i, p.symbols
    if type(left) is not Literal or not p.chained or not _is_link(p, left, i):
        return False
    if symbols[i + 1] == symbols[i + 3] == "n" and symbols[i + 2] == "/" and symbols[i + 4] == ")" and symbols[i + 5] in _ENDS:
        symbols[i : i + 5] = ["text"] * 5
        return True
    if symbols[i + 1] != "n" or symbols[i + 2] != ")" or symbols[i + 3] not in _ENDS or not p.texts[i + 1].isdecimal():
        return False
    symbols[i : i + 3] = ["text"] * 3
    if isinstance(p.watch, Name | Partial):
        p.marks[p.texts[i + 1]] = p.watch
    return True


def _is_share(p: Parser, left: Tree) -> bool:
    """Whether `(54.2%)` behind a finished value says it once more in hundredths."""
    i, symbols = p.i, p.symbols
    if type(left) is not Literal or not p.chained or symbols[i + 1 : i + 4] != ["n", "%", ")"]:
        return False
    if not _is_link(p, left, i):
        return False
    symbols[i : i + 4] = ["text"] * 4
    return True


def _is_short_word(p: Parser, left: Tree) -> bool:
    """Whether `(ok)` stands behind a finished value at the end of a line."""
    i, symbols = p.i, p.symbols
    if type(left) is not Literal or not p.chained or not _is_link(p, left, i) or symbols[i + 1] != "a" or symbols[i + 2] != ")":
        return False
    if not is_word(p.texts[i + 1]) or symbols[i + 3] not in _ENDS:
        return False
    symbols[i : i + 3] = ["text"] * 3
    return True


def _is_aside(p: Parser, left: Tree) -> bool:
    """Whether brackets behind a finished value at the end of a line hold no factor: a relation (`(x2 = 1 here)`), or words side by side."""
    i, symbols = p.i, p.symbols
    if not _is_finished(p, left):
        return False
    depth, said = 0, False
    for at in range(i, min(i + _REMARK, len(symbols) - 1)):
        depth += (symbols[at] == "(") - (symbols[at] == ")")
        if depth == 0:
            break
        said = said or symbols[at] in RELATIONS or _side_by_side(p, at)
    if depth or not said or symbols[at + 1] not in _ENDS:
        return False
    symbols[i : at + 1] = ["text"] * (at + 1 - i)
    return True


def _side_by_side(p: Parser, i: int) -> bool:
    """Whether two names with a gap between them, one of them a plain word, stand at token i."""
    one, other = p.texts[i], p.texts[i + 1]
    if p.symbols[i] != "a" or p.symbols[i + 1] != "a" or p.starts[i + 1] == p.starts[i] + len(one):
        return False
    return any(is_word(text) and len(text) > 2 and text not in FUNCTIONS for text in (one, other))


def _is_points(p: Parser, left: Tree) -> bool:
    """Whether `[2P]` behind a finished value counts points."""
    i, symbols = p.i, p.symbols
    if type(left) is not Literal or not p.chained or symbols[i + 1] != "n" or symbols[i + 2] != "a":
        return False
    if symbols[i + 3] != "]" or symbols[i + 4] not in _ENDS:
        return False
    symbols[i : i + 4] = ["text"] * 4
    return True


def _is_finished(p: Parser, left: Tree) -> bool:
    """Whether what stands before the parser is a number or a matrix, and all of its link."""
    if not p.chained or not isinstance(left, Literal | Matrix):
        return False
    i = p.i
    while isinstance(left, Matrix) and i > 1 and p.starts[i - 1] > left.span.start:
        i -= 1
    return _is_link(p, left, i)


def _is_link(p: Parser, left: Literal | Matrix, i: int) -> bool:
    """Whether a number or a matrix, whose first token stands before i, is all of its link: behind a relation, or a relation and a sign."""
    if p.starts[i - 1] != left.span.start:
        return False
    before = p.symbols[i - 2]
    return before in RELATIONS or (before == "-" and p.symbols[i - 3] in RELATIONS)
