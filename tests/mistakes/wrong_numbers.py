"""What each wrong rule gives in plain floats, worked out by hand: id, network, quantity, number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from tests.mistakes.plain import Plain, sigmoid
from tests.mistakes.traces import PLAIN


class Wrong(NamedTuple):
    """A quantity and what one who follows the rule gets for it."""

    cause: str
    network: str
    quantity: str
    number: float


def table() -> list[Wrong]:
    """All rows."""
    rows: list[Wrong] = []
    for key, plain in PLAIN.items():
        for parts in (_forward, _loss, _backward, _gradients, _updates):
            rows.extend(Wrong(cause, key, quantity, number) for cause, quantity, number in parts(plain))
    rows.extend(Wrong(cause, key, quantity, number) for key in ("sigmoid", "shared") for cause, quantity, number in _sigmoid(PLAIN[key]))
    return rows + list(_special())


Row = tuple[str, str, float]


def _sum(plain: Plain, layer: int, unit: int) -> float:
    return plain.z[layer][unit - 1] - plain.b(layer, unit)


def _forward(o: Plain) -> Iterator[Row]:
    z, a = o.z, o.a
    yield "bias-omitted", "z[1,1]", _sum(o, 1, 1)
    yield "bias-omitted", "a[1,1]", {"sigmoid": sigmoid, "tanh": math.tanh}.get(o.functions[0], abs)(_sum(o, 1, 1))
    if len(a[1]) == len(a[0]):
        yield "weights-transposed", "z[1,1]", o.w(1, 1, 1) * a[0][0] + o.w(1, 2, 1) * a[0][1] + o.b(1, 1)
    yield "activation-skipped", "a[1,1]", z[1][0]
    deeper = sum(o.w(2, 1, i) * z[1][i - 1] for i in range(1, len(z[1]) + 1)) + o.b(2)
    yield "activation-skipped", "z[2,1]", deeper
    yield "wrong-activation", "a[1,1]", math.tanh(z[1][0]) if o.functions[0] != "tanh" else sigmoid(z[1][0])
    if len(a[0]) >= len(a[1]):
        yield "input-for-activation", "z[2,1]", sum(o.w(2, 1, i) * a[0][i - 1] for i in range(1, len(a[1]) + 1)) + o.b(2)
    rest = sum(o.w(1, 1, i) * a[0][i - 1] for i in range(3, len(a[0]) + 1)) + o.b(1)
    yield "same-operand-twice", "z[1,1]", o.w(1, 1, 1) * (a[0][0] + a[0][1]) + rest
    yield "same-operand-twice", "z[1,1]", (o.w(1, 1, 1) + o.w(1, 1, 2)) * a[0][1] + rest
    yield "input-index-swapped", "z[1,1]", o.w(1, 1, 1) * a[0][1] + o.w(1, 1, 2) * a[0][0] + rest


def _loss(o: Plain) -> Iterator[Row]:
    t, a = o.targets, o.a[-1]
    whole = sum(o.term(k) for k in range(1, len(t) + 1))
    yield "loss-not-squared", "L[1]", o.scale * (t[0] - a[0])
    yield "loss-not-squared", "L", o.scale * sum(x - y for x, y in zip(t, a, strict=True))
    yield ("loss-half-omitted", "L[1]", 2 * o.term(1)) if o.scale == 0.5 else ("loss-half-added", "L[1]", o.term(1) / 2)
    yield ("loss-half-omitted", "L", 2 * whole) if o.scale == 0.5 else ("loss-half-added", "L", whole / 2)
    factor = 2 if o.scale == 0.5 else 0.5
    depth = len(o.weights)
    yield "loss-derivative-factor", f"dL/da[{depth},1]", factor * o.error[depth][0]
    yield "loss-derivative-factor", f"dL/dW[{depth},1,1]", factor * o.g(depth, 1, 1)
    yield "loss-derivative-factor", "dL/dW[1,1,1]", factor * o.g(1, 1, 1)
    yield "error-sign", f"dL/da[{depth},1]", -o.error[depth][0]
    yield "error-sign", f"dL/dz[{depth},1]", -o.delta[depth][0]
    yield "error-sign", f"W'[{depth},1,1]", o.w(depth, 1, 1) + o.eta * o.g(depth, 1, 1)
    yield "loss-derivative-absolute", f"dL/da[{depth},{len(t)}]", abs(o.error[depth][-1])
    yield "loss-derivative-of-another-loss", f"dL/da[{depth},1]", (a[0] - t[0]) / (a[0] * (1 - a[0]))
    if len(t) > 1:
        yield "loss-mean-for-sum", "L", whole / 2
        yield "loss-mean-for-sum", "dL/da[2,1]", o.error[2][0] / 2
        yield "loss-partial", "L", o.term(2)
        yield "wrong-target", "L[1]", o.scale * (t[1] - a[0]) ** 2
        yield "wrong-target", "dL/dW[2,1,1]", 2 * o.scale * (a[0] - t[1]) * o.slope[2][0] * o.a[1][0]


def _backward(o: Plain) -> Iterator[Row]:
    units, a = range(1, len(o.a[2]) + 1), o.a[2][0]
    delta, upper = o.delta, {j: o.delta[2][j - 1] for j in range(1, len(o.a[2]) + 1)}
    if o.functions[1] != "identity":
        yield "activation-derivative-omitted", "dL/dz[2,1]", o.error[2][0]
        yield "activation-derivative-omitted", "dL/dW[2,1,1]", o.error[2][0] * o.a[1][0]
        other = 1 - a**2 if o.functions[1] == "sigmoid" else a * (1 - a)
        yield "derivative-of-another-activation", "da[2,1]/dz[2,1]", other
        yield "loss-derivative-of-another-loss", "dL/dz[2,1]", a - o.targets[0]
    yield "activation-derivative-omitted", "dL/db" + ("[1]" if o.shared else "[1,1]"), sum(o.error[1]) if o.shared else o.error[1][0]
    yield "upstream-omitted", "dL/dz[1,1]", o.slope[1][0]
    yield "upstream-omitted", "dL/dW[1,1,2]", o.slope[1][0] * o.a[0][1]
    yield "backprop-weights-omitted", "dL/da[1,1]", sum(upper.values())
    yield "backprop-weights-omitted", "dL/dW[1,1,1]", sum(upper.values()) * o.slope[1][0] * o.a[0][0]
    new = {j: o.w(2, j, 1) - o.eta * o.g(2, j, 1) for j in units}
    yield "backprop-weights-updated", "dL/da[1,1]", sum(upper[j] * new[j] for j in units)
    yield "wrong-layer-weights", "dL/da[1,1]", sum(upper[j] * o.w(1, j, 1) for j in units)
    if len(units) > 1:
        yield "path-omitted", "dL/da[1,1]", upper[1] * o.w(2, 1, 1)
        yield "path-omitted", "dL/da[1,1]", upper[2] * o.w(2, 2, 1)
        yield "path-omitted", "dL/dW[1,1,1]", upper[2] * o.w(2, 2, 1) * o.slope[1][0] * o.a[0][0]
        yield "backprop-weights-transposed", "dL/da[1,1]", upper[1] * o.w(2, 1, 1) + upper[2] * o.w(2, 1, 2)
        yield "same-operand-twice", "dL/da[1,1]", (upper[1] + upper[2]) * o.w(2, 1, 1)
        slope, x = o.slope[1][0], o.a[0]
        mixed = upper[1] * o.w(2, 1, 1) * slope * x[1] + upper[2] * o.w(2, 2, 1) * slope * x[0]
        yield "input-index-swapped", "dL/dW[1,1,1]", mixed
    yield "input-index-swapped", "dL/dW[1,1,1]", delta[1][0] * o.a[0][1]


def _gradients(o: Plain) -> Iterator[Row]:
    top = o.delta[2][0]
    yield "preactivation-for-activation", "dL/dW[2,1,1]", top * o.z[1][0]
    yield "preactivation-for-activation", "dz[2,1]/dW[2,1,1]", o.z[1][0]
    yield "weight-for-activation", "dL/dW[2,1,1]", top * o.w(2, 1, 1)
    yield "backprop-weights-omitted", "dz[2,1]/da[1,2]", 1.0
    yield "backprop-weights-updated", "dz[2,1]/da[1,2]", o.w(2, 1, 2) - o.eta * o.g(2, 1, 2)
    yield "wrong-layer-weights", "dz[2,1]/da[1,2]", o.w(1, 1, 2)
    yield "bias-gradient-times-input", "dz[2,1]/db" + ("[2]" if o.shared else "[2,1]"), o.a[1][0]
    if len(o.a[2]) > 1:
        yield "backprop-weights-transposed", "dz[2,1]/da[1,2]", o.w(2, 2, 1)
    yield "wrong-layer-activation", "dL/dW[2,1,1]", top * o.a[0][0]
    yield "wrong-layer-activation", "dL/dW[1,1,1]", o.delta[1][0] * o.a[1][0]
    if o.shared:
        yield "shared-bias-one-path", "dL/db[2]", top
        yield "bias-gradient-times-input", "dL/db[2]", (top + o.delta[2][1]) * o.a[1][0]
        yield "bias-gradient-omitted", "dL/db[2]", 1.0
    else:
        yield "bias-gradient-times-input", "dL/db[2,1]", top * o.a[1][0]
        yield "bias-gradient-omitted", "dL/db[2,1]", 1.0


def _updates(o: Plain) -> Iterator[Row]:
    w, g, bias = o.w(2, 1, 1), o.g(2, 1, 1), "b'[2]" if o.shared else "b'[2,1]"
    step = o.eta * (sum(o.delta[2]) if o.shared else o.delta[2][0])
    yield "update-ascent", "W'[2,1,1]", w + o.eta * g
    yield "update-ascent", bias, o.b(2) + step
    yield "update-ascent", "DW[2,1,1]", o.eta * g
    yield "learning-rate-omitted", "W'[2,1,1]", w - g
    yield "gradient-as-weight", "W'[2,1,1]", o.eta * g
    yield "gradient-as-weight", "W'[2,1,1]", g
    yield "bias-not-updated", bias, o.b(2)
    yield "weights-not-updated", "W'[2,1,1]", w


def _sigmoid(o: Plain) -> Iterator[Row]:
    a, z = o.a[2][0], o.z[2][0]
    yield "sigmoid-exponent-sign", "a[1,1]", 1 / (1 + math.exp(o.z[1][0]))
    wrong = {
        "sigmoid-derivative-quotient": [a / (1 - a) ** 2],
        "sigmoid-derivative-at-activation": [sigmoid(a) * (1 - sigmoid(a))],
        "sigmoid-derivative-at-z": [z * (1 - z)],
        "sigmoid-derivative-complement-omitted": [a, 1 - a],
        "sigmoid-derivative-squared": [a * (1 - a) ** 2, a**2 * (1 - a), (a * (1 - a)) ** 2],
    }
    for cause, slopes in wrong.items():
        for slope in slopes:
            yield cause, "da[2,1]/dz[2,1]", slope
            yield cause, "dL/dz[2,1]", o.error[2][0] * slope
            yield cause, "dL/dW[2,1,2]", o.error[2][0] * slope * o.a[1][1]
            yield cause, "dL[1]/da[1,1]", o.error[2][0] * slope * o.w(2, 1, 1)
    yield "sigmoid-derivative-twice", "dL/dW[2,1,1]", o.g(2, 1, 1) * o.slope[2][0]
    yield "sigmoid-derivative-at-z", "dL/dW[1,1,1]", _hidden_at_z(o)


def _hidden_at_z(o: Plain) -> float:
    """The first layer's gradient where z(1-z) is taken in both layers."""
    deltas = [e * z * (1 - z) for e, z in zip(o.error[2], o.z[2], strict=True)]
    above = sum(d * o.w(2, j, 1) for j, d in enumerate(deltas, 1))
    return above * o.z[1][0] * (1 - o.z[1][0]) * o.a[0][0]


def _special() -> Iterator[Wrong]:
    tanh, relu = PLAIN["tanh"], PLAIN["relu"]
    yield Wrong("tanh-derivative-not-squared", "tanh", "da[1,1]/dz[1,1]", 1 - tanh.a[1][0])
    yield Wrong("tanh-derivative-not-squared", "tanh", "dL/dW[2,2,1]", tanh.error[2][1] * (1 - tanh.a[2][1]) * tanh.a[1][0])
    yield Wrong("relu-derivative-always-one", "relu", "da[1,3]/dz[1,3]", 1.0)
    yield Wrong("relu-derivative-always-one", "relu", "dL/dW[1,3,1]", relu.error[1][2] * relu.a[0][0])
    yield Wrong("relu-derivative-passes-z", "relu", "dL/dz[1,1]", relu.error[1][0] * relu.z[1][0])
