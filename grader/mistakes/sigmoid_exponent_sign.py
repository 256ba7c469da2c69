"""The sigmoid is written with e^z in place of e^-z."""

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
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_1^{(2)} = 1.136
a_1^{(2)} = 0.7569
a_1^{(1)} = \frac{1}{1+e^{0.3825}} = 0.4055
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
    if place.function == "sigmoid":
        yield ONE / (ONE + Apply("exp", (place.argument,)))


MISTAKE = Misconception(
    id="sigmoid-exponent-sign",
    title="exponent of the sigmoid without its minus",
    instead="1/(1+e^-z)",
    rewrite=Everywhere({"activation": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
