"""The weight itself stands where the activation below belongs in dL/dW."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
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
\frac{\partial L}{\partial z_1^{(1)}} = 0.008952
\frac{\partial L}{\partial z_2^{(1)}} = 0.01129
\frac{\partial L}{\partial w_{12}^{(1)}} = 0.0008952
\frac{\partial L}{\partial w_{21}^{(1)}} = 0.0005646
\frac{\partial L}{\partial w_{22}^{(1)}} = 0.001129
\frac{\partial L}{\partial w_{11}^{(1)}} = 0.008952 \cdot 0.15 = 0.001343
""",
        line=16,
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
\frac{\partial L}{\partial z_1^{(1)}} = 0.008952
\frac{\partial L}{\partial z_2^{(1)}} = 0.01129
\frac{\partial L}{\partial w_{12}^{(1)}} = 0.0008952
\frac{\partial L}{\partial w_{21}^{(1)}} = 0.0005646
\frac{\partial L}{\partial w_{22}^{(1)}} = 0.001129
\frac{\partial L}{\partial w_{11}^{(1)}} = 0.008952 \cdot 0.05 = 0.0004476
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if (weight := place.weight(place.layer, place.unit, place.source)) is not None:
        yield weight


MISTAKE = Misconception(
    id="weight-for-activation",
    title="W for a in the weight's gradient",
    instead="dL/dW = delta a",
    rewrite=Everywhere({"feed": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
