"""A problem as a picture: the units of a network with their weights, or the quantities of a graph, as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from grader.graph.network import Network
    from grader.graph.trace import Trace
    from grader.problem import Problem
    from grader.rendering.naming import Naming

MOST_UNITS = 12  # of one layer; larger networks get no picture
MOST_QUANTITIES = 48  # of a graph
_COLUMN, _ROW, _RADIUS, _EDGE = 150, 64, 20, 40
_LABELLED = 4  # units of a layer up to which each weight's number stands at its line


class Spot(NamedTuple):
    """Where something stands."""

    x: float
    y: float


def picture(problem: Problem, naming: Naming, decimal: str = ".") -> str:
    """The SVG; nothing where the problem is too large to be drawn."""
    if problem.network is not None:
        return _network(problem, problem.network, naming, decimal)
    return _graph(problem.trace, naming)


def _network(problem: Problem, network: Network, naming: Naming, decimal: str) -> str:
    sizes = [network.inputs, *(layer.size for layer in network.layers)]
    if max(sizes) > MOST_UNITS:
        return ""
    tall = max(sizes) * _ROW
    spots = {
        (layer, unit): Spot(_EDGE + _COLUMN * layer, tall / 2 + _ROW * (unit - (size + 1) / 2) + _EDGE / 2)
        for layer, size in enumerate(sizes)
        for unit in range(1, size + 1)
    }
    parts = [*_weights(problem, sizes, spots, decimal), *_units(network, spots, naming)]
    return _svg(2 * _EDGE + _COLUMN * (len(sizes) - 1), tall + _EDGE, parts)


def _weights(problem: Problem, sizes: list[int], spots: dict[tuple[int, int], Spot], decimal: str) -> Iterator[str]:
    for layer in range(1, len(sizes)):
        for unit in range(1, sizes[layer] + 1):
            for source in range(1, sizes[layer - 1] + 1):
                start, end = spots[layer - 1, source], spots[layer, unit]
                yield _line(start, end)
                if max(sizes[layer], sizes[layer - 1]) <= _LABELLED:
                    value = problem.trace.digits(f"W[{layer},{unit},{source}]", 3).replace(".", decimal)
                    share = 0.24 + 0.11 * (source % 2)
                    yield _label(Spot(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y) - 3), value)


def _units(network: Network, spots: dict[tuple[int, int], Spot], naming: Naming) -> Iterator[str]:
    several = network.samples > 1
    for (layer, unit), spot in spots.items():
        name = naming.plain(f"a[{layer},{unit}]") if not several else f"a[{layer},{unit}]"
        yield _circle(spot, short(name))
    for layer, each in enumerate(network.layers, 1):
        lowest = max(spot.y for (number, _), spot in spots.items() if number == layer)
        yield _label(Spot(_EDGE + _COLUMN * layer, lowest + _RADIUS + 16), each.activation)


def short(name: str) -> str:
    """A canonical name as it fits into a unit: `a[1,2]` as a₁₂ would be read wrongly, so x1, a1,2."""
    return name.replace("a[0,", "x").replace("[", "").replace("]", "")


def _graph(trace: Trace, naming: Naming) -> str:
    """The quantities in columns by how many steps they are from what is given."""
    names = [name for name in trace.names if "/" not in name and not trace.is_carried(name) and "'" not in name]
    if len(names) > MOST_QUANTITIES:
        return ""
    depth: dict[str, int] = {}
    for name in names:
        depth[name] = 0 if name in trace.given else 1 + max((depth.get(parent, 0) for parent in trace.parents(name)), default=0)
    columns = [[name for name in names if depth[name] == number] for number in range(max(depth.values(), default=0) + 1)]
    spots, tall = _columns(columns)
    lines = [
        _line(spots[parent], spots[name]) for name in names if name not in trace.given for parent in trace.parents(name) if parent in spots
    ]
    boxes = [_box(spots[name], naming.plain(name)) for name in names]
    return _svg(2 * _EDGE + 110 * (len(columns) - 1) + 40, tall, [*lines, *boxes])


def _columns(columns: list[list[str]]) -> tuple[dict[str, Spot], float]:
    step = 34
    tall = max(map(len, columns), default=1) * step + _EDGE
    spots = {
        name: Spot(_EDGE + 20 + 110 * number, tall / 2 + step * (place - (len(column) - 1) / 2))
        for number, column in enumerate(columns)
        for place, name in enumerate(column)
    }
    return spots, tall


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    style = "line{stroke:currentColor;opacity:.45}circle,rect{fill:var(--paper,#fff);stroke:currentColor}"
    style += "text{fill:currentColor;font:13px sans-serif;text-anchor:middle}.small{font-size:11px}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">'
        f"<style>{style}</style>{''.join(parts)}</svg>"
    )


def _line(start: Spot, end: Spot) -> str:
    return f'<line x1="{start.x:g}" y1="{start.y:g}" x2="{end.x:g}" y2="{end.y:g}"/>'


def _circle(spot: Spot, text: str) -> str:
    return f'<circle cx="{spot.x:g}" cy="{spot.y:g}" r="{_RADIUS}"/><text x="{spot.x:g}" y="{spot.y + 4:g}">{escape(text)}</text>'


def _box(spot: Spot, text: str) -> str:
    wide = max(28, 8 * len(text) + 10)
    return (
        f'<rect x="{spot.x - wide / 2:g}" y="{spot.y - 13:g}" width="{wide}" height="26" rx="6"/>'
        f'<text x="{spot.x:g}" y="{spot.y + 4:g}">{escape(text)}</text>'
    )


def _label(spot: Spot, text: str) -> str:
    return f'<text class="small" x="{spot.x:g}" y="{spot.y:g}">{escape(text)}</text>'
