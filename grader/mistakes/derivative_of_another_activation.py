"""The derivative of another activation function is taken."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.activations import TAUGHT, derivatives
from grader.mistakes.chain import Everywhere
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
\frac{\partial a_1^{(2)}}{\partial z_1^{(2)}} = 1 - (a_1^{(2)})^2 = 0.4271
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
    if place.function == "softmax":
        return
    for function in (*TAUGHT, "identity"):
        if function != place.function and (function, place.function) != ("identity", "relu"):
            yield from derivatives(function, place.value, place.argument)


MISTAKE = Misconception(
    id="derivative-of-another-activation",
    title="derivative of another activation function",
    instead="the derivative of the layer's own function",
    rewrite=Everywhere({"slope": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
