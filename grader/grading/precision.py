"""How finely a sheet writes its numbers, and what rounding that makes honest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from grader.grading.facts import Facts, Value
from grader.maths.written import half_width

if TYPE_CHECKING:
    from grader.problem import Problem

PLAIN: Final = frozenset("0123456789.,{}$() -−+")
MANY: Final = 6  # values from which a sheet's habit can be told
HABIT: Final = 0.6
INTEGER_ROUNDED: Final = 1.5  # a smaller number is not honestly rounded to a whole one
LEAST_WHOLE: Final = 0.99  # a smaller number is not shortened to a whole one
NEARLY_WHOLE: Final = 0.006  # share of a number by which a whole one stands for it: 1 for 1.005, whose zeros were left out
CUTS: Final = 2  # values cut off for each one rounded up, from which the habit can be told
WHOLE: Final = 1e-6  # share of a unit by which a number of whole units may be off
SLACK: Final = 1 + 1e-9
TINY: Final = 1e-13
MOST_WIDTHS: Final = 10_000  # kept at a time


@dataclass(frozen=True, slots=True)
class Precision:
    """The sheet's habit: `decimals` shown as a rule (None without a rule), and whether trailing zeros are left out."""

    decimals: int | None
    strips: bool
    median: int = 0  # decimals of half the values or more
    sizes: Mapping[int, int] = field(default_factory=dict)  # decimals shown most often, by the power of ten of a number's first digit

    def half(self, value: Value) -> float:
        """Half a unit of the last digit the writer meant: with stripped zeros that of the sheet, else that of the number."""
        if self.strips and self.decimals is not None and value.written is not None and 0 < value.written.decimals < self.decimals:
            return 0.5 * 10.0**-self.decimals
        return value.half

    def usual(self, number: float) -> int:
        """The decimals that a number of this size is shown with as a rule: of two rules the coarser one."""
        decimals = self.median if self.decimals is None else self.decimals
        known = self.sizes.get(math.floor(math.log10(abs(number))), decimals) if number else decimals
        return known if self.decimals is None else min(decimals, known)

    def unit(self, number: float) -> float:
        """The unit to which a number that nobody sees was likely rounded; 0 where nothing is known, or where it has no further digits."""
        decimals = self.usual(number)
        unit = 10.0**-decimals if decimals > 0 else 0.0
        return unit if unit and abs(number / unit - round(number / unit)) > WHOLE else 0.0


def infer(sheet: Iterable[Facts], is_exact: Callable[[float], bool]) -> Precision:
    """The precision that most values of a sheet are written with; `is_exact` tells sizes at which nothing can have been rounded."""
    shown = [c.written for f in sheet for row in f.cells for c in row if c.written is not None and not c.exact and c.written.decimals > 0]
    sizes = Counter((w.significant - w.decimals - 1, w.decimals) for w in shown if not is_exact(abs(w.number)))
    shown = [w for w in shown if PLAIN.issuperset(w.text)]  # powers of ten have decimals of their own
    if len(shown) < MANY:
        return Precision(None, strips=False)
    median = sorted(w.decimals for w in shown)[(len(shown) - 1) // 2]
    decimals, count = Counter(w.decimals for w in shown).most_common(1)[0]
    zeros = any(w.decimals >= 2 and w.text.rstrip(")}$ ").endswith("0") for w in shown)
    shorter = any(w.decimals < decimals for w in shown)
    longest = max(w.decimals for w in shown)
    strips = not zeros and shorter and longest == decimals
    usual = {size: decimals for (size, decimals), _ in sorted(sizes.items(), key=lambda item: (item[1], item[0][1]))}  # the last one stays
    return Precision(decimals if count >= HABIT * len(shown) else None, strips, median, usual)


class Closeness:
    """Whether a written number is a quantity's value, under a problem's tolerance and a sheet's precision."""

    def __init__(self, problem: Problem, precision: Precision) -> None:
        """Keep the problem's tolerance and the sheet's precision."""
        self.tolerance = problem.grading.tolerance
        self.required = problem.grading.digits == "required"
        self.precision = precision
        self._widths: dict[float, float] = problem.trace.kept.setdefault((Closeness, self.tolerance), {})  # shared by all sheets
        self._cut = self._lowered = self._raised = 0  # right values more than half a unit below what they round, below it, above it

    def width(self, truth: float) -> float:
        """Half the width of what the problem calls right in any case."""
        found = self._widths.get(truth)
        if found is None:
            if len(self._widths) >= MOST_WIDTHS:
                self._widths.clear()
            found = self._widths[truth] = half_width(self.tolerance.kind, self.tolerance.number, truth) * SLACK + TINY
        return found

    def tolerated(self, value: Value, truth: float) -> bool:
        """Whether the value is right by the problem's tolerance."""
        return abs(value.number - truth) <= self.width(truth) and not (truth and not value.number)

    def half(self, value: Value, truth: float) -> float:
        """Half a unit of the value where it may be rounded, 0 where its writer cannot have rounded."""
        if value.written is None:
            return value.half
        if value.exact:
            whole = value.written.decimals == 0 and value.written.value.denominator == 1
            return value.half if whole and value.number and abs(truth) >= INTEGER_ROUNDED else 0.0
        if not value.number:
            return value.half if value.written.decimals >= 2 else 0.0
        return self.precision.half(value)

    def right(self, value: Value, truth: float) -> bool:
        """Whether the value is right by the problem's tolerance, or is the truth rounded as the sheet rounds."""
        return self.tolerated(value, truth) or self.rounded(value, truth)

    def rounded(self, value: Value, truth: float, *, unrounded: bool = False) -> bool:
        """Whether the value is the truth, rounded to the digits that the sheet shows as a rule."""
        return abs(value.number - truth) <= self.strict(value, truth, unrounded=unrounded) * SLACK + TINY

    def strict(self, value: Value, truth: float, *, unrounded: bool = False) -> float:
        """Half a unit of the last digit that the sheet shows as a rule, where the value shows fewer; 0 where nothing was rounded."""
        half = 0.0 if unrounded else self.half(value, truth)
        usual = self.precision.decimals
        if usual is not None and value.written is not None and 0 < value.written.decimals < usual:
            return min(half, 0.5 * 10.0**-usual)
        return half

    def coarse(self, value: Value, truth: float) -> bool:
        """Whether the value is the truth rounded to the digits that it shows, fewer than the sheet's."""
        half = value.half if self.half(value, truth) else 0.0
        if value.exact and value.number and abs(truth) >= LEAST_WHOLE:
            half = max(half, NEARLY_WHOLE * abs(truth))
        return value.significant > 0 and abs(value.number - truth) <= half * SLACK + TINY

    def nearly(self, value: Value, truth: float) -> bool:
        """Whether a round number stands for the truth."""
        return abs(value.number - truth) <= NEARLY_WHOLE * abs(truth)

    def blurred(self, value: Value, number: float) -> bool:
        """Whether only digits fewer than most of the sheet's make a value agree with a number."""
        if value.written is None or not 0 < value.written.decimals < self.precision.median:
            return False
        return abs(value.number - number) > max(self.width(number), 0.5 * 10.0**-self.precision.median)

    def truncated(self, value: Value, truth: float) -> bool:
        """Whether the value is the truth with its further digits cut off."""
        if value.written is None or value.exact or value.significant < 2:
            return False
        gap = abs(truth) - abs(value.number)
        return value.number * truth > 0 and 0 <= gap < 2 * self.precision.half(value) * SLACK

    def hear(self, value: Value, truth: float, computed: float) -> None:
        """Take note of how a right value was rounded: from its true value, or from what the numbers shown give."""
        if value.written is None or value.exact:
            return
        half, gaps = self.precision.half(value), (abs(truth) - abs(value.number), abs(computed) - abs(value.number))
        self._cut += min(gaps) > half * SLACK + TINY and max(gaps) < 2 * half
        self._lowered += min(gaps) > TINY
        self._raised += max(gaps) < -TINY

    @property
    def cuts(self) -> bool:
        """Whether the sheet cuts further digits off instead of rounding."""
        return self._cut >= CUTS * max(self._raised, 1) or (self._cut > 0 and not self._raised and self._lowered >= MANY)

    def reach(self, number: float) -> float:
        """How far the rounding of a sheet moves a number that stands nowhere on it."""
        return self.precision.unit(number) * (1.0 if self.cuts else 0.5)

    def cut(self, value: Value, truth: float) -> bool:
        """Whether a sheet that cuts digits off writes this value for the truth, to as many digits as it shows."""
        gap = abs(truth) - abs(value.number)
        return self.cuts and value.number * truth > 0 and 0 <= gap < min(10.0**-self.precision.median, 2 * value.half) * SLACK
