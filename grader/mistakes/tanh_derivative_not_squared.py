"""The square is left out of the derivative of tanh: 1-a."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, Everywhere
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "tanh":
        a = place.value
        yield ONE - a


MISTAKE = Misconception(
    id="tanh-derivative-not-squared",
    title="square left out of tanh's derivative",
    instead="1-a^2",
    rewrite=Everywhere({"slope": _rule}),
)
