"""Slips of the pen: each kind known by its digits, and by nothing that an honest value could show."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.slips import copied, edits, slip


@pytest.mark.parametrize(
    ("number", "decimals", "significant", "meant", "kind"),
    [
        (-0.594, 3, 3, 0.5944, "sign"),
        (0.0594, 4, 3, 0.5944, "decimal-point"),
        (5.94, 2, 3, 0.5944, "decimal-point"),
        (0.549, 3, 3, 0.594, "copy"),  # two digits swapped
        (0.59, 2, 2, 0.594, None),  # fewer digits, rightly rounded
        (0.5994, 4, 4, 0.594, "copy"),  # one digit doubled
        (0.1371, 4, 4, 0.13371, "copy"),  # one digit dropped
        (0.595, 3, 3, 0.5942, "rounding"),
        (0.593, 3, 3, 0.5942, "rounding"),
        (0.612, 3, 3, 0.5942, None),
        (0.241, 3, 3, 0.5942, None),
        (0.0, 3, 3, 0.5942, None),
        (0.594, 3, 3, 0.0, None),
        (0.594, 3, 3, math.nan, None),
    ],
)
def test_kinds(number: float, decimals: int, significant: int, meant: float, kind: str | None) -> None:
    """Sign, point, digits and rounding are told apart; numbers that have nothing in common are no slip."""
    found = slip(number, 0.5 * 10.0**-decimals, significant, meant)
    if kind is None:
        assert found in {None, "rounding"}
        assert found is None or abs(number - meant) < 0.01
    else:
        assert found == kind


@pytest.mark.parametrize(("number", "meant"), [(0.6, 0.06), (7.0, 0.7), (0.3, 0.31)])
def test_one_digit_tells_nothing(number: float, meant: float) -> None:
    """A number of one digit is no evidence of a slipped point or of copied digits."""
    assert slip(number, 0.05, 1, meant) is None


@given(st.integers(10, 99_999_999))
def test_edits_are_one_stroke_away(source: int) -> None:
    """Each edit has one digit more, one less, or two neighbours exchanged."""
    digits = str(source)
    for found in edits(digits):
        if len(found) == len(digits):
            assert sorted(found) == sorted(digits)
            assert found != digits
        else:
            assert abs(len(found) - len(digits)) == 1


@given(st.integers(1000, 9999), st.integers(0, 2))
def test_swapped_digits_are_copied(source: int, at: int) -> None:
    """Two neighbouring digits exchanged in a number are seen, whichever they are."""
    digits = str(source)
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped != digits and swapped[0] != "0":
        assert copied(int(swapped) / 1e4, 0.5e-4, 4, source / 1e4)


@given(st.floats(0.01, 100), st.integers(2, 6))
def test_an_honest_rounding_is_no_wrong_digit(meant: float, decimals: int) -> None:
    """A value that is rounded as it should be is never called a slip of sign, of the point or of copying."""
    number = round(meant, decimals)
    if number:
        assert slip(number, 0.5 * 10.0**-decimals, 3, meant) in {None, "rounding"}
