"""Numbers as an author writes them: decimals, fractions and powers of ten, exact."""

from __future__ import annotations

import re
from fractions import Fraction

_DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_FRACTION = re.compile(r"([-+]?\d+)\s*/\s*(\d+)")
_GREATEST_LENGTH = 60
_GREATEST_EXPONENT = 60


def exact_number(text: object) -> Fraction:
    """The exact number: `0.15` is 3/20, `1/3` is 1/3, `1e-3` is 1/1000.

    Raises
    ------
    ValueError
        The text is no number, or too long for one.
    """
    if not isinstance(text, str):
        message = "a number is expected here"
        raise ValueError(message)  # noqa: TRY004  what reads the file collects ValueErrors
    bare = text.strip().replace("\N{MINUS SIGN}", "-").replace("_", "")
    if len(bare) > _GREATEST_LENGTH:
        message = f"a number of more than {_GREATEST_LENGTH} characters"
        raise ValueError(message)
    if _DECIMAL.fullmatch(bare):
        return _decimal(bare)
    halves = _FRACTION.fullmatch(bare)
    if halves is not None and int(halves[2]):
        return Fraction(int(halves[1]), int(halves[2]))
    hint = "; decimals are written with a point here" if "," in bare else ""
    message = f"{text!r} is no number{hint}"
    raise ValueError(message)


def _decimal(text: str) -> Fraction:
    exponent = text.lower().partition("e")[2]
    if exponent and abs(int(exponent)) > _GREATEST_EXPONENT:
        message = f"{text!r} is out of bounds"
        raise ValueError(message)
    return Fraction(text)


def whole_number(text: object) -> int:
    """The whole number.

    Raises
    ------
    ValueError
        It is none.
    """
    number = exact_number(text)
    if number.denominator != 1:
        message = f"{text!r} is no whole number"
        raise ValueError(message)
    return int(number)


def truth(text: object) -> bool:
    """`true` or `false`.

    Raises
    ------
    ValueError
        It is neither.
    """
    known = {"true": True, "false": False, "yes": True, "no": False}
    if not isinstance(text, str) or text.lower() not in known:
        message = f"{text!r} is neither true nor false"
        raise ValueError(message)
    return known[text.lower()]
