"""Networks in plain floats, worked out by loops that know nothing of the package: the oracle of the wrong rules."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

Matrix = list[list[float]]
Function = Callable[[float], float]


def sigmoid(z: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-z))


FUNCTIONS: dict[str, Function] = {"sigmoid": sigmoid, "tanh": math.tanh, "relu": lambda z: max(z, 0.0), "identity": lambda z: z}
SLOPES: dict[str, Callable[[float, float], float]] = {
    "sigmoid": lambda _, a: a * (1 - a),
    "tanh": lambda _, a: 1 - a * a,
    "relu": lambda z, _: 1.0 if z > 0 else 0.0,
    "identity": lambda _, __: 1.0,
}


def list_of(layers: int) -> Matrix:
    """An empty list for each layer from 0 on."""
    return [[] for _ in range(layers + 1)]


@dataclass
class Plain:
    """A network and all of its numbers; lists start at 0, layers at 0 for the inputs."""

    inputs: list[float]
    weights: list[Matrix]
    biases: list[list[float]]
    functions: list[str]
    targets: list[float]
    scale: float = 0.5  # the number before each squared error
    eta: float = 0.5
    shared: bool = False
    z: Matrix = field(default_factory=list)
    a: Matrix = field(default_factory=list)
    error: Matrix = field(default_factory=list)  # dL/da by layer
    slope: Matrix = field(default_factory=list)  # da/dz
    delta: Matrix = field(default_factory=list)  # dL/dz

    def __post_init__(self) -> None:
        """Go forward and backward."""
        self.z, self.a = [[]], [self.inputs]
        for layer, function in enumerate(self.functions):
            weights, biases = self.weights[layer], self.biases[layer]
            z = [sum(w * a for w, a in zip(row, self.a[-1], strict=True)) + b for row, b in zip(weights, biases, strict=True)]
            self.z.append(z)
            self.a.append([FUNCTIONS[function](each) for each in z])
        self._backward()

    def _backward(self) -> None:
        depth = len(self.weights)
        self.error, self.slope, self.delta = list_of(depth), list_of(depth), list_of(depth)
        self.error[depth] = [2 * self.scale * (a - t) for a, t in zip(self.a[depth], self.targets, strict=True)]
        for layer in range(depth, 0, -1):
            function = SLOPES[self.functions[layer - 1]]
            self.slope[layer] = [function(z, a) for z, a in zip(self.z[layer], self.a[layer], strict=True)]
            self.delta[layer] = [e * s for e, s in zip(self.error[layer], self.slope[layer], strict=True)]
            rows = self.weights[layer - 1]
            below = range(len(self.a[layer - 1]))
            self.error[layer - 1] = [sum(d * row[i] for d, row in zip(self.delta[layer], rows, strict=True)) for i in below]

    def w(self, layer: int, unit: int, source: int) -> float:
        """W[layer,unit,source], all from 1."""
        return self.weights[layer - 1][unit - 1][source - 1]

    def b(self, layer: int, unit: int = 1) -> float:
        """The bias of a unit."""
        return self.biases[layer - 1][unit - 1]

    def g(self, layer: int, unit: int, source: int) -> float:
        """dL/dW[layer,unit,source]."""
        return self.delta[layer][unit - 1] * self.a[layer - 1][source - 1]

    def term(self, output: int) -> float:
        """L[output]."""
        return self.scale * (self.targets[output - 1] - self.a[-1][output - 1]) ** 2
