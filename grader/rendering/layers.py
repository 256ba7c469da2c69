"""A graph in layers: each quantity behind what it is made of, in an order in which few lines cross and none runs through a box."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

SWEEPS = 12  # to and fro
_BEND = 0.45  # of a box: the room that a line takes which passes a layer


class Passing(NamedTuple):
    """Where the line from a quantity to another one passes a layer, so many steps behind the first."""

    start: str
    end: str
    step: int


Node: TypeAlias = str | Passing  # a place in a layer


@dataclass(frozen=True, slots=True)
class Layers:
    """The places of each layer in their order, and of each line the places that it goes through, its ends included."""

    rows: tuple[tuple[Node, ...], ...]
    ways: tuple[tuple[Node, ...], ...]


def layered(names: Sequence[str], parents: Callable[[str], Sequence[str]]) -> Layers:
    """The layers of a graph without cycles; the same graph always gives the same ones."""
    made = {name: tuple(dict.fromkeys(each for each in parents(name) if each in set(names))) for name in names}
    depth = _depths(names, made)
    ways = tuple(_way(parent, name, depth) for name in names for parent in made[name])
    rows: list[list[Node]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in names:
        rows[depth[name]].append(name)
    for way in ways:
        for node in way:
            if isinstance(node, Passing):
                rows[depth[node.start] + node.step].append(node)
    return Layers(_ordered(rows, ways), ways)


def _depths(names: Sequence[str], made: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """A quantity stands a step behind the last of its parents; what is given, a step before its first use."""
    depth: dict[str, int] = {}
    for name in names:
        depth[name] = 1 + max((depth[parent] for parent in made[name] if parent in depth), default=-1)
    used: dict[str, int] = {}
    for name in names:
        for parent in made[name]:
            used[parent] = min(used.get(parent, depth[name]), depth[name])
    return {name: depth[name] if made[name] or name not in used else used[name] - 1 for name in names}


def _way(start: str, end: str, depth: Mapping[str, int]) -> tuple[Node, ...]:
    return (start, *(Passing(start, end, step) for step in range(1, depth[end] - depth[start])), end)


def _ordered(rows: list[list[Node]], ways: Sequence[Sequence[Node]]) -> tuple[tuple[Node, ...], ...]:
    """The order with the fewest crossings among those that sweeps to and fro come by, each place at the mean of its neighbours."""
    above: dict[Node, list[Node]] = {}
    below: dict[Node, list[Node]] = {}
    for way in ways:
        for first, second in pairwise(way):
            above.setdefault(second, []).append(first)
            below.setdefault(first, []).append(second)
    best, fewest = [list(row) for row in rows], _crossings(rows, below)
    for sweep in range(SWEEPS):
        order, beside = (range(1, len(rows)), above) if sweep % 2 == 0 else (range(len(rows) - 2, -1, -1), below)
        for number in order:
            _sort(rows[number], rows[number - 1 if sweep % 2 == 0 else number + 1], beside)
        if (found := _crossings(rows, below)) < fewest:
            best, fewest = [list(row) for row in rows], found
    return tuple(map(tuple, best))


def _sort(row: list[Node], neighbours: Sequence[Node], beside: Mapping[Node, Sequence[Node]]) -> None:
    """Sort a layer by the mean places of each one's neighbours; who has none stays where it is."""
    at = {node: number / max(1, len(neighbours) - 1) for number, node in enumerate(neighbours)}
    own = {node: number / max(1, len(row) - 1) for number, node in enumerate(row)}
    row.sort(key=lambda node: mean([at[each] for each in beside.get(node, ())], own[node]))


def mean(values: Sequence[float], otherwise: float) -> float:
    """The mean of what there is, or else another value."""
    return sum(values) / len(values) if values else otherwise


def _crossings(rows: Sequence[Sequence[Node]], below: Mapping[Node, Sequence[Node]]) -> int:
    """How many pairs of lines between two layers cross."""
    count = 0
    for first, second in pairwise(rows):
        at = {node: number for number, node in enumerate(second)}
        ends = [sorted(at[each] for each in below.get(node, ())) for node in first]
        flat = [end for each in ends for end in each]
        count += sum(before > after for number, before in enumerate(flat) for after in flat[number + 1 :])
    return count


def spread(layers: Layers, room: Callable[[str], float]) -> tuple[dict[Node, float], float]:
    """Where the middle of each place stands across its layer, and how much all of it takes; `room` is what a quantity takes with its gap.

    Neighbours stand as straight before one another as the order allows.
    """
    sizes = {node: room(node) if isinstance(node, str) else 0.0 for row in layers.rows for node in row}
    least = min((size for size in sizes.values() if size), default=1.0)
    sizes = {node: size or _BEND * least for node, size in sizes.items()}
    beside: dict[Node, list[Node]] = {}
    for way in layers.ways:
        for first, second in pairwise(way):
            beside.setdefault(first, []).append(second)
            beside.setdefault(second, []).append(first)
    at = {node: place for row in layers.rows for node, place in _packed(row, sizes, dict.fromkeys(row, 0.0)).items()}
    for sweep in range(SWEEPS):
        for row in layers.rows if sweep % 2 else layers.rows[::-1]:
            at |= _packed(row, sizes, {node: mean([at[each] for each in beside.get(node, ())], at[node]) for node in row})
    low = min((at[node] - sizes[node] / 2 for node in at), default=0.0)
    high = max((at[node] + sizes[node] / 2 for node in at), default=0.0)
    return {node: place - low for node, place in at.items()}, high - low


def _packed(row: Sequence[Node], sizes: Mapping[Node, float], wanted: Mapping[Node, float]) -> dict[Node, float]:
    """The places nearest to those wanted (in the mean of each run of touching ones) that keep the order and do not overlap."""
    runs: list[tuple[list[Node], float]] = []  # members, and the middle of the first
    for node in row:
        runs.append(([node], wanted[node]))
        while len(runs) > 1 and _end(runs[-2], sizes) + sizes[runs[-1][0][0]] / 2 > runs[-1][1]:
            joined = runs[-2][0] + runs[-1][0]
            runs[-2:] = [(joined, _start(joined, sizes, wanted))]
    return {node: place for members, first in runs for node, place in zip(members, _places(members, sizes, first), strict=True)}


def _places(members: Sequence[Node], sizes: Mapping[Node, float], first: float) -> list[float]:
    """The middles of a run of touching places."""
    found = [first]
    for before, node in pairwise(members):
        found.append(found[-1] + (sizes[before] + sizes[node]) / 2)
    return found


def _start(members: Sequence[Node], sizes: Mapping[Node, float], wanted: Mapping[Node, float]) -> float:
    apart = _places(members, sizes, 0.0)
    return sum(wanted[node] - place for node, place in zip(members, apart, strict=True)) / len(members)


def _end(run: tuple[list[Node], float], sizes: Mapping[Node, float]) -> float:
    members, first = run
    return _places(members, sizes, first)[-1] + sizes[members[-1]] / 2
