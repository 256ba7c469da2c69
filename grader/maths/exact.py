"""Exact numbers: fractions while everything is rational, rigorous balls once exp, log or a root appears."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TypeAlias

from flint import arb, ctx, fmpq

Exact: TypeAlias = fmpq | arb

FIRST_BITS = 128
MOST_BITS = 4096
_PLAIN_EXPONENTS = range(-7, 15)
_GREATEST_POWER = 512

_lock = threading.RLock()
_settling = False


class Undecided(ArithmeticError):
    """The ball straddles zero at this precision: ask again with more bits."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Hold the process-wide precision of the balls at `bits`; at MOST_BITS a ball round zero counts as zero."""
    global _settling
    with _lock:
        before, settling_before = ctx.prec, _settling
        ctx.prec, _settling = bits, bits >= MOST_BITS
        try:
            yield
        finally:
            ctx.prec, _settling = before, settling_before


def rational(value: Fraction) -> fmpq:
    """The fraction as an exact number."""
    return fmpq(value.numerator, value.denominator)


def fraction(value: Exact) -> Fraction | None:
    """The exact number as a fraction; None where it is a ball."""
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else None


def sign(value: Exact) -> int:
    """-1, 0 or 1.

    Raises
    ------
    Undecided
        The ball holds zero and more precision may tell.
    """
    if value > 0:
        return 1
    if value < 0:
        return -1
    if isinstance(value, fmpq) or value.is_zero() or _settling or not value.is_finite():
        return 0
    raise Undecided


def add(*terms: Exact) -> Exact:
    """The sum of the terms."""
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def multiply(*factors: Exact) -> Exact:
    """The product of the factors; an exact zero stays an exact zero."""
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    if isinstance(result, arb) and result.is_zero():
        return fmpq(0)
    return result


def divide(above: Exact, below: Exact) -> Exact:
    """The quotient; not a number where the divisor is zero."""
    if isinstance(below, fmpq) and below == 0:
        return arb("nan")
    if isinstance(above, fmpq) and above == 0:
        return fmpq(0)
    return above / below


def power(base: Exact, exponent: Exact) -> Exact:
    """base^exponent: exact for a rational base and a small whole exponent."""
    whole = isinstance(exponent, fmpq) and exponent.q == 1 and abs(int(exponent.p)) <= _GREATEST_POWER
    if isinstance(exponent, fmpq) and whole:
        number = int(exponent.p)
        if isinstance(base, fmpq):
            return arb("nan") if number < 0 and base == 0 else base**number
        return base**number
    if isinstance(exponent, fmpq) and exponent == fmpq(1, 2):
        return root(base)
    return ball(base) ** ball(exponent)


def root(value: Exact) -> Exact:
    """The square root, rational where it is."""
    if isinstance(value, fmpq) and value >= 0:
        above, below = value.p.isqrt(), value.q.isqrt()
        if above * above == value.p and below * below == value.q:
            return fmpq(above, below)
    return ball(value).sqrt()


def ball(value: Exact) -> arb:
    """The number as a ball of the precision that holds."""
    return arb(value) if isinstance(value, fmpq) else value


def at_special(point: int, value: fmpq, function: Callable[[arb], arb]) -> Callable[[Exact], Exact]:
    """The function, but exactly `value` at the one rational `point` where it is rational."""

    def evaluate(argument: Exact) -> Exact:
        if isinstance(argument, fmpq) and argument == point:
            return value
        return function(ball(argument))

    return evaluate


def as_float(value: Exact) -> float | None:
    """The nearest float; None where the ball is too wide to tell."""
    if isinstance(value, fmpq):
        return _quotient(int(value.p), int(value.q))
    if not value.is_finite():
        return float("nan")
    # The ends are rounded outward to the precision that holds: it must be far finer than a float's.
    with precision(MOST_BITS):
        low, high = float(value.lower()), float(value.upper())
    return low if low == high else None


def _quotient(above: int, below: int) -> float:
    try:
        return above / below
    except OverflowError:
        return float("inf") if above > 0 else float("-inf")


def decimal_digits(value: Exact, significant: int) -> str:
    """The number in decimal, rounded to so many significant digits; zeros at the end of a decimal fraction are left out."""
    if isinstance(value, arb) and not value.is_finite():
        return "nan"
    with precision(max(FIRST_BITS, significant * 4 + 64)):
        if isinstance(value, fmpq):
            rounded = _context(significant).divide(Decimal(int(value.p)), Decimal(int(value.q)))
        else:
            rounded = _context(significant).plus(Decimal(value.mid().str(significant + 15, radius=False)))
    return _plain(rounded)


def _context(significant: int) -> Context:
    return Context(prec=significant, rounding=ROUND_HALF_EVEN)


def _plain(number: Decimal) -> str:
    if number == 0:
        return "0"
    if number.adjusted() not in _PLAIN_EXPONENTS:
        mantissa, _, exponent = f"{number:e}".partition("e")
        return f"{_stripped(mantissa)}e{int(exponent)}"
    return _stripped(f"{number:f}")


def _stripped(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
