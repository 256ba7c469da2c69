"""The grammar: which rule each sign begins, which rule it goes on with, and how tight it binds."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from grader.maths.written import Written
from grader.reading import brackets, calculus, operands, remarks
from grader.reading.names import MARKS
from grader.reading.numbers import written
from grader.reading.parse import POSTFIX, POWER, PRODUCT, SIGN, SUM, Infix, Parser, Prefix, Unreadable
from grader.reading.tree import Binary, Call, Literal, Name, Partial, Span, Unary

if TYPE_CHECKING:
    from grader.reading.tree import Tree

_new: Final = tuple.__new__
_DIVIDED: Final = frozenset(("nl", "$", "=", "~", ",", ";", "quad", "text", "/", "mark", "->", "end", "&", "\\\\", "strike"))
_RELATIONS: Final = frozenset(("=", "~", "<-", ":"))


def minus(p: Parser) -> Tree:
    """A sign before its operand; it binds looser than a power and tighter than a product."""
    start = p.starts[p.i]
    operator = p.symbols[p.i]
    p.i += 1
    operand = p.expression(SIGN)
    return Unary(operator, operand, _new(Span, (start, operand.span[1])))


def plus_minus(p: Parser, left: Tree) -> Tree | None:
    """A sum or a difference; in a row of numbers ` -1` is the next item."""
    i = p.i
    if p.row and p.starts[i] > p.end() and p.starts[i + 1] == p.starts[i] + len(p.texts[i]):
        return None
    p.i = i + 1
    right = p.expression(SUM)
    return Binary(p.symbols[i], left, right, _new(Span, (left.span[0], right.span[1])), p.texts[i])


def times(p: Parser, left: Tree) -> Tree | None:
    """A product with a sign."""
    i = p.i
    p.i = i + 1
    right = p.expression(PRODUCT)
    return Binary(p.symbols[i], left, right, _new(Span, (left.span[0], right.span[1])), p.texts[i])


def divided(p: Parser, left: Tree) -> Tree | None:
    """A quotient; a slash with nothing behind it is a stroke of the pen."""
    i = p.i
    if p.symbols[i + 1] in _DIVIDED:
        return None
    p.i = i + 1
    right = p.expression(PRODUCT)
    if _next_begins(p, right):
        p.stop = p.i = i + 1
        return None
    return Binary("/", left, right, Span(left.span.start, right.span.end), p.texts[i])


def colon(p: Parser, left: Tree) -> Tree | None:
    """A colon that divides: behind a relation, between numbers or brackets."""
    i = p.i
    if not p.chained or p.symbols[i + 1] not in {"n", "("} or p.symbols[i - 1] not in {"n", ")"}:
        return None
    p.i = i + 1
    right = p.expression(PRODUCT)
    return Binary("/", left, right, Span(left.span.start, right.span.end), ":")


def power(p: Parser, left: Tree) -> Tree | None:
    """A power, from right to left."""
    i = p.i
    p.i = i + 1
    right = p.expression(POWER - 1)
    if type(right) is Name and type(left) is Name and right.text in MARKS:
        return left.changed(accents=(*left.accents, MARKS[right.text]), span=Span(left.span.start, p.end()))
    return Binary("^", left, right, Span(left.span.start, p.end()))


def raised(p: Parser, left: Tree) -> Tree | None:
    """A power in superscript characters."""
    exponent = operands.small_power(p.texts[p.i], p.starts[p.i])
    if exponent is None:
        p.fail("number")
    p.i += 1
    return Binary("^", left, exponent, Span(left.span.start, exponent.span.end))


def postfix(p: Parser, left: Tree) -> Tree | None:
    """A transposition, a per cent or a factorial sign."""
    symbol = p.symbols[p.i]
    p.i += 1
    span = Span(left.span.start, p.end())
    return Call("factorial", (left,), span) if symbol == "!" else Unary(symbol, left, span)


def bar(p: Parser, left: Tree) -> Tree | None:
    """A bar behind an operand: it closes what is open, else it opens a factor."""
    return None if p.bars else beside(p, left)


def beside(p: Parser, left: Tree) -> Tree | None:
    """A product without a sign; where the next thing is no factor, nothing."""
    i = p.i
    if i == p.stop:
        return None
    symbol = p.symbols[i]
    if symbol == "a" and p.texts[i] in {"x", "X"} and _is_cross(p):
        p.i = i + 1
        right = p.expression(PRODUCT)
        return Binary("*", left, right, Span(left.span.start, right.span.end), p.texts[i])
    if p.starts[i] > p.end() and (p.row or remarks.begins(p, left, symbol)):
        return None
    if symbol == "a" and _is_doubtful_digit(p, left):
        p.fail("number")
    if symbol == "n" or (symbol == "frac" and type(left) is Literal and left.written.exact):
        mixed = _mixed(p, left)
        if mixed is not None:
            return mixed
    right = p.expression(PRODUCT)
    if _next_begins(p, right):
        p.stop = p.i = i
        return None
    return Binary("*", left, right, _new(Span, (left.span[0], right.span[1])))


_LIKE_ZERO: Final = frozenset("O")
_LIKE_DIGITS: Final = frozenset("OoIlSB")


def _is_doubtful_digit(p: Parser, left: Tree) -> bool:
    """Whether a letter that looks like a digit hangs on a decimal number: `0.3B`."""
    likely = _LIKE_DIGITS if type(left) is Literal and not left.written.exact else _LIKE_ZERO
    tight = type(left) is Literal and p.chained and p.texts[p.i] in likely and not p.spaced()
    return tight and p.symbols[p.i + 1] in {"nl", "$", "=", "~", ",", ";"}


def _is_cross(p: Parser) -> bool:
    """Whether the letter x stands between two numbers or brackets, with gaps: a sign of multiplication."""
    i, symbols = p.i, p.symbols
    return p.spaced() and symbols[i - 1] in {"n", ")"} and symbols[i + 1] in {"n", "("} and p.starts[i + 1] > p.starts[i] + 1


def _next_begins(p: Parser, tree: Tree) -> bool:
    """Whether a tree that was just read is not a factor but the head of the line's next equation: the like of the first head."""
    head = p.watch
    if head is None or type(tree) is not Partial or type(head) is not Partial or p.symbols[p.i] not in _RELATIONS:
        return False
    if not _like(head.of, tree.of) or not isinstance(head.by, Name) or not isinstance(tree.by, Name):
        return False
    return head.by.base == tree.by.base and (head.by.tail, head.by.sub) != (tree.by.tail, tree.by.sub)


def _like(one: Tree | None, other: Tree | None) -> bool:
    return isinstance(one, Name) and isinstance(other, Name) and one.base == other.base


def _mixed(p: Parser, left: Tree) -> Tree | None:
    """A mixed number or one with gaps between its thousands; None where a fraction is only a factor."""
    if p.symbols[p.i] == "n":
        if type(left) is not Literal:
            if p.symbols[p.i - 1] == "a" or isinstance(left, Name):
                p.fail("missing-operator")
            return None
        return _mixed_number(p, left)
    i = p.i
    if p.starts[i] > p.end() or not _is_plain_fraction(p):
        return None
    kept = (p.i, list(p.texts[i : i + 3]), list(p.starts[i : i + 3]))
    part = calculus.fraction(p)
    if isinstance(part, Binary) and isinstance(part.left, Literal) and isinstance(part.right, Literal):
        value = part.left.written.value / part.right.written.value if part.right.written.value else Fraction(1)
        if 0 < value < 1:
            return _exact(p, left, left.written.value + value)  # type: ignore[arg-type, union-attr]
    p.i, p.texts[i : i + 3], p.starts[i : i + 3] = kept
    return None


def _is_plain_fraction(p: Parser) -> bool:
    r"""Whether a fraction of two whole numbers stands here (`\frac12`, `\frac{1}{2}`) and no factor behind it."""
    i, symbols = p.i, p.symbols
    if symbols[i + 1] == "{":
        return symbols[i + 2] == symbols[i + 5] == "n" and symbols[i + 7] not in _FACTORS
    return symbols[i + 1] == "n" and len(p.texts[i + 1]) == 2 and symbols[i + 2] not in _FACTORS


_FACTORS: Final = frozenset(("(", "a", "[", "frac", "n"))


def _mixed_number(p: Parser, left: Literal) -> Tree:
    """`2 1/2`, `2½`, `1 234.5`; two other numbers side by side are unreadable."""
    i = p.i
    text = p.texts[i]
    here = left.written
    part = written(text)
    if part is None or not here.exact:
        p.fail("missing-operator")
    if 0 < part.value < 1 and part.exact:
        p.i += 1
        return _exact(p, left, here.value + part.value)
    if p.texts[i + 1] == "/" and p.symbols[i + 2] == "n" and part.exact:
        below = written(p.texts[i + 2])
        if below is not None and below.exact and below.value > part.value > 0:
            p.i += 3
            return _exact(p, left, here.value + part.value / below.value)
    if re.fullmatch(r"\d{3}(?:[.,]\d+)?", text) and len(here.text) <= 3 and not part.exact:
        p.i += 1
        span = p.span(left.span.start)
        value = here.value * 1000 + part.value
        return Literal(Written(p.text[span.start : span.end], value, part.decimals, len(here.text) + 3 + part.decimals), span)
    p.fail("missing-operator")
    return left


def _exact(p: Parser, left: Literal, value: Fraction) -> Tree:
    span = p.span(left.span.start)
    return Literal(Written(p.text[span.start : span.end], value, 0, 1, exact=True), span)


def cancelled(p: Parser) -> Tree:
    r"""`\cancel{0.5} 0.38`: what is struck out gives way to what stands behind it."""
    i = p.i
    p.i += 1
    calculus.argument(p)
    if p.symbols[p.i] not in {"n", "a", "(", "frac", "-"}:
        p.i = i
        p.fail("struck")
    return p.expression(PRODUCT)


def boxed(p: Parser) -> Tree:
    r"""A frame or a brace round an expression: `\boxed{0.5}`, `\underbrace{a+b}_{z}`."""
    over = p.texts[p.i] in {"\\underbrace", "\\overbrace"}
    p.i += 1
    inner = calculus.argument(p)
    if over and p.texts[p.i] in {"_", "^"}:
        p.i += 1
        calculus.argument(p)
    return inner


PREFIX: Final[dict[str, Prefix]] = {
    "n": operands.number, "a": operands.name, "e": operands.euler, "(": brackets.group, "{": brackets.braces, "open set": brackets.braces,
    "[": brackets.square, "begin": brackets.environment, "|": brackets.bars, "||": brackets.bars, "floor": brackets.rounded,
    "-": minus, "+": minus,
    "frac": calculus.fraction, "binom": calculus.binomial, "sqrt": operands.root, "function": operands.command, "partial": calculus.partial,
    "nabla": calculus.nabla, "noise": boxed, "cancel": cancelled, "argument": calculus.argument,
}  # fmt: skip
INFIX: Final[dict[str, Infix]] = {
    "+": plus_minus, "-": plus_minus, "*": times, "o": times, "x": times, "@": times, "/": divided, "^": power, "pow": raised,
    ":": colon, "T": postfix, "%": postfix, "!": postfix, "|": bar, "||": bar,
    **dict.fromkeys(("n", "a", "e", "(", "{", "[", "begin", "frac", "sqrt", "function", "partial", "nabla", "binom", "floor"), beside),
}  # fmt: skip
POWERS: Final = {
    **dict.fromkeys(INFIX, PRODUCT), "+": SUM, "-": SUM, "^": POWER, "pow": POWER, "T": POSTFIX, "%": POSTFIX, "!": POSTFIX,
}  # fmt: skip
GRAMMAR = (PREFIX, INFIX, POWERS)
__all__ = ["GRAMMAR", "Unreadable"]
