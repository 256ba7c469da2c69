"""The bias is left out of the weighted sum."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref, total
from grader.mistakes.chain import Everywhere, bias, summed, weighted
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import operands
from grader.mistakes.site import Site

CAUGHT = (Example("sigmoid-2-2-2", r"z_1^{(1)} = 0.15 \cdot 0.05 + 0.25 \cdot 0.10 = 0.0325"),)
NOT_CAUGHT = (Example("sigmoid-2-2-2", r"z_1^{(1)} = 0.15 \cdot 0.05 + 0.25 \cdot 0.10 + 0.35 = 0.3825"),)


def _rule(place: Site) -> Iterator[Expression]:
    if bias(place):
        yield summed(weighted(place))


def _in_graph(place: Site) -> Iterator[Expression]:
    """A weighted sum without the given numbers that stand alone in it."""
    terms = operands(place.trace.node(place.name).formula, "add")
    weighed = [term for term in terms if operands(term, "mul")]
    if weighed and any(isinstance(term, Ref) and term.name in place.trace.given for term in terms):
        yield total([term for term in terms if not (isinstance(term, Ref) and term.name in place.trace.given)])


MISTAKE = Misconception(
    id="bias-omitted",
    title="bias left out",
    instead="z = sum W a + b",
    rewrite=Everywhere({"preactivation": _rule, "definition": _in_graph}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
