"""Numbers as people want to see them: as many digits as they wrote themselves, their own decimal mark, points as fractions."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_POWER = re.compile(r"\s*(?:\\cdot|\\times|[*·×⋅])\s*10\s*\^\s*\{?\s*([-+−]?\d+)\s*\}?")
KNOWN = 4096  # the numbers of a report stand in several of its sentences
_PLACES = 4  # decimals that points are shown with
_DECIMALS = 12  # more digits than this no report shows


@lru_cache(maxsize=KNOWN)
def decimal_of(text: str | None) -> Decimal | None:
    """The number that a text shows, with comma or point; none where it shows no plain number."""
    if text is None:
        return None
    plain = _POWER.sub(r"e\1", text.strip()).replace("{,}", ".").replace("−", "-").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 100 else None


def tidy(text: str) -> str:
    """A number as its writer wrote it, without the commands of LaTeX: `1,10·10^-3`."""
    return _POWER.sub(r"·10^\1", text).replace("{,}", ",")


def shown(number: Decimal) -> str:
    """The number without powers of ten, unless it would need many zeros."""
    if number == 0:
        return "0"
    return f"{number:f}" if -7 <= number.adjusted() < _DECIMALS else f"{number:e}"


@lru_cache(maxsize=KNOWN)
def significant(number: Decimal, digits: int) -> str:
    """The number rounded to so many significant digits, its zeros kept."""
    if number == 0:
        return "0"
    return shown(number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), ROUND_HALF_EVEN))


def brief(text: str, like: str | None = None) -> str:
    """A long value to as many digits as `like` shows (four without it, at least three), and to so many that the two differ."""
    number, model = decimal_of(text), decimal_of(like)
    if number is None:
        return text
    digits = _enough(number, model)
    exact = significant(number, 17)
    while model is not None and digits < _DECIMALS and Decimal(significant(number, digits)) == model:
        digits += 1
    return min(significant(number, digits), _without_zeros(exact), key=len)


def differ(text: str, other: str | None) -> bool:
    """Whether a value differs from another one at the digits which that one shows."""
    number, model = decimal_of(text), decimal_of(other)
    return number is None or model is None or Decimal(significant(number, _enough(number, model))) != model


def _enough(number: Decimal, model: Decimal | None) -> int:
    if model is None:
        return 4
    exponent = model.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return min(max(3, number.adjusted() + 1 + decimals), _DECIMALS)


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text.lower() else text


def marked(text: str, decimal: str) -> str:
    """A plain number with the reader's decimal mark; anything else as it is."""
    return text.replace(".", ",") if decimal == "," and _PLAIN.fullmatch(text) else text


def points(amount: Fraction) -> str:
    """Points as a short decimal where there is one, otherwise as a fraction: `17.5`, `27.225`, `7/3`."""
    scaled = amount * 10**_PLACES
    if scaled.denominator != 1:
        return str(amount)
    return _without_zeros(f"{Decimal(scaled.numerator).scaleb(-_PLACES):.{_PLACES}f}")
