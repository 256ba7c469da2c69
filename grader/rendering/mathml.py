"""Formulas as MathML: a tree that was read, typeset for the eye; what was not read stands in it as its own text.

Browsers lay out every element by itself: there are rows only where several things are one, and a chain of signs is one row.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING, assert_never

from grader.reading.spoken import index_text, number_text
from grader.reading.tree import Binary, Call, Equation, Garbled, General, Index, Literal, Matrix, Name, Partial, Unary

if TYPE_CHECKING:
    from grader.reading.tree import Tree

_RELATIONS = {"<-": "←", "->": "→", "~": "≈", "|": "=", "?": "≷"}
_LEVEL = {"+": 1, "-": 1, "*": 2, "o": 2, "x": 2, "@": 2, "/": 2, "^": 4}
_SIGNS = {"-": "−", "*": "·", "o": "⊙", "x": "⊗", "@": "@"}
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~", "dot": "˙", "vec": "→"}
_FUNCTIONS = {"sigmoid": "σ"}
_MARKS = {"new": "new", "old": "old"}
_ATOM = 5


def equation(read: Equation) -> str:
    """A chain of links as one formula."""
    signs = [_operator(_RELATIONS.get(relation, relation)) for relation in read.relations]
    parts = [] if read.head else [_operator("=")]
    for sign, link in zip(("", *signs), read.links, strict=True):
        parts += [sign, *_terms(link)]
    struck = ' class="struck"' if read.struck else ""
    return f'<math displaystyle="true"{struck}>{"".join(parts)}</math>'


def flowing(read: Equation) -> str:
    """The same in one `math` after another, so that a narrow page breaks it before a relation, or within a sum before a sign."""
    struck = ' class="struck"' if read.struck else ""
    signs = [_RELATIONS.get(relation, relation) for relation in read.relations]
    pieces = [piece for sign, link in zip(("" if read.head else "=", *signs), read.links, strict=True) for piece in _summands(sign, link)]
    return "\u200b".join(f'<math displaystyle="true"{struck}>{piece}</math>' for piece in pieces)


def _summands(sign: str, link: Tree) -> list[str]:
    """The terms of a sum, each with the sign before it."""
    if isinstance(link, Binary) and link.operator in {"+", "-"}:
        return [*_summands(sign, link.left), _infix(_SIGNS.get(link.operator, link.operator)) + "".join(_behind(link.right, 2))]
    return [(_infix(sign) if sign else "") + "".join(_terms(link))]


def _infix(sign: str) -> str:
    """A sign at the beginning of a piece that stands between two."""
    return f'<mo form="infix">{escape(sign)}</mo>'


def _operator(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def _row(*parts: str) -> str:
    """Elements as one; `parts` are one element each, or nothing."""
    there = [part for part in parts if part]
    return there[0] if len(there) == 1 else f"<mrow>{''.join(there)}</mrow>"


def _terms(tree: Tree) -> list[str]:
    """A tree as elements of the row in which it stands: a chain of signs as many, all else as one."""
    return _chain(tree) if isinstance(tree, Binary) and not _is_fraction(tree) and tree.operator != "^" else [_term(tree)]


def _term(tree: Tree) -> str:
    match tree:
        case Literal():
            return _literal(tree)
        case Name():
            return _name(tree)
        case Unary():
            return _unary(tree)
        case Binary():
            return _binary(tree)
        case Call():
            return _call(tree)
        case Partial():
            return _partial(tree)
        case Matrix():
            return _matrix(tree)
        case General() | Garbled():
            return f'<mtext class="{"unread" if isinstance(tree, Garbled) else "general"}">{escape(tree.text or "?")}</mtext>'
        case _:
            assert_never(tree)


def _literal(tree: Literal) -> str:
    """The number as it was written, where that is digits and marks alone; a power of ten behind it as one, in the mark of the number."""
    text = tree.written.text.replace("{,}", ",")
    if all(char.isdigit() or char in ".,/" for char in text):
        return f"<mn>{escape(text)}</mn>"
    digits, _, power = number_text(tree).partition("e")
    if not power:
        return f"<mn>{escape(digits)}</mn>"
    digits = digits.replace(".", ",") if "," in text else digits
    sign = _operator("−") if power.startswith("-") else ""
    exponent = _row(sign, f"<mn>{escape(power.lstrip('-'))}</mn>")
    return _row(f"<mn>{escape(digits)}</mn>", _operator("·"), f"<msup><mn>10</mn>{exponent}</msup>")


def _letter(base: str) -> str:
    """A base, Greek letters by their sign."""
    word = {"lambda": "lamda", "ell": "ell"}.get(base.lower(), base.lower())
    size = "CAPITAL" if base[:1].isupper() else "SMALL"
    try:
        sign = "ℓ" if base == "ell" else unicodedata.lookup(f"GREEK {size} LETTER {word.upper()}") if len(base) > 1 else base
    except KeyError:
        sign = base
    return f"<mi>{escape(sign)}</mi>"


def _name(name: Name) -> str:
    base = _letter(name.base)
    for accent in name.accents:
        if accent in _ACCENTS:
            base = f'<mover accent="true">{base}<mo>{_ACCENTS[accent]}</mo></mover>'
    if name.tail:
        base = _row(base, f"<mn>{escape(name.tail)}</mn>")
    above = [_index(index) for index in name.sup] + [f"<mtext>{mark}</mtext>" for accent, mark in _MARKS.items() if accent in name.accents]
    said = _scripts(base, [_index(index) for index in name.sub], [*above, _primes(name.primes)])
    brackets = (f"<mo>[</mo><mn>{escape(index.text)}</mn><mo>]</mo>" for index in name.brackets)
    return _row(_operator("Δ") if "change" in name.accents else "", said, *brackets)


def _primes(count: int) -> str:
    return f"<mo>{'′' * count}</mo>" if count else ""


def _scripts(base: str, below: list[str], above: list[str]) -> str:
    tag = ("msub" if any(below) else "m") + ("sup" if any(above) else "")
    if tag == "m":
        return base
    return f"<{tag}>{base}{''.join(_row(*scripts) for scripts in (below, above) if any(scripts))}</{tag}>"


def _index(index: Index) -> str:
    text = index_text(index)
    tag = "mn" if text.isdecimal() else "mi" if len(text) == 1 and text.isalpha() else "mtext"
    return f"<{tag}>{escape(text)}</{tag}>"


def _level(tree: Tree) -> int:
    if isinstance(tree, Binary):
        return _ATOM if _is_fraction(tree) else _LEVEL[tree.operator]
    return 3 if isinstance(tree, Unary) and tree.operator in {"-", "+"} else _ATOM


def _is_fraction(tree: Binary) -> bool:
    return tree.operator == "/" and tree.style == "frac"


def _held(tree: Tree, least: int) -> list[str]:
    """A part, in brackets unless it holds together tightly enough."""
    return _terms(tree) if _level(tree) >= least else [_row(_operator("("), *_terms(tree), _operator(")"))]


def _binary(tree: Binary) -> str:
    """A product, a sum, a quotient or a power."""
    if _is_fraction(tree):
        return f"<mfrac>{_row(*_terms(tree.left))}{_row(*_terms(tree.right))}</mfrac>"
    if tree.operator == "^":
        return f"<msup>{_row(*_held(tree.left, _ATOM))}{_row(*_terms(tree.right))}</msup>"
    return _row(*_chain(tree))


def _chain(tree: Binary, left: list[str] | None = None) -> list[str]:
    """Two sides and the sign between them; `left` is the left side where that is made already."""
    level = _LEVEL[tree.operator]
    juxtaposed = tree.operator == "*" and not tree.style and not isinstance(tree.right, Literal)
    sign = "\u2062" if juxtaposed else _SIGNS.get(tree.operator, tree.operator)
    return [*(left or _held(tree.left, level)), _operator(sign), *_behind(tree.right, level + 1)]


def _behind(tree: Tree, least: int) -> list[str]:
    """What stands behind a sign: a number that begins it with a sign of its own is in brackets."""
    if _is_signed(tree):
        return _held(tree, _ATOM)
    if isinstance(tree, Binary) and tree.operator in {"*", "/"} and not _is_fraction(tree) and least <= _LEVEL[tree.operator]:
        return _chain(tree, _behind(tree.left, _LEVEL[tree.operator]))
    return _held(tree, least)


def _is_signed(tree: Tree) -> bool:
    return isinstance(tree, Unary) and tree.operator in {"-", "+"}


def _unary(tree: Unary) -> str:
    match tree.operator:
        case "-" | "+":
            return _row(_operator(_SIGNS.get(tree.operator, "+")), *_held(tree.operand, 3))
        case "T":
            return f"<msup>{_row(*_held(tree.operand, _ATOM))}<mi>T</mi></msup>"
        case "sqrt":
            return f"<msqrt>{''.join(_terms(tree.operand))}</msqrt>"
        case "%":
            return _row(*_held(tree.operand, _ATOM), _operator("%"))
        case _:
            return _row(_operator("|"), *_terms(tree.operand), _operator("|"))


def _call(tree: Call) -> str:
    inside = [part for argument in tree.arguments for part in (_operator(","), *_terms(argument))][1:]
    if tree.function == "exp" and tree.name is not None and tree.name.text == "e":
        return f"<msup><mi>e</mi>{_row(*inside)}</msup>"
    below = [_index(index) for index in tree.name.sub] if tree.name is not None else []
    named = _scripts(_letter(_FUNCTIONS.get(tree.function, tree.function)), below, [_primes(tree.primes)])
    return _row(named, _operator("("), *inside, _operator(")"))


def _partial(tree: Partial) -> str:
    if tree.style == "nabla":
        return _row(f"<msub><mo>∇</mo>{_term(tree.by)}</msub>", *(_held(tree.of, _ATOM) if tree.of is not None else ()))
    power = f"<msup><mo>∂</mo><mn>{tree.order}</mn></msup>" if tree.order > 1 else _operator("∂")
    above = _row(power, *(_held(tree.of, _ATOM) if tree.of is not None else ()))
    return f"<mfrac>{above}{_row(_operator('∂'), *_held(tree.by, _ATOM))}</mfrac>"


def _matrix(tree: Matrix) -> str:
    rows = "".join(f"<mtr>{''.join(f'<mtd>{_row(*_terms(item))}</mtd>' for item in row)}</mtr>" for row in tree.rows)
    return _row(_operator(tree.style[0]), f"<mtable>{rows}</mtable>", _operator(tree.style[1]))
