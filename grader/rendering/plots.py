"""Small plots as SVG that carries its own words: columns and bars, drawn on the server, in the colours of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 640
LABELS = 230  # width of the words before a bar
VALUES = 90  # width of the words after it
ROW = 24


class Bar(NamedTuple):
    """What a bar is called, how long it is, and what is written at its end."""

    label: str
    size: float
    told: str


class Box(NamedTuple):
    """A rectangle and the places of its words."""

    x: float
    y: float
    width: float
    height: float
    bar: Bar


class Plot(NamedTuple):
    """A drawing: its size, its rectangles, how it is described to those who do not see it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    described: str


def bars(values: Sequence[Bar], described: str) -> Plot:
    """One row a value, its length in proportion to the largest; a size of 0 has no length."""
    largest = max((bar.size for bar in values), default=0) or 1
    room = WIDTH - LABELS - VALUES
    boxes = tuple(Box(LABELS, n * ROW + 4, round(room * max(bar.size, 0) / largest, 1), ROW - 8, bar) for n, bar in enumerate(values))
    return Plot(WIDTH, max(1, len(values)) * ROW, boxes, _described(described, values))


def columns(values: Sequence[Bar], described: str, height: int = 200) -> Plot:
    """One column a value, side by side, with 22 below for their names and 18 above for their numbers."""
    largest = max((bar.size for bar in values), default=0) or 1
    room, step = height - 40, WIDTH / max(1, len(values))
    boxes = []
    for number, bar in enumerate(values):
        tall = round(room * max(bar.size, 0) / largest, 1)
        boxes.append(Box(round(number * step + 3, 1), 18 + room - tall, round(step - 6, 1), tall, bar))
    return Plot(WIDTH, height, tuple(boxes), _described(described, values))


def _described(title: str, values: Sequence[Bar]) -> str:
    return f"{title}: " + "; ".join(f"{bar.label} {bar.told}" for bar in values)
