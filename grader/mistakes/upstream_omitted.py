"""What comes from above is left out of the chain: dL/dz = f'(z)."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.quantity import Derivative
from grader.maths.expression import Apply, Expression, Ref, product, total
from grader.mistakes.chain import Everywhere, paths
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
\frac{\partial L}{\partial z_1^{(2)}} = a_1^{(2)}(1 - a_1^{(2)}) = 0.184
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
\frac{\partial L}{\partial z_1^{(2)}} = (a_1^{(2)} - t_1) a_1^{(2)}(1 - a_1^{(2)}) = 0.1374
""",
    ),
)


def _delta(place: Site) -> Iterator[Expression]:
    yield place.slope(place.unit)


def _weight(place: Site) -> Iterator[Expression]:
    yield place.slope(place.unit) * place.a(place.layer - 1, place.source)
    yield place.a(place.layer - 1, place.source)


def _adjoint(place: Site) -> Iterator[Expression]:
    yield total([weight for _, weight in paths(place)])


def _derivative(place: Site) -> Iterator[Expression]:
    """In a graph the chain without the derivatives of the whole: those factors that start where the asked one starts."""
    right, whole = place.trace.node(place.name).formula, place.quantity
    if isinstance(right, Apply) and right.operation == "mul" and isinstance(whole, Derivative):
        head = f"d{whole.of}/d"
        local = [factor for factor in right.operands if not (isinstance(factor, Ref) and factor.name.startswith(head))]
        if 0 < len(local) < len(right.operands):
            yield product(local)


MISTAKE = Misconception(
    id="upstream-omitted",
    title="upstream derivative left out",
    instead="dL/da f'(z)",
    rewrite=Everywhere({"delta": _delta, "weight gradient": _weight, "adjoint": _adjoint, "derivative": _derivative}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
