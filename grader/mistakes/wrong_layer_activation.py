"""The weight's gradient is formed with the activation of another layer."""

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
\frac{\partial L}{\partial w_{12}^{(2)}} = 0.08194
\frac{\partial L}{\partial w_{21}^{(2)}} = -0.02356
\frac{\partial L}{\partial w_{22}^{(2)}} = -0.02364
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.1374 \cdot 0.05 = 0.006871
""",
        line=14,
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
\frac{\partial L}{\partial w_{12}^{(2)}} = 0.08194
\frac{\partial L}{\partial w_{21}^{(2)}} = -0.02356
\frac{\partial L}{\partial w_{22}^{(2)}} = -0.02364
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.1374 \cdot 0.5945 = 0.0817
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    others = [place.layer, *range(place.layer - 2, -1, -1), *range(place.layer + 1, place.depth + 1)]
    for layer in others:
        if place.source <= place.network.size(layer):
            yield place.a(layer, place.source)
    if place.unit != place.source:
        yield place.a(place.layer, place.unit)


MISTAKE = Misconception(
    id="wrong-layer-activation",
    title="activation of another layer",
    instead="the activation of the layer below",
    rewrite=Everywhere({"feed": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
