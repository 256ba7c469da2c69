"""The networks of these tests twice: as traces, and in plain floats."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product

from grader.graph.build import Blueprint, build
from grader.graph.network import BiasKind, Layer, Network
from grader.graph.trace import Trace
from grader.maths.expression import Apply, Constant, Ref
from grader.problem import load
from tests.mistakes.plain import Plain

SQUARES = {0.5: "half_squared_error", 1.0: "squared_error"}
PLAIN = {
    "sigmoid": Plain(
        [0.05, 0.10],
        [[[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]],
        [[0.35, 0.35], [0.60, 0.62]],
        ["sigmoid", "sigmoid"],
        [0.01, 0.99],
    ),
    "relu": Plain(
        [0.5, 0.6],
        [[[0.8, 0.6], [0.8, -0.5], [0.3, -0.5]], [[0.4, -0.3, 0.7]]],
        [[0.2, -0.1, 0.0], [0.1]],
        ["relu", "identity"],
        [0.3],
        eta=0.1,
    ),
    "tanh": Plain(
        [0.5, -0.3, 0.8],
        [[[0.2, 0.7, -0.4], [-0.5, 0.1, 0.9]], [[0.6, -0.8], [0.3, 0.5]]],
        [[0.1, -0.2], [0.05, 0.15]],
        ["tanh", "tanh"],
        [0.4, -0.6],
        scale=1.0,
        eta=0.2,
    ),
    "shared": Plain(
        [0.3, 0.9],
        [[[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]],
        [[0.35, 0.35], [0.60, 0.60]],
        ["sigmoid", "sigmoid"],
        [0.2, 0.7],
        shared=True,
    ),
}


def exact(number: float) -> Fraction:
    """The decimal that a float was written as."""
    return Fraction(str(number))


@cache
def trace_of(key: str) -> Trace:
    """The trace of a plain network: squared errors, one step of gradient descent."""
    plain = PLAIN[key]
    bias: BiasKind = "shared" if plain.shared else "separate"
    layers = tuple(Layer(len(rows), len(rows[0]), f, bias=bias) for rows, f in zip(plain.weights, plain.functions, strict=True))
    network = Network(len(plain.inputs), layers, SQUARES[plain.scale], rule="sgd", steps=1)
    values = {f"a[0,{i}]": exact(x) for i, x in enumerate(plain.inputs, 1)}
    values |= {f"t[{k}]": exact(t) for k, t in enumerate(plain.targets, 1)} | {"eta": exact(plain.eta)}
    for number, layer in enumerate(layers, 1):
        for j, i in product(range(1, layer.size + 1), range(1, layer.fan_in + 1)):
            values[f"W[{number},{j},{i}]"] = exact(plain.w(number, j, i))
        for j in range(1, layer.size + 1):
            values[f"b[{number}]" if plain.shared else f"b[{number},{j}]"] = exact(plain.b(number, j))
    return Trace(build(network), values, network)


def random_trace(network: Network) -> Trace:
    """A trace whose givens are small decimals of changing sign, always the same."""
    plan = build(network)
    given = {name: Fraction((37 * n) % 19 - 9 or 4, 10) for n, name in enumerate(plan.given, 1)}
    return Trace(plan, given | ({"eta": Fraction(1, 2)} if "eta" in given else {}), network)


def dense(inputs: int, sizes: list[tuple[int, str]], loss: str | None, **options: object) -> Network:
    """A network of layers (size, activation) with one step of its rule."""
    fans = [inputs, *(size for size, _ in sizes)]
    layers = tuple(Layer(size, fan, name) for (size, name), fan in zip(sizes, fans, strict=False))
    return Network(inputs, layers, loss, **{"rule": "sgd", "steps": 1, **options})  # type: ignore[arg-type]


@cache
def odd_traces() -> dict[str, Trace]:
    """Traces of other kinds: softmax, cross entropies, momentum, adam, batches, a threshold, a forward pass alone."""
    ninth = Fraction(9, 10)
    threshold = Network(2, (Layer(2, 2, "sigmoid", bias_input=Fraction(-1)),), "half_squared_error", rule="sgd", steps=1)
    networks = {
        "softmax": dense(2, [(3, "tanh"), (3, "softmax")], "cross_entropy", hot_targets=True),
        "binary": dense(2, [(2, "sigmoid"), (2, "sigmoid")], "binary_cross_entropy", loss_mean=True),
        "adam": dense(2, [(2, "relu"), (1, "sigmoid")], "half_squared_error", rule="adam", beta1=ninth, beta2=Fraction(999, 1000)),
        "momentum": dense(2, [(2, "sigmoid"), (2, "relu"), (2, "sigmoid")], "squared_error", rule="momentum", beta1=ninth, steps=2),
        "rmsprop": dense(1, [(2, "softplus"), (1, "identity")], "mean_absolute_error", rule="rmsprop", beta1=ninth, beta2=ninth),
        "batch": dense(2, [(2, "tanh"), (1, "sigmoid")], "half_mean_squared_error", samples=2),
        "batch mean": dense(2, [(1, "sigmoid")], "half_squared_error", samples=3, batch_mean=True),
        "online": dense(2, [(2, "tanh"), (1, "sigmoid")], "hinge", samples=2, online=True, steps=2),
        "threshold": threshold,
        "forward": dense(2, [(2, "elu"), (2, "identity")], None, rule=None, steps=0),
        "wide": dense(3, [(4, "relu"), (3, "softmax")], "cross_entropy", hot_targets=True),
    }
    return {key: random_trace(network) for key, network in networks.items()} | {"time": through_time()} | graphs()


def graphs() -> dict[str, Trace]:
    """Traces of the bank's own: gated cells, normalisation, convolution, attention, weight decay."""
    names = (
        "lstm-step", "gru-step", "batch-norm-four", "layer-norm-residual", "convolution-pool",
        "attention-one-query", "attention-two-tokens", "rmsprop-decay",
    )  # fmt: skip
    return {name: load(name).trace for name in names}


def through_time() -> Trace:
    """Two steps of a scalar tanh cell: a_t = u x_t + v h_(t-1), L = (h_2 - t_2)^2 / 2 + (h_1 - t_1)^2 / 2."""
    plan = Blueprint()
    given = {"x_1": "1", "x_2": "2", "t_1": "0.5", "t_2": "-1", "u": "0.5", "v": "0.3", "h_0": "0.2"}
    for name in given:
        plan.give(name)
    half, two = Constant(Fraction(1, 2)), Constant(Fraction(2))
    for step in (1, 2):
        plan.define(f"a_{step}", Ref("u") * Ref(f"x_{step}") + Ref("v") * Ref(f"h_{step - 1}"))
        plan.define(f"h_{step}", Apply("tanh", (Ref(f"a_{step}"),)))
    terms = [half * (Ref(f"h_{step}") - Ref(f"t_{step}")) ** two for step in (1, 2)]
    plan.define("L", terms[0] + terms[1])
    plan.order.extend(["dL/dh_2", "dh_2/da_2", "dL/da_2", "dL/dh_1", "dL/da_1", "dL/dv", "dL/du"])
    return Trace(plan, {name: Fraction(value) for name, value in given.items()})
