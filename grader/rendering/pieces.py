"""What formulas in text and in LaTeX have in common: how tightly a piece holds together, brackets where it is too loose, sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from grader.maths.expression import Apply, Expression

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4  # how tightly a text holds together

Bracketed: TypeAlias = Callable[[str], str]


class Piece(NamedTuple):
    """A text and how tightly it holds together."""

    text: str
    grip: int


Write: TypeAlias = Callable[[Expression], Piece]


def held(piece: Piece, grip: int, bracketed: Bracketed) -> str:
    """The piece's text, in brackets unless it holds together more tightly than `grip`."""
    return piece.text if piece.grip > grip else bracketed(piece.text)


def summed(formula: Apply, write: Write, bracketed: Bracketed) -> Piece:
    """A sum: what is negated, or begins with a minus, is subtracted."""
    first, *rest = formula.operands
    return Piece(write(first).text + "".join(_term(term, write, bracketed) for term in rest), SUM)


def _term(term: Expression, write: Write, bracketed: Bracketed) -> str:
    """A further term with its sign; a sum that begins with a minus is no negative term."""
    operation = term.operation if isinstance(term, Apply) else ""
    if isinstance(term, Apply) and operation == "neg":
        return f" - {held(write(term.operands[0]), SUM, bracketed)}"
    piece = write(term)
    negative = piece.text.startswith("-") and operation != "add"
    return f" - {piece.text[1:]}" if negative else f" + {held(piece, SUM, bracketed)}"
