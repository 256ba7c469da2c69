"""The softmax is left without its sum below."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
from grader.mistakes.chain import Only
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands, otherwise
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
a_1 = \frac{e^{-0.3}}{e^{-0.3} + e^{0.4}} = 0.3318
a_2 = e^{z_2} = 1.492
""",
        line=4,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""z_1 = -0.3
z_2 = 0.4
a_1 = \frac{e^{-0.3}}{e^{-0.3} + e^{0.4}} = 0.3318
a_2 = \frac{e^{0.4}}{e^{-0.3} + e^{0.4}} = 0.6682
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "softmax":
        yield Apply("exp", (place.argument,))


def _in_graph(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _power)


def _power(formula: Expression) -> Expression | None:
    """The power alone of a power over a sum of powers."""
    parts = operands(formula, "div")
    summed = operands(parts[1], "add") if parts else ()
    return parts[0] if summed and operands(parts[0], "exp") and all(operands(term, "exp") for term in summed) else None


MISTAKE = Misconception(
    id="softmax-unnormalised",
    title="softmax not divided by its sum",
    instead="e^z / sum e^z",
    rewrite=Only({"activation": _rule, "definition": _in_graph}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
