"""The square is left out of the derivative of tanh: 1-a."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

PROBLEM = """id: two-tanh-units
title: Two units with tanh and a mean squared error
network:
  inputs: [1, 0.5]
  layers:
    - {weights: [[0.5, -0.4], [0.3, 0.8]], biases: [0.1, -0.2], activation: tanh}
  targets: [0.5, 0.8]
  loss: mean_squared_error
"""
CAUGHT = (
    Example(
        PROBLEM,
        r"""z_1 = 0.4
z_2 = 0.5
a_1 = 0.3799
a_2 = 0.4621
\frac{\partial a_1}{\partial z_1} = 1 - a_1 = 0.6201
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""z_1 = 0.4
z_2 = 0.5
a_1 = 0.3799
a_2 = 0.4621
\frac{\partial a_1}{\partial z_1} = 1 - a_1^2 = 0.8556
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "tanh":
        a = place.value
        yield ONE - a


MISTAKE = Misconception(
    id="tanh-derivative-not-squared",
    title="square left out of tanh's derivative",
    instead="1-a^2",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
