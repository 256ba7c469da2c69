"""Only the diagonal of the softmax's Jacobian is kept."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, ZERO, Everywhere
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _delta(place: Site) -> Iterator[Expression]:
    if place.function == "softmax" and place.output in {None, place.unit}:
        yield place.gradient("a", place.layer, place.unit) * place.slope(place.unit)
        a = place.a(place.layer, place.unit)
        yield place.gradient("a", place.layer, place.unit) * (a * (ONE - a))
    elif place.function == "softmax":
        yield ZERO


def _slope(place: Site) -> Iterator[Expression]:
    if place.function == "softmax" and place.unit != place.source:
        yield ZERO


MISTAKE = Misconception(
    id="softmax-jacobian-diagonal",
    title="off-diagonal terms of the softmax dropped",
    instead="sum_k dL/da_k da_k/dz_j",
    rewrite=Everywhere({"delta": _delta, "slope": _slope}),
)
