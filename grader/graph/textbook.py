"""What the chain rule alone does not say of a network: closed forms, shortcuts and other customary decompositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from grader.graph.build import bias_name
from grader.graph.losses import loss
from grader.graph.naming import Pass, derivative, named
from grader.graph.network import Layer, Network
from grader.graph.quantity import Derivative, Variable, quantity
from grader.maths.expression import Apply, Expression, Ref, product, total
from grader.maths.simplify import ONE, TWO, constant, minus, negated, over, plus, raised, times


class Textbook:
    """The customary formulas of one network, by the quantity's canonical name."""

    def __init__(self, network: Network) -> None:
        """Keep the network's shape."""
        self._network = network

    def formula(self, name: str) -> Expression | None:
        """The usual formula where it is not the chain rule's own; None where it is."""
        read = quantity(name)
        if not isinstance(read, Derivative):
            return None
        found = self._shortcut(read)
        if found is not None and self._network.loss == "cross_entropy":
            return found
        return None

    def others(self, name: str) -> Iterator[Expression]:
        """Further decompositions over named quantities."""
        read = quantity(name)
        if isinstance(read, Variable):
            yield from self._of_variable(read)
            return
        found = self._shortcut(read)
        if found is not None:
            yield found
        yield from self._beyond_identity(read)
        yield from self._loss_slopes(read)
        yield from self._activation_slopes(read)
        yield from self._weight_gradients(read)

    def _shortcut(self, read: Derivative) -> Expression | None:
        """The shortcut a - t: the derivative of cross entropy through softmax, or of binary cross entropy through a sigmoid."""
        last, by = self._network.layer(self._network.depth), read.by
        pair = (self._network.loss, last.activation)
        if by.family != "z" or by.index[:1] != (self._network.depth,) or read.of.family != "L":
            return None
        at, j = Pass(by.primes, read.of.sample), by.index[1]
        a, t = at.ref("a", self._network.depth, j), Ref(at.given("t", j))
        if pair == ("cross_entropy", "softmax"):
            return self._softmax_shortcut(read, at, a, t)
        if pair == ("binary_cross_entropy", "sigmoid") and read.of.index in {(), (j,)}:
            share = Fraction(1, last.size) if self._network.loss_mean else Fraction(1)
            return times([constant(share), minus(a, t)])
        return None

    def _softmax_shortcut(self, read: Derivative, at: Pass, a: Expression, t: Expression) -> Expression:
        if read.of.index:
            (k,) = read.of.index
            return times([Ref(at.given("t", k)), minus(a, ONE) if k == read.by.index[1] else a])
        if self._network.hot_targets:
            return minus(a, t)
        targets: list[Expression] = [Ref(at.given("t", k)) for k in range(1, self._network.outputs + 1)]
        return minus(times([a, total(targets)]), t)

    def _beyond_identity(self, read: Derivative) -> Iterator[Expression]:
        """A slope of 1 is a factor all the same: dL/dz = dL/da * da/dz."""
        of, by = read.of, read.by
        if of.family == "L" and by.family == "z" and self._network.layer(by.index[0]).activation == "identity":
            at = Pass(by.primes, of.sample)
            unit = at.own("a", *by.index)
            yield product([Ref(derivative(str(of), unit)), Ref(derivative(unit, str(by)))])

    def _unit_slope(self, read: Derivative) -> Layer | None:
        of, by = read.of, read.by
        if of.family == "a" and by.family == "z" and of.index == by.index and of.primes == by.primes:
            return self._network.layer(of.index[0])
        return None

    def _loss_slopes(self, read: Derivative) -> Iterator[Expression]:
        of, by, network = read.of, read.by, self._network
        if of.family != "L" or by.family != "a" or by.index[0] != network.depth or network.loss is None:
            return
        at, k = Pass(by.primes, of.sample), by.index[1]
        if of.index not in {(), (k,)}:
            return
        row = loss(network.loss, mean=network.loss_mean)
        for form in row.others:
            yield form(Ref(at.given("t", k)), at.ref("a", network.depth, k), Fraction(1, network.outputs))

    def _activation_slopes(self, read: Derivative) -> Iterator[Expression]:
        layer = self._unit_slope(read)
        if layer is None or layer.relu_at_zero:
            return
        z: Expression = Ref(named("z", *read.by.index, primes=read.by.primes, sample=read.of.sample))
        a: Expression = Ref(str(read.of))
        yield from _SLOPES.get(layer.activation, _none)(z, a)

    def _weight_gradients(self, read: Derivative) -> Iterator[Expression]:
        of, by, network = read.of, read.by, self._network
        if of.family != "L" or by.family != "W" or (network.samples and of.sample is None):
            return
        (number, j, i), at = by.index, Pass(by.primes, of.sample)
        layer = network.layer(number)
        bias = bias_name(layer, at, number, j)
        if bias is not None and layer.bias == "separate" and layer.bias_input == 1:
            yield product([Ref(derivative(str(of), bias)), Ref(at.activation(number - 1, i))])

    def _of_variable(self, read: Variable) -> Iterator[Expression]:
        family, network = read.family, self._network
        if family in {"W", "b"} and read.primes and not self._is_frozen(read):
            before = named(family, *read.index, primes=read.primes - 1)
            yield Ref(before) + Ref(named(f"D{family}", *read.index, primes=read.primes - 1))
        elif family in {"DW", "Db"}:
            bare = family[1:]
            yield minus(Ref(named(bare, *read.index, primes=read.primes + 1)), Ref(named(bare, *read.index, primes=read.primes)))
        elif family == "L" and not read.index and network.loss is not None and not (network.samples and read.sample is None):
            at, row = Pass(read.primes, read.sample), loss(network.loss, mean=network.loss_mean)
            share = Fraction(1, network.outputs)
            yield plus(row.term(Ref(at.given("t", k)), at.ref("a", network.depth, k), share) for k in range(1, network.outputs + 1))

    def _is_frozen(self, read: Variable) -> bool:
        names = {read.family, f"{read.family}[{read.index[0]}]", named(read.family, *read.index)}
        return not names.isdisjoint(self._network.frozen)


def _none(_: Expression, __: Expression) -> Iterator[Expression]:
    yield from ()


def _sigmoid_slopes(z: Expression, _: Expression) -> Iterator[Expression]:
    sigma, power = Apply("sigmoid", (z,)), Apply("exp", (negated(z),))
    yield times([sigma, minus(ONE, sigma)])
    yield over(power, raised(plus([ONE, power]), TWO))


def _tanh_slopes(z: Expression, _: Expression) -> Iterator[Expression]:
    yield minus(ONE, raised(Apply("tanh", (z,)), TWO))


def _relu_slopes(_: Expression, a: Expression) -> Iterator[Expression]:
    yield Apply("step", (a,))


_SLOPES: Mapping[str, Callable[[Expression, Expression], Iterator[Expression]]] = {
    "sigmoid": _sigmoid_slopes,
    "tanh": _tanh_slopes,
    "relu": _relu_slopes,
}
