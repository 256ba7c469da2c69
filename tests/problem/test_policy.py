"""Tolerances: how far from the exact value is still right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.problem.policy import Tolerance, ToleranceKind


@pytest.mark.parametrize(
    ("kind", "amount", "exact", "expected"),
    [
        ("significant", 3, 0.594, 0.0005),
        ("significant", 3, 0.0594, 0.00005),
        ("significant", 3, -59.4, 0.05),
        ("significant", 1, 1.0, 0.5),
        ("significant", 3, 0.0, 0.0),
        ("decimals", 4, 123.0, 0.00005),
        ("relative", Fraction(1, 200), -2.0, 0.01),
        ("absolute", Fraction(1, 1000), 5.0, 0.001),
    ],
)
def test_half_widths(kind: ToleranceKind, amount: Fraction, exact: float, expected: float) -> None:
    """Half a unit of the digit that is asked for, a share of the value, or a fixed distance."""
    assert Tolerance(kind, Fraction(amount)).half_width(exact) == pytest.approx(expected)
