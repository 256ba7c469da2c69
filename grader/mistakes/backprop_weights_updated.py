"""The backward pass uses weights that were already updated."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere, carried, summed
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial L}{\partial z_1^{(2)}} = -0.016
\frac{\partial L}{\partial b_1^{(2)}} = -0.016
\frac{\partial L}{\partial a_1^{(1)}} = -0.016 \cdot 0.401536 = -0.00642458
""",
        line=11,
    ),
)
NOT_CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial L}{\partial z_1^{(2)}} = -0.016
\frac{\partial L}{\partial b_1^{(2)}} = -0.016
\frac{\partial L}{\partial a_1^{(1)}} = -0.016 \cdot 0.4 = -0.0064
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if pairs := carried(place, lambda j: place.weight(place.layer + 1, j, place.unit, later=1)):
        yield summed(pairs)


def _feed(place: Site) -> Iterator[Expression]:
    if (moved := place.weight(place.layer, place.unit, place.source, later=1)) is not None:
        yield moved


MISTAKE = Misconception(
    id="backprop-weights-updated",
    title="updated weights in the backward pass",
    instead="the weights of the forward pass",
    rewrite=Everywhere({"adjoint": _rule, "back feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
