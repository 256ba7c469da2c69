"""Another input or activation of the same layer stands where this one belongs, wholly or in one path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, bias, paths, weighted
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
\frac{\partial L_1}{\partial a_1^{(1)}} = 0.05497
\frac{\partial L_2}{\partial a_1^{(1)}} = -0.01784
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = 0.2411
\frac{\partial L}{\partial w_{12}^{(1)}} = 0.05497 \cdot 0.2411 \cdot 0.10 - 0.01784 \cdot 0.2411 \cdot 0.05 = 0.00111
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
\frac{\partial L_1}{\partial a_1^{(1)}} = 0.05497
\frac{\partial L_2}{\partial a_1^{(1)}} = -0.01784
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = 0.2411
\frac{\partial L}{\partial w_{12}^{(1)}} = 0.05497 \cdot 0.2411 \cdot 0.10 - 0.01784 \cdot 0.2411 \cdot 0.10 = 0.0008952
""",
    ),
)


MOST_UNITS = 6


def _others(place: Site) -> list[Expression]:
    return [place.a(place.layer - 1, i) for i in range(1, place.width + 1) if i != place.source]


def _feed(place: Site) -> Iterator[Expression]:
    if place.dense:
        yield from _others(place)


def _preactivation(place: Site) -> Iterator[Expression]:
    pairs = weighted(place)
    for one, other in combinations(range(len(pairs)), 2) if len(pairs) <= MOST_UNITS else ():
        swapped = [pairs[{one: other, other: one}.get(i, i)][1] for i in range(len(pairs))]
        yield total([weight * a for (weight, _), a in zip(pairs, swapped, strict=True)] + bias(place))


def _weight(place: Site) -> Iterator[Expression]:
    """In one of the paths only: sum_k dL[k]/da f'(z) a, with another a in one of them."""
    own, others = place.a(place.layer - 1, place.source), _others(place)
    for ways in _paths(place):
        if 1 < len(ways) <= MOST_UNITS and len(others) <= MOST_UNITS:
            for other, odd in product(others, range(len(ways))):
                yield total([way * place.slope(place.unit) * (other if k == odd else own) for k, way in enumerate(ways)])


def _paths(place: Site) -> Iterator[list[Expression]]:
    """The paths to a unit below the last layer: by output, and in deeper networks by the units above."""
    if place.last or place.output is not None:
        return
    through = [replace(place, output=k) for k in range(1, place.network.outputs + 1)]
    yield [each.gradient("a", place.layer, place.unit) for each in through]
    if place.layer + 1 < place.depth:
        yield [delta * weight for delta, weight in paths(place)]


MISTAKE = Misconception(
    id="input-index-swapped",
    title="index of the input swapped",
    instead="the activation of the weight's own sending unit",
    rewrite=Everywhere({"feed": _feed, "preactivation": _preactivation, "weight gradient": _weight}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
    persistent=False,
)
