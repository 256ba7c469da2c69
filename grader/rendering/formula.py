"""A formula as a line of text: names or numbers in it, brackets only where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from grader.maths.expression import Apply, Constant, Expression, Ref

Show: TypeAlias = Callable[[str], str]

_SUM, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4  # how tightly a text holds together


class Piece(NamedTuple):
    """A text and how tightly it holds together."""

    text: str
    grip: int


def written(formula: Expression, show: Show) -> str:
    """The formula in one line; `show` gives the text of each quantity, a name or a number."""
    return _piece(formula, show).text


def _piece(formula: Expression, show: Show) -> Piece:
    if isinstance(formula, Ref):
        text = show(formula.name)
        return Piece(text, _SUM if text.startswith("-") else _ATOM)
    if isinstance(formula, Constant):
        return _constant(formula.value)
    return _ROWS.get(formula.operation, _function)(formula, show)


def _constant(value: Fraction) -> Piece:
    if value < 0:
        return Piece(str(value), _SUM)
    return Piece(str(value), _ATOM if value.denominator == 1 else _PRODUCT)


def _held(formula: Expression, show: Show, grip: int) -> str:
    """The part's text, in brackets unless it holds together more tightly than `grip`."""
    piece = _piece(formula, show)
    return piece.text if piece.grip > grip else f"({piece.text})"


def _sum(formula: Apply, show: Show) -> Piece:
    first, *rest = formula.operands
    piece = _piece(first, show)
    text = piece.text
    for term in rest:
        if isinstance(term, Apply) and term.operation == "neg":
            text += f" - {_held(term.operands[0], show, _SUM)}"
        else:
            text += _added(term, show)
    return Piece(text, _SUM)


def _added(term: Expression, show: Show) -> str:
    """A term with its sign: what begins with a minus and is no sum is subtracted."""
    text = _piece(term, show).text
    is_sum = isinstance(term, Apply) and term.operation == "add"
    return f" - {text[1:]}" if text.startswith("-") and not is_sum else f" + {_held(term, show, _SUM)}"


def _product(formula: Apply, show: Show) -> Piece:
    first, *rest = formula.operands
    leading = _piece(first, show)
    bracketed = leading.grip <= _SUM and not _is_number(leading.text)
    text = f"({leading.text})" if bracketed else leading.text
    factors = [text, *(_held(factor, show, _PRODUCT if _is_quotient(factor) else _SUM) for factor in rest)]
    return Piece(" · ".join(factors), _SUM if text.startswith("-") else _PRODUCT)


def _is_number(text: str) -> bool:
    return text.startswith("-") and text[1:].replace(".", "").replace(",", "").isdigit()


def _is_quotient(formula: Expression) -> bool:
    return isinstance(formula, Apply) and formula.operation == "div"


def _negated(formula: Apply, show: Show) -> Piece:
    return Piece(f"-{_held(formula.operands[0], show, _SUM)}", _SUM)


def _quotient(formula: Apply, show: Show) -> Piece:
    above, below = formula.operands
    return Piece(f"{_held(above, show, _SUM)} / {_held(below, show, _PRODUCT)}", _PRODUCT)


def _power(formula: Apply, show: Show) -> Piece:
    base, exponent = formula.operands
    return Piece(f"{_held(base, show, _POWER)}^{_held(exponent, show, _POWER)}", _POWER)


def _function(formula: Apply, show: Show) -> Piece:
    inside = ", ".join(_piece(operand, show).text for operand in formula.operands)
    return Piece(f"{formula.operation}({inside})", _ATOM)


_ROWS: dict[str, Callable[[Apply, Show], Piece]] = {
    "add": _sum,
    "mul": _product,
    "neg": _negated,
    "div": _quotient,
    "pow": _power,
}
