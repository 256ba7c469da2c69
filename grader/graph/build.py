"""A dense network spelt out: the definition of every quantity of its passes, and the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from grader.graph.losses import loss
from grader.graph.naming import Pass, derivative, named
from grader.graph.network import Layer, Network
from grader.graph.update import Parameter, Rule, change, states, updated
from grader.maths.expression import Apply, Expression, Ref, total
from grader.maths.simplify import ONE, constant, minus, negated, over, times


@dataclass(slots=True)
class Blueprint:
    """What a trace is made of.

    `definitions` holds each quantity's formula over other names, `order` all standing names with parents first (those without
    a definition are given or derivatives), `carried` the names through which no derivative is taken: what an update makes.
    """

    definitions: dict[str, Expression] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    closed: dict[str, Expression] = field(default_factory=dict)  # slopes written their own way, by the derivative's name
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of whole vectors and matrices of a graph
    targets: list[str] = field(default_factory=list)  # what is differentiated: the loss of each pass
    states: list[str] = field(default_factory=list)  # of momentum, rmsprop, adam before the first update: 0 for everybody
    moved: list[str] = field(default_factory=list)  # parameters after an update

    def define(self, name: str, formula: Expression) -> None:
        """Add a quantity with its formula."""
        self.definitions[name] = formula
        self.order.append(name)

    def give_states(self, names: list[str]) -> None:
        """Add what an update rule starts from."""
        self.states.extend(names)
        for name in names:
            self.give(name)

    def carry(self, name: str, formula: Expression) -> None:
        """Add a quantity that an update makes: no derivative is taken through it."""
        self.define(name, formula)
        self.carried.add(name)

    def give(self, name: str) -> None:
        """Add a quantity whose value is the author's."""
        self.given.append(name)
        self.order.append(name)


def parameters(network: Network, primes: int = 0) -> Iterator[Parameter]:
    """The weights and biases, layer by layer, in the order of the problem file."""
    for number, layer in enumerate(network.layers, 1):
        frozen = [family in network.frozen or f"{family}[{number}]" in network.frozen for family in ("W", "b")]
        for j in range(1, layer.size + 1):
            for i in range(1, layer.fan_in + 1):
                yield _parameter(network, "W", (number, j, i), primes, frozen=frozen[0])
        for index in bias_indices(layer, number):
            yield _parameter(network, "b", index, primes, frozen=frozen[1])


def _parameter(network: Network, family: str, index: tuple[int, ...], primes: int, *, frozen: bool) -> Parameter:
    return Parameter(family, index, primes, frozen=frozen or named(family, *index) in network.frozen, decays=family == "W")


def bias_indices(layer: Layer, number: int) -> list[tuple[int, ...]]:
    """The indices of the layer's biases: one each, one shared, or none."""
    if layer.bias == "none":
        return []
    return [(number,)] if layer.bias == "shared" else [(number, j) for j in range(1, layer.size + 1)]


def bias_name(layer: Layer, at: Pass, number: int, unit: int) -> str | None:
    """The bias that enters the unit; None where there is none."""
    if layer.bias == "none":
        return None
    return at.shared("b", number) if layer.bias == "shared" else at.shared("b", number, unit)


def build(network: Network) -> Blueprint:
    """All quantities of the network: given, forward, loss, backward, update, and the passes after each update."""
    plan = Blueprint()
    _givens(network, plan)
    for primes in range(network.steps + 1):
        samples = _samples_of(network, primes)
        for sample in samples:
            _forward(network, plan, Pass(primes, sample))
        _batch_loss(network, plan, primes)
        if network.loss is not None:
            for sample in samples:
                _backward(network, plan, Pass(primes, sample))
            _batch_gradients(network, plan, primes)
        if primes < network.steps:
            _update(network, plan, primes)
    return plan


def _samples_of(network: Network, primes: int) -> list[int | None]:
    if not network.samples:
        return [None]
    if network.online and primes < network.steps:
        return [primes % network.samples + 1]
    return list(range(1, network.samples + 1))


def _givens(network: Network, plan: Blueprint) -> None:
    for sample in range(1, network.samples + 1) if network.samples else (None,):
        at = Pass(0, sample)
        for i in range(1, network.inputs + 1):
            plan.give(at.given("a", 0, i))
        if network.loss is not None:
            for k in range(1, network.outputs + 1):
                plan.give(at.given("t", k))
    if network.rule is not None:
        plan.give("eta")
    for parameter in parameters(network):
        plan.give(parameter.name)
    for parameter in parameters(network):
        plan.give_states(states(network, parameter))


def _forward(network: Network, plan: Blueprint, at: Pass) -> None:
    for number, layer in enumerate(network.layers, 1):
        for j in range(1, layer.size + 1):
            plan.define(at.own("z", number, j), _preactivation(layer, at, number, j))
        for j in range(1, layer.size + 1):
            plan.define(at.own("a", number, j), _activation(layer, at, number, j))
            if layer.activation == "relu" and layer.relu_at_zero:
                z = at.ref("z", number, j)
                plan.closed[derivative(at.own("a", number, j), z.name)] = minus(ONE, Apply("step", (negated(z),)))
    if network.loss is not None:
        plan.targets.append(at.own("L"))
        row = loss(network.loss, mean=network.loss_mean)
        share = Fraction(1, network.outputs)
        for k in range(1, network.outputs + 1):
            t, a = Ref(at.given("t", k)), at.ref("a", network.depth, k)
            plan.define(at.own("L", k), row.term(t, a, share))
            plan.closed[derivative(at.own("L", k), a.name)] = row.slope(t, a, share)
        plan.define(at.own("L"), total([at.ref("L", k) for k in range(1, network.outputs + 1)]))


def _preactivation(layer: Layer, at: Pass, number: int, unit: int) -> Expression:
    terms: list[Expression] = [Ref(at.shared("W", number, unit, i)) * Ref(at.activation(number - 1, i)) for i in range(1, layer.fan_in + 1)]
    bias = bias_name(layer, at, number, unit)
    if bias is not None:
        terms.append(times([constant(layer.bias_input), Ref(bias)]))
    return total(terms)


def _activation(layer: Layer, at: Pass, number: int, unit: int) -> Expression:
    z = at.ref("z", number, unit)
    if layer.activation == "identity":
        return z
    if layer.activation == "softmax":
        powers: list[Expression] = [Apply("exp", (at.ref("z", number, k),)) for k in range(1, layer.size + 1)]
        return over(powers[unit - 1], total(powers))
    if layer.activation in {"leaky_relu", "elu"}:
        return Apply(layer.activation, (z, constant(layer.slope if layer.slope is not None else 1)))
    return Apply(layer.activation, (z,))


def _batch_loss(network: Network, plan: Blueprint, primes: int) -> None:
    if network.samples and network.loss is not None and not network.online:
        terms: list[Expression] = [Ref(named("L", primes=primes, sample=s)) for s in range(1, network.samples + 1)]
        plan.targets.append(named("L", primes=primes))
        share = Fraction(1, network.samples) if network.batch_mean else Fraction(1)
        plan.define(named("L", primes=primes), times([constant(share), total(terms)]))


def _backward(network: Network, plan: Blueprint, at: Pass) -> None:
    whole, order = at.own("L"), plan.order
    for number in range(network.depth, 0, -1):
        layer = network.layer(number)
        units = range(1, layer.size + 1)
        parts = [at.own("L", k) for k in range(1, network.outputs + 1)]
        below = range(1, layer.fan_in + 1)
        for j in units:
            a, z = at.own("a", number, j), at.own("z", number, j)
            mine = [parts[j - 1]] if number == network.depth else parts
            order.extend(derivative(part, a) for part in mine)
            order.append(derivative(whole, a))
            heads = [at.own("a", number, k) for k in units] if layer.activation == "softmax" else [a]
            order.extend(derivative(head, z) for head in heads)
        for j in units:
            z = at.own("z", number, j)
            mine = [parts[j - 1]] if number == network.depth and layer.activation != "softmax" else parts
            order.extend(derivative(part, z) for part in mine)
            order.append(derivative(whole, z))
            order.extend(derivative(z, at.shared("W", number, j, i)) for i in below)
            bias = bias_name(layer, at, number, j)
            order.extend([derivative(z, bias)] if bias is not None else [])
            order.extend(derivative(z, at.activation(number - 1, i)) for i in below if number > 1)
        for parameter in parameters(network, at.primes):
            if parameter.index[0] == number:
                order.append(derivative(whole, parameter.name))


def _batch_gradients(network: Network, plan: Blueprint, primes: int) -> None:
    if network.samples and not network.online:
        plan.order.extend(derivative(named("L", primes=primes), parameter.name) for parameter in parameters(network, primes))


def _update(network: Network, plan: Blueprint, primes: int) -> None:
    sample = _samples_of(network, primes)[0] if network.online else None
    whole = named("L", primes=primes, sample=sample)
    for parameter in parameters(network, primes):
        move(plan, network, parameter, whole)


def move(plan: Blueprint, rule: Rule, parameter: Parameter, whole: str) -> None:
    """Add one parameter's update by the derivative of `whole`: its state, its change, its new value."""
    gradient = Ref(derivative(whole, parameter.name))
    for name, formula in updated(rule, parameter, gradient):
        plan.carry(name, formula)
    if parameter.frozen:
        plan.carry(parameter.primed, Ref(parameter.name))
        return
    difference = change(rule, parameter, gradient)
    plan.carry(parameter.change, difference)
    plan.carry(parameter.primed, Ref(parameter.name) + difference)
    plan.moved.append(parameter.primed)
