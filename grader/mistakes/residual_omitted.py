"""What a residual connection carries past the layer is not added."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import element, operands
from grader.mistakes.site import Site

CAUGHT = (Example("layer-norm-residual", "r_1 = 0.4\n"),)
NOT_CAUGHT = (Example("layer-norm-residual", "r_1 = 0.5 + 0.4 = 0.9\nr_2 = -1 + 0.3 = -0.7\n"),)


def _rule(place: Site) -> Iterator[Expression]:
    terms = operands(place.trace.node(place.name).formula, "add")
    found = [element(term) for term in terms]
    if len(terms) == 2 and all(each is not None for each in found) and len({each.index for each in found if each is not None}) == 1:
        yield terms[1]
        yield terms[0]


MISTAKE = Misconception(
    id="residual-omitted",
    title="residual connection left out",
    instead="x + f(x)",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
