"""The activation's derivative is left out of the chain: dL/dz = dL/da."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, Ref, references, substitute
from grader.mistakes.chain import ONE, Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site, site

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
\frac{\partial L}{\partial w_{12}^{(2)}} = 0.08194
\frac{\partial L}{\partial w_{21}^{(2)}} = -0.02356
\frac{\partial L}{\partial w_{22}^{(2)}} = -0.02364
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.7469 \cdot 0.5945 = 0.444
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
\frac{\partial L}{\partial w_{12}^{(2)}} = 0.08194
\frac{\partial L}{\partial w_{21}^{(2)}} = -0.02356
\frac{\partial L}{\partial w_{22}^{(2)}} = -0.02364
\frac{\partial L}{\partial w_{11}^{(2)}} = 0.1374 \cdot 0.5945 = 0.0817
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if place.function != "identity" and (not place.last or place.output in {None, place.unit}):
        yield place.gradient("a", place.layer, place.unit)


def _derivative(place: Site) -> Iterator[Expression]:
    right = place.trace.node(place.name).formula
    slopes = {name for name in references(right) if (found := site(place.trace, name)) and found.kind == "slope"}
    if slopes:
        yield substitute(right, lambda name: ONE if name in slopes else Ref(name))


MISTAKE = Misconception(
    id="activation-derivative-omitted",
    title="activation's derivative left out",
    instead="dL/da f'(z)",
    rewrite=Everywhere({"delta": _rule, "derivative": _derivative}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
