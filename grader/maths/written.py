"""A number as somebody wrote it: its exact value, the digits shown, and half a unit of the last one."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Written(NamedTuple):
    """One written number.

    `decimals` counts the digits after the decimal mark, lowered by a power of ten written with it: `0,594` has 3,
    `4,33e-4` has 6, `12` has 0, `1.5e3` has -2.  A fraction (`1/3`) or a percentage is exact where `exact` says so.
    """

    text: str
    value: Fraction
    decimals: int
    significant: int  # digits from the first non-zero one on; 0 for a written zero
    exact: bool = False  # whole numbers without a decimal mark, fractions: nothing was rounded

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last digit shown (an integer's is 1/2: ask `exact` whether it was rounded)."""
        return Fraction(1, 2) * Fraction(10) ** -self.decimals
