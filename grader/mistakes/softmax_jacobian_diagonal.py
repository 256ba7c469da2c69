"""Only the diagonal of the softmax's Jacobian is kept."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, ZERO, Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

PROBLEM = """id: two-classes
title: Softmax of two logits
network:
  inputs: [1, 2]
  layers:
    - {weights: [[0.2, -0.3], [0.4, 0.1]], biases: [0.1, -0.2], activation: softmax}
  targets: [0, 1]
  loss: cross_entropy
"""
CAUGHT = (
    Example(
        PROBLEM,
        r"""z_1 = -0.3
z_2 = 0.4
a_1 = 0.3318
a_2 = 0.6682
\frac{\partial a_1}{\partial z_2} = 0
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""z_1 = -0.3
z_2 = 0.4
a_1 = 0.3318
a_2 = 0.6682
\frac{\partial a_1}{\partial z_2} = -a_1 a_2 = -0.2217
""",
    ),
)


def _delta(place: Site) -> Iterator[Expression]:
    if place.function == "softmax" and place.output in {None, place.unit}:
        yield place.gradient("a", place.layer, place.unit) * place.slope(place.unit)
        a = place.a(place.layer, place.unit)
        yield place.gradient("a", place.layer, place.unit) * (a * (ONE - a))
    elif place.function == "softmax":
        yield ZERO


def _slope(place: Site) -> Iterator[Expression]:
    if place.function == "softmax" and place.unit != place.source:
        yield ZERO


MISTAKE = Misconception(
    id="softmax-jacobian-diagonal",
    title="off-diagonal terms of the softmax dropped",
    instead="sum_k dL/da_k da_k/dz_j",
    rewrite=Everywhere({"delta": _delta, "slope": _slope}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
