"""The table of kinds: each activation, loss, update and form of graph has a bank problem with a model sheet and a mistaken one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from grader.graph.losses import LOSSES
from grader.problem import Problem, bank, load
from grader.problem.schema import LayerSpec, UpdateSpec

HERE = Path(__file__).parent
ACTIVATIONS = tuple(name for name in get_args(LayerSpec.model_fields["activation"].annotation) if name != "linear")
RULES = get_args(UpdateSpec.model_fields["rule"].annotation)


@cache
def loaded(name: str) -> Problem:
    """The bank problem."""
    return load(name)


@cache
def section(name: str, key: str) -> dict[str, Any]:
    """What the file says of its network or graph; empty where it has none."""
    found: dict[str, Any] = yaml.safe_load(bank.text(name) or "").get(key) or {}
    return found


def defined(name: str) -> str:
    """The expressions of a graph."""
    return "\n".join(section(name, "graph").get("define", {}).values())


def writes(pattern: str) -> Callable[[str], bool]:
    """Whether a graph's expressions hold the pattern."""
    return lambda name: re.search(pattern, defined(name)) is not None


def has(attribute: str, *values: object) -> Callable[[str], bool]:
    """Whether a network has one of these values there, or anything at all."""

    def asked(name: str) -> bool:
        network = loaded(name).network
        found = None if network is None else getattr(network, attribute)
        return found in values if values else bool(found)

    return asked


def activation(wanted: str) -> Callable[[str], bool]:
    """Whether a layer has the activation."""
    return lambda name: any(layer.activation == wanted for layer in getattr(loaded(name).network, "layers", ()))


def asks(pattern: str) -> Callable[[str], bool]:
    """Whether a part asks for such a quantity."""
    return lambda name: any(re.fullmatch(pattern, asked) for part in loaded(name).parts for asked in part.quantities)


def says(key: str, of: str = "network") -> Callable[[str], bool]:
    """Whether the section says this."""
    return lambda name: key in section(name, of)


def gives(nested: int) -> Callable[[str], bool]:
    """Whether a graph is given a number (0), a vector (1), a matrix (2)."""

    def depth(value: object) -> int:
        return 1 + depth(value[0]) if isinstance(value, list) else 0

    return lambda name: nested in map(depth, section(name, "graph").get("given", {}).values())


KINDS: Mapping[str, Callable[[str], bool]] = {
    **{f"activation {each}": activation(each) for each in ACTIVATIONS},
    **{f"loss {each}": has("loss", each) for each in LOSSES},
    **{f"update {each}": has("rule", each) for each in RULES},
    "no loss: forward only": lambda name: getattr(loaded(name).network, "loss", "graph") is None,
    "a mean of cross entropies": has("loss_mean", True),
    "cross entropy without a shortcut": lambda name: asks(r"dL/da\[\d,\d\]")(name) and has("loss", "cross_entropy")(name),
    "the whole Jacobian of softmax": asks(r"da\[\d,1\]/dz\[\d,2\]"),
    "local derivatives": asks(r"da\[2,1\]/dz\[2,1\]"),
    "samples, full batch": lambda name: bool(section(name, "network").get("samples")) and has("online", False)(name),
    "samples, one by one": has("online", True),
    "quantities of a sample": asks(r".*@2"),
    "a state of an update": asks(r"(m|v|mhat|vhat)'\[.*"),
    "weight decay": has("weight_decay"),
    "frozen parameters": has("frozen"),
    "several steps": lambda name: getattr(loaded(name).network, "steps", 0) > 1,
    "a shared bias": lambda name: any(layer.bias == "shared" for layer in getattr(loaded(name).network, "layers", ())),
    "a threshold": lambda name: any(layer.bias_input == -1 for layer in getattr(loaded(name).network, "layers", ())),
    "row vectors": lambda name: any("orientation" in layer for layer in section(name, "network").get("layers", [])),
    "numbers drawn": lambda name: bool(loaded(name).draws),
    "graph: numbers": gives(0),
    "graph: vectors": gives(1),
    "graph: matrices": gives(2),
    "graph: slices": writes(r"\[\d:\d\]"),
    "graph: an axis": writes("axis"),
    "graph: matrix products": writes("@"),
    "graph: transposed": writes(r"\.T"),
    "graph: convolution": writes("conv2d"),
    "graph: pooling": writes(r"max\(|max_pool"),
    "graph: softmax": writes("softmax"),
    "graph: normalisation": writes(r"\bvar\("),
    "graph: update": says("update", "graph"),
    "recurrent": lambda name: "x_2" in section(name, "graph").get("given", {}) and writes("h_1")(name),
    "LSTM": lambda name: {"f", "i", "g", "o", "c_1", "h_1"} <= section(name, "graph").get("define", {}).keys(),
    "GRU": lambda name: {"z", "r", "n", "h_1"} <= section(name, "graph").get("define", {}).keys(),
    "attention": writes(r"[Kq](\.T)? ?[@q/]?.*sqrt"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_problem_a_model_and_a_mistaken_sheet(kind: str) -> None:
    """Some bank problem is of this kind, and has both sheets; what they are worth is tested beside this."""
    problems = [name for name in bank.ids() if KINDS[kind](name)]
    assert problems, "no bank problem"
    modelled = [name for name in problems if (HERE / name / "model.md").is_file()]
    assert modelled, f"no model sheet of any of {problems}"
    assert [name for name in modelled if len(list((HERE / name).glob("*.md"))) > 1], f"no mistaken sheet of any of {modelled}"


def test_a_kind_that_nobody_shows_is_told() -> None:
    """The table can fail: an activation that there is not has no problem."""
    assert not [name for name in bank.ids() if activation("swish9")(name)]
    assert {f"activation {name}" for name in ("leaky_relu", "elu", "softplus", "silu", "gelu", "tanh", "softmax")} <= KINDS.keys()
    assert {f"update {name}" for name in ("sgd", "momentum", "rmsprop", "adam")} <= KINDS.keys()
    assert {f"loss {name}" for name in ("binary_cross_entropy", "cross_entropy", "hinge", "mean_absolute_error")} <= KINDS.keys()
