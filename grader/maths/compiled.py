"""Formulas made fast: closures over floats, one call a formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from grader.maths.expression import Apply, Constant, Expression, Ref, references
from grader.maths.operations import CANCELLED, NUMBERS

#: Only a sum this near to 0 is looked at for cancellation: it saves time, and terms up to 1e6 are covered.
_NEAR = 1e-6

Run: TypeAlias = Callable[[Sequence[float]], float]


class Compiled:
    """A formula ready for floats: call it with its parents' values, in the order of `parents`."""

    __slots__ = ("_run", "formula", "parents")

    def __init__(self, formula: Expression) -> None:
        """Keep the formula, to be compiled at its first call; each parent is listed once, in the order of its first appearance."""
        self.formula = formula
        self.parents: tuple[str, ...] = tuple(dict.fromkeys(references(formula)))
        self._run: Run | None = None

    def __call__(self, *values: float) -> float:
        """The formula's value; not a number where it has none."""
        return self.at(values)

    def at(self, values: Sequence[float]) -> float:
        """The same for the parents' values as a sequence."""
        if self._run is None:
            self._run = _compile(self.formula, {name: place for place, name in enumerate(self.parents)})
        return self._run(values)

    def __reduce__(self) -> tuple[type[Compiled], tuple[Expression]]:
        """Pickle the formula alone: closures are made anew."""
        return Compiled, (self.formula,)


def _compile(formula: Expression, places: Mapping[str, int]) -> Run:
    if isinstance(formula, Constant):
        number = float(formula.value)
        return lambda _: number
    if isinstance(formula, Ref):
        return itemgetter(places[formula.name])
    if formula.operation == "mul":
        return _product(formula, places)
    runs = tuple(_compile(operand, places) for operand in formula.operands)
    if formula.operation == "add":
        return _sum(runs)
    return _apply(formula.operation, runs)


def _product(formula: Apply, places: Mapping[str, int]) -> Run:
    factors = [places[factor.name] for factor in formula.operands if isinstance(factor, Ref)]
    if len(factors) == len(formula.operands) == 2:
        i, j = factors
        return lambda v: v[i] * v[j]
    if len(factors) == len(formula.operands) > 2:
        pick = itemgetter(*factors)
        return lambda v: math.prod(pick(v))
    runs = tuple(_compile(operand, places) for operand in formula.operands)
    if len(runs) == 2:
        first, second = runs
        return lambda v: first(v) * second(v)
    return lambda v: math.prod([run(v) for run in runs])


def _sum(runs: tuple[Run, ...]) -> Run:
    def run(values: Sequence[float]) -> float:
        terms = [f(values) for f in runs]
        result = sum(terms)
        if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * max(map(abs, terms)):
            return 0.0
        return result

    return run if len(runs) != 2 else _two_terms(*runs)


def _two_terms(first: Run, second: Run) -> Run:
    def run(values: Sequence[float]) -> float:
        left = first(values)
        result = left + second(values)
        if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * abs(left):
            return 0.0
        return result

    return run


def _apply(operation: str, runs: tuple[Run, ...]) -> Run:
    function = NUMBERS[operation]
    if operation == "neg":
        (only,) = runs
        return lambda v: -only(v)
    if len(runs) == 1:
        (only,) = runs
        return lambda v: function(only(v))
    if len(runs) == 2:
        first, second = runs
        return lambda v: function(first(v), second(v))
    return lambda v: function(*[f(v) for f in runs])
