"""The step is taken along the gradient alone, without momentum."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref
from grader.mistakes.chain import Only, updated
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    gradient = place.descent
    if gradient is not None and place.dense and place.network.rule == "momentum":
        yield updated(place, Ref("eta") * gradient)


MISTAKE = Misconception(
    id="momentum-omitted",
    title="momentum left out",
    instead="w - eta m",
    rewrite=Only({"update": _rule}),
)
