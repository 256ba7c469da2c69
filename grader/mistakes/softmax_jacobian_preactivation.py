"""The softmax's Jacobian is filled with pre-activations in place of probabilities."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, Everywhere
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
\frac{\partial a_1}{\partial z_1} = z_1(1 - z_1) = -0.39
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
\frac{\partial a_1}{\partial z_1} = a_1(1 - a_1) = 0.2217
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function != "softmax":
        return
    of, by = place.z(place.layer, place.unit), place.z(place.layer, place.source)
    yield of * (ONE - of) if place.unit == place.source else -(of * by)


MISTAKE = Misconception(
    id="softmax-jacobian-preactivation",
    title="z for a in the softmax's Jacobian",
    instead="a_i(1-a_i), -a_i a_j",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
