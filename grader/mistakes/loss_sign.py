"""The cross entropy is written without its minus."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import LOGARITHMIC, term
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and place.network.loss in LOGARITHMIC:
        yield -whole


MISTAKE = Misconception(
    id="loss-sign",
    title="cross entropy without its minus",
    instead="-sum t ln a",
    rewrite=Everywhere({"term": _rule}),
)
