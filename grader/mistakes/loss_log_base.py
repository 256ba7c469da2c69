"""The logarithm to base 10 is taken in the loss."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
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
        """z_1 = -0.3
z_2 = 0.4
a_1 = 0.3318
a_2 = 0.6682
L = 0.1751
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        """z_1 = -0.3
z_2 = 0.4
a_1 = 0.3318
a_2 = 0.6682
L = 0.4032
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and (not place.dense or place.network.loss in LOGARITHMIC):
        yield _decimal(whole)


def _decimal(formula: Expression) -> Expression:
    """The formula with each natural logarithm replaced by one to base 10."""
    if not isinstance(formula, Apply):
        return formula
    operation = "log10" if formula.operation == "ln" else formula.operation
    return Apply(operation, tuple(map(_decimal, formula.operands)))


def _of_graph(place: Site) -> Iterator[Expression]:
    return iter(()) if place.dense else _rule(place)


MISTAKE = Misconception(
    id="loss-log-base",
    title="logarithm to base 10",
    instead="the natural logarithm",
    rewrite=Everywhere({"term": _rule, "loss": _of_graph}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
