"""A value is normalised without taking the mean from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import is_mean, operands, otherwise
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

CAUGHT = (Example("batch-norm-four", "mu = 3.625\nv = 3.9219\nxhat_1 = 1/sqrt(3.9219 + 0.01) = 0.5043\n", line=3),)
NOT_CAUGHT = (Example("batch-norm-four", "mu = 3.625\nv = 3.9219\nxhat_1 = (1 - 3.625)/sqrt(3.9219 + 0.01) = -1.3238\n"),)


def _uncentred(trace: Trace, formula: Expression) -> Expression | None:
    parts = operands(formula, "div")
    difference = operands(parts[0], "add") if parts else ()
    middle = operands(difference[1], "neg") if len(difference) == 2 else ()
    return difference[0] / parts[1] if middle and is_mean(trace, middle[0]) else None


def _rule(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, partial(_uncentred, place.trace))


MISTAKE = Misconception(
    id="mean-not-subtracted",
    title="mean not subtracted",
    instead="(x - mu) / sqrt(v + epsilon)",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
