"""The arithmetic of the synthetic students against finite differences and published numbers, so that gold can be trusted."""

from __future__ import annotations

import random

import pytest

from tests.students.arithmetic import Rules, exact_values, value_of
from tests.students.expressions import Q
from tests.students.networks import Network, random_network

CLASSIC = Network(
    inputs=("0.05", "0.10"),
    weights=((("0.15", "0.20"), ("0.25", "0.30")), (("0.40", "0.45"), ("0.50", "0.55"))),
    biases=(("0.35",), ("0.60",)),
    shared=True,
    activations=("sigmoid", "sigmoid"),
    targets=("0.01", "0.99"),
    loss="half_squared_error",
    learning_rate="0.5",
)


def loss_with(rules: Rules, moved: Q, by: float) -> float:
    """The loss after one parameter has moved."""
    values = {q: float(text) for q, text in rules.net.given().items()}
    values[moved] += by
    return value_of(rules, Q("L"), values)


@pytest.mark.parametrize("seed", range(25))
def test_gradients_agree_with_finite_differences(seed: int) -> None:
    """The derivative by every parameter is the slope of the loss."""
    rules = Rules(random_network(random.Random(seed)))
    values = exact_values(rules)
    for parameter in [q for q in rules.net.given() if q.kind in {"W", "b"}]:
        slope = (loss_with(rules, parameter, 1e-6) - loss_with(rules, parameter, -1e-6)) / 2e-6
        gradient = value_of(rules, Q(f"dLd{parameter.kind}", parameter.l, parameter.j, parameter.i), values)
        assert gradient == pytest.approx(slope, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("seed", range(15))
def test_paths_and_reversed_signs_tell_the_same(seed: int) -> None:
    """Summed over paths, or with target minus output, the updated weights are the same."""
    net = random_network(random.Random(seed))
    if not net.learning_rate:
        net = CLASSIC
    after = {}
    ways = {"plain": Rules(net), "paths": Rules(net, paths=True), "reversed": Rules(net, reversed_sign=True, changes=True)}
    for name, rules in ways.items():
        values = exact_values(rules)
        after[name] = [value_of(rules, Q("W", q.l, q.j, q.i, 1), values) for q in net.given() if q.kind == "W"]
    assert after["paths"] == pytest.approx(after["plain"])
    assert after["reversed"] == pytest.approx(after["plain"])


def test_the_classic_example_gives_its_published_numbers() -> None:
    """The well-known 2-2-2 example: total error and two updated weights."""
    rules = Rules(CLASSIC)
    values = exact_values(rules)
    assert value_of(rules, Q("L"), values) == pytest.approx(0.298371109, abs=1e-9)
    assert value_of(rules, Q("W", 2, 1, 1, 1), values) == pytest.approx(0.35891648, abs=1e-8)
    assert value_of(rules, Q("W", 1, 1, 1, 1), values) == pytest.approx(0.149780716, abs=1e-9)
