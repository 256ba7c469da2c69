"""What consoles and libraries print: whole printouts of one small network, each value known for what it is."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.problem import Problem, parse
from tests.grading.problems import claims, said

BATCH = parse(
    """
id: printed
title: Printed
statement: Two samples.
network:
  samples: [{inputs: [1, 2], targets: [1]}, {inputs: [-1, 0.5], targets: [0]}]
  layers:
    - {weights: [[0.3, -0.2], [0.5, 0.4], [-0.6, 0.1]], biases: [0.25, -0.1, 0.2], activation: relu}
    - {weights: [[0.7, -0.5, 0.4]], biases: [0.25], activation: identity}
  loss: squared_error
  batch: full
  update: {rule: sgd, learning_rate: 0.1}
""",
    file="made.yaml",
)
ONE = parse(
    """
id: printed-one
title: Printed
statement: One sample.
network:
  inputs: [1, 2]
  layers:
    - {weights: [[0.3, -0.2], [0.5, 0.4], [-0.6, 0.1]], biases: [0.25, -0.1, 0.2], activation: sigmoid}
    - {weights: [[0.7, -0.5, 0.4]], biases: [0.25], activation: sigmoid}
  targets: [1]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.1}
""",
    file="made.yaml",
)


def row(problem: Problem, *names: str) -> str:
    """The values of quantities side by side."""
    return ", ".join(said(reference(problem), name, 4) for name in names)


SLOPES = [f"dL/dW[2,1,{i}]" for i in (1, 2, 3)]
R = f"""> z1 <- W1 %*% x + b1
> z1
     [,1]
[1,] 0.15
[2,] 1.20
[3,] -0.20
> a1
          [,1]
[1,] 0.5374298
[2,] 0.7685248
[3,] 0.4501660
> dW2
           [,1]       [,2]       [,3]
[1,] {row(ONE, *SLOPES).replace(",", " ")}
"""
OCTAVE = """>> z1 = W1*x + b1
z1 =

   0.1500
   1.2000
  -0.2000

>> a1 = 1./(1+exp(-z1))
a1 =

   0.5374
   0.7685
   0.4502

"""
PYTHON = """>>> z1 = X @ W1.T + b1; z1
array([[ 0.15,  1.2 , -0.2 ],
       [-0.15, -0.4 ,  0.85]])
>>> a1 = np.maximum(z1, 0); a1
array([[0.15, 1.2 , 0.  ],
       [0.  , 0.  , 0.85]])
"""
TORCH = f"""hidden: tensor([[0.1500, 1.2000, 0.0000],
        [0.0000, 0.0000, 0.8500]], grad_fn=<ReluBackward0>)
fc2.weight.grad: tensor([[{row(BATCH, *SLOPES)}]])
fc2.weight
tensor([[{row(BATCH, "W'[2,1,1]", "W'[2,1,2]", "W'[2,1,3]")}]])
"""


@pytest.mark.parametrize(("problem", "sheet", "count"), [(ONE, R, 9), (ONE, OCTAVE, 6), (BATCH, PYTHON, 12), (BATCH, TORCH, 12)])
def test_printouts(problem: Problem, sheet: str, count: int) -> None:
    """Every number of a printout is one of the quantities, and right."""
    found = [claim for claim in claims(problem, sheet) if claim["written"] is not None]
    assert [(c["quantity"], c["verdict"]) for c in found if c["verdict"] != "correct"] == []
    assert len(found) == count
