"""The sigmoid is applied once more before its derivative is formed: s(a)(1-s(a))."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Apply, Expression
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
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = \sigma(a_1^{(2)})(1 - \sigma(a_1^{(2)})) = 0.2174
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
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = \sigma(z_1^{(2)})(1 - \sigma(z_1^{(2)})) = 0.184
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function == "sigmoid":
        a = place.value
        yield Apply("sigmoid", (a,)) * (ONE - Apply("sigmoid", (a,)))


MISTAKE = Misconception(
    id="sigmoid-derivative-at-activation",
    title="sigmoid's derivative taken at the activation",
    instead="s(z)(1-s(z)) = a(1-a)",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
