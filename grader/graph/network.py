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
    bias_input: Fraction = Fraction(1)  # -1: the bias is a threshold, the weight of a constant input -1


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
    online: bool = False  # one update per sample, in order, instead of one per batch
    batch_mean: bool = False  # the loss over the batch is the mean of the samples' losses, not their sum
    batch_said: bool = True  # whether the author says which of the two
    beta1: Fraction = Fraction(0)  # momentum's beta, adam's and rmsprop's first and second decay
    beta2: Fraction = Fraction(0)
    epsilon: Fraction = Fraction(0)
    weight_decay: Fraction = Fraction(0)
    hot_targets: bool = False  # the targets of each sample sum to 1 (cross entropy's a - t)

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
