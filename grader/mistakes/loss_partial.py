"""One output's loss is taken for the whole loss."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.quantity import Variable
from grader.maths.expression import Expression
from grader.mistakes.chain import Only, of_samples
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        """z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
L_1 = 0.279
L_2 = 0.0247
L = L_1 = 0.279
""",
        line=11,
    ),
)
NOT_CAUGHT = (
    Example(
        "relu-2-3-1",
        """z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
L = 0.000128
""",
    ),
)


def _loss(place: Site) -> Iterator[Expression]:
    if place.dense and place.network.outputs > 1:
        yield from (place.term(k) for k in range(1, place.network.outputs + 1))


def _batch(place: Site) -> Iterator[Expression]:
    if isinstance(place.quantity, Variable):
        yield from of_samples(place)


MISTAKE = Misconception(
    id="loss-partial",
    title="loss of one output only",
    instead="the sum over the outputs",
    rewrite=Only({"loss": _loss, "batch": _batch}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
    persistent=False,
)
