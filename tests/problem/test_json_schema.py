"""The JSON Schema of problem files: every bank problem fits it, files with a faulty key or value do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from grader.errors import AuthorError
from grader.problem import bank, parse
from grader.problem.document import read_document
from grader.problem.json_schema import json_schema

VALIDATOR = Draft202012Validator(json_schema())
HEAD = "id: small\n"
NETWORK = """network:
  inputs: [0.5]
  layers: [{weights: [[1]], activation: identity}]
  targets: [1]
  loss: squared_error
"""


def fits(text: str) -> bool:
    """Whether the file's value fits the schema."""
    return VALIDATOR.is_valid(read_document(text).value)


def loads(text: str) -> bool:
    """Whether the file is a problem."""
    try:
        parse(text)
    except AuthorError:
        return False
    return True


def test_the_schema_is_a_schema() -> None:
    """It follows its own rules, and is plain JSON."""
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()
    assert "x-type" not in json.dumps(json_schema())


@pytest.mark.parametrize("name", bank.ids())
def test_each_bank_problem_fits(name: str) -> None:
    """A problem of the bank has nothing that the schema does not know."""
    value = read_document(bank.text(name) or "").value
    assert [error.message for error in VALIDATOR.iter_errors(value)] == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + NETWORK,
        HEAD + NETWORK.replace("activation: identity", "activation: leaky_relu(0.1)"),
        HEAD + NETWORK.replace("activation: identity", "biases: 0.25, activation: elu, orientation: from-to, bias_input: -1"),
        HEAD + NETWORK.replace("[0.5]", "[{from: -1, to: 1, step: 1/4}]") + "variants: {seeds: 3, require: ['L > 0'], deploy: [1, 3]}\n",
        HEAD + NETWORK + "  update: {rule: 'adam(0.9, 0.999, 1e-8)', learning_rate: 1/10, steps: 2, freeze: W}\n",
        HEAD + NETWORK + "  update: {rule: momentum, beta: 0.9, learning_rate: 0.1, weight_decay: 1e-3}\n",
        HEAD + NETWORK.replace("squared_error", "{name: squared_error, mean: true}"),
        HEAD + NETWORK.replace("inputs: [0.5]", "inputs: 0.5").replace("[1]\n", "1\n"),
        HEAD + NETWORK + "parts: [{label: 3, find: z, points: 3/2, method: 1/2}, {find: [a, L]}]\n",
        HEAD + NETWORK + "grading: {tolerance: {decimals: 4}, digits: required, round: 1/2}\n",
        HEAD + NETWORK + "notation: {layers: {a: 1}, unit_base: 0, names: {w: 'W[1,1,1]'}, error: target-minus-output}\n",
        HEAD + "graph: {given: {x: [1, 2], W: [[1, 2], [3, 4]], s: 2}, define: {y: W @ x, L: sum(y) * s}, differentiate: L}\n",
    ],
)
def test_what_a_file_may_say(text: str) -> None:
    """The short forms of the format fit, and are problems."""
    assert loads(text)
    assert fits(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: small", "id: Not Small"),
        ("id: small", "title: no id"),
        ("network:", "netwerk:"),
        ("inputs: [0.5]", "inputs: [half]"),
        ("inputs: [0.5]", "inputs: ['0,5']"),
        ("inputs: [0.5]", "inputs: [1/0]"),
        ("inputs: [0.5]", "input: [0.5]"),
        ("inputs: [0.5]", "inputs: [0.5]\n  samples: [{inputs: [1], targets: [1]}]"),
        ("inputs: [0.5]", "inputs: [{from: 1}]"),
        ("identity", "sigmoidal"),
        ("identity", "tanh(2)"),
        ("activation: identity", "bias: 3"),
        ("activation: identity", "relu_at_zero: half"),
        ("weights: [[1]]", "weights: [1]"),
        ("weights: [[1]]", "weights: []"),
        ("squared_error", "cubed_error"),
        ("loss: squared_error", "loss: squared_error\n  update: {rule: newton, learning_rate: 1}"),
        ("loss: squared_error", "loss: squared_error\n  update: {rule: sgd}"),
        ("loss: squared_error", "loss: squared_error\n  update: {rule: 'adam(a, b)', learning_rate: 1}"),
        ("loss: squared_error", "loss: squared_error\nparts: []"),
        ("loss: squared_error", "loss: squared_error\nparts: [{points: 1}]"),
        ("loss: squared_error", "loss: squared_error\ngrading: {tolerance: {significant: 3, decimals: 2}}"),
        ("loss: squared_error", "loss: squared_error\ngrading: {digits: some}"),
        ("loss: squared_error", "loss: squared_error\nnotation: {unit_base: one}"),
        ("loss: squared_error", "loss: squared_error\nvariants: {seeds: many}"),
        ("loss: squared_error", "loss: squared_error\ngraph: {given: {x: 1}, define: {y: x}}"),
    ],
)
def test_what_a_file_may_not_say(old: str, new: str) -> None:
    """What the loader refuses by its form, the schema refuses as well."""
    text = (HEAD + NETWORK).replace(old, new)
    assert text != HEAD + NETWORK
    assert not loads(text)
    assert not fits(text)


@pytest.mark.parametrize("given", ["{x: [[1], 2, [[3]]]}", "{x: {y: 1}}", "{2x: 1}", "{x: one}"])
def test_given_values_of_a_graph(given: str) -> None:
    """Numbers, vectors and matrices, under names."""
    text = f"{HEAD}graph: {{given: {given}, define: {{y: 2}}}}\n"
    assert not loads(text)
    assert not fits(text)


def test_every_key_of_the_schema_is_documented() -> None:
    """The description of the format speaks of each key that a file may have."""
    readme = (Path(__file__).parents[2] / "problems" / "README.md").read_text("utf-8")
    keys = {key for part in json_schema()["$defs"].values() for key in _keys(part)}
    assert sorted(key for key in keys if key not in readme) == []


def _keys(part: dict[str, Any]) -> list[str]:
    return list(part.get("properties", {}))
