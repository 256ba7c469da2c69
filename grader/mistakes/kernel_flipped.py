"""The kernel is turned round before it is laid on the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from grader.maths.expression import Expression, Ref, total
from grader.mistakes.chain import Everywhere
from grader.mistakes.misconception import Example, Misconception
from grader.mistakes.pieces import Element, element, extent, operands
from grader.mistakes.site import Site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

CAUGHT = (Example("convolution-pool", "Z_12 = 0*0.25 + 2*1 + 1*(-1) + 1*0.5 - 0.6 = 0.9\n"),)
NOT_CAUGHT = (Example("convolution-pool", "Z_12 = 0*0.5 + 2*(-1) + 1*1 + 1*0.25 - 0.6 = -1.35\n"),)


class Pair(NamedTuple):
    """A pixel under an element of the kernel."""

    pixel: Element
    weight: Element

    @property
    def offset(self) -> tuple[int, int]:
        """How far the kernel is pushed over the picture."""
        (i, j), (u, v) = self.pixel.index, self.weight.index
        return i - u, j - v


def _pair(term: Expression) -> Pair | None:
    factors = [element(factor) for factor in operands(term, "mul")]
    if len(factors) != 2 or any(factor is None or len(factor.index) != 2 for factor in factors):
        return None
    first, second = factors
    return Pair(first, second) if first is not None and second is not None else None


def _is_convolution(pairs: list[Pair]) -> bool:
    """Whether one kernel is laid on one picture: the same offset everywhere, over rows and columns."""
    weights = [pair.weight for pair in pairs]
    spread = all(len({weight.index[axis] for weight in weights}) > 1 for axis in (0, 1))
    return spread and len({(pair.pixel.family, pair.weight.family, pair.offset) for pair in pairs}) == 1


def _turned(trace: Trace, pair: Pair) -> Expression:
    rows, columns = extent(trace, pair.weight.family)
    u, v = pair.weight.index
    return Ref(pair.pixel.at(*pair.pixel.index)) * Ref(pair.weight.at(rows + 1 - u, columns + 1 - v))


def _rule(place: Site) -> Iterator[Expression]:
    terms = operands(place.trace.node(place.name).formula, "add")
    pairs = [pair for term in terms if (pair := _pair(term)) is not None]
    if len(pairs) > 1 and _is_convolution(pairs):
        rest = [term for term in terms if _pair(term) is None]
        yield total([*(_turned(place.trace, pair) for pair in pairs), *rest])


MISTAKE = Misconception(
    id="kernel-flipped",
    title="kernel turned round",
    instead="sum of x[i+u,j+v] k[u,v]",
    rewrite=Everywhere({"definition": _rule}),
    caught=CAUGHT,
    not_caught=NOT_CAUGHT,
)
