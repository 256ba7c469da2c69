"""A formula as LaTeX: fractions, roots and powers set as such, brackets only where they are needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from grader.maths.expression import Apply, Constant, Expression, Ref
from grader.rendering.pieces import ATOM, POWER, PRODUCT, SUM, Piece, held, summed

Show: TypeAlias = Callable[[str], str]

_SCIENTIFIC = re.compile(r"(-?[\d.,{}]+)e([-+]?)0*(\d+)", re.IGNORECASE)
_NAMED = {
    "sigmoid": r"\sigma", "tanh": r"\tanh", "ln": r"\ln", "log10": r"\log_{10}", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan",
    "max": r"\max", "min": r"\min", "relu": r"\mathrm{ReLU}", "leaky_relu": r"\mathrm{LeakyReLU}", "elu": r"\mathrm{ELU}",
    "silu": r"\mathrm{SiLU}", "gelu": r"\mathrm{GELU}", "softplus": r"\mathrm{softplus}", "step": r"\mathrm{step}",
    "sign": r"\mathrm{sign}", "erf": r"\mathrm{erf}", "density": r"\varphi",
}  # fmt: skip


def latex(formula: Expression, show: Show) -> str:
    """The formula; `show` gives the LaTeX of each quantity, a name or a number."""
    return _piece(formula, show).text


def number(text: str) -> str:
    r"""A number's digits as LaTeX: `0,5` as 0{,}5, `1e-8` as 1 \cdot 10^{-8}."""
    match = _SCIENTIFIC.fullmatch(text)
    if match is not None:
        return rf"{number(match[1])} \cdot 10^{{{match[2].strip('+')}{match[3]}}}"
    return text.replace(",", "{,}")


def _piece(formula: Expression, show: Show) -> Piece:
    if isinstance(formula, Ref):
        text = show(formula.name)
        return Piece(text, SUM if text.startswith("-") else PRODUCT if r"\cdot" in text else ATOM)
    if isinstance(formula, Constant):
        return _constant(formula.value)
    return _ROWS.get(formula.operation, _function)(formula, show)


def _constant(value: Fraction) -> Piece:
    sign, size = ("-", -value) if value < 0 else ("", value)
    text = str(size) if size.denominator == 1 else rf"\frac{{{size.numerator}}}{{{size.denominator}}}"
    return Piece(sign + text, SUM if sign else ATOM if size.denominator == 1 else PRODUCT)


def _bracketed(text: str) -> str:
    return rf"\left({text}\right)" if r"\frac" in text or r"\sqrt" in text else f"({text})"


def _held(formula: Expression, show: Show, grip: int) -> str:
    return held(_piece(formula, show), grip, _bracketed)


def _sum(formula: Apply, show: Show) -> Piece:
    return summed(formula, lambda part: _piece(part, show), _bracketed)


def _product(formula: Apply, show: Show) -> Piece:
    first, *rest = formula.operands
    piece = _piece(first, show)
    loose = piece.grip <= SUM and not re.fullmatch(r"-[\d.,{}]+", piece.text)
    leading = _bracketed(piece.text) if loose else piece.text
    factors = [leading, *(_held(factor, show, SUM) for factor in rest)]
    return Piece(r" \cdot ".join(factors), SUM if leading.startswith("-") else PRODUCT)


def _negated(formula: Apply, show: Show) -> Piece:
    return Piece(f"-{_held(formula.operands[0], show, SUM)}", SUM)


def _quotient(formula: Apply, show: Show) -> Piece:
    above, below = (_piece(operand, show).text for operand in formula.operands)
    return Piece(rf"\frac{{{above}}}{{{below}}}", PRODUCT)


def _power(formula: Apply, show: Show) -> Piece:
    base, exponent = formula.operands
    return Piece(f"{_raisable(base, show)}^{{{_piece(exponent, show).text}}}", POWER)


def _raisable(base: Expression, show: Show) -> str:
    """A base: what has an index above already, or is a fraction, needs brackets."""
    text = _held(base, show, POWER)
    return _bracketed(text) if "^" in text and not text.startswith((r"\left(", "(")) else text


def _exponential(formula: Apply, show: Show) -> Piece:
    return Piece(f"e^{{{_piece(formula.operands[0], show).text}}}", POWER)


def _root(formula: Apply, show: Show) -> Piece:
    return Piece(rf"\sqrt{{{_piece(formula.operands[0], show).text}}}", ATOM)


def _size(formula: Apply, show: Show) -> Piece:
    return Piece(rf"\left|{_piece(formula.operands[0], show).text}\right|", ATOM)


def _function(formula: Apply, show: Show) -> Piece:
    inside = ",\\ ".join(_piece(operand, show).text for operand in formula.operands)
    return Piece(_NAMED.get(formula.operation, rf"\mathrm{{{formula.operation}}}") + _bracketed(inside), ATOM)


_ROWS: dict[str, Callable[[Apply, Show], Piece]] = {
    "add": _sum,
    "mul": _product,
    "neg": _negated,
    "div": _quotient,
    "pow": _power,
    "exp": _exponential,
    "sqrt": _root,
    "abs": _size,
}
