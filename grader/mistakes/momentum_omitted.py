"""The step is taken along the gradient alone, without momentum."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref
from grader.mistakes.chain import Only, updated
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

PROBLEM = """id: one-unit
title: One linear unit
network:
  inputs: [1.5]
  layers:
    - {weights: [[0.4]], biases: [0.1], activation: identity}
  targets: [1]
  loss: half_squared_error
  update: {rule: momentum, learning_rate: 0.1, beta: 0.9, steps: 2}
notation:
  names: {w_0: "W[1,1,1]", w_1: "W'[1,1,1]", w_2: "W''[1,1,1]"}
"""
CAUGHT = (
    Example(
        PROBLEM,
        r"""z = 0.7
\frac{\partial L}{\partial w_0} = -0.45
w_1 = 0.4 - 0.1 \cdot (-0.45) = 0.445
\frac{\partial L}{\partial w_1} = -0.30375
w_2 = 0.445 - 0.1 \cdot (-0.30375) = 0.475375
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""z = 0.7
\frac{\partial L}{\partial w_0} = -0.45
w_1 = 0.4 - 0.1 \cdot (-0.45) = 0.445
\frac{\partial L}{\partial w_1} = -0.30375
w_2 = 0.445 - 0.1 \cdot (0.9 \cdot (-0.45) - 0.30375) = 0.515875
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    gradient = place.descent
    if gradient is not None and place.dense and place.network.rule == "momentum":
        yield updated(place, Ref("eta") * gradient)


MISTAKE = Misconception(
    id="momentum-omitted",
    title="momentum left out",
    instead="w - eta m",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
