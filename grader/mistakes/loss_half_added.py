"""A 1/2 is put before a loss that has none."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import HALF, HALVED, term
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
L = \frac{1}{2} \cdot \frac{1}{2} ((0.5 - 0.3799)^2 + (0.8 - 0.4621)^2) = 0.03214
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
L = \frac{1}{2} ((0.5 - 0.3799)^2 + (0.8 - 0.4621)^2) = 0.06429
""",
    ),
)


PAIR = 2  # the half of two terms is their mean


def _term(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and place.network.loss not in HALVED:
        yield HALF * whole


def _loss(place: Site) -> Iterator[Expression]:
    if not place.dense:
        yield HALF * place.trace.node(place.name).formula
    elif place.network.loss in HALVED and place.network.outputs not in {1, PAIR}:
        yield HALF * total([place.term(k) for k in range(1, place.network.outputs + 1)])


MISTAKE = Misconception(
    id="loss-half-added",
    title="1/2 added to the loss",
    instead="the loss as it was given",
    rewrite=Everywhere({"term": _term, "loss": _loss}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
