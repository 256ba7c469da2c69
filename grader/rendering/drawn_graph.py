"""The quantities of a graph as boxes in layers, lines from what each is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from grader.graph.quantity import Variable, quantity
from grader.rendering.layers import Layers, Node, layered, spread
from grader.rendering.paper import NOTHING, PHONE, Drawn, Paper
from grader.rendering.strokes import BOX, Spot, box, box_width, curve, drawn, name

if TYPE_CHECKING:
    from grader.graph.trace import Trace

MOST_QUANTITIES = 48
_EDGE, _GAP = 14, 12  # round the whole, between boxes of one layer
_BETWEEN, _CLOSE, _BELOW = 56, 24, 44  # layers side by side, the same on narrow paper, layers under one another


def drawn_graph(trace: Trace, paper: Paper) -> Drawn:
    """The picture, the author's vectors and matrices as one box each; nothing of too many quantities."""
    made = _made_of(trace)
    names = list(made)
    if len(names) > MOST_QUANTITIES:
        return NOTHING
    layers = layered(names, made.__getitem__)
    plain = {each: paper.naming.plain(each) for each in names}
    called = {each: name(paper.naming.latex(each), plain[each]) for each in names}
    wide = {each: box_width(shown) for each, shown in called.items()}
    laid = _laid(layers, wide, down=paper.down)
    lines = [curve([laid.spots[node] for node in way], down=laid.down) for way in layers.ways]
    boxes = [box(laid.spots[each], shown, plain[each], paper.mark(each)) for each, shown in called.items()]
    return Drawn(drawn(laid.size, [*lines, *boxes], paper.title, styled=paper.styled, kind=paper.kind(laid.size[0])), laid.size[0])


def _made_of(trace: Trace) -> dict[str, tuple[str, ...]]:
    """The quantities before any update by their bare names, each with those that it is made of; what nothing uses is left out."""
    made: dict[str, dict[str, None]] = {}
    for each in trace.names:
        if "/" not in each and "'" not in each and not trace.is_carried(each):
            parents = () if each in trace.given else map(_bare, trace.parents(each))
            made.setdefault(_bare(each), {}).update(dict.fromkeys(parent for parent in parents if parent != _bare(each)))
    used = {parent for parents in made.values() for parent in parents}
    return {each: tuple(parents) for each, parents in made.items() if parents or each in used}


def _bare(name: str) -> str:
    what = quantity(name)
    return what.family if isinstance(what, Variable) else name


class _Laid(NamedTuple):
    """Where each place stands, how large the paper is, and whether the layers stand under one another."""

    spots: dict[Node, Spot]
    size: tuple[float, float]
    down: bool


def _laid(layers: Layers, wide: dict[str, float], *, down: bool) -> _Laid:
    """Side by side; `down`, for narrow paper, under one another, or close together where layers of many boxes are narrower so."""
    if not down:
        return _spots(layers, wide, _BETWEEN, down=False)
    below = _spots(layers, wide, _BELOW, down=True)
    return below if below.size[0] <= PHONE else min(below, _spots(layers, wide, _CLOSE, down=False), key=lambda laid: laid.size[0])


def _spots(layers: Layers, wide: dict[str, float], gap: float, *, down: bool) -> _Laid:
    """The layers one after another with such gaps; side by side each is as wide as its widest box."""
    across, all_ = spread(layers, lambda each: (wide[each] if down else BOX) + _GAP)
    spots: dict[Node, Spot] = {}
    along = float(_EDGE)
    for row in layers.rows:
        thick = BOX if down else max((wide[node] for node in row if isinstance(node, str)), default=0)
        for node in row:
            ahead, beside = along + thick / 2, across[node] + _EDGE - _GAP / 2
            spots[node] = Spot(beside, ahead) if down else Spot(ahead, beside)
        along += thick + gap
    length, breadth = along - gap + _EDGE, all_ - _GAP + 2 * _EDGE
    return _Laid(spots, (breadth, length) if down else (length, breadth), down)
