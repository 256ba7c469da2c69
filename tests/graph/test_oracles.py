"""The trace against calculations that share nothing with it: a small reverse mode, fifty-digit arithmetic."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import NotFound
from grader.graph.build import build
from grader.graph.network import Layer, Network
from grader.graph.trace import Trace
from tests.graph.networks import dense, trace, values

CLASSIC = {
    "a[0,1]": ".05", "a[0,2]": ".10", "t[1]": ".01", "t[2]": ".99", "eta": ".5",
    "W[1,1,1]": ".15", "W[1,1,2]": ".20", "W[1,2,1]": ".25", "W[1,2,2]": ".30", "b[1]": ".35",
    "W[2,1,1]": ".40", "W[2,1,2]": ".45", "W[2,2,1]": ".50", "W[2,2,2]": ".55", "b[2]": ".60",
}  # fmt: skip


def classic() -> Trace:
    """The 2-2-2 network of the well-known example: shared biases that stay as they are."""
    layers = (Layer(2, 2, "sigmoid", bias="shared"), Layer(2, 2, "sigmoid", bias="shared"))
    network = Network(2, layers, "half_squared_error", rule="sgd", steps=1, frozen=("b",))
    return Trace(build(network), {name: Fraction(value) for name, value in CLASSIC.items()}, network)


def test_the_loss_after_the_published_update() -> None:
    """With the biases left alone, the loss falls to 0.2910278: the published 0.291027924 comes from rounded weights."""
    assert classic().number("L'") == pytest.approx(0.291027773694, abs=1e-12)


class Value:
    """A number that remembers how it was made: reverse mode in twenty lines."""

    def __init__(self, number: float, parents: tuple[tuple[Value, float], ...] = ()) -> None:
        """Keep the number and, for each parent, the slope by it."""
        self.number, self.parents, self.slope = number, parents, 0.0

    def __add__(self, other: Value) -> Value:
        return Value(self.number + other.number, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Value) -> Value:
        return Value(self.number * other.number, ((self, other.number), (other, self.number)))

    def squashed(self) -> Value:
        """The sigmoid."""
        a = 1 / (1 + math.exp(-self.number))
        return Value(a, ((self, a * (1 - a)),))

    def backward(self) -> None:
        """Fill in the slopes of all that this number was made of."""
        order: list[Value] = []
        stack, seen = [(self, False)], set()
        while stack:
            value, ready = stack.pop()
            if ready:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                stack += [(value, True), *[(parent, False) for parent, _ in value.parents]]
        self.slope = 1.0
        for value in reversed(order):
            for parent, slope in value.parents:
                parent.slope += slope * value.slope


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=3, max_size=4), st.integers(0, 10**6))
def test_independent_reverse_mode(sizes: list[int], seed: int) -> None:
    """All gradients of random sigmoid networks agree with a reverse mode that knows nothing of this one."""
    network = dense(sizes, ["sigmoid"] * 3)
    given_values = values(network, seed)
    ours = Trace(build(network), given_values, network)
    theirs = {name: Value(float(value)) for name, value in given_values.items()}
    below = [theirs[f"a[0,{i}]"] for i in range(1, sizes[0] + 1)]
    for number, size in enumerate(sizes[1:], 1):
        sums = [theirs[f"b[{number},{j}]"] for j in range(1, size + 1)]
        for j in range(size):
            for i, a in enumerate(below, 1):
                sums[j] = sums[j] + theirs[f"W[{number},{j + 1},{i}]"] * a
        below = [z.squashed() for z in sums]
    loss = Value(0.0)
    for k, a in enumerate(below, 1):
        miss = a + theirs[f"t[{k}]"] * Value(-1.0)
        loss = loss + miss * miss * Value(0.5)
    loss.backward()
    assert ours.number("L") == pytest.approx(loss.number, rel=1e-12)
    for name in given_values:
        if name[0] in "Wb":
            assert ours.number(f"dL/d{name}") == pytest.approx(theirs[name].slope, rel=1e-9, abs=1e-15)


def test_fifty_digits() -> None:
    """Fifty digits of an activation and of the loss agree with an independent library."""
    ours = classic()
    with mpmath.workdps(60):

        def m(text: str) -> mpmath.mpf:
            return mpmath.mpf(text)

        def squash(z: mpmath.mpf) -> mpmath.mpf:
            return 1 / (1 + mpmath.exp(-z))

        h1, h2 = squash(m(".15") * m(".05") + m(".2") * m(".1") + m(".35")), squash(m(".25") * m(".05") + m(".3") * m(".1") + m(".35"))
        o1, o2 = squash(m(".4") * h1 + m(".45") * h2 + m(".6")), squash(m(".5") * h1 + m(".55") * h2 + m(".6"))
        loss = ((o1 - m(".01")) ** 2 + (o2 - m(".99")) ** 2) / 2
        assert ours.digits("a[2,1]", 50) == mpmath.nstr(o1, 50)
        assert ours.digits("L", 50) == mpmath.nstr(loss, 50)
        assert mpmath.almosteq(m(str(ours.value("L").evalf(50))), loss, rel_eps=m("1e-48"))


def test_a_formula_names_its_parents() -> None:
    """The symbolic formula stands over symbols that are named like the parents."""
    symbols = {str(symbol) for symbol in classic().formula("z[1,1]").free_symbols}
    assert symbols == {"W[1,1,1]", "W[1,1,2]", "a[0,1]", "a[0,2]", "b[1]"}


def kinked(*, relu_at_zero: int = 0) -> Trace:
    """A network whose second hidden unit stands exactly at z = 0, where floats find 2.8e-17."""
    layers = (Layer(3, 2, "relu", relu_at_zero=relu_at_zero), Layer(1, 3, "identity"))
    network = Network(2, layers, "half_squared_error", rule="sgd", steps=1)
    weights = {"W[1,1,1]": ".8", "W[1,1,2]": ".6", "W[1,2,1]": ".8", "W[1,2,2]": "-.5", "W[1,3,1]": ".3", "W[1,3,2]": "-.5"}
    weights |= {"W[2,1,1]": ".4", "W[2,1,2]": "-.3", "W[2,1,3]": ".7", "b[1,1]": ".2", "b[1,2]": "-.1", "b[1,3]": "0", "b[2,1]": ".1"}
    weights |= {"a[0,1]": ".5", "a[0,2]": ".6", "t[1]": ".5", "eta": ".1"}
    return Trace(build(network), {name: Fraction(value) for name, value in weights.items()}, network)


def test_the_kink_is_seen_exactly() -> None:
    """At z = 0 exactly ReLU' is 0: no gradient passes, and all that follows is exact."""
    ours = kinked()
    assert ours.exact("z[1,2]") == 0
    assert ours.number("dL/dz[1,2]") == 0
    assert ours.digits("dL/dW[2,1,1]") == "-0.01536"
    assert ours.digits("L") == "0.000128"
    assert ours.digits("a'[2,1]", 13) == "0.4874883026944"
    assert ours.digits("L'") == "0.0000782712847335"


def test_the_kink_may_be_declared_one() -> None:
    """With relu_at_zero 1 the gradient passes at z = 0."""
    assert kinked(relu_at_zero=1).digits("dL/dz[1,2]") == "0.0048"


def test_floats_see_the_kink_too() -> None:
    """The compiled formulas count a cancelled pre-activation as 0."""
    ours = kinked()
    main = ours.compiled("z[1,2]")[0]
    assert main(*[ours.number(parent) for parent in main.parents]) == 0


def test_a_rewritten_trace_is_followed_downstream() -> None:
    """With one node's formula replaced, what rests on it changes and the rest stays."""
    ours = classic()
    found = ours.numbers({"a[1,1]": ours._formula("z[1,1]")}, ["a[1,1]", "z[2,1]", "a[1,2]"])
    assert found["a[1,1]"] == pytest.approx(0.3775)
    assert found["z[2,1]"] == pytest.approx(0.40 * 0.3775 + 0.45 * 0.596884378 + 0.60)
    assert found["a[1,2]"] == ours.number("a[1,2]")


def test_probes_are_the_same_every_time() -> None:
    """Two traces of one network are probed at the same random points."""
    assert classic().probe("dL/dW[1,1,1]") == classic().probe("dL/dW[1,1,1]")


def test_what_is_nothing_may_be_left_out() -> None:
    """Where givens of 0 are kept, a term that holds one is nothing; elsewhere it counts."""
    network = dense([2, 1], ["tanh"])
    ours = Trace(build(network), values(network, 1) | {"a[0,2]": Fraction(0)}, network)
    short = [w * x + b for w, x, b in zip(*[ours.probe(name, kept=True) for name in ("W[1,1,1]", "a[0,1]", "b[1,1]")], strict=True)]
    assert ours.probe("z[1,1]", kept=True) == pytest.approx(short)
    assert ours.probe("z[1,1]") != pytest.approx(short)


def test_what_is_not_there_is_not_found() -> None:
    """Asking for a quantity that the problem does not have says so."""
    for ask in (classic().node, classic().number, classic().exact, classic().probe, classic().value):
        with pytest.raises(NotFound):
            ask("z[9,9]")


def test_the_usual_problem_is_built_at_once() -> None:
    """A 2-2-2 network stands within 20 ms."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        classic().number("L")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02


def test_a_wide_network_is_within_reach() -> None:
    """64-64-10 with an update is built, and its loss after the update found, within seconds."""
    start = time.perf_counter()
    wide = trace(dense([64, 64, 10], ["sigmoid", "sigmoid"], rule="sgd", steps=1))
    assert wide.number("L'") < wide.number("L")
    assert time.perf_counter() - start < 30
