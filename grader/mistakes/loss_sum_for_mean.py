"""The loss is summed where its mean was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, lift, total
from grader.mistakes.chain import Everywhere, of_samples
from grader.mistakes.losses import is_mean, slope, term
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
        """z_1 = 0.4
z_2 = 0.5
a_1 = 0.3799
a_2 = 0.4621
L = (0.5 - 0.3799)^2 + (0.8 - 0.4621)^2 = 0.1286
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


def _term(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and is_mean(place) and place.network.outputs > 1:
        yield lift(place.network.outputs) * whole


def _error(place: Site) -> Iterator[Expression]:
    whole = slope(place)
    if place.dense and whole is not None and is_mean(place) and place.network.outputs > 1:
        yield lift(place.network.outputs) * whole


def _batch(place: Site) -> Iterator[Expression]:
    yield total(of_samples(place))


MISTAKE = Misconception(
    id="loss-sum-for-mean",
    title="sum in place of the mean",
    instead="(1/K) sum",
    rewrite=Everywhere({"term": _term, "error": _error, "batch": _batch}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
