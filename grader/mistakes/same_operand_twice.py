"""One weight, activation or delta stands in two products of a sum."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from grader.maths.expression import Expression, total
from grader.mistakes.chain import Everywhere, bias, paths, summed, weighted
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.site import Site

CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_2^{(2)} = 0.45 \cdot 0.5945 + 0.45 \cdot 0.5963 + 0.60 = 1.136
""",
        line=5,
    ),
)
NOT_CAUGHT = (
    Example(
        "sigmoid-2-2-2",
        r"""z_1^{(1)} = 0.3825
a_1^{(1)} = 0.5945
z_2^{(1)} = 0.39
a_2^{(1)} = 0.5963
z_2^{(2)} = 0.45 \cdot 0.5945 + 0.55 \cdot 0.5963 + 0.60 = 1.195
""",
    ),
)


MOST_PRODUCTS = 6


def _doubled(pairs: list[tuple[Expression, Expression]], rest: list[Expression]) -> Iterator[Expression]:
    """The sums in which one factor is used for another, too: first the left factors, then the right ones."""
    if not 1 < len(pairs) <= MOST_PRODUCTS:
        return
    for side, (one, other) in product((0, 1), permutations(range(len(pairs)), 2)):
        left, right = pairs[one][0] if side == 0 else pairs[other][0], pairs[one][1] if side == 1 else pairs[other][1]
        yield total([summed([*pairs[:other], (left, right), *pairs[other + 1 :]]), *rest])


def _preactivation(place: Site) -> Iterator[Expression]:
    yield from _doubled(weighted(place), bias(place))


def _adjoint(place: Site) -> Iterator[Expression]:
    yield from _doubled(paths(place), [])


MISTAKE = Misconception(
    id="same-operand-twice",
    title="the same number in two products",
    instead="each product its own",
    rewrite=Everywhere({"preactivation": _preactivation, "adjoint": _adjoint}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
    persistent=False,
)
