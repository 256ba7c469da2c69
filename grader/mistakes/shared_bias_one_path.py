"""A shared bias gets the gradient of one of its units only."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
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
\frac{\partial E}{\partial b_2} = \frac{\partial E}{\partial net_{o1}} = 0.138499
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
\frac{\partial E}{\partial b_2} = 0.138499 - 0.0380982 = 0.1004
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if not place.unit and place.network.size(place.layer) > 1:
        yield from (threshold(place, j, delta) for j, delta in deltas(place))


MISTAKE = Misconception(
    id="shared-bias-one-path",
    title="shared bias, one unit only",
    instead="the sum over the units that share it",
    rewrite=Everywhere({"bias gradient": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
