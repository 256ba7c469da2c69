"""Two hundred faulty problem files, written by hand and mutated: all faults are collected with line and column, nothing else is raised."""

from __future__ import annotations

import random
import re
import time

import pytest

from grader.errors import AuthorError, Fault
from grader.problem import bank, parse

NETWORK = """\
id: small
title: Small
network:
  inputs: [0.5, -1]
  layers:
    - {weights: [[0.1, -0.2], [0.3, 0.4]], biases: [0.1, 0.2], activation: tanh}
    - {weights: [[1, 2]], activation: identity}
  targets: [1]
  loss: squared_error
  update: {rule: sgd, learning_rate: 0.1}
notation:
  names: {w: "W[1,1,1]"}
parts:
  - {label: a, find: [z, a], points: 2}
grading: {round: 0.5}
"""
GRAPH = """\
id: graph
graph:
  given: {x: [1, 2], W: [[1, 2], [3, 4]], t: 1}
  define:
    h: tanh(W @ x)
    y: sum(h)
    L: (y - t)^2
  differentiate: L
  update: {rule: sgd, parameters: [W], learning_rate: 0.1}
"""
#: What stands in the sound file, what stands in the faulty one, and a word of what is said.
HAND_MADE: list[tuple[str, str, str, str]] = [
    (NETWORK, "id: small", "id: Sm all", "small letters"),
    (NETWORK, "id: small", "id:", "small letters"),
    (NETWORK, "id: small\n", "", "missing"),
    (NETWORK, "id: small", "id: [small]", "text is expected"),
    (NETWORK, "title: Small", "titel: Small", "not known"),
    (NETWORK, "title: Small", "id: small", "second time"),
    (NETWORK, "title: Small", "title: &a Small\nstatement: *a", "aliases"),
    (NETWORK, "title: Small", "title: !!python/object:os.system x", "tag"),
    (NETWORK, "title: Small", "? [a, b]\n: c", "plain text"),
    (NETWORK, "title: Small", "title: {a: b}", "text is expected"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, minus one]", "no number"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: ['0,5', -1]", "decimals are written with a point"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: []", "at least one input"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5]", "rows as long"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, 1/0]", "no number"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, .inf]", "no number"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, 1e999]", "out of bounds"),
    (NETWORK, "inputs: [0.5, -1]", f"inputs: [0.5, {'9' * 70}]", "more than 60"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, [1]]", "number is expected"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, {from: 1, to: 0}]", "from <= to"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, {from: 0, to: 0}]", "only 0"),
    (NETWORK, "inputs: [0.5, -1]", "inputs: [0.5, {from: 0, to: x}]", "no number"),
    (NETWORK, "inputs: [0.5, -1]", "samples: []", "at least one sample"),
    (NETWORK, "inputs: [0.5, -1]", "samples: [{inputs: [1, 2]}]", "targets stand in each sample"),
    (NETWORK, "weights: [[1, 2]]", "weights: [[1, 2, 3]]", "rows as long"),
    (NETWORK, "weights: [[1, 2]]", "weights: [[1, 2], [3]]", "row has 1 weights"),
    (NETWORK, "weights: [[1, 2]]", "weights: [[1, 2], [3, 4]]", "2 targets are expected"),
    (NETWORK, "weights: [[1, 2]]", "weights: []", "at least 1"),
    (NETWORK, "weights: [[1, 2]]", "weights: 1", "list is expected"),
    (NETWORK, "weights: [[1, 2]]", "weights: [1, 2]", "list is expected"),
    (NETWORK, "weights: [[1, 2]]", "weights: [[1, 2]], orientation: from-to", "one row per unit"),
    (NETWORK, "biases: [0.1, 0.2]", "biases: [0.1]", "2 biases are expected"),
    (NETWORK, "biases: [0.1, 0.2]", "biases: x", "no number"),
    (NETWORK, "activation: tanh", "activation: thanh", "sigmoid"),
    (NETWORK, "activation: tanh", "activation: tanh(2)", "no slope"),
    (NETWORK, "activation: tanh", "activation: leaky_relu(x)", "no number"),
    (NETWORK, "activation: tanh", "activation: tanh, relu_at_zero: 2", "less than or equal to 1"),
    (NETWORK, "activation: tanh", "activation: tanh, dropout: 0.5", "not known"),
    (NETWORK, "activation: tanh", "activation: softmax, slope: 1", "no slope"),
    (NETWORK, "targets: [1]", "targets: [1, 2]", "1 targets are expected"),
    (NETWORK, "targets: [1]", "targets: [yes please]", "no number"),
    (NETWORK, "  targets: [1]\n", "", "targets are expected"),
    (NETWORK, "loss: squared_error", "loss: cross_entropy", "after softmax"),
    (NETWORK, "loss: squared_error", "loss: squarederror", "is not known"),
    (NETWORK, "loss: squared_error", "loss: [a]", "text is expected"),
    (NETWORK, "loss: squared_error\n", "\n", "targets need a loss"),
    (NETWORK, "rule: sgd", "rule: adagrad", "sgd"),
    (NETWORK, "rule: sgd", "rule: adam(x)", "no number"),
    (NETWORK, "rule: sgd", "rule: sgd, steps: 0", "greater than or equal to 1"),
    (NETWORK, "rule: sgd", "rule: sgd, steps: 1000", "less than or equal to 50"),
    (NETWORK, "rule: sgd", "rule: sgd, steps: 1.5", "whole number"),
    (NETWORK, "rule: sgd", "rule: sgd, freeze: [c]", "no parameter"),
    (NETWORK, "rule: sgd", "rule: sgd, parameters: [W]", "use freeze"),
    (NETWORK, ", learning_rate: 0.1", "", "missing"),
    (NETWORK, 'w: "W[1,1,1]"', 'w: "W[3,1,1]"', "no quantity"),
    (NETWORK, 'w: "W[1,1,1]"', "w: ''", "at least 1"),
    (NETWORK, "names:", "nmaes:", "not known"),
    (NETWORK, "names:", "unit_base: 2\n  names:", "less than or equal to 1"),
    (NETWORK, "names:", "weight_index: backwards\n  names:", "to-from"),
    (NETWORK, "find: [z, a]", "find: [z, q]", "no quantity"),
    (NETWORK, "find: [z, a]", "find: []", "at least 1"),
    (NETWORK, "find: [z, a], ", "", "missing"),
    (NETWORK, "points: 2", "points: -1", "greater than or equal to 0"),
    (NETWORK, "points: 2", "points: 2, method: 3", "share of the points"),
    (NETWORK, "points: 2", "points: many", "no number"),
    (NETWORK, "parts:\n  - {label: a, find: [z, a], points: 2}", "parts: []", "at least 1"),
    (NETWORK, "round: 0.5", "round: 0", "greater than 0"),
    (NETWORK, "round: 0.5", "tolerance: {}", "exactly one"),
    (NETWORK, "round: 0.5", "tolerance: {decimals: 2, relative: 0.1}", "exactly one"),
    (NETWORK, "round: 0.5", "tolerance: {decimals: -1}", "greater than or equal to 0"),
    (NETWORK, "round: 0.5", "follow_through: partly", "full"),
    (NETWORK, "grading: {round: 0.5}", "variants: {require: ['z[9,9] > 0']}", "neither a number nor a quantity"),
    (NETWORK, "grading: {round: 0.5}", "variants: {require: ['__import__(\"os\")']}", "no comparison"),
    (NETWORK, "grading: {round: 0.5}", "variants: {seeds: 2, deploy: [3]}", "there are 2 variants"),
    (NETWORK, "grading: {round: 0.5}", "graph: {given: {}, define: {}}", "either network or graph"),
    (NETWORK, "grading: {round: 0.5}", "grading: {round: 0.5", "not valid YAML"),
    (NETWORK, "  inputs", "\tinputs", "not valid YAML"),
    (NETWORK, "network:", "network: [", "not valid YAML"),
    (NETWORK, "network:", "- network:", "not valid YAML"),
    (NETWORK, "title: Small", f"title: {'[' * 30}{']' * 30}", "nested too deeply"),
    (GRAPH, "x: [1, 2]", "x: [1, 2, 3]", "do not go together"),
    (GRAPH, "x: [1, 2]", "x: [[1], [2, 3]]", "equally long"),
    (GRAPH, "x: [1, 2]", "x: [1, [2]]", "equally long"),
    (GRAPH, "x: [1, 2]", "x: [[[1]]]", "of numbers"),
    (GRAPH, "x: [1, 2]", "x: [one, 2]", "no number"),
    (GRAPH, "x: [1, 2]", "1x: [1, 2]", "is no name"),
    (GRAPH, "tanh(W @ x)", "tanh(W @ z)", "z"),
    (GRAPH, "tanh(W @ x)", "tanh(W @", "missing"),
    (GRAPH, "tanh(W @ x)", "W x", ""),
    (GRAPH, "tanh(W @ x)", "__import__('os').system('x')", ""),
    (GRAPH, "tanh(W @ x)", "x.__class__", ""),
    (GRAPH, "tanh(W @ x)", "W @ x + 9^9^9^9^9", "no finite value"),
    (GRAPH, "tanh(W @ x)", "W @ x / 0", "no finite value"),
    (GRAPH, "tanh(W @ x)", "ln(W @ x - 100)", "no finite value"),
    (GRAPH, "y: sum(h)", "y: sum(x)", "does not depend on 'W'"),
    (GRAPH, "tanh(W @ x)", "tanh(W, x)", "argument"),
    (GRAPH, "tanh(W @ x)", "h + 1", ""),
    (GRAPH, "tanh(W @ x)", "W[3,1] * x", ""),
    (GRAPH, "tanh(W @ x)", "x[0]", ""),
    (GRAPH, "tanh(W @ x)", "softmax(W, axis=5)", "axis"),
    (GRAPH, "tanh(W @ x)", "(" * 300 + "x" + ")" * 300, ""),
    (GRAPH, "differentiate: L", "differentiate: h", "only one number"),
    (GRAPH, "differentiate: L", "differentiate: M", "not defined"),
    (GRAPH, "parameters: [W]", "parameters: [V]", "is not given"),
    (GRAPH, "  differentiate: L\n", "", "something to differentiate"),
    (GRAPH, "y: sum(h)", "x: sum(h)", "given already"),
]
MUTATED = 140


def faults(text: str) -> tuple[Fault, ...]:
    """The faults of a text that has some."""
    with pytest.raises(AuthorError) as caught:
        parse(text, "mine.yaml")
    return caught.value.faults


@pytest.mark.parametrize(("sound", "old", "new", "said"), HAND_MADE)
def test_hand_made_faults(sound: str, old: str, new: str, said: str) -> None:
    """What is wrong is said, each fault with a line and a column inside the file."""
    parse(sound)
    assert old in sound
    found = faults(sound.replace(old, new, 1))
    assert any(said in fault.message for fault in found), [fault.message for fault in found]
    length = sound.replace(old, new, 1).count("\n") + 1
    assert all(1 <= fault.line <= length and fault.column >= 1 and fault.file == "mine.yaml" for fault in found)


def mutants() -> list[str]:
    """Bank problems with a piece cut out, doubled, exchanged or overwritten, always the same."""
    source = random.Random(5)
    return [_mutant(bank.text(source.choice(bank.ids())) or "", source) for _ in range(MUTATED)]


def _mutant(text: str, source: random.Random) -> str:
    for _ in range(source.randint(1, 3)):
        tokens = re.findall(r"\w+|\s+|[^\w\s]", text)
        place, other = source.randrange(len(tokens)), source.randrange(len(tokens))
        kind = source.randrange(5)
        if kind == 0:
            del tokens[place]
        elif kind == 1:
            tokens.insert(place, tokens[other])
        elif kind == 2:
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif kind == 3:
            tokens[place] = source.choice(["null", "[", "}", ":", "- ", "\t", "1e400", "!!set", "*x", "{a: b}", "é", "\x00", "true"])
        else:
            del tokens[place : place + source.randint(2, 30)]
        text = "".join(tokens)
    return text


@pytest.mark.parametrize("number", range(MUTATED))
def test_mutated_files(number: int) -> None:
    """A damaged file is a problem still, or is told its faults; it is never a traceback, and never takes long."""
    text = mutants()[number]
    began = time.perf_counter()
    told: tuple[Fault, ...] = ()
    try:
        parse(text, "mine.yaml")
    except AuthorError as error:
        told = error.faults or (Fault("no fault is told"),)
    assert all(fault.message and fault.line >= 1 and fault.column >= 1 for fault in told), told
    assert time.perf_counter() - began < 20


def test_there_are_two_hundred() -> None:
    """The faulty files are counted, without those mutated ones that are sound by luck."""

    def faulty(text: str) -> bool:
        try:
            parse(text)
        except AuthorError:
            return True
        return False

    assert len(HAND_MADE) + sum(map(faulty, mutants())) >= 200


def test_several_faults_are_told_at_once() -> None:
    """Every fault of a file, in the order of its lines."""
    text = (
        NETWORK.replace("-1]", "x]").replace("[0.1, 0.2]", "[y, 0.2]").replace("rule: sgd", "rule: sgdd").replace("round: 0.5", "round: z")
    )
    assert [fault.line for fault in faults(text)] == [4, 6, 10, 15]
