"""A formula as a line of text: names or numbers in it, brackets only where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from grader.maths.expression import Apply, Constant, Expression, Ref
from grader.rendering.pieces import ATOM, POWER, PRODUCT, SUM, Piece, held, summed

Show: TypeAlias = Callable[[str], str]


def written(formula: Expression, show: Show) -> str:
    """The formula in one line; `show` gives the text of each quantity, a name or a number."""
    return _piece(formula, show).text


def _piece(formula: Expression, show: Show) -> Piece:
    if isinstance(formula, Ref):
        text = show(formula.name)
        return Piece(text, SUM if text.startswith("-") else ATOM)
    if isinstance(formula, Constant):
        return _constant(formula.value)
    return _ROWS.get(formula.operation, _function)(formula, show)


def _constant(value: Fraction) -> Piece:
    if value < 0:
        return Piece(str(value), SUM)
    return Piece(str(value), ATOM if value.denominator == 1 else PRODUCT)


def _bracketed(text: str) -> str:
    return f"({text})"


def _held(formula: Expression, show: Show, grip: int) -> str:
    return held(_piece(formula, show), grip, _bracketed)


def _sum(formula: Apply, show: Show) -> Piece:
    return summed(formula, lambda part: _piece(part, show), _bracketed)


def _product(formula: Apply, show: Show) -> Piece:
    first, *rest = formula.operands
    leading = _piece(first, show)
    bracketed = leading.grip <= SUM and not _is_number(leading.text)
    text = f"({leading.text})" if bracketed else leading.text
    factors = [text, *(_held(factor, show, PRODUCT if _is_quotient(factor) else SUM) for factor in rest)]
    return Piece(" · ".join(factors), SUM if text.startswith("-") else PRODUCT)


def _is_number(text: str) -> bool:
    return text.startswith("-") and text[1:].replace(".", "").replace(",", "").isdigit()


def _is_quotient(formula: Expression) -> bool:
    return isinstance(formula, Apply) and formula.operation == "div"


def _negated(formula: Apply, show: Show) -> Piece:
    return Piece(f"-{_held(formula.operands[0], show, SUM)}", SUM)


def _quotient(formula: Apply, show: Show) -> Piece:
    above, below = formula.operands
    return Piece(f"{_held(above, show, SUM)} / {_held(below, show, PRODUCT)}", PRODUCT)


def _power(formula: Apply, show: Show) -> Piece:
    base, exponent = formula.operands
    return Piece(f"{_held(base, show, POWER)}^{_held(exponent, show, POWER)}", POWER)


def _function(formula: Apply, show: Show) -> Piece:
    inside = ", ".join(_piece(operand, show).text for operand in formula.operands)
    return Piece(f"{formula.operation}({inside})", ATOM)


_ROWS: dict[str, Callable[[Apply, Show], Piece]] = {
    "add": _sum,
    "mul": _product,
    "neg": _negated,
    "div": _quotient,
    "pow": _power,
}
