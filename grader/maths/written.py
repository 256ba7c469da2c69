"""A number as somebody wrote it: its exact value, the digits shown, and half a unit of the last one."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import truediv
from typing import final


@final
class Written:
    """One written number.

    `decimals` counts the digits after the decimal mark, lowered by a power of ten written with it: `0,594` has 3,
    `4,33e-4` has 6, `12` has 0, `1.5e3` has -2.  `significant` counts from the first digit that is not 0 (none for a written zero).
    `exact`: whole numbers without a decimal mark, fractions, percentages of them: nothing was rounded.
    `number` is the nearest float, `half` half a unit of the last digit shown.
    """

    __slots__ = ("decimals", "exact", "half", "number", "significant", "text", "value")

    def __init__(self, text: str, value: Fraction, decimals: int, significant: int, *, exact: bool = False) -> None:
        """Keep the digits; OverflowError where the number is beyond floats."""
        self.text = text
        self.value = value
        self.decimals = decimals
        self.significant = significant
        self.exact = exact
        self.number: float = truediv(value.numerator, value.denominator)  # called by its name it rounds once however the code is compiled
        self.half: float = 0.5 * 10.0**-decimals

    def __eq__(self, other: object) -> bool:
        """Whether the same was written."""
        return isinstance(other, Written) and self._key() == other._key()

    def __hash__(self) -> int:
        """By what was written."""
        return hash(self._key())

    def __repr__(self) -> str:
        """The text, its value and what is known of its digits."""
        return f"Written({self.text!r}, {self.value}, {self.decimals}, {self.significant}, exact={self.exact})"

    def negative(self) -> Written:
        """The number with a minus that stands before it."""
        return Written(self.text, -self.value, self.decimals, self.significant, exact=self.exact)

    def _key(self) -> tuple[str, Fraction, int, int, bool]:
        return self.text, self.value, self.decimals, self.significant, self.exact


def half_width(kind: str, amount: float, exact: float) -> float:
    """How far from an exact value is within a tolerance: of so many significant digits or decimals, a share of it, or a distance."""
    if kind == "absolute":
        return amount
    if kind == "decimals":
        return 0.5 * math.pow(10, -amount)
    if kind == "relative":
        return amount * abs(exact)
    if not exact or not math.isfinite(exact):
        return 0.0
    return 0.5 * math.pow(10, math.floor(math.log10(abs(exact))) + 1 - amount)
