"""The network section of a problem file made into a trace: shapes checked, numbers put to their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from grader.graph.build import build, parameters
from grader.graph.losses import LOSSES, MEANS
from grader.graph.naming import named
from grader.graph.network import BiasKind, Layer, Network
from grader.graph.trace import Trace
from grader.graph.update import states
from grader.problem.document import Path
from grader.problem.schema import LayerSpec, NetworkSpec, SampleSpec, UpdateSpec

_SLOPES = {"leaky_relu": Fraction(1, 100), "elu": Fraction(1)}
_GREATEST_COUNT = 20_000


def network_faults(spec: NetworkSpec) -> Iterator[tuple[Path, str]]:
    """What does not fit together, each with its path inside `network`."""
    yield from _sample_faults(spec)
    fan_in = len(_samples(spec)[0].inputs) if _samples(spec) else 0
    for place, layer in enumerate(spec.layers):
        yield from ((("layers", place, *path), message) for path, message in _layer_faults(layer, fan_in))
        if layer.activation == "softmax" and place + 1 < len(spec.layers) and spec.loss == "cross_entropy":
            yield ("layers", place, "activation"), "softmax before cross_entropy belongs in the last layer"
        fan_in = _size(layer)
    yield from _target_faults(spec, fan_in)
    yield from _loss_faults(spec)
    if sum(len(layer.weights) * len(layer.weights[0]) for layer in spec.layers) > _GREATEST_COUNT:
        yield ("layers",), f"more than {_GREATEST_COUNT} weights"


def says_slope_at_zero(spec: NetworkSpec) -> bool:
    """Whether the author says what ReLU'(0) is."""
    return "relu_at_zero" in spec.model_fields_set or any(layer.relu_at_zero is not None for layer in spec.layers)


def _sample_faults(spec: NetworkSpec) -> Iterator[tuple[Path, str]]:
    if (spec.samples is None) == (spec.inputs is None):
        yield (), "either inputs (with targets) or samples is expected"
    if spec.samples is not None and spec.targets is not None:
        yield ("targets",), "with samples, the targets stand in each sample"
    if spec.samples is None and spec.inputs == []:
        yield ("inputs",), "at least one input is expected"
    if spec.samples == []:
        yield ("samples",), "at least one sample is expected"
    for place, sample in enumerate(spec.samples or []):
        if len(sample.inputs) != len((spec.samples or [])[0].inputs):
            yield ("samples", place, "inputs"), "all samples must have equally many inputs"


def _layer_faults(layer: LayerSpec, fan_in: int) -> Iterator[tuple[Path, str]]:
    width = len(layer.weights[0])
    ragged = [place for place, row in enumerate(layer.weights) if len(row) != width or not row]
    for place in ragged:
        yield ("weights", place), f"this row has {len(layer.weights[place])} weights, the first has {width}"
    found = len(layer.weights) if layer.orientation == "from-to" else width
    if not ragged and fan_in and found != fan_in:
        what = "one row per unit of the layer below" if layer.orientation == "from-to" else "rows as long as the layer below"
        yield ("weights",), f"{what} is expected: {fan_in}, not {found}"
    if layer.biases is not None and len(layer.biases) not in {0, _size(layer)}:
        yield ("biases",), f"{_size(layer)} biases are expected, not {len(layer.biases)}"
    if layer.slope is not None and layer.activation not in _SLOPES:
        yield ("activation",), f"{layer.activation} has no slope"


def _target_faults(spec: NetworkSpec, outputs: int) -> Iterator[tuple[Path, str]]:
    for place, sample in enumerate(_samples(spec)):
        path: Path = ("samples", place, "targets") if spec.samples is not None else ("targets",)
        if sample.targets is None:
            if spec.loss is not None and (spec.samples is not None or spec.update is not None):
                yield path[:-1], "targets are expected with a loss"
        elif len(sample.targets) != outputs:
            yield path, f"{outputs} targets are expected, not {len(sample.targets)}"
        elif spec.loss is None:
            yield path, "targets need a loss"


def _loss_faults(spec: NetworkSpec) -> Iterator[tuple[Path, str]]:
    if spec.loss is not None and spec.loss not in LOSSES:
        yield ("loss",), f"the loss {spec.loss!r} is not known; known are {', '.join(LOSSES)}"
    if spec.update is not None and spec.loss is None:
        yield ("update",), "an update needs targets and a loss"
    last = spec.layers[-1].activation
    if spec.loss == "cross_entropy" and last != "softmax":
        yield ("loss",), "cross_entropy is expected after softmax; after a sigmoid it is binary_cross_entropy"
    if spec.update is not None and spec.update.parameters:
        yield ("update", "parameters"), "a network updates all weights and biases; use freeze to leave some as they are"


def _size(layer: LayerSpec) -> int:
    return len(layer.weights[0]) if layer.orientation == "from-to" else len(layer.weights)


def _samples(spec: NetworkSpec) -> list[SampleSpec]:
    if spec.samples is not None:
        return spec.samples
    return [SampleSpec.model_construct(inputs=spec.inputs, targets=spec.targets)] if spec.inputs else []


def shape(spec: NetworkSpec) -> Network:
    """The network's shape, with all of its choices."""
    samples = _samples(spec)
    has_targets = all(sample.targets is not None for sample in samples)
    layers: list[Layer] = []
    for layer in spec.layers:
        layers.append(_layer(layer, layers[-1].size if layers else len(samples[0].inputs), spec.relu_at_zero))
    update = spec.update if has_targets else None
    steps = 0 if update is None else update.steps or (len(samples) if spec.batch == "online" and spec.samples else 1)
    return Network(
        inputs=len(samples[0].inputs),
        layers=tuple(layers),
        loss=spec.loss if has_targets else None,
        loss_mean=spec.mean,
        steps=steps,
        samples=len(samples) if spec.samples is not None else 0,
        online=spec.batch == "online" and spec.samples is not None,
        batch_mean=spec.batch_loss == "mean" or (spec.batch_loss is None and (spec.mean or spec.loss in MEANS)),
        batch_said=spec.batch_loss is not None or spec.mean or spec.loss in MEANS,
        hot_targets=has_targets and all(sum(sample.targets or []) == 1 for sample in samples),
        **(_rule(update) if update is not None else {}),  # type: ignore[arg-type]
    )


def _layer(spec: LayerSpec, fan_in: int, relu_at_zero: int) -> Layer:
    kind: BiasKind = "separate" if spec.biases else "none"
    if spec.shared_bias:
        kind = "shared"
    return Layer(
        size=_size(spec),
        fan_in=fan_in,
        activation="identity" if spec.activation == "linear" else spec.activation,
        slope=spec.slope if spec.slope is not None else _SLOPES.get(spec.activation),
        bias=kind,
        relu_at_zero=relu_at_zero if spec.relu_at_zero is None else spec.relu_at_zero,
        bias_input=spec.bias_input,
    )


def _rule(spec: UpdateSpec) -> dict[str, object]:
    return {**decays(spec), "frozen": tuple(spec.freeze)}


def decays(spec: UpdateSpec) -> dict[str, Any]:
    """The rule with its numbers, where the author leaves some out the usual ones."""
    usual = {
        "momentum": (spec.beta, Fraction(9, 10), None, Fraction(0)),
        "rmsprop": (None, Fraction(0), spec.beta2 if spec.beta2 is not None else spec.beta, Fraction(9, 10)),
        "adam": (spec.beta1, Fraction(9, 10), spec.beta2, Fraction(999, 1000)),
    }
    first, usual_first, second, usual_second = usual.get(spec.rule, (None, Fraction(0), None, Fraction(0)))
    return {
        "rule": spec.rule,
        "beta1": first if first is not None else usual_first,
        "beta2": second if second is not None else usual_second,
        "epsilon": spec.epsilon if spec.epsilon is not None else Fraction(1, 10**8),
        "weight_decay": spec.weight_decay,
    }


def values(spec: NetworkSpec, network: Network) -> dict[str, Fraction]:
    """The value of each given quantity."""
    found: dict[str, Fraction] = {}
    for number, sample in enumerate(_samples(spec), 1):
        at = number if network.samples else None
        found |= {named("a", 0, i, sample=at): x for i, x in enumerate(sample.inputs, 1)}
        found |= {named("t", k, sample=at): t for k, t in enumerate(sample.targets or [], 1)}
    for number, layer in enumerate(spec.layers, 1):
        found |= {named("W", number, j, i): w for j, row in enumerate(_rows(layer), 1) for i, w in enumerate(row, 1)}
        found |= {named("b", number, j): b for j, b in enumerate(layer.biases or [], 1)}
        found |= {named("b", number): layer.shared_bias} if layer.shared_bias else {}
    if spec.update is not None:
        found["eta"] = spec.update.learning_rate
    found |= {state: Fraction(0) for parameter in parameters(network) for state in states(network, parameter)}
    return found


def _rows(layer: LayerSpec) -> Sequence[Sequence[Fraction]]:
    return list(zip(*layer.weights, strict=True)) if layer.orientation == "from-to" else layer.weights


def trace(spec: NetworkSpec) -> Trace:
    """The network's trace."""
    network = shape(spec)
    return Trace(build(network), values(spec, network), network)
