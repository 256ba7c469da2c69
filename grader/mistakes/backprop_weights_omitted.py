"""The deltas above are summed without their weights."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import ONE, Everywhere, upper
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
\frac{\partial L}{\partial z_1^{(2)}} = 0.1374
\frac{\partial L}{\partial z_2^{(2)}} = -0.03964
\frac{\partial L}{\partial a_1^{(1)}} = 0.1374 - 0.03964 = 0.09779
""",
        line=11,
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
\frac{\partial L}{\partial z_1^{(2)}} = 0.1374
\frac{\partial L}{\partial z_2^{(2)}} = -0.03964
\frac{\partial L}{\partial a_1^{(1)}} = 0.03713
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    yield total([delta for _, delta in upper(place)])


def _feed(_: Site) -> Iterator[Expression]:
    yield ONE


MISTAKE = Misconception(
    id="backprop-weights-omitted",
    title="weights left out going back",
    instead="sum_k delta_k W[l+1,k,j]",
    rewrite=Everywhere({"adjoint": _rule, "back feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
