"""A value is divided by a variance, a dimension or a mean square itself instead of by its root."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands, otherwise
from grader.mistakes.site import Site

CAUGHT = (
    Example("layer-norm-residual", "mu = 0.4333\nv = 0.6489\nn_1 = (0.9 - 0.4333)/(0.6489 + 0.001) = 0.7181\n", line=3),
    Example("attention-one-query", "s_1 = (1*0.2 + 0.5*1)/2 = 0.35\n"),
)
NOT_CAUGHT = (
    Example("layer-norm-residual", "mu = 0.4333\nv = 0.6489\nn_1 = (0.9 - 0.4333)/sqrt(0.6489 + 0.001) = 0.5789\n"),
    Example("attention-one-query", "s_1 = (1*0.2 + 0.5*1)/sqrt(2) = 0.495\n"),
)


def _unrooted(formula: Expression) -> Expression | None:
    inside = operands(formula, "sqrt")
    return inside[0] if inside else None


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _unrooted)


MISTAKE = Misconception(
    id="root-omitted",
    title="not divided by the root",
    instead="divided by sqrt(v)",
    rewrite=Everywhere({"definition": _rule, "update": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
