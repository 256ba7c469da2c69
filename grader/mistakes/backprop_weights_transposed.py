"""The weight matrix is read the wrong way round on the way back."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere, carried, summed
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
\frac{\partial L}{\partial a_1^{(1)}} = 0.1374 \cdot 0.40 - 0.03964 \cdot 0.50 = 0.03515
""",
        line=11,
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
\frac{\partial L}{\partial a_2^{(1)}} = 0.1374 \cdot 0.50 - 0.03964 \cdot 0.55 = 0.04691
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if pairs := carried(place, lambda j: place.weight(place.layer + 1, place.unit, j)):
        yield summed(pairs)


def _feed(place: Site) -> Iterator[Expression]:
    if (turned := place.weight(place.layer, place.source, place.unit)) is not None:
        yield turned


MISTAKE = Misconception(
    id="backprop-weights-transposed",
    title="weights read the wrong way round going back",
    instead="sum_k delta_k W[l+1,k,j]",
    rewrite=Everywhere({"adjoint": _rule, "back feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
