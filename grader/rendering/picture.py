"""A problem as a picture: the units of a network with the numbers at their edges, or the quantities of a graph, as SVG.

Marks may stand upon it: where errors began on one sheet, or how often in a class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.rendering.strokes import RADIUS, Mark, Spot, badge, badge_width, box, box_width, drawn, label, line, name, text_width, unit

if TYPE_CHECKING:
    from grader.graph.network import Network
    from grader.graph.trace import Trace
    from grader.problem import Problem
    from grader.rendering.naming import Naming

MOST_UNITS = 12  # of one layer; larger networks get no picture
MOST_QUANTITIES = 48  # of a graph
_COLUMN, _ROW, _EDGE = 180, 96, 46
_NARROW_ROW = 62  # of layers whose weights' numbers do not stand at their lines
_LABELLED = 4  # units of a layer up to which each weight's number stands at its line
_SHARES = (0.3, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8)  # where on its line a number may stand, the best place first
_LOSS = "L"
_LOSS_COLUMN = 0.65  # of a column behind the last layer


@dataclass(frozen=True, slots=True)
class Paper:
    """What a drawing needs to know besides the problem."""

    naming: Naming
    decimal: str = "."
    marks: Mapping[str, Mark] | None = None
    title: str = ""
    styled: bool = True

    def mark(self, place: str) -> Mark | None:
        """What is marked at a place."""
        return (self.marks or {}).get(place)


def picture(problem: Problem, paper: Paper) -> str:
    """The SVG; nothing where the problem is too large to be drawn."""
    if problem.network is not None:
        return _Drawn(problem, problem.network, paper).svg()
    return _graph(problem.trace, paper)


def place(problem: Problem, name: str) -> str | None:
    """Where on the picture a quantity stands: a weight at its edge, a derivative where it is taken; None where it is nowhere."""
    try:
        what = quantity(name)
    except ValueError:
        return None
    return _place(problem, what.by if isinstance(what, Derivative) else what)


def _place(problem: Problem, what: Variable) -> str | None:
    if problem.network is None:
        bare = str(replace(what, primes=0, sample=None))
        return bare if problem.trace.contains(bare) else None
    family, index = what.family.removeprefix("D"), what.index
    if family in {"L", "t"}:
        return _LOSS
    if family == "W" and len(index) == 3:
        return str(Variable("W", index))
    if family in {"z", "a", "b"} and index:
        return str(Variable("a", (index[0], index[1] if len(index) > 1 else 1)))
    return None


class _Drawn:
    """A network on its way to paper."""

    def __init__(self, problem: Problem, network: Network, paper: Paper) -> None:
        """Find a spot for each unit, and for the loss behind the last ones."""
        self.problem, self.network, self.paper = problem, network, paper
        self.sizes = [network.inputs, *(layer.size for layer in network.layers)]
        self.labelled = max(self.sizes) <= _LABELLED
        self.row = _ROW if self.labelled else _NARROW_ROW
        self.tall = max(self.sizes) * self.row
        self.spots = {
            (layer, unit): Spot(_EDGE + _COLUMN * layer, self.tall / 2 + self.row * (unit - (size + 1) / 2))
            for layer, size in enumerate(self.sizes)
            for unit in range(1, size + 1)
        }
        self.taken: list[tuple[Spot, float]] = []

    def svg(self) -> str:
        """The whole drawing."""
        if max(self.sizes) > MOST_UNITS:
            return ""
        lines, numbers = [], []
        for edge, number in self._weights():
            lines.append(edge)
            numbers.append(number)
        parts = [*lines, *self._loss(), *numbers, *self._units(), *self._captions()]
        columns = len(self.sizes) - 1 + (0 if self.network.loss is None else _LOSS_COLUMN)
        return drawn((2 * _EDGE + _COLUMN * columns, self.tall + 34), parts, self.paper.title, styled=self.paper.styled)

    def _value(self, name: str) -> str:
        return self.problem.trace.digits(name, 3).replace(".", self.paper.decimal)

    def _weights(self) -> Iterator[tuple[str, str]]:
        """Each edge, and the number at it."""
        for layer, size in enumerate(self.sizes[1:], 1):
            for to in range(1, size + 1):
                for source in range(1, self.sizes[layer - 1] + 1):
                    weight = f"W[{layer},{to},{source}]"
                    start, end, mark = self.spots[layer - 1, source], self.spots[layer, to], self.paper.mark(weight)
                    yield line(start, end, mark), self._number(start, end, weight, mark)

    def _number(self, start: Spot, end: Spot, weight: str, mark: Mark | None) -> str:
        if not self.labelled:
            return "" if mark is None else badge(_between(start, end, 0.5), mark)
        text = self._value(weight)
        spot = self._free(start, end, text_width(text))
        beside = Spot(spot.x + text_width(text) / 2 + (0 if mark is None else badge_width(mark) / 2) + 3, spot.y - 4)
        return label(spot, text, "number") + badge(beside, mark)

    def _free(self, start: Spot, end: Spot, wide: float) -> Spot:
        """A spot on the line where no other number stands yet."""
        spots = [_between(start, end, share) for share in _SHARES]
        free = [spot for spot in spots if all(abs(spot.x - x) > (wide + w) / 2 + 3 or abs(spot.y - y) > 14 for (x, y), w in self.taken)]
        found = (free or spots)[0]
        self.taken.append((found, wide))
        return Spot(found.x, found.y + 4)

    def _units(self) -> Iterator[str]:
        several = self.network.samples > 1
        for (layer, number), spot in self.spots.items():
            canonical = f"a[{layer},{number}]"
            naming = self.paper.naming
            plain = canonical if several else naming.plain(canonical)
            shown = name(self._input(number) if layer == 0 and plain == canonical else naming.latex(canonical), plain)
            yield unit(spot, shown, plain, self.paper.mark(canonical))
            if (beside := self._beside(layer, number)) is not None:
                yield label(Spot(spot.x, spot.y + RADIUS + 15), beside, "number")

    def _input(self, number: int) -> str:
        return f"x_{{{number + self.problem.notation.unit_base - 1}}}"

    def _beside(self, layer: int, number: int) -> str | None:
        """An input's value, a unit's bias."""
        if layer == 0:
            return self._value(f"a[0,{number}]") if self.problem.trace.contains(f"a[0,{number}]") else None
        bias = {"none": "", "shared": f"b[{layer}]", "separate": f"b[{layer},{number}]"}[self.network.layer(layer).bias]
        return f"b = {self._value(bias)}" if bias and self.problem.trace.contains(bias) else None

    def _loss(self) -> Iterator[str]:
        """The loss behind the outputs, with the targets."""
        if self.network.loss is None:
            return
        last = len(self.sizes) - 1
        end = Spot(_EDGE + _COLUMN * (last + _LOSS_COLUMN), self.tall / 2)
        for number in range(1, self.sizes[-1] + 1):
            start = self.spots[last, number]
            yield line(start, end)
            if self.problem.trace.contains(f"t[{number}]"):
                target = self._value(f"t[{number}]")
                yield label(_between(start, end, 0.56)._replace(y=_between(start, end, 0.56).y + 4), f"t = {target}", "number")
        told = self.paper.naming.plain(_LOSS)
        yield box(end, name(self.paper.naming.latex(_LOSS), told), told, self.paper.mark(_LOSS))

    def _captions(self) -> Iterator[str]:
        """Under each layer its activation function."""
        for layer, each in enumerate(self.network.layers, 1):
            yield label(Spot(_EDGE + _COLUMN * layer, self.tall + 22), each.activation, "caption")


def _between(start: Spot, end: Spot, share: float) -> Spot:
    return Spot(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))


def _graph(trace: Trace, paper: Paper) -> str:
    """The quantities in columns by how many steps they are from what is given."""
    names = [name for name in trace.names if "/" not in name and not trace.is_carried(name) and "'" not in name]
    if len(names) > MOST_QUANTITIES:
        return ""
    depth: dict[str, int] = {}
    for each in names:
        depth[each] = 0 if each in trace.given else 1 + max((depth.get(parent, 0) for parent in trace.parents(each)), default=0)
    columns = [[each for each in names if depth[each] == number] for number in range(max(depth.values(), default=0) + 1)]
    spots, size = _columns(columns, paper)
    lines = [line(spots[p], spots[each]) for each in names if each not in trace.given for p in trace.parents(each) if p in spots]
    called = {each: paper.naming.plain(each) for each in names}
    boxes = [box(spots[each], name(paper.naming.latex(each), plain), plain, paper.mark(each)) for each, plain in called.items()]
    return drawn(size, [*lines, *boxes], paper.title, styled=paper.styled)


def _columns(columns: list[list[str]], paper: Paper) -> tuple[dict[str, Spot], tuple[float, float]]:
    """Where each quantity stands, and how large the paper is: each column as wide as its longest name."""
    step, gap = 42, 56
    tall = max(map(len, columns), default=1) * step + 24
    spots, left = {}, 12.0
    for column in columns:
        wide = max(box_width(paper.naming.plain(each)) for each in column) if column else 0
        for number, each in enumerate(column):
            spots[each] = Spot(left + wide / 2, tall / 2 + step * (number - (len(column) - 1) / 2))
        left += wide + gap
    return spots, (left - gap + 12, tall)
