"""The weight matrix is read the wrong way round: W[l,i,j] where W[l,j,i] belongs."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, bias, summed
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (Example("sigmoid-2-2-2", r"z_1^{(1)} = 0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35 = 0.3775"),)
NOT_CAUGHT = (Example("sigmoid-2-2-2", r"z_2^{(1)} = 0.20 \cdot 0.05 + 0.30 \cdot 0.10 + 0.35 = 0.39"),)


def _rule(place: Site) -> Iterator[Expression]:
    units = range(1, place.width + 1)
    turned = [(place.weight(place.layer, i, place.unit), place.a(place.layer - 1, i)) for i in units]
    pairs = [(weight, a) for weight, a in turned if weight is not None]
    if len(pairs) == len(turned) > 1:
        yield total([summed(pairs), *bias(place)])


MISTAKE = Misconception(
    id="weights-transposed",
    title="weights read from the wrong unit",
    instead="z_j = sum_i W[l,j,i] a_i + b_j",
    rewrite=Everywhere({"preactivation": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
