"""Backpropagation through time stops after one step."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.graphs import incomplete, terms, through_time
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

PROBLEM = """id: two-steps-in-time
title: Backpropagation through two steps of a tanh cell
graph:
  given: {x_1: 1, x_2: 2, t: -0.5, u: 0.5, v: 0.3, h_0: 0.2}
  define:
    a_1: u * x_1 + v * h_0
    h_1: tanh(a_1)
    a_2: u * x_2 + v * h_1
    h_2: tanh(a_2)
    L: (h_2 - t)^2 / 2
  differentiate: L
"""
CAUGHT = (
    Example(
        PROBLEM,
        r"""h_1 = 0.508
h_2 = 0.8185
\frac{\partial L}{\partial a_2} = 0.4351
\frac{\partial L}{\partial a_1} = 0.09685
\frac{\partial L}{\partial v} = \frac{\partial L}{\partial a_2} \cdot h_1 = 0.221
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        PROBLEM,
        r"""h_1 = 0.508
h_2 = 0.8185
\frac{\partial L}{\partial a_2} = 0.4351
\frac{\partial L}{\partial a_1} = 0.09685
\frac{\partial L}{\partial v} = \frac{\partial L}{\partial a_1} \cdot h_0 + \frac{\partial L}{\partial a_2} \cdot h_1 = 0.2404
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if through_time(place):
        yield from incomplete(list(reversed(terms(place))))


MISTAKE = Misconception(
    id="recurrent-path-omitted",
    title="one time step only",
    instead="the sum over time",
    rewrite=Everywhere({"derivative": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
