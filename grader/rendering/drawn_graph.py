"""The quantities of a graph as boxes in layers, lines from what each is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.rendering.layers import Layers, Node, layered, spread
from grader.rendering.paper import NOTHING, Drawn, Paper
from grader.rendering.strokes import BOX, Spot, box, box_width, curve, drawn, name

if TYPE_CHECKING:
    from grader.graph.trace import Trace

MOST_QUANTITIES = 48
_EDGE, _GAP = 14, 12  # round the whole, between boxes of one layer
_BETWEEN, _BELOW = 56, 44  # layers side by side, layers under one another


def drawn_graph(trace: Trace, paper: Paper) -> Drawn:
    """The picture; nothing of too many quantities."""
    names = [name for name in trace.names if "/" not in name and not trace.is_carried(name) and "'" not in name]
    if len(names) > MOST_QUANTITIES:
        return NOTHING
    layers = layered(names, lambda each: () if each in trace.given else trace.parents(each))
    called = {each: paper.naming.plain(each) for each in names}
    wide = {each: box_width(plain) for each, plain in called.items()}
    spots, size = _spots(layers, wide, down=paper.down)
    lines = [curve([spots[node] for node in way], down=paper.down) for way in layers.ways]
    boxes = [box(spots[each], name(paper.naming.latex(each), plain), plain, paper.mark(each)) for each, plain in called.items()]
    return Drawn(drawn(size, [*lines, *boxes], paper.title, styled=paper.styled, kind=paper.kind(size[0])), size[0])


def _spots(layers: Layers, wide: dict[str, float], *, down: bool) -> tuple[dict[Node, Spot], tuple[float, float]]:
    """Where each place stands, and how large the paper is; side by side each layer is as wide as its widest box."""
    across, all_ = spread(layers, lambda each: (wide[each] if down else BOX) + _GAP)
    spots: dict[Node, Spot] = {}
    along = float(_EDGE)
    for row in layers.rows:
        thick = BOX if down else max((wide[node] for node in row if isinstance(node, str)), default=0)
        for node in row:
            ahead, beside = along + thick / 2, across[node] + _EDGE - _GAP / 2
            spots[node] = Spot(beside, ahead) if down else Spot(ahead, beside)
        along += thick + (_BELOW if down else _BETWEEN)
    length, breadth = along - (_BELOW if down else _BETWEEN) + _EDGE, all_ - _GAP + 2 * _EDGE
    return spots, (breadth, length) if down else (length, breadth)
