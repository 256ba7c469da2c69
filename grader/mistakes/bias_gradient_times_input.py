"""The bias's gradient is multiplied by an activation, as a weight's is."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, deltas, threshold
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "classic-2-2-2",
        r"""net_{h1} = 0.3775
out_{h1} = 0.59327
net_{h2} = 0.3925
out_{h2} = 0.596884
net_{o1} = 1.105906
out_{o1} = 0.751365
net_{o2} = 1.224921
out_{o2} = 0.772928
\frac{\partial E}{\partial net_{o1}} = 0.138499
\frac{\partial E}{\partial net_{o2}} = -0.0380982
\frac{\partial E}{\partial b_2} = (0.138499 - 0.0380982) \cdot 0.59327 = 0.0595645
""",
        line=11,
    ),
)
NOT_CAUGHT = (
    Example(
        "classic-2-2-2",
        r"""net_{h1} = 0.3775
out_{h1} = 0.59327
net_{h2} = 0.3925
out_{h2} = 0.596884
net_{o1} = 1.105906
out_{o1} = 0.751365
net_{o2} = 1.224921
out_{o2} = 0.772928
\frac{\partial E}{\partial net_{o1}} = 0.138499
\frac{\partial E}{\partial net_{o2}} = -0.0380982
\frac{\partial E}{\partial b_2} = (0.138499 - 0.0380982) \cdot 1 = 0.1004
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    for source in range(1, place.width + 1):
        a = place.a(place.layer - 1, source)
        yield total([threshold(place, j, delta) * a for j, delta in deltas(place)])


def _feed(place: Site) -> Iterator[Expression]:
    yield from (place.a(place.layer - 1, source) for source in range(1, place.width + 1))


MISTAKE = Misconception(
    id="bias-gradient-times-input",
    title="bias's gradient times an input",
    instead="dL/db = delta",
    rewrite=Everywhere({"bias gradient": _rule, "bias feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
