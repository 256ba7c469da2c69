"""Small plots as SVG, drawn on the server: columns side by side, the bar of a table's row; coloured by classes, words always upright.

Widths are shares of the room there is, so that a plot fits a phone and a wall without its words shrinking.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

HEIGHT = 190
_ABOVE, _BELOW = 20, 24  # room for the numbers above the columns and for the names below them
_LIMIT = 18  # more room above them for the name of a limit
_SMALLEST = 2  # pixels of a column that is not nothing
_MOST_NAMES = 12  # of columns that can stand side by side on a phone
_FIGURES = 20  # columns up to which each has its number above it


class Bar(NamedTuple):
    """What a bar stands for, how long it is, what is told of it; where it leads to; its name below a column."""

    label: str
    size: float
    told: str
    href: str = ""
    tick: str = ""


def columns(values: Sequence[Bar], described: str, *, height: int = HEIGHT, limit: int | None = None, limit_told: str = "") -> str:
    """The values as columns side by side; with `limit` a line stands behind the column of that number, such as a due date.

    Columns that lead somewhere are links, and the plot is a group of them; otherwise it is one picture described in words.
    """
    linked = any(bar.href for bar in values)
    told = escape(_described(described, values))
    role = f'role="group" aria-label="{escape(described)}"' if linked else f'role="img" aria-label="{told}"'
    largest = max((bar.size for bar in values), default=0) or 1
    every = -(-len(values) // _MOST_NAMES) or 1
    room = height - _ABOVE - _BELOW - (_LIMIT if limit is not None else 0)
    parts = [
        _column(bar, (number, len(values)), room * bar.size / largest, height, named=number % every == 0)
        for number, bar in enumerate(values)
    ]
    floor = f'<line class="axis" x1="0" x2="100%" y1="{height - _BELOW}" y2="{height - _BELOW}"/>'
    behind = _limit(limit, len(values), height, limit_told)
    return f'<svg class="plot" width="100%" height="{height}" {role}>{floor}{"".join(parts)}{behind}</svg>'


def _column(bar: Bar, place: tuple[int, int], tall: float, height: int, *, named: bool) -> str:
    number, count = place
    step = 100 / count
    tall = max(_SMALLEST, round(tall, 1)) if bar.size > 0 else 0
    middle, top = f"{step * (number + 0.5):.2f}%", height - _BELOW - tall
    drawn = (
        f"<title>{escape(bar.label)}: {escape(bar.told)}</title>"
        f'<rect class="reach" x="{step * number:.2f}%" y="0" width="{step:.2f}%" height="{height - _BELOW}"/>'
        f'<rect class="fill" x="{step * (number + 0.08):.2f}%" y="{top:g}" width="{step * 0.84:.2f}%" height="{tall:g}"/>'
    )
    if bar.href:
        said = escape(f"{bar.label}: {bar.told}")
        drawn = f'<a href="{escape(bar.href)}" aria-label="{said}">{drawn}</a>'
    if bar.size > 0 and count <= _FIGURES:
        drawn += f'<text class="figure" x="{middle}" y="{top - 6:g}" text-anchor="middle">{escape(bar.told)}</text>'
    name = f'<text class="tick" x="{middle}" y="{height - 7}" text-anchor="middle">{escape(bar.tick or bar.label)}</text>' if named else ""
    return drawn + name


def _limit(limit: int | None, count: int, height: int, told: str) -> str:
    """A line behind a column, with its name beside it on the side that has room."""
    if limit is None or not count:
        return ""
    share = 100 * min(max(limit + 1, 0), count) / count
    side, shift = ("end", -6) if share > 50 else ("start", 6)
    return (
        f'<g class="limit"><line x1="{share:.2f}%" x2="{share:.2f}%" y1="0" y2="{height - _BELOW}"/>'
        f'<text x="{share:.2f}%" dx="{shift}" y="12" text-anchor="{side}">{escape(told)}</text></g>'
    )


def bar(size: float, largest: float) -> str:
    """The bar of a row whose words and number stand beside it: for eyes alone."""
    share = 100 * max(size, 0) / largest if largest > 0 else 0
    return (
        '<svg class="bar" width="100%" height="12" aria-hidden="true"><rect class="reach" width="100%" height="12" rx="2"/>'
        f'<rect class="fill" width="{min(share, 100):.2f}%" height="12" rx="2"/></svg>'
    )


def bars(values: Sequence[Bar]) -> list[tuple[Bar, str]]:
    """The values as rows of a table, each with its bar in proportion to the largest."""
    largest = max((value.size for value in values), default=0)
    return [(value, bar(value.size, largest)) for value in values]


def _described(title: str, values: Sequence[Bar]) -> str:
    return f"{title}: " + "; ".join(f"{value.label} {value.told}" for value in values)
