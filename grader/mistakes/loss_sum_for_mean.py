"""The loss is summed where its mean was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, lift, total
from grader.mistakes.chain import Everywhere, of_samples
from grader.mistakes.losses import is_mean, slope, term
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _term(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and is_mean(place) and place.network.outputs > 1:
        yield lift(place.network.outputs) * whole


def _error(place: Site) -> Iterator[Expression]:
    whole = slope(place)
    if place.dense and whole is not None and is_mean(place) and place.network.outputs > 1:
        yield lift(place.network.outputs) * whole


def _batch(place: Site) -> Iterator[Expression]:
    yield total(of_samples(place))


MISTAKE = Misconception(
    id="loss-sum-for-mean",
    title="sum in place of the mean",
    instead="(1/K) sum",
    rewrite=Everywhere({"term": _term, "error": _error, "batch": _batch}),
)
