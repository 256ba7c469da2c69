"""The update leaves the weight decay out."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.quantity import Derivative, quantity
from grader.maths.expression import Constant, Expression, Ref
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands, otherwise
from grader.mistakes.site import Site

PROBLEM = """id: decayed
title: One linear unit with weight decay
network:
  inputs: [1.5]
  layers:
    - {weights: [[0.4]], activation: identity}
  targets: [1]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.1, weight_decay: 0.3}
notation:
  names: {w: "W[1,1,1]"}
"""
CAUGHT = (Example(PROBLEM, "z = 0.6\ndL/dw = -0.6\nw' = 0.4 - 0.1*(-0.6) = 0.46\n", line=3),)
NOT_CAUGHT = (Example(PROBLEM, "z = 0.6\ndL/dw = -0.6\nw' = 0.4 - 0.1*(-0.6 + 0.3*0.4) = 0.448\n"),)


def _undecayed(formula: Expression) -> Expression | None:
    """The gradient alone of a gradient with a share of its parameter added."""
    terms = operands(formula, "add")
    if len(terms) != 2 or not isinstance(terms[0], Ref):
        return None
    gradient, decay = quantity(terms[0].name), operands(terms[1], "mul")
    if not isinstance(gradient, Derivative) or len(decay) != 2 or not isinstance(decay[0], Constant):
        return None
    return terms[0] if decay[1] == Ref(str(gradient.by)) else None


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _undecayed)


MISTAKE = Misconception(
    id="weight-decay-omitted",
    title="weight decay left out",
    instead="g + lambda w",
    rewrite=Everywhere({"update": _rule, "state": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
