"""The softmax's Jacobian is filled with pre-activations in place of probabilities."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, Everywhere
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    if place.function != "softmax":
        return
    of, by = place.z(place.layer, place.unit), place.z(place.layer, place.source)
    yield of * (ONE - of) if place.unit == place.source else -(of * by)


MISTAKE = Misconception(
    id="softmax-jacobian-preactivation",
    title="z for a in the softmax's Jacobian",
    instead="a_i(1-a_i), -a_i a_j",
    rewrite=Everywhere({"slope": _rule}),
)
