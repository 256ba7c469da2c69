"""An author's second look at a problem that has no faults: numbers that hide what students do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

from grader.graph.probing import PROBES
from grader.graph.trace import Trace
from grader.maths.compiled import Compiled
from grader.maths.exact import decimal_digits, rational
from grader.maths.expression import Apply, Expression, Ref
from grader.mistakes.catalogue import CATALOGUE
from grader.mistakes.misconception import Misconception
from grader.problem.policy import Tolerance
from grader.problem.problem import Problem

Kind: TypeAlias = Literal["alike", "unseen", "kink", "saturated", "too-small"]

_KINKED = frozenset({"relu", "leaky_relu", "elu", "abs"})
_FLAT = frozenset({"sigmoid", "tanh"})
_SATURATED = 1e-3
_SAME = 1e-9
USUAL_DIGITS = 3


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
    asked = asked_for(problem)
    kinks = () if problem.kinks_meant else tuple(_kinks(problem.trace))
    return (*kinks, *_saturated(problem.trace), *_too_small(problem, asked), *_causes(*_predicted(problem, asked), asked))


def _arguments(trace: Trace, operations: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Each quantity that is one of these functions of another: its name, the function, the other's name."""
    for name in trace.names:
        formula = trace.node(name).formula
        if isinstance(formula, Apply) and formula.operation in operations and isinstance(formula.operands[0], Ref):
            yield name, formula.operation, formula.operands[0].name


def _kinks(trace: Trace) -> Iterator[Doubt]:
    for _, _, argument in _arguments(trace, _KINKED):
        if trace.number(argument) == 0:
            yield Doubt("kink", (argument,))


def _saturated(trace: Trace) -> Iterator[Doubt]:
    for name, operation, argument in _arguments(trace, _FLAT):
        a = trace.number(name)
        if (a * (1 - a) if operation == "sigmoid" else 1 - a * a) < _SATURATED:
            yield Doubt("saturated", (argument,))


def _too_small(problem: Problem, asked: tuple[str, ...]) -> Iterator[Doubt]:
    tolerance = problem.grading.tolerance
    if tolerance.kind in {"decimals", "absolute"}:
        for name in asked:
            value = problem.trace.number(name)
            if 0 < abs(value) < tolerance.half_width(value):
                yield Doubt("too-small", (name,))


class Prediction(NamedTuple):
    """What a cause, or the truth, gives for a quantity: as printed, and in the random traces."""

    printed: str
    probes: tuple[float, ...]


Predictions: TypeAlias = Mapping[str, Prediction]


class Told(NamedTuple):
    """A mistake that can be made in a problem: where it shows, which others print the same, whether it prints what is right."""

    cause: str
    quantities: tuple[str, ...]
    alike: tuple[str, ...]
    unseen: bool

    @property
    def apart(self) -> bool:
        """Whether the numbers tell it from what is right and from every other mistake."""
        return not self.alike and not self.unseen


def told_apart(problem: Problem) -> tuple[Told, ...]:
    """Every mistake of the catalogue that the quantities asked for can show, and how well the problem's numbers tell it."""
    asked = asked_for(problem)
    right, predicted = _predicted(problem, asked)
    doubts = tuple(_causes(right, predicted, asked))
    alike = [doubt.causes for doubt in doubts if doubt.kind == "alike"]
    unseen = {doubt.causes[0] for doubt in doubts if doubt.kind == "unseen"}
    return tuple(
        Told(cause, tuple(mine), tuple(other for pair in alike if cause in pair for other in pair if other != cause), cause in unseen)
        for cause, mine in predicted.items()
    )


def asked_for(problem: Problem) -> tuple[str, ...]:
    """The quantities that the parts ask for, each once."""
    return tuple(dict.fromkeys(name for part in problem.parts for name in part.quantities))


def _predicted(problem: Problem, asked: tuple[str, ...]) -> tuple[Predictions, Mapping[str, Predictions]]:
    """What is right, and what each mistake that can be made predicts."""
    tolerance, trace = problem.grading.tolerance, problem.trace
    right = {name: Prediction(_printed(trace.number(name), tolerance), trace.probe(name)) for name in asked}
    found = {mistake.id: _predictions(trace, mistake, right, tolerance) for mistake in CATALOGUE}
    return right, {cause: mine for cause, mine in found.items() if mine}


def _causes(right: Predictions, predicted: Mapping[str, Predictions], asked: tuple[str, ...]) -> Iterator[Doubt]:
    for cause, mine in predicted.items():
        if all(mine[name].printed == right[name].printed for name in mine) and not _usually_the_same(mine, right):
            yield Doubt("unseen", tuple(mine), (cause,))
    for (one, mine), (other, theirs) in combinations(predicted.items(), 2):
        if _alike({**right, **mine}, {**right, **theirs}, right):
            yield Doubt("alike", tuple(name for name in asked if name in mine or name in theirs), (one, other))


def _predictions(trace: Trace, mistake: Misconception, right: Predictions, tolerance: Tolerance) -> Predictions:
    """What the mistake's most usual form predicts for each quantity where it is not simply right."""
    found = {}
    for name, truth in right.items():
        formula = next(iter(mistake.rewrite(trace, name)), None)
        if formula is None:
            continue
        probes = _probed(trace, formula)
        if not all(map(_near, probes, truth.probes)):
            found[name] = Prediction(_printed(_value(trace, formula), tolerance), probes)
    return found


def _probed(trace: Trace, formula: Expression) -> tuple[float, ...]:
    compiled = Compiled(formula)
    columns = [trace.probe(parent) for parent in compiled.parents]
    return tuple(compiled(*row) for row in zip(*columns, strict=True)) if columns else (compiled(),) * PROBES


def _value(trace: Trace, formula: Expression) -> float:
    compiled = Compiled(formula)
    return compiled(*[trace.number(parent) for parent in compiled.parents])


def _printed(value: float, tolerance: Tolerance) -> str:
    """The value at the digits that are asked for."""
    if not math.isfinite(value):
        return "nan"
    if tolerance.kind == "decimals":
        return f"{value:.{int(tolerance.amount)}f}"
    digits = int(tolerance.amount) if tolerance.kind == "significant" else USUAL_DIGITS
    return decimal_digits(rational(Fraction(value)), digits)


def _alike(mine: Predictions, theirs: Predictions, right: Predictions) -> bool:
    """Whether the two print one sheet, and not the right one, by the choice of the numbers alone."""
    if any(mine[name].printed != theirs[name].printed for name in right):
        return False
    if all(mine[name].printed == right[name].printed for name in right):
        return False
    return not any(_worlds_in_which_same(mine, theirs))


def _usually_the_same(mine: Predictions, right: Predictions) -> bool:
    """Whether a mistake is none in half of the random traces: then it is the problem's kind that hides it, not its numbers."""
    same = _worlds_in_which_same(mine, right)
    return 2 * sum(same) >= len(same)


def _worlds_in_which_same(mine: Predictions, theirs: Predictions) -> list[bool]:
    """For each random trace, whether the two give the same numbers: where the sign of an error decides, they do in some."""
    columns = [[_near(a, b) for a, b in zip(mine[name].probes, theirs[name].probes, strict=True)] for name in mine]
    return [all(world) for world in zip(*columns, strict=True)]


def _near(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_SAME, abs_tol=_SAME) or (math.isnan(one) and math.isnan(other))
