"""Any computation spelt out: what is given and defined, element by element, its derivatives, updates and the passes after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.graph.build import Blueprint, move
from grader.graph.naming import derivative, named
from grader.graph.update import Choice, Parameter, states
from grader.maths.expression import Expression, Ref, references, substitute
from grader.maths.tensor import Tensor, indices


@dataclass(frozen=True, slots=True)
class Computation:
    """The shapes of what is given, the formulas of what is defined, in order; what is differentiated and updated."""

    given: Mapping[str, tuple[int, ...]]
    define: Mapping[str, Tensor]
    differentiate: str | None = None  # a scalar's name
    choice: Choice | None = None
    parameters: tuple[str, ...] = ()  # whole names of what is updated
    steps: int = 0


def element_names(name: str, shape: tuple[int, ...], primes: int = 0) -> list[str]:
    """The names of the elements in row order; the name itself for one number."""
    return [named(name, *[step + 1 for step in index], primes=primes) for index in indices(shape)]


def symbol(name: str, shape: tuple[int, ...]) -> Tensor:
    """The quantity as references to its elements."""
    return Tensor(shape, tuple(Ref(each) for each in element_names(name, shape)))


def spell_out(task: Computation) -> Blueprint:
    """All quantities of the computation."""
    plan = Blueprint()
    plan.shapes |= dict(task.given) | {name: value.shape for name, value in task.define.items()}
    for name, shape in task.given.items():
        for each in element_names(name, shape):
            plan.give(each)
    _give_states(plan, task)
    for primes in range(task.steps + 1):
        _one_pass(plan, task, primes)
        if primes < task.steps and task.choice is not None and task.differentiate is not None:
            for parameter in _parameters(task, primes):
                move(plan, task.choice, parameter, _primed(task, task.differentiate, primes))
    return plan


def _give_states(plan: Blueprint, task: Computation) -> None:
    if task.choice is None or not task.steps:
        return
    if "eta" not in task.given:
        plan.give("eta")
    for parameter in _parameters(task, 0):
        if not parameter.frozen:
            plan.give_states(states(task.choice, parameter))


def _parameters(task: Computation, primes: int) -> Iterator[Parameter]:
    """What is updated, element by element; what does not move the target stays as it is."""
    moving = influences(task)
    for name in task.parameters:
        shape = task.given[name]
        for index, each in zip(indices(shape), element_names(name, shape), strict=True):
            yield Parameter(name, tuple(step + 1 for step in index), primes, frozen=each not in moving, decays=True, marked=True)


def influences(task: Computation) -> frozenset[str]:
    """The names, in the first pass, that what is differentiated rests on."""
    reached = {task.differentiate}
    defined = [
        (each, item)
        for name, value in task.define.items()
        for each, item in zip(element_names(name, value.shape), value.items, strict=True)
    ]
    for name, formula in reversed(defined):
        if name in reached:
            reached.update(references(formula))
    return frozenset(name for name in reached if name is not None)


def _one_pass(plan: Blueprint, task: Computation, primes: int) -> None:
    for name, value in task.define.items():
        for each, formula in zip(element_names(name, value.shape, primes), value.items, strict=True):
            plan.define(each, _later(task, formula, primes))
    if task.differentiate is not None:
        plan.targets.append(_primed(task, task.differentiate, primes))
        plan.order.extend(_derivatives(plan, task, task.differentiate, primes))


def _later(task: Computation, formula: Expression, primes: int) -> Expression:
    return substitute(formula, lambda name: Ref(_primed(task, name, primes))) if primes else formula


def _primed(task: Computation, name: str, primes: int) -> str:
    """The name in the pass after so many updates: what is given and never updated keeps its own."""
    family, bracket, rest = name.partition("[")
    moves = family in task.parameters or family in task.define
    return f"{family}{chr(39) * primes}{bracket}{rest}" if moves else name


def _derivatives(plan: Blueprint, task: Computation, target: str, primes: int) -> Iterator[str]:
    """Derivatives of the target by all that it depends on, the last defined first; before each, the local ones."""
    whole = _primed(task, target, primes)
    defined = [_primed(task, each, primes) for name, value in task.define.items() for each in element_names(name, value.shape)]
    given = [_primed(task, each, primes) for name, shape in task.given.items() for each in element_names(name, shape)]
    reached = {whole}
    for name in reversed(defined):
        if name in reached:
            reached.update(references(plan.definitions[name]))
    for name in reversed(defined):
        if name in reached:
            yield from (derivative(name, parent) for parent in dict.fromkeys(references(plan.definitions[name])) if name != whole)
    yield from (derivative(whole, name) for name in [*reversed(defined), *given] if name in reached and name != whole)
