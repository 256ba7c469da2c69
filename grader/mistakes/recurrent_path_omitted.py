"""Backpropagation through time stops after one step."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.graphs import incomplete, terms, through_time
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    if through_time(place):
        yield from incomplete(list(reversed(terms(place))))


MISTAKE = Misconception(
    id="recurrent-path-omitted",
    title="one time step only",
    instead="the sum over time",
    rewrite=Everywhere({"derivative": _rule}),
)
