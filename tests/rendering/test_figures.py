"""Numbers as people want to see them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.rendering.figures import brief, decimal_of, marked, points


@pytest.mark.parametrize(
    ("number", "like", "shown"),
    [
        ("0.183985234561", "0.124", "0.184"),
        ("0.183985234561", None, "0.1840"),
        ("0.12399", "0.124", "0.12399"),
        ("1.195487", "1,136", "1.195"),
        ("0.5", "0.124", "0.5"),
        ("-0.0064", "0.0048", "-0.0064"),
        ("0", "0.0048", "0"),
        ("0.0000782712847", "0.00008389927", "0.00007827128"),
        ("W[1,1,1]", "0.1", "W[1,1,1]"),
        ("9900", "0.124", "9900"),
        ("1e-30", "0.1", "1.00e-30"),
    ],
)
def test_a_value_has_as_many_digits_as_the_written_one(number: str, like: str | None, shown: str) -> None:
    """Enough digits to compare, not more."""
    assert brief(number, like) == shown


@given(st.decimals(-1000, 1000, places=6), st.decimals(-1000, 1000, places=3))
def test_a_brief_value_differs_where_the_values_differ(value: object, like: object) -> None:
    """The shown value never equals the written one unless the values are equal to twelve digits."""
    shown, other = decimal_of(brief(str(value), str(like))), decimal_of(str(like))
    assert (shown == other) == (value == like)


@pytest.mark.parametrize(
    ("amount", "shown"), [(Fraction(35, 2), "17.5"), (Fraction(7, 3), "7/3"), (Fraction(3), "3"), (Fraction(0), "0"), (Fraction(30), "30")]
)
def test_points(amount: Fraction, shown: str) -> None:
    """Short decimals where there are some, else fractions."""
    assert points(amount) == shown


@pytest.mark.parametrize(("text", "shown"), [("0.5", "0,5"), ("a.b", "a.b"), ("1e-5", "1e-5"), ("W[1,1] = 0.5", "W[1,1] = 0.5")])
def test_only_numbers_take_the_decimal_mark(text: str, shown: str) -> None:
    """Names and formulas are left alone."""
    assert marked(text, ",") == shown
    assert marked(text, ".") == text
