"""The shape of a dense network: what a layer, a loss and an update are, apart from any numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

BiasKind = Literal["none", "shared", "separate"]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: `size` units fed by `fan_in` units of the layer below."""

    size: int
    fan_in: int
    activation: str
    slope: Fraction | None = None  # of leaky_relu, elu
    bias: BiasKind = "separate"
    relu_at_zero: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """A dense network with its loss and its update; unit and layer numbers start at 1, layer 0 is the input."""

    inputs: int
    layers: tuple[Layer, ...]
    loss: str | None = None  # None: no targets, forward pass only
    loss_mean: bool = False  # `mean: true` of binary_cross_entropy
    rule: str | None = None  # of the update: sgd, momentum, adam, rmsprop
    steps: int = 0
    frozen: tuple[str, ...] = ()  # families or names that updates leave as they are
    samples: int = 0  # 0: one sample without a number

    @property
    def depth(self) -> int:
        """The number of the last layer."""
        return len(self.layers)

    @property
    def outputs(self) -> int:
        """How many units the last layer has."""
        return self.layers[-1].size

    def size(self, layer: int) -> int:
        """How many units a layer has; layer 0 is the input."""
        return self.inputs if layer == 0 else self.layers[layer - 1].size

    def layer(self, number: int) -> Layer:
        """Layer `number`, from 1."""
        return self.layers[number - 1]
