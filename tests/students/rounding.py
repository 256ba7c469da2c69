"""How a student writes a number: digits, decimals or significant figures, truncation, trailing zeros, powers of ten."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Rounding:
    """One student's way with digits; `memory` keeps full precision on the calculator while rounded values are written."""

    digits: int
    significant: bool = False
    truncates: bool = False
    strips: bool = False
    exact_short: bool = False  # writes a terminating value out where it is short
    memory: bool = False
    scientific: bool = False  # writes small values as a power of ten

    def write(self, value: float) -> Decimal:
        """The number as written, its trailing zeros included where the student keeps them."""
        number = Decimal(f"{value:.13g}")
        if not number:
            return Decimal(0)
        text = number.normalize()
        if self.exact_short and -int(text.as_tuple().exponent) <= min(self.digits + 1, 6):
            return plain(text)
        places = self.places(value)
        mode = ROUND_DOWN if self.truncates else ROUND_HALF_UP
        written = number.quantize(Decimal(1).scaleb(-places), rounding=mode)
        return plain(written.normalize()) if self.strips or not written else written

    def places(self, value: float) -> int:
        """The number of decimals that this student gives a value of that size."""
        leading = Decimal(f"{value:.13g}").adjusted()
        if self.significant:
            return self.digits - 1 - leading
        # Nobody writes 0,000 or 0,0004 for a small number that goes on: a few figures stay.
        return max(self.digits, min(2, self.digits - 1) - 1 - leading)

    def unit(self, value: float) -> float:
        """The size of the last written digit."""
        return 10.0 ** -self.places(value) if value else 10.0**-self.digits

    def slack(self, value: float) -> float:
        """How far a written value may lie from the full one: half a unit, a whole one where it was truncated."""
        return self.unit(value) * (1.0 if self.truncates else 0.5)


def plain(number: Decimal) -> Decimal:
    """The number without an exponent of its own: 1E+1 is 10."""
    return number.quantize(Decimal(1)) if int(number.as_tuple().exponent) > 0 else number


def random_rounding(rng: random.Random, digits: int | None = None) -> Rounding:
    """A student's way with digits, chosen as classes choose."""
    return Rounding(
        digits=digits or rng.choices((3, 4, 5, 6), (30, 45, 5, 20))[0],
        significant=rng.random() < 0.3,
        truncates=rng.random() < 0.1,
        strips=rng.random() < 0.3,
        exact_short=rng.random() < 0.6,
        memory=rng.random() < 0.35,
        scientific=rng.random() < 0.25,
    )
