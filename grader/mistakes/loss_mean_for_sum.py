"""The loss is averaged where its sum was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.maths.expression import Constant, Expression, total
from grader.mistakes.chain import Everywhere, of_samples
from grader.mistakes.losses import is_mean, slope, term
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
L_1 = 0.279
L_2 = 0.0247
L = \frac{L_1 + L_2}{2} = 0.1518
""",
        line=11,
    ),
)
NOT_CAUGHT = (
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
L = L_1 + L_2 = 0.3037
""",
    ),
)


def _share(count: int, whole: Expression | None) -> Iterator[Expression]:
    if whole is not None and count > 1:
        yield Constant(Fraction(1, count)) * whole


def _loss(place: Site) -> Iterator[Expression]:
    if place.dense and not is_mean(place):
        outputs = place.network.outputs
        yield from _share(outputs, total([place.term(k) for k in range(1, outputs + 1)]))


def _term(place: Site) -> Iterator[Expression]:
    if not is_mean(place):
        yield from _share(place.network.outputs, term(place))


def _error(place: Site) -> Iterator[Expression]:
    if place.dense and not is_mean(place):
        yield from _share(place.network.outputs, slope(place))


def _batch(place: Site) -> Iterator[Expression]:
    yield from _share(place.network.samples, total(of_samples(place)))


MISTAKE = Misconception(
    id="loss-mean-for-sum",
    title="mean in place of the sum",
    instead="the sum",
    rewrite=Everywhere({"loss": _loss, "term": _term, "error": _error, "batch": _batch}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
