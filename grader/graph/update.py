"""The update rules: how a gradient moves a parameter, and the state that momentum, rmsprop and adam keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from grader.graph.naming import named
from grader.maths.expression import Apply, Expression, Ref
from grader.maths.simplify import TWO, constant, negated, over, plus, raised, times


class Rule(Protocol):
    """What of a network or a graph says how it is updated."""

    @property
    def rule(self) -> str | None:
        """sgd, momentum, adam or rmsprop."""

    @property
    def beta1(self) -> Fraction:
        """Momentum's beta, adam's first decay."""

    @property
    def beta2(self) -> Fraction:
        """Adam's second decay, rmsprop's only one."""

    @property
    def epsilon(self) -> Fraction:
        """What keeps the divisor from zero."""

    @property
    def weight_decay(self) -> Fraction:
        """The factor lambda in g + lambda W."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule apart from any network."""

    rule: str | None
    beta1: Fraction = Fraction(0)
    beta2: Fraction = Fraction(0)
    epsilon: Fraction = Fraction(0)
    weight_decay: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A weight or bias before update number `primes` + 1."""

    family: str
    index: tuple[int, ...]
    primes: int = 0
    frozen: bool = False
    decays: bool = False
    marked: bool = False  # its state carries its name: `v_x` of x, where a network's is `v[2,1,1]`

    @property
    def name(self) -> str:
        """Its canonical name."""
        return named(self.family, *self.index, primes=self.primes)

    @property
    def primed(self) -> str:
        """Its name after the update."""
        return named(self.family, *self.index, primes=self.primes + 1)

    @property
    def change(self) -> str:
        """The name of its change in this update."""
        return named(f"D{self.family}", *self.index, primes=self.primes)

    def state(self, family: str, later: int = 0) -> str:
        """The name of a state quantity that belongs to it: `m[1,2,1]` of a weight, `m[1,2]` of a bias."""
        return named(f"{family}_{self.family}" if self.marked else family, *self.index, primes=self.primes + later)


_STATES = {"momentum": ("v",), "rmsprop": ("v",), "adam": ("m", "v")}


def states(rule: Rule, parameter: Parameter) -> list[str]:
    """The names of the parameter's state before this update."""
    if parameter.frozen or rule.rule is None:
        return []
    return [parameter.state(family) for family in _STATES.get(rule.rule, ())]


def updated(rule: Rule, parameter: Parameter, gradient: Expression) -> Iterator[tuple[str, Expression]]:
    """The parameter's state after this update, each with its formula."""
    if parameter.frozen:
        return
    g = decayed(rule, parameter, gradient)
    if rule.rule == "momentum":
        yield parameter.state("v", 1), plus([times([constant(rule.beta1), Ref(parameter.state("v"))]), g])
    if rule.rule == "adam":
        yield _averaged(parameter, "m", rule.beta1, g)
    if rule.rule in {"adam", "rmsprop"}:
        yield _averaged(parameter, "v", rule.beta2, raised(g, TWO))
    if rule.rule == "adam":
        for family, beta in (("m", rule.beta1), ("v", rule.beta2)):
            corrected = over(Ref(parameter.state(family, 1)), constant(1 - beta ** (parameter.primes + 1)))
            yield parameter.state(f"{family}hat", 1), corrected


def _averaged(parameter: Parameter, family: str, beta: Fraction, new: Expression) -> tuple[str, Expression]:
    formula = plus([times([constant(beta), Ref(parameter.state(family))]), times([constant(1 - beta), new])])
    return parameter.state(family, 1), formula


def decayed(rule: Rule, parameter: Parameter, gradient: Expression) -> Expression:
    """The gradient with weight decay added: g + lambda W (weights alone; biases do not decay)."""
    if not (rule.weight_decay and parameter.decays):
        return gradient
    return plus([gradient, times([constant(rule.weight_decay), Ref(parameter.name)])])


def change(rule: Rule, parameter: Parameter, gradient: Expression) -> Expression:
    """The change of the parameter: -eta g for sgd, -eta v' for momentum, -eta mhat'/(sqrt(vhat') + epsilon) for adam."""
    return negated(times([Ref("eta"), _direction(rule, parameter, gradient)]))


def _direction(rule: Rule, parameter: Parameter, gradient: Expression) -> Expression:
    if rule.rule == "momentum":
        return Ref(parameter.state("v", 1))
    if rule.rule == "adam":
        return over(Ref(parameter.state("mhat", 1)), _spread(rule, parameter.state("vhat", 1)))
    g = decayed(rule, parameter, gradient)
    return over(g, _spread(rule, parameter.state("v", 1))) if rule.rule == "rmsprop" else g


def _spread(rule: Rule, name: str) -> Expression:
    return plus([Apply("sqrt", (Ref(name),)), constant(rule.epsilon)])
