"""The sigmoid's derivative is written as a quotient: a/(1-a)^2."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import ONE, Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = \frac{a_1^{(2)}}{(1 - a_1^{(2)})^2} = 12.81
""",
        line=9,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
z_2^{(2)} = 1.195
a_2^{(2)} = 0.7677
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = a_1^{(2)}(1 - a_1^{(2)}) = 0.184
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "sigmoid":
        a = place.value
        yield a / (ONE - a) ** 2


MISTAKE = Misconception(
    id="sigmoid-derivative-quotient",
    title="quotient for the sigmoid's derivative",
    instead="a(1-a)",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
