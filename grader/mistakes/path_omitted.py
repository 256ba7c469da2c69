"""Paths are left out of the sum over the units or outputs above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere, paths
from grader.mistakes.graphs import incomplete, terms, through_time
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
\frac{\partial L_1}{\partial a_1^{(1)}} = 0.05497
\frac{\partial L_2}{\partial a_1^{(1)}} = -0.01784
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = 0.2411
\frac{\partial L}{\partial w_{11}^{(1)}} = 0.05497 \cdot 0.2411 \cdot 0.05 = 0.0006626
""",
        line=14,
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
\frac{\partial L_1}{\partial a_1^{(1)}} = 0.05497
\frac{\partial L_2}{\partial a_1^{(1)}} = -0.01784
\frac{\partial a_1^{(1)}}{\partial z_1^{(1)}} = 0.2411
\frac{\partial L}{\partial w_{11}^{(1)}} = (0.05497 - 0.01784) \cdot 0.2411 \cdot 0.05 = 0.0004476
""",
    ),
)


def _adjoint(place: Site) -> Iterator[Expression]:
    yield from incomplete([delta * weight for delta, weight in paths(place)])
    if place.output is None:
        through = [replace(place, output=k) for k in range(1, place.network.outputs + 1)]
        yield from incomplete([each.gradient("a", each.layer, each.unit) for each in through])


def _derivative(place: Site) -> Iterator[Expression]:
    if not through_time(place):
        yield from incomplete(list(terms(place)))


MISTAKE = Misconception(
    id="path-omitted",
    title="a path left out",
    instead="the sum over all paths",
    rewrite=Everywhere({"adjoint": _adjoint, "derivative": _derivative}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
