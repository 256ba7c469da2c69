"""Exact numbers: rational as long as they can be, enclosed where they cannot, rounded truly."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from grader.maths import exact

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)


@given(fractions, fractions)
def test_rationals_stay_exact(a: Fraction, b: Fraction) -> None:
    """Sums and products of fractions are the fractions' own."""
    x, y = exact.rational(a), exact.rational(b)
    assert exact.fraction(exact.add(x, y)) == a + b
    assert exact.fraction(exact.multiply(x, y)) == a * b


@given(fractions)
def test_fractions_round_to_the_nearest_float(a: Fraction) -> None:
    """A fraction's float is Python's own correctly rounded quotient."""
    assert exact.as_float(exact.rational(a)) == a.numerator / a.denominator


def test_a_wide_ball_has_no_float() -> None:
    """A ball that holds two floats does not choose between them."""
    assert exact.as_float(arb(1, 1e-3)) is None


def test_a_narrow_ball_has_a_float() -> None:
    """A ball much narrower than a float's last digit is rounded at once, whatever precision holds outside."""
    with exact.precision(128):
        third = arb(1) / 3
    assert exact.as_float(third) == 1 / 3


def test_zero_absorbs_a_ball() -> None:
    """Zero times a ball is exactly zero."""
    assert exact.fraction(exact.multiply(fmpq(0), arb(2).exp())) == 0


def test_division_by_zero_is_no_number() -> None:
    """A quotient by zero is not a number, and nothing is raised."""
    assert exact.decimal_digits(exact.divide(fmpq(1), fmpq(0)), 5) == "nan"


@pytest.mark.parametrize(("value", "root"), [(fmpq(4, 9), Fraction(2, 3)), (fmpq(0), Fraction(0)), (fmpq(121), Fraction(11))])
def test_rational_roots_stay_rational(value: fmpq, root: Fraction) -> None:
    """The root of a square of a fraction is that fraction."""
    assert exact.fraction(exact.root(value)) == root


def test_a_straddling_ball_is_undecided() -> None:
    """The sign of a ball round zero is not guessed while more precision may tell."""
    with exact.precision(64), pytest.raises(exact.Undecided):
        exact.sign(arb(0, 1e-10))


def test_a_straddling_ball_is_zero_in_the_end() -> None:
    """At the greatest precision a ball round zero counts as zero."""
    with exact.precision(exact.MOST_BITS):
        assert exact.sign(arb(0, 1e-10)) == 0


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (fmpq(0), 12, "0"),
        (fmpq(1, 8), 12, "0.125"),
        (fmpq(1, 3), 5, "0.33333"),
        (fmpq(-2, 3), 3, "-0.667"),
        (fmpq(1200), 12, "1200"),
        (fmpq(1, 10**9), 4, "1e-9"),
        (fmpq(123456, 10**12), 3, "0.000000123"),
        (fmpq(999996, 10**6), 5, "1"),
    ],
)
def test_decimals_are_rounded_and_stripped(value: fmpq, digits: int, expected: str) -> None:
    """The decimal form has so many significant digits and no idle zeros."""
    assert exact.decimal_digits(value, digits) == expected


def test_decimals_of_a_ball() -> None:
    """A transcendental number's digits are those of an independent library."""
    with exact.precision(300):
        e = arb(1).exp()
    with mpmath.workdps(60):
        assert exact.decimal_digits(e, 50) == mpmath.nstr(mpmath.e, 50)


def test_precision_is_put_back() -> None:
    """After the block the balls have the precision they had before."""
    with exact.precision(90):
        with exact.precision(500):
            pass
        assert arb(2).sqrt().rel_accuracy_bits() < 100
