"""The derivative of ReLU hands on z itself in place of 1."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = z_1^{(1)} = 0.96
""",
        line=9,
    ),
)
NOT_CAUGHT = (
    Example(
        "relu-2-3-1",
        r"""z_1^{(1)} = 0.96
a_1^{(1)} = 0.96
z_2^{(1)} = 0
a_2^{(1)} = 0
z_3^{(1)} = -0.15
a_3^{(1)} = 0
z_1^{(2)} = 0.484
a_1^{(2)} = 0.484
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = 1
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function in {"relu", "leaky_relu"}:
        yield place.argument
        yield place.value


MISTAKE = Misconception(
    id="relu-derivative-passes-z",
    title="z for ReLU's derivative",
    instead="1 where z > 0",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
