"""Another activation function is applied than the layer's own."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression, total
from grader.mistakes.activations import TAUGHT, apply
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
a_1^{(1)} = \tanh(0.3825) = 0.3649
""",
        line=6,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
a_1^{(1)} = \frac{1}{1+e^{-0.3825}} = 0.5945
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    yield from (apply(function, place.argument) for function in TAUGHT if function != place.function)
    if place.dense and place.last and place.function != "softmax" and place.network.outputs > 1:
        powers: list[Expression] = [Apply("exp", (place.z(place.layer, k),)) for k in range(1, place.network.outputs + 1)]
        yield powers[place.unit - 1] / total(powers)


MISTAKE = Misconception(
    id="wrong-activation",
    title="another activation function",
    instead="the layer's own f(z)",
    rewrite=Everywhere({"activation": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
