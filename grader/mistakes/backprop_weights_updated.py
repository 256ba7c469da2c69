"""The backward pass uses weights that were already updated."""

from __future__ import annotations

from collections.abc import Iterator

from grader.maths.expression import Expression
from grader.mistakes.chain import Everywhere, carried, summed
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
w_5^+ = 0.358916
w_7^+ = 0.511301
\frac{\partial E}{\partial out_{h1}} = 0.138499 \cdot 0.358916 - 0.0380982 \cdot 0.511301 = 0.0302297
""",
        line=13,
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
w_5^+ = 0.358916
w_7^+ = 0.511301
\frac{\partial E}{\partial out_{h1}} = 0.138499 \cdot 0.40 - 0.0380982 \cdot 0.50 = 0.0363503
""",
    ),
)


def _rule(place: Site) -> Iterator[Expression]:
    if pairs := carried(place, lambda j: place.weight(place.layer + 1, j, place.unit, later=1)):
        yield summed(pairs)


def _feed(place: Site) -> Iterator[Expression]:
    if (moved := place.weight(place.layer, place.unit, place.source, later=1)) is not None:
        yield moved


MISTAKE = Misconception(
    id="backprop-weights-updated",
    title="updated weights in the backward pass",
    instead="the weights of the forward pass",
    rewrite=Everywhere({"adjoint": _rule, "back feed": _feed}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
