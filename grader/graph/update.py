"""The update rules: how a gradient moves a parameter, and the state that momentum, rmsprop and adam keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from grader.graph.naming import named
from grader.graph.network import Network
from grader.maths.expression import Apply, Expression, Ref
from grader.maths.simplify import TWO, constant, negated, over, plus, raised, times


@dataclass(frozen=True, slots=True)
class Parameter:
    """A weight or bias before update number `primes` + 1."""

    family: str
    index: tuple[int, ...]
    primes: int = 0
    frozen: bool = False

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
        return named(family, *self.index, primes=self.primes + later)


_STATES = {"momentum": ("v",), "rmsprop": ("v",), "adam": ("m", "v")}


def states(network: Network, parameter: Parameter) -> list[str]:
    """The names of the parameter's state before this update."""
    if parameter.frozen or network.rule is None:
        return []
    return [parameter.state(family) for family in _STATES.get(network.rule, ())]


def updated(network: Network, parameter: Parameter, gradient: Expression) -> Iterator[tuple[str, Expression]]:
    """The parameter's state after this update, each with its formula."""
    if parameter.frozen:
        return
    g = decayed(network, parameter, gradient)
    if network.rule == "momentum":
        yield parameter.state("v", 1), plus([times([constant(network.beta1), Ref(parameter.state("v"))]), g])
    if network.rule == "adam":
        yield _averaged(parameter, "m", network.beta1, g)
    if network.rule in {"adam", "rmsprop"}:
        yield _averaged(parameter, "v", network.beta2, raised(g, TWO))
    if network.rule == "adam":
        for family, beta in (("m", network.beta1), ("v", network.beta2)):
            corrected = over(Ref(parameter.state(family, 1)), constant(1 - beta ** (parameter.primes + 1)))
            yield parameter.state(f"{family}hat", 1), corrected


def _averaged(parameter: Parameter, family: str, beta: Fraction, new: Expression) -> tuple[str, Expression]:
    formula = plus([times([constant(beta), Ref(parameter.state(family))]), times([constant(1 - beta), new])])
    return parameter.state(family, 1), formula


def decayed(network: Network, parameter: Parameter, gradient: Expression) -> Expression:
    """The gradient with weight decay added: g + lambda W (weights alone; biases do not decay)."""
    if not network.weight_decay or parameter.family != "W":
        return gradient
    return plus([gradient, times([constant(network.weight_decay), Ref(parameter.name)])])


def change(network: Network, parameter: Parameter, gradient: Expression) -> Expression:
    """The change of the parameter: -eta g for sgd, -eta v' for momentum, -eta mhat'/(sqrt(vhat') + epsilon) for adam."""
    return negated(times([Ref("eta"), _direction(network, parameter, gradient)]))


def _direction(network: Network, parameter: Parameter, gradient: Expression) -> Expression:
    if network.rule == "momentum":
        return Ref(parameter.state("v", 1))
    if network.rule == "adam":
        return over(Ref(parameter.state("mhat", 1)), _spread(network, parameter.state("vhat", 1)))
    g = decayed(network, parameter, gradient)
    return over(g, _spread(network, parameter.state("v", 1))) if network.rule == "rmsprop" else g


def _spread(network: Network, name: str) -> Expression:
    return plus([Apply("sqrt", (Ref(name),)), constant(network.epsilon)])
