"""Formulas made fast: closures over floats, one call a formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter, mul
from typing import Final, TypeAlias

from grader.maths.expression import Apply, Constant, Expression, Ref, references
from grader.maths.operations import CANCELLED, NUMBERS

#: Only a sum this near to 0 is looked at for cancellation: it saves time, and terms up to 1e6 are covered.
_NEAR: Final = 1e-6

Run: TypeAlias = Callable[[Sequence[float]], float]


class Compiled:
    """A formula ready for floats: call it with its parents' values, in the order of `parents`."""

    __slots__ = ("_run", "_used", "formula", "parents")

    def __init__(self, formula: Expression) -> None:
        """Keep the formula, to be compiled at its second call; each parent is listed once, in the order of its first appearance."""
        self.formula = formula
        self.parents: tuple[str, ...] = tuple(dict.fromkeys(references(formula)))
        self._run: Run | None = None
        self._used = False

    def __call__(self, *numbers: float) -> float:
        """The formula's value; not a number where it has none."""
        return self.at(numbers)

    def at(self, numbers: Sequence[float]) -> float:
        """The same for the parents' values as a sequence."""
        if self._run is None:
            if not self._used:  # many formulas are asked once
                self._used = True
                columns = {name: (number,) for name, number in zip(self.parents, numbers, strict=True)}
                return values(self.formula, columns.__getitem__, 1)[0]
            self._run = _compile(self.formula, {name: place for place, name in enumerate(self.parents)})
        return self._run(numbers)

    def __reduce__(self) -> tuple[type[Compiled], tuple[Expression]]:
        """Pickle the formula alone: closures are made anew."""
        return Compiled, (self.formula,)


def values(formula: Expression, column: Callable[[str], Sequence[float]], count: int) -> Sequence[float]:
    """A formula's values without compiling it, `count` of them at once: `column` gives those of a reference."""
    if isinstance(formula, Ref):
        return column(formula.name)
    if isinstance(formula, Constant):
        return (float(formula.value),) * count
    inside = [values(operand, column, count) for operand in formula.operands]
    if formula.operation == "add":
        return [_added(terms) for terms in zip(*inside, strict=True)]
    if formula.operation == "mul" and len(inside) == 2:
        return list(map(mul, *inside))
    return list(map(NUMBERS[formula.operation], *inside))


def _added(terms: tuple[float, ...]) -> float:
    result = terms[0] + terms[1] if len(terms) == 2 else sum(terms)
    if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * (abs(terms[0]) if len(terms) == 2 else max(map(abs, terms))):
        return 0.0
    return result


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
