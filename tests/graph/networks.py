"""Networks for these tests: many kinds, with their numbers, made without problem files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from grader.graph.build import build, parameters
from grader.graph.naming import named
from grader.graph.network import BiasKind, Layer, Network
from grader.graph.trace import Trace
from grader.graph.update import states

HALF = "half_squared_error"


def values(network: Network, seed: int, targets: list[str] | None = None) -> dict[str, Fraction]:
    """Random numbers with two decimals for all that is given; the targets where they are named."""
    source = random.Random(seed)

    def draw() -> Fraction:
        return Fraction(source.choice([-1, 1]) * source.randint(5, 95), 100)

    found = {parameter.name: draw() for parameter in parameters(network)}
    found |= {state: Fraction(0) for parameter in parameters(network) for state in states(network, parameter)}
    for sample in range(1, network.samples + 1) if network.samples else [None]:
        found |= {named("a", 0, i, sample=sample): draw() for i in range(1, network.inputs + 1)}
        wanted = targets or [str(abs(draw())) for _ in range(network.outputs)]
        found |= {named("t", k, sample=sample): Fraction(t) for k, t in enumerate(wanted, 1)}
    return found | {"eta": Fraction(1, 2)}


def trace(network: Network, seed: int = 1, targets: list[str] | None = None) -> Trace:
    """The network's trace with random numbers."""
    return Trace(build(network), values(network, seed, targets), network)


def dense(sizes: list[int], activations: list[str], loss: str = HALF, *, bias: BiasKind = "separate", **more: Any) -> Network:  # noqa: ANN401  whatever a network has
    """A network of these sizes."""
    layers = tuple(
        Layer(size, fan_in, activation, bias=bias, slope=Fraction(1, 10) if activation in {"leaky_relu", "elu"} else None)
        for size, fan_in, activation in zip(sizes[1:], sizes, activations, strict=False)
    )
    return Network(sizes[0], layers, loss, **more)


def kinds() -> Iterator[tuple[str, Trace]]:
    """One trace of each kind that matters."""
    for activation in ("sigmoid", "tanh", "leaky_relu", "softplus", "elu", "silu", "gelu"):
        yield activation, trace(dense([2, 3, 2], [activation, activation], rule="sgd", steps=1))
    yield "relu", trace(dense([2, 3, 2], ["relu", "identity"], "squared_error"), 3)
    yield "shared", trace(dense([2, 2, 2], ["sigmoid", "sigmoid"], bias="shared", rule="sgd", steps=2))
    yield "deep", trace(dense([2, 2, 3, 2], ["tanh", "sigmoid", "sigmoid"], "half_mean_squared_error", bias="none"))
    yield "cross entropy", trace(dense([2, 2, 3], ["tanh", "softmax"], "cross_entropy", hot_targets=True), 1, ["0", "1", "0"])
    yield "shares", trace(dense([2, 3], ["softmax"], "cross_entropy", hot_targets=True), 1, ["1/5", "1/2", "3/10"])
    yield "odd targets", trace(dense([2, 3], ["softmax"], "cross_entropy"), 1, ["1/5", "1/2", "1/5"])
    yield "softmax and squares", trace(dense([2, 3], ["softmax"], "mean_squared_error"))
    yield "binary", trace(dense([2, 2, 2], ["tanh", "sigmoid"], "binary_cross_entropy", loss_mean=True), 1, ["1", "0"])
    yield "binary shares", trace(dense([2, 2, 2], ["tanh", "sigmoid"], "binary_cross_entropy"), 1, ["3/4", "1/4"])
    yield "hinge", trace(dense([2, 2, 2], ["tanh", "identity"], "hinge"), 1, ["1", "-1"])
    yield "absolute", trace(dense([2, 2, 2], ["tanh", "identity"], "mean_absolute_error"))
    more: dict[str, Any] = {"beta1": Fraction(9, 10), "beta2": Fraction(99, 100), "epsilon": Fraction(1, 10**8), "steps": 2}
    yield "momentum", trace(dense([2, 2, 1], ["sigmoid", "sigmoid"], rule="momentum", **more))
    yield "adam in a batch", trace(dense([2, 1], ["sigmoid"], rule="adam", samples=2, batch_mean=True, **more))
    yield "rmsprop one by one", trace(dense([2, 2, 1], ["sigmoid", "sigmoid"], rule="rmsprop", samples=2, online=True, **more))


KINDS = dict(kinds())
