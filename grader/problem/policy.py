"""The marking policy of a problem: how near is right, what an earlier error costs, how marks are rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from grader.maths.written import half_width

ToleranceKind = Literal["significant", "decimals", "relative", "absolute"]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a value may be from the exact one."""

    kind: ToleranceKind = "significant"
    amount: Fraction = Fraction(3)
    number: float = field(init=False, repr=False, compare=False)  # the amount as a float

    def __post_init__(self) -> None:
        """Work the float out once."""
        object.__setattr__(self, "number", self.amount.numerator / self.amount.denominator)

    def half_width(self, exact: float) -> float:
        """The greatest distance from the exact value that is right in any case: half a unit of the digit that is asked for."""
        return half_width(self.kind, self.number, exact)


@dataclass(frozen=True, slots=True)
class Policy:
    """The grading section of a problem file."""

    tolerance: Tolerance = Tolerance()
    digits: Literal["free", "required"] = "free"
    follow_through: Literal["full", "half", "none"] = "full"
    working: Literal["remark", "required"] = "remark"
    misread: Literal["full", "review", "none"] = "full"
    repeated: Literal["once", "each"] = "once"
    round: Fraction = Fraction(1, 4)
