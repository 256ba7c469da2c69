"""A deeper layer is fed with the inputs in place of the activations below it."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, bias, summed, weighted
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 0.40 \cdot 0.05 + 0.50 \cdot 0.10 + 0.60 = 0.67
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 0.40 \cdot 0.5945 + 0.50 \cdot 0.5963 + 0.60 = 1.136
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.layer > 1 and place.network.inputs >= place.width:
        fed = [(weight, place.a(0, i)) for i, (weight, _) in enumerate(weighted(place), 1)]
        yield total([summed(fed), *bias(place)])


MISTAKE = Misconception(
    id="input-for-activation",
    title="inputs used in a deeper layer",
    instead="z[l] = W a[l-1] + b",
    rewrite=Everywhere({"preactivation": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
