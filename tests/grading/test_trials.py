"""A pass with another weight than the problem's, as a sentence supposes it, is nobody's mistake."""

from __future__ import annotations

from grader.problem import parse
from tests.grading.problems import claims

PROBLEM = parse(
    """\
id: trial
title: Trial
statement: One unit.
network:
  inputs: [2]
  targets: [1]
  layers:
    - {weights: [[0.5]], biases: [0.1], activation: sigmoid}
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.5}
""",
    file="trial.yaml",
)
PASS = ("z_1 = 0.5*2 + 0.1 = 1.1", "a_1 = 0.7503", "dL/dw = (0.7503 - 1)*0.7503*0.2497*2 = -0.09356", "w' = 0.5 + 0.5*0.09356 = 0.5468")
TRIAL = ("z_1 = 0.7*2 + 0.1 = 1.5", "a_1 = sigma(1.5) = 0.8176", "L = 0.5*(1 - 0.8176)^2 = 0.0166")


def test_what_comes_of_a_weight_that_a_sentence_supposes() -> None:
    """The weight is left to a person, what is worked out with it is not judged."""
    for said in ("And if w_1 = 0.7 were used:", "Check with w = 0.7:"):
        found = claims(PROBLEM, *PASS, said, *TRIAL)
        assert {claim["verdict"] for claim in found[:4]} == {"correct"}
        assert [claim["verdict"] for claim in found[4:]] == ["unreadable"] + ["unchecked"] * 3


def test_a_number_that_nothing_supposes_is_a_mistake() -> None:
    """Without the sentence, 0.7 in the weight's place is a wrong number; what rests on it follows."""
    found = claims(PROBLEM, "z_1 = 0.7*2 + 0.1 = 1.5", "a_1 = sigma(1.5) = 0.8176")
    assert [claim["verdict"] for claim in found] == ["wrong", "follows"]
