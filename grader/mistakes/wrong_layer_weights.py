"""The backward pass goes through the weights of another layer."""

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
\frac{\partial L}{\partial a_1^{(1)}} = 0.1374 \cdot 0.15 - 0.03964 \cdot 0.20 = 0.01269
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
\frac{\partial L}{\partial a_1^{(1)}} = 0.1374 \cdot 0.40 - 0.03964 \cdot 0.45 = 0.03713
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    for layer in range(1, place.depth + 1):
        if layer == place.layer + 1:
            continue
        for pairs in (_through(place, layer, turned=False), _through(place, layer, turned=True)):
            if pairs:
                yield summed(pairs)


def _through(place: Site, layer: int, *, turned: bool) -> list[tuple[Expression, Expression]]:
    """The deltas above with the weights of a layer, or of its matrix turned."""
    return carried(place, lambda j: place.weight(layer, place.unit, j) if turned else place.weight(layer, j, place.unit))


def _feed(place: Site) -> Iterator[Expression]:
    others = [place.weight(layer, place.unit, place.source) for layer in range(1, place.depth + 1) if layer != place.layer]
    yield from (weight for weight in others if weight is not None)


MISTAKE = Misconception(
    id="wrong-layer-weights",
    title="weights of another layer",
    instead="the weights of the layer above",
    rewrite=Everywhere({"adjoint": _rule, "back feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
