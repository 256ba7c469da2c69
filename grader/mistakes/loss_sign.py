"""The cross entropy is written without its minus."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import LOGARITHMIC, term
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
L = t_2 \ln a_2 = -0.4032
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
L = -t_2 \ln a_2 = 0.4032
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and place.network.loss in LOGARITHMIC:
        yield -whole


MISTAKE = Misconception(
    id="loss-sign",
    title="cross entropy without its minus",
    instead="-sum t ln a",
    rewrite=Everywhere({"term": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
