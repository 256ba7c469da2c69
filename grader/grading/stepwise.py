"""How far a result may move where each step on the way to it was rounded: 14.69/21.86 for a softmax, 0,232 + 0,068 for a sum."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from grader.maths.expression import Apply, Constant, Expression, Ref
from grader.maths.operations import NUMBERS

_NUDGE: Final = 1e-6
_EXACT: Final = frozenset(("neg", "abs", "max", "min", "relu", "step", "sign"))  # these round nothing that was not rounded before


class _Step(NamedTuple):
    value: float
    reach: float


def reach_of_steps(formula: Expression, number: Callable[[str], float], half: float) -> float:
    """The greatest change of a formula's value if the result of every inner operation is off by up to `half`, its operands by nothing.

    First order: the effects of the single steps, each with its slope, are added up. Not a number where the formula has no value.
    """
    return _step(formula, number, half).reach if isinstance(formula, Apply) else 0.0


def _step(formula: Expression, number: Callable[[str], float], half: float) -> _Step:
    if isinstance(formula, Constant):
        return _Step(float(formula.value), 0.0)
    if isinstance(formula, Ref):
        return _Step(number(formula.name), 0.0)
    inner = [_step(operand, number, half) for operand in formula.operands]
    function = NUMBERS[formula.operation]
    numbers = [step.value for step in inner]
    try:
        value = function(*numbers)
        reach = sum(abs(_slope(function, numbers, i)) * _rounded(formula.operands[i], step, half) for i, step in enumerate(inner))
    except (ZeroDivisionError, OverflowError, ValueError):
        return _Step(math.nan, math.nan)
    return _Step(value, reach)


def _rounded(operand: Expression, step: _Step, half: float) -> float:
    """The reach of a step once its result was written down; one that has no more digits stays as it is."""
    written = isinstance(operand, Apply) and operand.operation not in _EXACT
    units = step.value / (2 * half)
    return step.reach + half * (written and abs(units - round(units)) > _NUDGE) if math.isfinite(units) else math.nan


def _slope(function: Callable[..., float], numbers: list[float], place: int) -> float:
    nudge = _NUDGE * max(1.0, abs(numbers[place]))
    moved = [*numbers[:place], numbers[place] + nudge, *numbers[place + 1 :]]
    return (function(*moved) - function(*numbers)) / nudge
