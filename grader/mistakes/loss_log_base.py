"""The logarithm to base 10 is taken in the loss."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.losses import LOGARITHMIC, term
from grader.mistakes.misconception import Misconception
from grader.mistakes.site import Site


def _rule(place: Site) -> Iterator[Expression]:
    whole = term(place)
    if whole is not None and (not place.dense or place.network.loss in LOGARITHMIC):
        yield _decimal(whole)


def _decimal(formula: Expression) -> Expression:
    """The formula with each natural logarithm replaced by one to base 10."""
    if not isinstance(formula, Apply):
        return formula
    operation = "log10" if formula.operation == "ln" else formula.operation
    return Apply(operation, tuple(map(_decimal, formula.operands)))


def _of_graph(place: Site) -> Iterator[Expression]:
    return iter(()) if place.dense else _rule(place)


MISTAKE = Misconception(
    id="loss-log-base",
    title="logarithm to base 10",
    instead="the natural logarithm",
    rewrite=Everywhere({"term": _rule, "loss": _of_graph}),
)
