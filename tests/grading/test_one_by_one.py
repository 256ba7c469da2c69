"""A linear neuron that learns from one sample after the other: names that say no pass, errors carried from one sample to the next."""

from __future__ import annotations

from grader.problem import parse
from tests.grading.problems import claims

PROBLEM = parse(
    """\
id: in-turn
title: In turn
statement: Three points one by one, all weights 0 at first; the course writes the error as t - y and adds the change.
network:
  samples:
    - {inputs: [1, -1], targets: [1]}
    - {inputs: [1, 1], targets: [-1]}
    - {inputs: [-1, 1], targets: [1]}
  batch: online
  layers:
    - {weights: [[0, 0]], biases: [0], activation: identity}
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.4, steps: 3}
notation:
  names: {w_1: "W[1,1,1]", w_2: "W[1,1,2]", b: "b[1,1]", s: "z[1,1]"}
""",
    file="in-turn.yaml",
)
FIRST = (
    "s = 0 + 0*1 + 0*(-1) = 0",
    "δ = 1 - 0 = 1",
    "Δw_1 = 0.4*1*1 = 0.4 -> w_1 = 0 + 0.4 = 0.4",
    "Δw_2 = 0.4*1*(-1) = -0.4 -> w_2 = 0 + (-0.4) = -0.4",
    "Δb = 0.4*1 = 0.4 -> b = 0 + 0.4 = 0.4",
)


def test_each_value_belongs_to_the_pass_it_stands_in() -> None:
    """A new weight that equals a later one, and a sum of nothing but itself, belong to the sample at hand."""
    found = claims(PROBLEM, *FIRST)
    assert {claim["verdict"] for claim in found} == {"correct"}
    assert [claim["quantity"] for claim in found if claim["quantity"][0] in "Wb"] == ["W'[1,1,1]", "W'[1,1,2]", "b'[1,1]"]


def test_an_error_carried_to_the_next_samples() -> None:
    """0.4 + 0.4 - 0.4 = 4.0: what the second sample makes of it, and the third, follows from there."""
    second = (
        "s = 0.4 + 0.4*1 + (-0.4)*1 = 4.0",
        "δ = -1 - 4.0 = -5.0",
        "Δw_1 = 0.4*(-5.0)*1 = -2.0 -> w_1 = 0.4 - 2.0 = -1.6",
        "Δw_2 = 0.4*(-5.0)*1 = -2.0 -> w_2 = -0.4 - 2.0 = -2.4",
        "Δb = 0.4*(-5.0) = -2.0 -> b = 0.4 - 2.0 = -1.6",
    )
    found = claims(PROBLEM, *FIRST, *second, "s = -1.6 + (-1.6)*(-1) + (-2.4)*1 = -2.4")[len(claims(PROBLEM, *FIRST)) :]
    assert [claim["verdict"] for claim in found] == ["wrong", *["follows"] * 8]
    assert {root for claim in found for root in claim["roots"]} == {6}
    assert found[-1]["quantity"] == "z''[1,1]"


def test_the_sign_of_an_error_told_by_the_changes_made_with_it() -> None:
    """A target-minus-output error with two digits is no sign slip where most changes made with it are right, though one is not."""
    problem = parse(ONE, file="one.yaml")
    found = claims(
        problem,
        "δ = 1 - 0.56 = 0.44",
        "Δw_1 = 0.1*0.44*0.8 = 0.0352 -> w_1 = 0.5352",
        "Δw_2 = 0.1*0.44*0.3 = 0.0132 -> w_2 = 0.2132",
        "Δb = -0.1*0.44 = -0.044",
    )
    assert [claim["verdict"] for claim in found] == ["correct"] * 5 + ["wrong"]


ONE = """\
id: one
title: One
statement: One linear neuron.
network:
  inputs: [0.8, 0.3]
  layers:
    - {weights: [[0.5, 0.2]], biases: [0.1], activation: identity}
  targets: [1]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.1}
"""


TWO_STEPS = parse(
    """\
id: two-steps
title: Two steps
network:
  samples: [{inputs: [1], targets: [3]}, {inputs: [3], targets: [7]}]
  batch: full
  layers: [{weights: [[0]], biases: [0], activation: identity}]
  loss: mean_squared_error
  update: {rule: sgd, learning_rate: 0.05, steps: 2}
""",
    file="two-steps.yaml",
)


def test_gradients_of_the_second_step_without_a_forward_pass() -> None:
    """Behind the new weight a gradient under the same name may be that of the next step, though no sum was written again."""
    found = claims(
        TWO_STEPS,
        "dL/dw = 1*(-3) + 3*(-7) = -24",
        "dL/db = -3 - 7 = -10",
        "w <- 0 - 0.05*(-24) = 1.2",
        "b <- 0 - 0.05*(-10) = 0.5",
        "dL/dw = 1*(-1.3) + 3*(-2.9) = -10",
        "dL/db = -1.3 - 2.9 = -4.2",
        "w <- 1.2 + 0.5 = 1.7",
    )
    assert [claim["verdict"] for claim in found] == ["correct"] * 7
    assert [claim["quantity"] for claim in found[4:]] == ["dL'/dW'[1,1,1]", "dL'/db'[1,1]", "W''[1,1,1]"]
