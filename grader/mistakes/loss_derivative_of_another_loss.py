"""The derivative of another loss is taken."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import bare_slope, shortcut
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
\frac{\partial L}{\partial a_1^{(2)}} = \frac{a_1^{(2)} - t_1}{a_1^{(2)}(1 - a_1^{(2)})} = 4.06
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
\frac{\partial L}{\partial a_1^{(2)}} = a_1^{(2)} - t_1 = 0.7469
""",
    ),
)


def _error(place: Site) -> Iterator[Expression]:
    if not place.dense:
        return
    t, a = place.target(place.unit), place.a(place.layer, place.unit)
    own = bare_slope(place.network.loss, a, t)
    for loss in ("squared_error", "binary_cross_entropy", "cross_entropy", "mean_absolute_error"):
        other = bare_slope(loss, a, t)
        if other is not None and other != own:
            yield other


def _delta(place: Site) -> Iterator[Expression]:
    if place.last and place.function in {"sigmoid", "softmax", "tanh"} and shortcut(place) is None:
        yield place.a(place.layer, place.unit) - place.target(place.unit)


MISTAKE = Misconception(
    id="loss-derivative-of-another-loss",
    title="derivative of another loss",
    instead="the derivative of the given loss",
    rewrite=Everywhere({"error": _error, "delta": _delta}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
