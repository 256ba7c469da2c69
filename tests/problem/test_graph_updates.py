"""Graphs whose parameters are updated: every rule can be vetted, solved and graded."""

from __future__ import annotations

import pytest

import grader
from grader.problem import parse
from grader.problem.vetting import vet

TEXT = """\
id: updated
graph:
  given: {x: [0.5, -1.2, 0.8], W: [[0.6, -0.5, 0.3], [0.2, 0.7, -0.4]], b: [0.1, 0.3], v: [1.2, -0.7], t: 1.4}
  define:
    h: tanh(W @ x + b)
    y: dot(v, h)
    L: (y - t)^2 / 2
  differentiate: L
  update: {rule: RULE, parameters: [W, b, v], learning_rate: 0.25, steps: 2}
parts: [{find: [L, "dL/dW", "W'", "b'", "v'", "L'", "W''"]}]
"""


@pytest.mark.parametrize(
    "rule", ["sgd", "momentum(0.9)", "rmsprop, beta: 0.9, epsilon: 1e-8", '"adam(0.9, 0.99, 1e-8)"', "sgd, weight_decay: 0.1"]
)
def test_every_rule_of_an_update(rule: str) -> None:
    """Its mistakes are thought through without a network, and a sheet with the new parameters is graded."""
    problem = parse(TEXT.replace("RULE", rule))
    assert all(doubt.message for doubt in vet(problem))
    new = problem.trace.number("W'[1,2]")
    report = grader.grade(problem, f"W'_12 = {new:.5f}\nW'_13 = {new:.5f}\n").to_dict()
    assert report["state"] == "graded"
    assert [claim["verdict"] for line in report["lines"] for claim in line["claims"]] == ["correct", "wrong"]
