"""The bias is left out of the weighted sum."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere, bias, summed, weighted
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (Example("sigmoid-2-2-2", r"z_1^{(1)} = 0.15 \cdot 0.05 + 0.25 \cdot 0.10 = 0.0325"),)
NOT_CAUGHT = (Example("sigmoid-2-2-2", r"z_1^{(1)} = 0.15 \cdot 0.05 + 0.25 \cdot 0.10 + 0.35 = 0.3825"),)


def _rule(place: Site) -> Iterator[Expression]:
    if bias(place):
        yield summed(weighted(place))


MISTAKE = Misconception(
    id="bias-omitted",
    title="bias left out",
    instead="z = sum W a + b",
    rewrite=Everywhere({"preactivation": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
