"""Adam's moments are used without their correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.graph.quantity import Variable, quantity
from grader.maths.expression import Expression, Ref, substitute
from grader.mistakes.chain import Only
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
  update: {rule: adam, learning_rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, steps: 2}
notation:
  names: {w_0: "W[1,1,1]", w_1: "W'[1,1,1]", w_2: "W''[1,1,1]"}
"""
CAUGHT = (
    Example(
        PROBLEM,
        r"""z = 0.7
\frac{\partial L}{\partial w_0} = -0.45
w_1 = 0.4 - 0.1 \cdot \frac{-0.045}{\sqrt{0.0002025}} = 0.7162
""",
        line=3,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""z = 0.7
\frac{\partial L}{\partial w_0} = -0.45
w_1 = 0.4 - 0.1 \cdot \frac{-0.45}{\sqrt{0.2025}} = 0.5
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    right = place.trace.node(place.name).formula
    uncorrected = substitute(right, _uncorrected)
    if uncorrected != right:
        yield uncorrected


def _uncorrected(name: str) -> Expression:
    """The moment itself for the corrected one: m for mhat, v for vhat."""
    found = quantity(name)
    corrected = isinstance(found, Variable) and found.family in {"mhat", "vhat"}
    return Ref(str(replace(found, family=found.family[0]))) if isinstance(found, Variable) and corrected else Ref(name)


MISTAKE = Misconception(
    id="adam-bias-correction-omitted",
    title="moments not corrected",
    instead="m/(1-beta1^t), v/(1-beta2^t)",
    rewrite=Only({"update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
