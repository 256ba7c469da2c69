"""Rules for fractions and derivatives: `\\frac`, `∂L/∂w`, `dL/dw`, `∇_W L`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from grader.reading.names import Parts, parts_of
from grader.reading.numbers import written
from grader.reading.parse import POWER, PRODUCT, Parser, Unreadable
from grader.reading.tokens import GREEK_WORDS
from grader.reading.tree import Binary, Index, Literal, Matrix, Name, Partial, Span

if TYPE_CHECKING:
    from grader.reading.tree import Tree

_GREEK: Final = frozenset(GREEK_WORDS.split("|"))
#: What a gradient is taken of.
LOSSES: Final = frozenset(("L", "J", "C", "E", "ell", "Loss", "loss", "Cost", "cost", "MSE", "Error", "error", "CE", "BCE", "f", "F"))
_SIGNS: Final = frozenset(("\\delta", "δ", "d", "\\mathrm{d}", "\\mathrm d", "\\text{d}", "D", "\\Delta", "Δ"))


_BETWEEN: Final = ["}", "{", "partial"]  # the two halves of a derivative
_new: Final = tuple.__new__


def fraction(p: Parser) -> Tree:
    r"""`\frac{a}{b}`, `\frac12`, and the derivatives that are written as one."""
    start = p.starts[p.i]
    p.i += 1
    symbols = p.symbols
    if symbols[p.i] == "{" and symbols[p.i + 1] == "partial":
        begin, depth = p.i, p.depth
        try:
            return _stacked(p, start)
        except Unreadable:
            if symbols[p.i] != "/" and "/" not in symbols[begin : p.i + 1]:
                raise
            p.i, p.depth = begin, depth
    top = argument(p)
    bottom = argument(p)
    span = p.span(start)
    return quotient(p, top, bottom, span)


def quotient(p: Parser, top: Tree, bottom: Tree, span: Span) -> Tree:
    """One tree over another: a derivative where both begin with the sign of a differential."""
    by = differential(bottom)
    of = differential(top) if by is not None else None
    if by is not None and (of is not None or _is_sign(top)):
        return Partial(of, by, span) if of is not None else _operator(p, by, span.start)
    return Binary("/", top, bottom, span, "frac")


def _stacked(p: Parser, start: int) -> Tree:
    r"""`\frac{\partial L}{\partial w}` from its first brace on."""
    p.i += 2
    order = _order(p)
    of = None if p.symbols[p.i] == "}" else p.expression()
    if p.symbols[p.i : p.i + 3] != _BETWEEN:
        for symbol in _BETWEEN:
            p.expect(symbol, "derivative")
    p.i += 3
    by = indexed(p.expression())
    p.expect("}", "derivative")
    return _new(Partial, (indexed(of), by, p.span(start), order, "")) if of is not None else _operator(p, by, start, order)


def indexed(tree: Tree) -> Tree:
    """`E(1)` as a name with an index in brackets; anything else as it is."""
    if not isinstance(tree, Binary) or tree.style or tree.operator != "*" or not isinstance(tree.left, Name):
        return tree
    if not isinstance(tree.right, Literal) or not tree.right.written.exact or not tree.right.written.text.isdecimal():
        return tree
    index = Index(tree.right.written.text, (tree.right.written.text,), "()")
    return tree.left.changed(brackets=(*tree.left.brackets, index), span=tree.span)


def _operator(p: Parser, by: Tree, start: int, order: int = 1) -> Tree:
    """A derivative sign that stands before what it is applied to."""
    of = p.expression(PRODUCT) if p.symbols[p.i] in {"(", "[", "a", "{"} else None
    return Partial(of, by, p.span(start), order)


def _order(p: Parser) -> int:
    """The order written at a derivative sign, 1 if there is none."""
    if p.symbols[p.i] == "pow":
        p.i += 1
        return 2
    if p.symbols[p.i] != "^":
        return 1
    p.i += 1
    power = argument(p)
    return int(power.written.value) if isinstance(power, Literal) and power.written.value in {1, 2, 3} else 0


_DIGITS: Final = 2  # of a fraction without braces


def argument(p: Parser) -> Tree:
    r"""What a command takes: a group in braces, or the next single sign (`\frac12` is 1 over 2)."""
    i = p.i
    symbol = p.symbols[i]
    spaced = p.symbols[i - 1] == "frac" and len(p.texts[i]) == _DIGITS  # `\\frac 12`
    if symbol == "n" and len(p.texts[i]) > 1 and p.texts[i].isdecimal() and (spaced or p.starts[i] == p.end()):
        found = written(p.texts[i][0])
        start = p.starts[i]
        if found is None or len(p.texts[i]) > 2:
            p.fail("number")
        p.texts[i] = p.texts[i][1:]
        p.starts[i] += 1
        return Literal(found, Span(start, start + 1))
    rule = p.prefix.get(symbol)
    if rule is None:
        p.fail()
    p.deeper()
    tree = rule(p)
    p.depth -= 1
    return tree


def _is_sign(tree: Tree) -> bool:
    return isinstance(tree, Name) and tree.text in _SIGNS


def differential(tree: Tree) -> Tree | None:
    """The tree without the sign of a differential before it (`dL`, `d L`, `δL`); None if it has none."""
    if isinstance(tree, Name):
        return _without_d(tree)
    if isinstance(tree, Binary) and tree.operator == "*" and tree.style == "":
        if isinstance(tree.left, Name) and tree.left.text in _SIGNS and not tree.left.sub:
            return tree.right
        left = differential(tree.left)
        return left and Binary("*", left, tree.right, tree.span)
    return None


def _without_d(tree: Name) -> Name | None:
    """`dW` as W; None for a name that is no differential (`delta`, `d`)."""
    base = tree.base
    if "change" in tree.accents:
        return tree.changed(accents=tuple(accent for accent in tree.accents if accent != "change"))
    if len(base) < 2 or base[0] not in "dδ" or base in _GREEK:
        return None
    inner = parts_of(base[1:])
    spread = () if base[1:].isascii() or inner is None else inner.accents  # the hat of `dŷ`
    plain = base[1:] if base[1:].isascii() or inner is None else inner.base
    accents = (*tree.accents, *spread)
    return tree.changed(base=plain, accents=accents, text=tree.text[tree.text.find(base[0]) + 1 :] or tree.text)


_LOSS: Final = "|".join(sorted(LOSSES, key=len, reverse=True))
_JOINED: Final = re.compile(rf"d(?P<of>[A-Za-z]\d*|{_LOSS})_d(?P<by>[^\W\d_].*)|d(?P<loss>[LEJC])d(?P<under>[^\W\d_].*)")


def joined_derivative(text: str, start: int) -> Partial | None:
    """A derivative as one name of a program: `dL_dw1`, `da1_dz1`, `dLdw`."""
    match = _JOINED.fullmatch(text) if text[0] == "d" else None
    if match is None:
        return None
    over, under = (match["of"], match["by"]) if match["of"] else (match["loss"], match["under"])
    of, by = parts_of(over), parts_of(under)
    if of is None or by is None:
        return None
    span = Span(start, start + len(text))
    return Partial(of.at(span, over), by.at(span, under), span)


def slash_derivative(p: Parser) -> Tree | None:
    """`dL/dw` or `δL/δw` from the place of the parser on; None if this is no derivative (nothing is read then)."""
    start = p.starts[p.i]
    top = _differential_at(p, p.i)
    if top is None or p.symbols[top[1]] != "/":
        return None
    bottom = _differential_at(p, top[1] + 1)
    if bottom is None or bottom[0] is None:
        return None
    p.i = bottom[1]
    if top[0] is None:
        return _operator(p, bottom[0], start)
    return Partial(top[0], bottom[0], p.span(start))


def _differential_at(p: Parser, i: int) -> tuple[Name | None, int] | None:
    """The differential at token i and where it ends; a lone sign gives no name."""
    if p.symbols[i] != "a":
        return None
    if p.texts[i] in _SIGNS:
        if p.symbols[i + 1] == "(" and p.symbols[i + 2] == "a" and p.symbols[i + 3] == ")":
            tree = _name_at(p, i + 2)
            return tree and (tree, i + 4)
        if p.symbols[i + 1] != "a":
            return (None, i + 1)
        tree = _name_at(p, i + 1)
        return tree and _numbered(p, tree, i + 2)
    tree = _name_at(p, i)
    bare = _without_d(tree) if tree else None
    return _numbered(p, bare, i + 1) if bare else None


_NUMBERED: Final = 4  # tokens of `E(1)` and what stands behind it


def _numbered(p: Parser, name: Name, i: int) -> tuple[Name, int]:
    """A differential with a number in brackets behind it, `dE(1)/dy3(1)`: an index where no factor follows."""
    row = p.symbols[i : i + _NUMBERED]
    tight = p.starts[i] == p.starts[i - 1] + len(p.texts[i - 1])
    if not tight or row[:3] != ["(", "n", ")"] or not p.texts[i + 1].isdecimal() or row[3] in {"a", "n", "(", "frac", "^"}:
        return name, i
    index = Index(p.texts[i + 1], (p.texts[i + 1],), "()")
    return name.changed(brackets=(*name.brackets, index)), i + 3


def _name_at(p: Parser, i: int) -> Name | None:
    parts: Parts | None = parts_of(p.texts[i])
    start = p.starts[i]
    return parts.at(Span(start, start + len(p.texts[i])), p.texts[i]) if parts else None


def partial(p: Parser) -> Tree:
    """`∂L/∂w` on one line; the sign alone is not read."""
    start = p.starts[p.i]
    p.i += 1
    if p.texts[p.i] == "_":
        p.i += 1
        by = argument(p)
        return Partial(p.expression(POWER), by, p.span(start), style="nabla")
    order = _order(p)
    of = None if p.symbols[p.i] == "/" else p.expression(POWER)
    if (p.symbols[p.i] != "/" and p.texts[p.i] != "\\over") or p.symbols[p.i + 1] != "partial":
        p.fail("derivative")
    p.i += 2
    by = p.expression(POWER)
    return Partial(of, by, p.span(start), order) if of is not None else _operator(p, by, start, order)


def nabla(p: Parser) -> Tree:
    r"""`\nabla_W L`, and `\nabla W` for the same of the loss; `\nabla L` stands for no one derivative."""
    start = p.starts[p.i]
    p.i += 1
    if p.texts[p.i] == "_":
        p.i += 1
        by = argument(p)
        of = p.expression(POWER) if p.symbols[p.i] in {"a", "("} else None
        return Partial(of, by, p.span(start), style="nabla")
    if p.symbols[p.i] != "a":
        p.fail("general")
    by = p.expression(POWER)
    if not isinstance(by, Name) or by.base in LOSSES:
        p.i -= 1
        p.fail("general")
    return Partial(None, by, p.span(start), style="nabla")


def binomial(p: Parser) -> Tree:
    r"""`\binom{a}{b}`: as OCR writes a column of two."""
    start = p.starts[p.i]
    p.i += 1
    rows = ((argument(p),), (argument(p),))
    return Matrix(rows, p.span(start))
