"""Random small networks with the numbers that a teacher would choose, and their problem files."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from .expressions import Q

LOSSES = ("half_squared_error", "squared_error", "mean_squared_error", "half_mean_squared_error")
Biases = Literal["separate", "shared", "none"]


@dataclass(frozen=True, slots=True)
class Network:
    """A dense network; numbers are kept as the text that the problem file shows."""

    inputs: tuple[str, ...]
    weights: tuple[tuple[tuple[str, ...], ...], ...]
    biases: tuple[tuple[str, ...], ...]  # one per unit, one alone where shared, empty where absent
    shared: bool
    activations: tuple[str, ...]
    targets: tuple[str, ...]
    loss: str
    learning_rate: str  # empty where there is no update

    @property
    def depth(self) -> int:
        """The number of layers of weights."""
        return len(self.weights)

    def size(self, layer: int) -> int:
        """The number of units of a layer; layer 0 is the input."""
        return len(self.weights[layer - 1]) if layer else len(self.inputs)

    def bias(self, layer: int, unit: int) -> Q | None:
        """The bias that a unit adds, if there is one."""
        if not self.biases[layer - 1]:
            return None
        return Q("b", layer, 0 if self.shared else unit)

    def given(self) -> dict[Q, str]:
        """Every number that the problem states, as it is written there."""
        known = {Q("a", 0, j): text for j, text in enumerate(self.inputs, 1)}
        known |= {Q("t", 0, k): text for k, text in enumerate(self.targets, 1)}
        for layer, (rows, biases) in enumerate(zip(self.weights, self.biases, strict=True), 1):
            known |= {Q("W", layer, j, i): text for j, row in enumerate(rows, 1) for i, text in enumerate(row, 1)}
            known |= {Q("b", layer, 0 if self.shared else j): text for j, text in enumerate(biases, 1)}
        if self.learning_rate:
            known[Q("eta")] = self.learning_rate
        return known

    def yaml(self) -> str:
        """The `network:` block of a problem file."""
        lines = ["network:", f"  inputs: [{', '.join(self.inputs)}]", "  layers:"]
        for rows, biases, activation in zip(self.weights, self.biases, self.activations, strict=True):
            matrix = ", ".join(f"[{', '.join(row)}]" for row in rows)
            bias = "" if not biases else f" biases: {biases[0]}," if self.shared else f" biases: [{', '.join(biases)}],"
            lines.append(f"    - {{weights: [{matrix}],{bias} activation: {ACTIVATION_YAML[activation]}}}")
        lines += [f"  targets: [{', '.join(self.targets)}]", f"  loss: {self.loss}"]
        if self.learning_rate:
            lines.append(f"  update: {{rule: sgd, learning_rate: {self.learning_rate}}}")
        return "\n".join(lines)


ACTIVATION_YAML = {name: name for name in ("sigmoid", "tanh", "relu", "identity")} | {"leaky_relu": '"leaky_relu(0.1)"'}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a network must have so that a mistake can be made in it; None leaves the choice free."""

    depth: int | None = None
    sizes: tuple[int, ...] | None = None
    hidden: str | None = None
    output: str | None = None
    loss: str | None = None
    biases: Biases | None = None
    update: bool | None = None


def random_network(rng: random.Random, wish: Wish | None = None) -> Network:
    """A network that fulfils the wish, with distinct numbers of one or two decimals and no unit near a kink or saturated."""
    while True:
        net = _draw(rng, wish or Wish())
        if _lively(net):
            return net


def _draw(rng: random.Random, wish: Wish) -> Network:
    sizes = wish.sizes or _sizes(rng, wish.depth or rng.choices((1, 2, 3), (10, 75, 15))[0])
    depth = len(sizes) - 1
    hidden = wish.hidden or rng.choices(("sigmoid", "tanh", "relu", "leaky_relu"), (50, 20, 22, 8))[0]
    output = wish.output or rng.choices(("sigmoid", "identity", "tanh"), (65, 25, 10))[0]
    decimals = rng.choice((1, 2, 2))
    signed = rng.random() < 0.5
    numbers = _Numbers(rng, decimals, signed=signed)
    kind: Biases = wish.biases or rng.choices(("separate", "shared", "none"), (65, 20, 15))[0]
    loss = wish.loss or rng.choices(LOSSES, (60, 15, 15, 10))[0]
    update = rng.random() < 0.6 if wish.update is None else wish.update
    weights = tuple(tuple(tuple(numbers.draw() for _ in range(sizes[n])) for _ in range(sizes[n + 1])) for n in range(depth))
    per_layer = {"separate": sizes[1:], "shared": (1,) * depth, "none": (0,) * depth}[kind]
    biases = tuple(tuple(numbers.draw() for _ in range(count)) for count in per_layer)
    return Network(
        inputs=tuple(numbers.draw(scale=rng.choice((1, 1, 2))) for _ in range(sizes[0])),
        weights=weights,
        biases=biases,
        shared=kind == "shared",
        activations=(hidden,) * (depth - 1) + (output,),
        targets=_targets(rng, sizes[-1], output),
        loss=loss,
        learning_rate=rng.choice(("0.1", "0.5", "0.05", "0.01", "0.2")) if update else "",
    )


def _sizes(rng: random.Random, depth: int) -> tuple[int, ...]:
    if depth == 2 and rng.random() < 0.5:
        return (2, 2, rng.choice((1, 2, 2)))
    inner = [rng.choices((1, 2, 3, 4), (5, 50, 35, 10))[0] for _ in range(depth)]
    return (*inner, rng.choices((1, 2, 3), (35, 50, 15))[0])


def _targets(rng: random.Random, count: int, output: str) -> tuple[str, ...]:
    if output == "sigmoid":
        pool = rng.choice((["0.01", "0.99", "0.05"], ["0", "1", "0.5"], ["0.1", "0.9", "0.8"]))
    else:
        pool = ["0.5", "1", "-0.5", "0.2", "0.8", "0.7"]
    return tuple(rng.sample(pool, count))


class _Numbers:
    """Draws numbers that are all different in size, so that an odd operand can be told from its neighbours."""

    def __init__(self, rng: random.Random, decimals: int, *, signed: bool) -> None:
        self.rng, self.decimals, self.signed, self.seen = rng, decimals, signed, set[str]()

    def draw(self, scale: int = 1) -> str:
        """One more number: nonzero, and new as long as there are new ones."""
        text = ""
        for _ in range(40):
            step = 10**self.decimals
            size = self.rng.randint(1, step * scale - 1) if self.decimals == 1 else self.rng.randrange(5, step * scale, 5)
            text = f"{size / step:.{self.decimals}f}"
            if text not in self.seen:
                break
        self.seen.add(text)
        text = text.rstrip("0").rstrip(".") if self.rng.random() < 0.3 else text
        return f"-{text}" if self.signed and self.rng.random() < 0.35 else text


def _lively(net: Network) -> bool:
    """No pre-activation of a kinked unit near 0, no squashing unit far out, not all units of a layer dead, an error worth the name."""
    from .arithmetic import Rules, exact_values

    values = exact_values(Rules(net))
    for layer, activation in enumerate(net.activations, 1):
        zs = [values[Q("z", layer, j)] for j in range(1, net.size(layer) + 1)]
        if any(abs(z) < 0.01 or abs(z) > 3 for z in zs):
            return False
        if activation == "relu" and all(z < 0 for z in zs):
            return False
    outs = [values[Q("a", net.depth, k)] for k in range(1, net.size(net.depth) + 1)]
    return all(abs(out - float(target)) > 0.03 for out, target in zip(outs, net.targets, strict=True))
