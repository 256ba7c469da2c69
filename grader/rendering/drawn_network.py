"""The units of a network in layers with the numbers at their edges, across the page or down it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.rendering.paper import NOTHING, Drawn, Paper
from grader.rendering.strokes import RADIUS, Mark, Spot, badge, badge_width, box, drawn, label, line, name, text_width, unit

if TYPE_CHECKING:
    from grader.graph.network import Network
    from grader.problem import Problem

LOSS = "L"
MOST_UNITS = 12  # of one layer; larger networks get no picture
_EDGE = 46
_LABELLED = 4  # units of a layer up to which each weight's number stands at its line
_SHARES = (0.3, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8)  # where on its line a number may stand, the best place first
_LOSS_STEP = 0.65  # of a step between layers
_STEP, _ROOM, _LITTLE_ROOM = 180, 96, 62  # across: from layer to layer, from unit to unit with and without numbers at their lines
_DOWN_STEP, _DOWN_ROOM = 132, (130, 130, 112, 100)  # down: the same, the room by the greatest layer's units
_DOWN_EDGE, _BESIDE = 30, 6  # down: beside the units, and beside a unit to what is said of it


def drawn_network(problem: Problem, network: Network, paper: Paper) -> Drawn:
    """The picture; nothing of too large layers."""
    if max(network.inputs, *(layer.size for layer in network.layers)) > MOST_UNITS:
        return NOTHING
    return (_Down if paper.down else _Across)(problem, network, paper).drawn()


class _Across:
    """A network on its way to paper, its layers side by side."""

    step: float = _STEP

    def __init__(self, problem: Problem, network: Network, paper: Paper) -> None:
        """Find a spot for each unit, and for the loss behind the last ones."""
        self.problem, self.network, self.paper = problem, network, paper
        self.sizes = [network.inputs, *(layer.size for layer in network.layers)]
        self.labelled = max(self.sizes) <= _LABELLED
        self.room = self.between_units()
        self.breadth = max(self.sizes) * self.room
        self.length = self.step * (len(self.sizes) - 1 + (0 if network.loss is None else _LOSS_STEP))
        self.spots = {
            (layer, unit): self.spot(self.step * layer, self.room * (unit - (size + 1) / 2))
            for layer, size in enumerate(self.sizes)
            for unit in range(1, size + 1)
        }
        self.taken: list[tuple[Spot, float]] = []

    def between_units(self) -> float:
        """From the middle of a unit to that of the next one of its layer."""
        return _ROOM if self.labelled else _LITTLE_ROOM

    def spot(self, along: float, aside: float) -> Spot:
        """The spot so far along the way from the inputs, and so far aside of the middle."""
        return Spot(_EDGE + along, self.breadth / 2 + aside)

    def size(self) -> tuple[float, float]:
        """The paper's."""
        return 2 * _EDGE + self.length, self.breadth + 34

    def said(self, spot: Spot, text: str) -> str:
        """What is said of a unit: under it."""
        return label(Spot(spot.x, spot.y + RADIUS + 15), text, "number")

    def captions(self) -> Iterator[str]:
        """Under each layer its activation function."""
        for layer, each in enumerate(self.network.layers, 1):
            yield label(Spot(_EDGE + self.step * layer, self.breadth + 22), each.activation, "caption")

    def drawn(self) -> Drawn:
        """The whole drawing."""
        lines, numbers = [], []
        for edge, number in self._weights():
            lines.append(edge)
            numbers.append(number)
        parts = [*lines, *self._loss(), *numbers, *self._units(), *self.captions()]
        svg = drawn(self.size(), parts, self.paper.title, styled=self.paper.styled, kind=self.paper.kind(self.size()[0]))
        return Drawn(svg, self.size()[0])

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
        text, plate = self._value(weight), 0 if mark is None else badge_width(mark) + 3
        wide = text_width(text)
        spot = self._free(start, end, wide + plate)
        number = Spot(spot.x - plate / 2, spot.y)
        return label(number, text, "number") + badge(Spot(number.x + (wide + plate) / 2 + 3, spot.y - 4), mark)

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
            if beside := self._beside(layer, number):
                yield self.said(spot, beside)

    def _input(self, number: int) -> str:
        return f"x_{{{number + self.problem.notation.unit_base - 1}}}"

    def _beside(self, layer: int, number: int) -> str:
        """An input's value, a unit's bias."""
        if layer == 0:
            return self._value(f"a[0,{number}]") if self.problem.trace.contains(f"a[0,{number}]") else ""
        bias = {"none": "", "shared": f"b[{layer}]", "separate": f"b[{layer},{number}]"}[self.network.layer(layer).bias]
        return f"b = {self._value(bias)}" if bias and self.problem.trace.contains(bias) else ""

    def _loss(self) -> Iterator[str]:
        """The loss behind the outputs, with the targets."""
        if self.network.loss is None:
            return
        last = len(self.sizes) - 1
        end = self.spot(self.length, 0)
        for number in range(1, self.sizes[-1] + 1):
            start = self.spots[last, number]
            yield line(start, end)
            if self.problem.trace.contains(f"t[{number}]"):
                target = self._value(f"t[{number}]")
                yield label(_between(start, end, 0.56)._replace(y=_between(start, end, 0.56).y + 4), f"t = {target}", "number")
        told = self.paper.naming.plain(LOSS)
        yield box(end, name(self.paper.naming.latex(LOSS), told), told, self.paper.mark(LOSS))


class _Down(_Across):
    """The same with its layers under one another, for narrow paper."""

    step: float = _DOWN_STEP

    def between_units(self) -> float:
        """Room for what is said beside each unit, as far as narrow paper has it."""
        return _DOWN_ROOM[max(self.sizes) - 1] if self.labelled else _LITTLE_ROOM

    def spot(self, along: float, aside: float) -> Spot:
        """Along is down."""
        return Spot(_DOWN_EDGE + self.breadth / 2 - self.room / 2 + RADIUS / 2 + aside, _DOWN_EDGE + along)

    def size(self) -> tuple[float, float]:
        """With room for what is said beside the last units."""
        beside = 1.6 * RADIUS + _BESIDE + max(map(text_width, self._last_said()), default=0)
        return 2 * _DOWN_EDGE + self.breadth - self.room - RADIUS / 2 + beside, 2 * _DOWN_EDGE + self.length

    def _last_said(self) -> Iterator[str]:
        for layer, size in enumerate(self.sizes):
            yield self._beside(layer, size) if self.labelled else ""
            yield self.network.layers[layer - 1].activation if layer else ""

    def said(self, spot: Spot, text: str) -> str:
        """Beside the unit, or under it where there is no room."""
        if not self.labelled:
            return super().said(spot, text)
        return label(Spot(spot.x + RADIUS + _BESIDE, spot.y + 17), text, "number", start=True)

    def captions(self) -> Iterator[str]:
        """Beside the last unit of each layer, above what is said of it."""
        for layer, each in enumerate(self.network.layers, 1):
            last = self.spots[layer, self.sizes[layer]]
            yield label(Spot(last.x + RADIUS + _BESIDE, last.y + 3), each.activation, "caption", start=True)


def _between(start: Spot, end: Spot, share: float) -> Spot:
    return Spot(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))
