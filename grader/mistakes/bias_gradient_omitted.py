"""The bias's gradient is taken to be 0 or 1."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.quantity import Derivative
from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, ZERO, Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial z_1^{(2)}} = 0.1374
\frac{\partial L}{\partial z_2^{(2)}} = -0.03964
\frac{\partial L}{\partial b_1^{(2)}} = 0.1374
\frac{\partial L}{\partial b_2^{(2)}} = 1
""",
        line=12,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial L}{\partial z_1^{(2)}} = 0.1374
\frac{\partial L}{\partial z_2^{(2)}} = -0.03964
\frac{\partial L}{\partial b_1^{(2)}} = 0.1374
\frac{\partial L}{\partial b_2^{(2)}} = -0.03964 \cdot 1 = -0.03964
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if isinstance(place.quantity, Derivative) and place.quantity.by.family == "b":
        yield ZERO
        yield ONE


def _feed(_: Site) -> Iterator[Expression]:
    yield ZERO


MISTAKE = Misconception(
    id="bias-gradient-omitted",
    title="bias's gradient left out",
    instead="dL/db = delta",
    rewrite=Everywhere({"bias gradient": _rule, "batch": _rule, "bias feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
