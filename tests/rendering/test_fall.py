"""The check at the end of a worked solution: whether the loss fell with the update."""

from __future__ import annotations

import math

import pytest

from grader.problem import bank, load, parse
from grader.rendering.fall import fell

GRAPH = """\
id: own-letter
graph:
  given: {x: 2, w: 0.5, t: 3}
  define: {y: w * x, E: (y - t)^2}
  differentiate: E
  update: {rule: sgd, parameters: [w], learning_rate: RATE}
"""


@pytest.mark.parametrize("name", bank.ids())
def test_every_update_of_the_bank_is_checked(name: str) -> None:
    """Where parameters are updated the solution ends with the check, and each of these steps makes the loss less; nowhere else."""
    assert fell(load(name).trace) is (True if "update:" in (bank.text(name) or "") else None)


@pytest.mark.parametrize(("rate", "expected"), [("0.1", True), ("0.3", False)])
def test_a_loss_of_any_name(rate: str, *, expected: bool) -> None:
    """An author's own letter is the loss; a step that is too large is told."""
    assert fell(parse(GRAPH.replace("RATE", rate)).trace) is expected


def test_one_by_one() -> None:
    """All samples are held against the first and the last weights, worked out by hand here: (0, 1) then (1, 1) of one linear unit."""
    text = """\
id: two
network:
  samples: [{inputs: [1], targets: [1]}, {inputs: [2], targets: [RIGHT]}]
  batch: online
  layers: [{weights: [[0.5]], activation: identity}]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.2}
"""
    for right in (3.0, -1.0):
        trace = parse(text.replace("RIGHT", str(right))).trace
        first = 0.5
        second = first - 0.2 * (first - 1)
        last = second - 0.2 * (2 * second - right) * 2

        def loss(w: float, right: float = right) -> float:
            return (w - 1) ** 2 / 2 + (2 * w - right) ** 2 / 2

        assert math.isclose(trace.number("W''[1,1,1]"), last)
        assert fell(trace) is (loss(last) < loss(first))
