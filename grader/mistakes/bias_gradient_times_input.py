"""The bias's gradient is multiplied by an activation, as a weight's is."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, deltas, threshold
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
\frac{\partial L}{\partial b_1^{(2)}} = 0.1374 \cdot 0.5945 = 0.0817
""",
        line=10,
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
\frac{\partial L}{\partial b_1^{(2)}} = 0.1374
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    for source in range(1, place.width + 1):
        a = place.a(place.layer - 1, source)
        yield total([threshold(place, j, delta) * a for j, delta in deltas(place)])


def _feed(place: Site) -> Iterator[Expression]:
    yield from (place.a(place.layer - 1, source) for source in range(1, place.width + 1))


MISTAKE = Misconception(
    id="bias-gradient-times-input",
    title="bias's gradient times an input",
    instead="dL/db = delta",
    rewrite=Everywhere({"bias gradient": _rule, "bias feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
