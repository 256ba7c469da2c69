"""What stands before an equation and at its head: words of prose, roles (`net h1`, `new w5`), units before a colon."""

from __future__ import annotations

import re
from typing import Final

from grader.reading.calculus import indexed
from grader.reading.operands import FUNCTIONS
from grader.reading.parse import Parser, Unreadable
from grader.reading.remarks import TOTAL, is_word
from grader.reading.tokens import RELATIONS, SURE
from grader.reading.tree import Binary, Call, Equation, Garbled, Index, Name, Partial, Span, Tree

DECORATION: Final = frozenset(("text", "mark", ".", '"', "!", "&", "so", "\\", "%", "general"))
_LEADING: Final = DECORATION | {"a", "->"}
_BEGINS: Final = frozenset(("a", "frac", "partial", "nabla", "text"))
_LEAST: Final = 3  # tokens or links that the shortest of its kind has
_LOOK: Final = 120  # tokens to look ahead for a relation


def of_unit(found: list[Equation]) -> list[Equation]:
    """`h1: z = 0.38, a = 0.59` as values of `z_h1` and `a_h1`; in `h1: z1 = 0.38` the unit is a heading; other equations as they are."""
    first = found[0] if found else None
    if first is None or first.relations[:1] != (":",) or len(first.links) < _LEAST:
        return found
    if _is_worked_below(found):
        return [first._replace(links=first.links[1:], relations=first.relations[1:], lines=first.lines[1:]), *found[1:]]
    if not isinstance(first.links[1], Name):
        return found
    unit = first.links[0]
    if not isinstance(unit, Name) or first.relations[1] not in SURE:
        return found
    inside = unit.base + unit.tail + "".join(part for index in unit.sub for part in index.parts)
    found = [first._replace(links=first.links[1:], relations=first.relations[1:], lines=first.lines[1:]), *found[1:]]
    if len(unit.base) > 1 or unit.sup or not (unit.tail or unit.sub) or not _is_free(first.links[1]):
        return found
    return [
        equation._replace(links=(head.changed(sub=(Index(inside, (inside,)),)), *equation.links[1:]))
        if isinstance(head := equation.links[0], Name) and _is_free(head)
        else equation
        for equation in found
    ]


def _is_worked_below(found: list[Equation]) -> bool:
    """Whether a name and a colon stand before several workings without a name: `h1: 0.3*0.5 = 0.15; 0.15 + 0.35 = 0.5`."""
    first, *others = found
    if not isinstance(first.links[0], Name) or not isinstance(first.links[1], Binary) or not others:
        return False
    return all(equation.head and len(equation.links) > 1 and not isinstance(equation.links[0], Name | Partial) for equation in others[:1])


def _is_free(name: Name) -> bool:
    return not (name.sub or name.tail or name.brackets)


def step_over(p: Parser, end: int, notes: list[str]) -> None:
    """Step over alignment marks, and words before a number (`≈ about 0.5`)."""
    symbols, texts = p.symbols, p.texts
    while symbols[p.i] == "&" or (symbols[p.i] == "=" and p.i < end):
        p.i += 1
    i = p.i
    while i < end and symbols[i] in {"a", "."} and (symbols[i] == "." or (is_word(texts[i]) and texts[i].lower() not in FUNCTIONS)):
        i += 1
    if p.i < i < end and symbols[i] == "n" and p.starts[i] > p.starts[i - 1] + len(texts[i - 1]):
        notes += texts[p.i : i]
        p.i = i


def begins_equation(p: Parser, i: int, end: int) -> bool:
    """Whether a name and a relation stand at token i: another equation begins."""
    return i < end and p.symbols[i] == "a" and p.symbols[i + 1] in SURE


def over_gaps(p: Parser, i: int, end: int) -> int:
    """The first token from i on that is no gap."""
    while i < end and p.symbols[i] in {"quad", "&", "skip"}:
        i += 1
    return i


def over_words(p: Parser, i: int, end: int) -> int:
    """The first token from i on that is no word of prose before a claim's head: `so L = 0.03`."""
    while i < end and p.symbols[i] == "a" and is_word(p.texts[i]) and _leads(p, i, end):
        i += 1
    return i


def _leads(p: Parser, i: int, end: int) -> bool:
    """Whether a word stands apart from the head, or the word, behind it, and is no part of its name."""
    text = p.texts[i]
    apart = p.starts[i + 1] > p.starts[i] + len(text)
    return i + 1 < end and apart and p.symbols[i + 1] in _BEGINS and text.lower() not in FUNCTIONS and not is_role(text, p.texts[i + 1])


def claims(p: Parser, i: int, end: int) -> bool:
    """Whether a name, a derivative or a function of a name with a relation behind it stands at token i; nothing is read."""
    while i < end and p.symbols[i] == "text":
        i += 1
    if begins_equation(p, i, end):
        return True
    if i >= end or p.symbols[i] not in {"a", "frac", "partial", "nabla"} or p.symbols[i + 1] == "n":
        return False
    kept = p.i, p.depth, p.bars, p.row, p.stop
    p.i = i
    try:
        tree = p.expression()
        return p.i < end and p.symbols[p.i] in SURE and isinstance(tree, Name | Partial | Call)
    except Unreadable:
        return False
    finally:
        p.i, p.depth, p.bars, p.row, p.stop = kept


def has_relation(p: Parser, i: int, end: int) -> bool:
    """Whether a relation stands between token i and the next separator."""
    end = min(end, i + _LOOK)
    while i < end and p.symbols[i] not in {";", "quad", "\\\\", "nl", "cell", "$"}:
        if p.symbols[i] in SURE:
            return True
        i += 1
    return False


def lead(p: Parser, end: int, notes: list[str]) -> None:
    """Step over words and signs that stand before an equation; they become its note."""
    symbols, texts = p.symbols, p.texts
    while p.i < end:
        symbol, text = symbols[p.i], texts[p.i]
        if symbol not in _LEADING:
            return
        behind = over_gaps(p, p.i + 1, end) if symbol == "->" else end
        if behind < end and symbols[behind] in _BEGINS and has_relation(p, behind, end):
            notes.append(text)
            p.i = behind
            continue
        if symbol in DECORATION and symbol != "general":
            notes.append(text)
            p.i = over_gaps(p, p.i + 1, end) if symbol == "so" else p.i + 1
            continue
        colon = _colon(p, end) if symbol == "a" and is_word(text) else 0
        if colon:
            notes.append(p.text[p.starts[p.i] : p.starts[colon] + 1])
            p.i = colon + 1
        elif symbol == "a" and _leading_word(p, end):
            notes.append(text)
            p.i += 1
        else:
            return


def named_in_brackets(p: Parser, begin: int, end: int) -> int:
    """`Error signal of the output (delta_2): -1.0948`: where the name, moved to the colon, begins; -1 if a line is not of this kind."""
    symbols, texts = p.symbols, p.texts
    colon = next((i for i in range(begin, min(end, begin + _LOOK)) if symbols[i] == ":"), end)
    closing = next((i for i in range(colon - 1, begin, -1) if not _is_plain(p, i)), begin)
    opening = next((i for i in range(closing - 1, begin, -1) if symbols[i] == "("), begin)
    if opening <= begin or symbols[closing] != ")" or colon + 1 >= end or symbols[colon + 1] not in {"n", "-", "["}:
        return -1
    if not is_word(texts[begin]) or p.starts[opening] == p.starts[opening - 1] + len(texts[opening - 1]):
        return -1
    if not all(symbols[i] == "a" or (symbols[i] == "n" and texts[i].isdecimal()) for i in range(begin, opening)):
        return -1
    p.reset(opening + 1)
    try:
        tree = p.expression()
    except Unreadable:
        return -1
    if p.i != closing or not (isinstance(tree, Partial) or (isinstance(tree, Name) and bool(tree.sub or tree.sup or tree.tail))):
        return -1
    moved = colon - (closing - opening - 1)
    symbols[moved:colon] = symbols[opening + 1 : closing]
    texts[moved:colon] = texts[opening + 1 : closing]
    p.starts[moved:colon] = p.starts[opening + 1 : closing]
    return moved


def _is_plain(p: Parser, i: int) -> bool:
    return p.symbols[i] == "a" and p.texts[i].isalpha()


def instead_of_name(p: Parser, begin: int) -> Tree | None:
    r"""What stands before a relation instead of a name: words (`\text{total loss} =`), an unknown command; None for mere marks."""
    said = p.symbols[begin : p.i]
    if "text" not in said and "\\" not in said:
        return None
    span = Span(p.starts[begin], p.end())
    text = p.text[span.start : span.end]
    words = _WORD.findall(_FONT.sub("", text))
    if not words or "\\" in said:
        return Garbled(text, "unknown-command", span)
    nouns = [word for word in words if word.lower() not in TOTAL]
    if len(nouns) == 1 < len(words):
        return Name(nouns[0], sub=(Index("total", ("total",)),), span=span, text=text)
    return Name("".join(words), span=span, text=text)


_FONT: Final = re.compile(r"\\[A-Za-z]+\s*(?=\{)")
_WORD: Final = re.compile(r"[^\W\d_]+")


def _leading_word(p: Parser, end: int) -> bool:
    """Whether the name here is a word of prose before the head of an equation."""
    i, text = p.i, p.texts[p.i]
    if not is_word(text) or i + 1 >= end or p.symbols[i + 1] not in _BEGINS or is_role(text, p.texts[i + 1]):
        return False
    if p.texts[i + 1].lower() in TOTAL and p.symbols[i + 2] in RELATIONS:
        return False
    gap = p.starts[i + 1] > p.starts[i] + len(text)
    return gap and text not in FUNCTIONS and text.lower() not in FUNCTIONS and has_relation(p, i + 1, end)


#: Words that say what is meant of the name behind them (`net h1`, `new w5`): never dropped.
ROLES: Final = frozenset(("net", "out", "in", "delta", "d"))
GRADIENTS: Final = frozenset(("grad", "gradient", "gradiente"))
#: The same before the name of a unit (`error o1`); before any other name they only say what it is (`error E`).
UNIT_ROLES: Final = frozenset(("error", "erro", "err", "target", "input", "output", "activation", "sigma", "bias", "loss"))
UNITS: Final = frozenset(("h", "o", "i", "n", "u"))
NEW_WORDS: Final = {"new": "new", "neu": "new", "novo": "new", "nuevo": "new", "updated": "new", "old": "old", "alt": "old"}


def is_role(word: str, behind: str) -> bool:
    """Whether a word is part of the name that follows it."""
    word = word.lower()
    if behind.lower() in TOTAL:
        return True
    if word in NEW_WORDS or word in ROLES or word in GRADIENTS:
        return not is_word(behind)
    return word in UNIT_ROLES and behind[0] in UNITS and not is_word(behind)


def in_one(unit: Name) -> str:
    """A unit's name without its signs: `h1` for `h_1`."""
    return unit.base + unit.tail + "".join(part for index in (*unit.sub, *unit.sup) for part in index.parts)


def renewed(name: Name, role: Name, marker: str, span: Span) -> Name:
    """A name with the mark of the word before it that says which of its values is meant: `new w5`."""
    return name.changed(accents=(*name.accents, marker), span=span, text=f"{role.text} {name.text}")


def with_role(head: Tree) -> Tree:
    """`net h1` as the name `net_h1`, `new w5` as the new `w5`, `z(1)` as `z` with an index; anything else as it is."""
    if not isinstance(head, Binary) or head.style or head.operator != "*" or not isinstance(head.left, Name):
        return head
    if not isinstance(head.right, Name):
        return indexed(head)
    role, unit = head.left, head.right
    word = role.base.lower()
    if not is_role(word, unit.text) or role.sub or role.sup or role.tail:
        return head
    if word in NEW_WORDS:
        return renewed(unit, role, NEW_WORDS[word], head.span)
    if (len(unit.base) > 1 and unit.base.lower() not in TOTAL) or unit.sup or unit.brackets:
        return head
    inside = in_one(unit)
    text = f"{role.text} {unit.text}"
    return Name(role.base, sub=(Index(inside, (inside,)),), primes=unit.primes, accents=unit.accents, span=head.span, text=text)


def _colon(p: Parser, end: int) -> int:
    """The colon that ends a heading before an equation (`Saída: z = ...`, `Layer 1: z = ...`); 0 if there is none."""
    for i in range(p.i + 1, min(p.i + 8, end)):
        symbol = p.symbols[i]
        if symbol == ":":
            return i if i + 1 < end and p.symbols[i + 1] in {"a", "frac", "partial", "nabla"} and has_relation(p, i + 1, end) else 0
        if symbol not in {"a", "n", "text", "(", ")"} and not _is_in_heading(p, i):
            return 0
    return 0


def _is_in_heading(p: Parser, i: int) -> bool:
    """Whether a comma, a hyphen or a point stands between words of a heading: `Step 2, output layer:`, `Data ke-1:`, `Nr. 4:`."""
    if p.symbols[i] == ".":
        return is_word(p.texts[i - 1]) and p.symbols[i + 1] == "n"
    if p.symbols[i] == ",":
        return is_word(p.texts[i - 1]) or (p.symbols[i - 1] == "n" and is_word(p.texts[i + 1]))
    tight = p.starts[i] == p.starts[i - 1] + len(p.texts[i - 1]) and p.starts[i + 1] == p.starts[i] + 1
    return p.symbols[i] == "-" and tight and is_word(p.texts[i - 1]) and p.symbols[i + 1] == "n"
