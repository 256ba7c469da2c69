"""The softmax is left without its sum below."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
from grader.mistakes.chain import Only
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "softmax":
        yield Apply("exp", (place.argument,))


MISTAKE = Misconception(
    id="softmax-unnormalised",
    title="softmax not divided by its sum",
    instead="e^z / sum e^z",
    rewrite=Only({"activation": _rule}),
)
