"""The 1/2 before the squared error is left out."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, lift
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import HALVED, scale, scaled, term
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
L_1 = (0.01 - 0.7569)^2 = 0.5579
""",
        line=9,
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
L_1 = \frac{1}{2}(0.01 - 0.7569)^2 = 0.279
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and (not place.dense or place.network.loss in HALVED):
        yield lift(2) * whole if not place.dense else _unhalved(place)


def _unhalved(place: Site) -> Expression:
    square = (place.target(place.unit) - place.a(place.depth, place.unit)) ** 2
    return scaled(scale(place) * 2, square)


def _of_graph(place: Site) -> Iterator[Expression]:
    return iter(()) if place.dense else _rule(place)


MISTAKE = Misconception(
    id="loss-half-omitted",
    title="1/2 of the loss left out",
    instead="(1/2)(t-a)^2",
    rewrite=Everywhere({"term": _rule, "loss": _of_graph}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
