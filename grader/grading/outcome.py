"""What a quantity would be under some choice of what is believed: its value, the reach of honest rounding, where its error began."""

from __future__ import annotations

import math
from typing import Final, final

from grader.maths.compiled import Compiled

FAR: Final = 0.5  # share of a value that rounding on the way never bridges
NONE: Final[frozenset[int]] = frozenset()


@final
class Outcome:
    """What a quantity would be: its value, how far honest rounding of the operands may move it, the lines its error began on."""

    __slots__ = ("high", "low", "number", "roots", "used")

    def __init__(
        self, number: float, low: float = 0.0, high: float = 0.0, roots: frozenset[int] = NONE, used: frozenset[int] = NONE
    ) -> None:
        """Keep what is known; `used` are the places of the doubtful entries it rests on."""
        self.number = number
        self.low = low
        self.high = high
        self.roots = roots
        self.used = used

    def covers(self, number: float, slack: float) -> bool:
        """Whether a written number may be this value, rounded."""
        return self.number + self.low - slack <= number <= self.number + self.high + slack

    def turned(self, sign: int) -> Outcome:
        """The same of the quantity's negative, where `sign` is -1."""
        return self if sign > 0 else Outcome(-self.number, -self.high, -self.low, self.roots, self.used)

    def cuts(self, number: float, unit: float) -> bool:
        """Whether a written number may be this value with its further digits cut off."""
        if number > 0:
            return number <= self.number + self.high and self.number + self.low < number + unit
        return number >= self.number + self.low and self.number + self.high > number - unit


def combine(compiled: Compiled, operands: list[Outcome], near: float | None = None) -> Outcome:
    """A formula of uncertain operands: value, reach (the sum of the single effects), and the roots that matter.

    Where `near` is given and the value is far from it, the reach is left out: no rounding leads so far; nor is it needed without roots.
    """
    carried, used = NONE, NONE
    for operand in operands:
        if operand.roots:
            carried = carried | operand.roots if carried else operand.roots
        if operand.used:
            used = used | operand.used if used else operand.used
    numbers = [operand.number for operand in operands]
    centre = run(compiled, numbers)
    if near is not None and (not carried or (centre and abs(centre - near) > FAR * max(abs(centre), abs(near)))):
        return Outcome(centre, 0.0, 0.0, carried, used)
    low, high = _reach(compiled, operands, numbers, centre)
    return Outcome(centre, low, high, carried, used)


def _reach(compiled: Compiled, operands: list[Outcome], numbers: list[float], centre: float) -> tuple[float, float]:
    low = high = 0.0
    for i, operand in enumerate(operands):
        number, down, up = operand.number, operand.low, operand.high
        if down == -up:  # then one end tells the other, but for curvature
            if up:
                numbers[i] = number + up
                moved = abs(run(compiled, numbers) - centre)
                if moved > 0:  # not where it is no number
                    low, high = low - moved, high + moved
        else:
            for end in (down, up):
                if end:
                    numbers[i] = number + end
                    moved = run(compiled, numbers) - centre
                    if moved < 0:
                        low += moved
                    elif moved > 0:
                        high += moved
        numbers[i] = number
    return low * 1.02, high * 1.02


def run(compiled: Compiled, numbers: list[float]) -> float:
    """A formula's value; NaN where it has none."""
    try:
        return compiled.at(numbers)
    except (ZeroDivisionError, OverflowError, ValueError):
        return math.nan
