"""An author's second look at a problem that has no faults: numbers that hide what students do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

from grader.graph.trace import Trace
from grader.maths.compiled import Compiled
from grader.maths.exact import decimal_digits, rational
from grader.maths.expression import Apply, Expression, Ref
from grader.mistakes.catalogue import CATALOGUE
from grader.mistakes.misconception import Misconception
from grader.problem.problem import Problem

Kind: TypeAlias = Literal["alike", "unseen", "kink", "saturated", "too-small"]

_KINKED = frozenset({"relu", "leaky_relu", "elu", "abs"})
_FLAT = frozenset({"sigmoid", "tanh"})
_SATURATED = 1e-3
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a problem that an author may want to change.

    `alike`: the causes print the same wherever both may act; `unseen`: the cause prints what is right; `kink`: the quantity stands
    exactly where the slope jumps; `saturated`: its unit hardly moves; `too-small`: it vanishes at the decimals asked for.
    """

    kind: Kind
    quantities: tuple[str, ...]
    causes: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The doubt in a sentence for the author."""
        return _SENTENCES[self.kind].format(quantities=", ".join(self.quantities), causes=" and ".join(self.causes))


_SENTENCES: Mapping[Kind, str] = {
    "alike": "{causes} print alike at {quantities}: other numbers would tell them apart",
    "unseen": "{causes} gives the right value at {quantities}: nobody will notice it",
    "kink": "{quantities} is exactly 0, where the slope jumps",
    "saturated": "{quantities} is so far out that its unit hardly moves",
    "too-small": "{quantities} vanishes at the decimals that are asked for",
}


def vet(problem: Problem) -> tuple[Doubt, ...]:
    """All doubts about the problem's numbers: kinks, saturation, vanishing values, then causes that cannot be told apart."""
    asked = tuple(dict.fromkeys(name for part in problem.parts for name in part.quantities))
    return (*_arguments(problem.trace), *_too_small(problem, asked), *_causes(problem, asked))


def _arguments(trace: Trace) -> Iterator[Doubt]:
    for name in trace.names:
        formula = trace.node(name).formula
        if isinstance(formula, Apply) and formula.operation in _KINKED | _FLAT and isinstance(formula.operands[0], Ref):
            yield from _of_argument(trace, name, formula.operation, formula.operands[0].name)


def _of_argument(trace: Trace, name: str, operation: str, argument: str) -> Iterator[Doubt]:
    if operation in _KINKED and trace.number(argument) == 0:
        yield Doubt("kink", (argument,))
    elif operation in _FLAT:
        a = trace.number(name)
        slope = a * (1 - a) if operation == "sigmoid" else 1 - a * a
        if slope < _SATURATED:
            yield Doubt("saturated", (argument,))


def _too_small(problem: Problem, asked: tuple[str, ...]) -> Iterator[Doubt]:
    tolerance = problem.grading.tolerance
    if tolerance.kind in {"decimals", "absolute"}:
        for name in asked:
            value = problem.trace.number(name)
            if 0 < abs(value) < tolerance.half_width(value):
                yield Doubt("too-small", (name,))


Predictions: TypeAlias = Mapping[str, tuple[str, tuple[float, ...]]]  # quantity -> value as printed, values in the random traces


def _causes(problem: Problem, asked: tuple[str, ...]) -> Iterator[Doubt]:
    digits = _digits(problem)
    predicted = {mistake.id: _predictions(problem.trace, mistake, asked, digits) for mistake in CATALOGUE}
    for cause, mine in predicted.items():
        right = {name: (_printed(problem.trace.number(name), digits), problem.trace.probe(name)) for name in mine}
        if _alike(mine, right):
            yield Doubt("unseen", tuple(mine), (cause,))
    for (one, mine), (other, theirs) in combinations(predicted.items(), 2):
        if _alike(mine, theirs):
            yield Doubt("alike", tuple(name for name in mine if name in theirs), (one, other))


def _digits(problem: Problem) -> int:
    tolerance = problem.grading.tolerance
    return int(tolerance.amount) if tolerance.kind == "significant" else 3


def _predictions(trace: Trace, mistake: Misconception, asked: tuple[str, ...], digits: int) -> Predictions:
    """What the mistake's most usual form predicts for each quantity where it is not simply right."""
    found = {}
    for name in asked:
        formula = next(iter(mistake.rewrite(trace, name)), None)
        if formula is None:
            continue
        probes = _probed(trace, formula)
        if not _same(probes, trace.probe(name)):
            found[name] = _printed(_value(trace, formula), digits), probes
    return found


def _probed(trace: Trace, formula: Expression) -> tuple[float, ...]:
    compiled = Compiled(formula)
    columns = [trace.probe(parent) for parent in compiled.parents]
    return tuple(compiled(*row) for row in zip(*columns, strict=True)) if columns else (compiled(),)


def _value(trace: Trace, formula: Expression) -> float:
    compiled = Compiled(formula)
    return compiled(*[trace.number(parent) for parent in compiled.parents])


def _printed(value: float, digits: int) -> str:
    return decimal_digits(rational(Fraction(value)), digits) if math.isfinite(value) else "nan"


def _alike(mine: Predictions, theirs: Predictions) -> bool:
    """Whether the two print the same wherever both act, though they are not the same formulas."""
    common = [name for name in mine if name in theirs]
    if not common or any(mine[name][0] != theirs[name][0] for name in common):
        return False
    return not all(_same(mine[name][1], theirs[name][1]) for name in common)


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(
        math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME) or (math.isnan(a) and math.isnan(b)) for a, b in zip(one, other, strict=False)
    )
