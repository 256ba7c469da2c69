"""The sigmoid's derivative is multiplied in although it is in already, as in a - t of the cross entropy."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import ONE, Everywhere, deltas, threshold
from grader.mistakes.losses import shortcut
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
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = 0.184
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.1374 \cdot 0.1840 \cdot 0.5945 = 0.01503
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
\frac{\partial L}{\partial a_1^{(2)}} = 0.7469
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = 0.184
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.7469 \cdot 0.1840 \cdot 0.5945 = 0.0817
""",
    ),
)


def _delta(place: Site) -> Iterator[Expression]:
    a = place.a(place.layer, place.unit)
    if (right := shortcut(place)) is not None:
        yield right * (a * (ONE - a))
    elif place.function == "sigmoid":
        yield place.gradient("a", place.layer, place.unit) * place.slope(place.unit) * place.slope(place.unit)


def _bias(place: Site) -> Iterator[Expression]:
    if place.function == "sigmoid":
        yield total([threshold(place, j, delta) * place.slope(j) for j, delta in deltas(place)])


def _weight(place: Site) -> Iterator[Expression]:
    if place.function == "sigmoid":
        delta = place.gradient("z", place.layer, place.unit)
        yield delta * place.slope(place.unit) * place.a(place.layer - 1, place.source)


MISTAKE = Misconception(
    id="sigmoid-derivative-twice",
    title="sigmoid's derivative twice",
    instead="once",
    rewrite=Everywhere({"delta": _delta, "bias gradient": _bias, "weight gradient": _weight}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
