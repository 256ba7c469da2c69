"""The activation is taken to be the pre-activation: the function is not applied."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import otherwise
from grader.mistakes.site import ACTIVATIONS, Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        """z_1^{(1)} = 0.3825
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
a_1^{(1)} = z_1^{(1)} = 0.3825
""",
        line=6,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
a_1^{(1)} = \frac{1}{1+e^{-0.3825}} = 0.5945
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function != "identity":
        yield place.argument


def _in_graph(place: Site) -> Iterator[Expression]:
    yield from otherwise(place, _argument)


def _argument(formula: Expression) -> Expression | None:
    """What an activation function is applied to inside a larger formula."""
    return formula.operands[0] if isinstance(formula, Apply) and formula.operation in ACTIVATIONS else None


MISTAKE = Misconception(
    id="activation-skipped",
    title="activation function not applied",
    instead="a = f(z)",
    rewrite=Everywhere({"activation": _rule, "definition": _in_graph}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
