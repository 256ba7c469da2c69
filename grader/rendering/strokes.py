"""The strokes of drawings as SVG: lines, units, boxes, labels and names with indices, coloured by classes; and marks upon them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape, unescape
from itertools import pairwise
from typing import NamedTuple

RADIUS = 24
BOX = 30  # how high a box is
LEVELS = 4
_MARGIN = 14  # round a unit, for the plate of its mark
_SMALL = 6.6  # about as wide is a sign of a small text
_LATEX = re.compile(r"(?P<base>[^_^]+?)(?:_(?P<below>\{[^{}]*\}|.))?(?:\^(?P<above>\{[^{}]*\}|.))?")
_TAG = re.compile(r"<[^>]*>")
_COMMAND = re.compile(r"\\(hat|bar|tilde|mathrm)\{([^{}]*)\}|\\([A-Za-z]+)\s*")
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "mathrm": ""}
_SIGNS = {"ell": "ℓ", "prime": "′", "varepsilon": "ε", "varphi": "φ", "lambda": "λ"}

#: What a drawing that stands alone says of its looks; the pages say the same in their stylesheet.
STYLE = (
    ".drawing{font:13px sans-serif}.drawing text{fill:currentColor;text-anchor:middle}.drawing .small{font-size:11px}"
    ".drawing .index{font-size:9px}.drawing line,.drawing .way{stroke:currentColor;stroke-opacity:.45;fill:none}"
    ".drawing circle,.drawing rect{fill:var(--paper,#fff);stroke:currentColor}"
    ".drawing .number{stroke:var(--paper,#fff);stroke-width:4px;paint-order:stroke}.drawing .start{text-anchor:start}"
)


class Spot(NamedTuple):
    """Where something stands."""

    x: float
    y: float


class Mark(NamedTuple):
    """What is marked at a place of a drawing: how strongly (from 1 to 4), what is written there, what is told of it."""

    level: int
    label: str
    told: str


def drawn(size: tuple[float, float], parts: Iterable[str], title: str = "", *, styled: bool = True, kind: str = "") -> str:
    """The whole SVG; with `styled` it carries its own looks, without it they are the page's, which tells its kinds apart."""
    width, height = size
    told = f"<title>{escape(title)}</title>" if title else ""
    style = f"<style>{STYLE}</style>" if styled else ""
    words = f"drawing {kind}".strip()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{words}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' role="img">{told}{style}{"".join(parts)}</svg>'
    )


def line(start: Spot, end: Spot, mark: Mark | None = None) -> str:
    """An edge."""
    return f'<line x1="{start.x:g}" y1="{start.y:g}" x2="{end.x:g}" y2="{end.y:g}"{_class("", mark)}/>'


def curve(spots: Sequence[Spot], *, down: bool = False) -> str:
    """A line through some spots that leaves and enters each of them straight on, to the right or down."""
    parts = [f"M{spots[0].x:g} {spots[0].y:g}"]
    for start, end in pairwise(spots):
        half = Spot((start.x + end.x) / 2, (start.y + end.y) / 2)
        one, two = ((start.x, half.y), (end.x, half.y)) if down else ((half.x, start.y), (half.x, end.y))
        parts.append(f"C{one[0]:g} {one[1]:g} {two[0]:g} {two[1]:g} {end.x:g} {end.y:g}")
    return f'<path class="way" d="{"".join(parts)}"/>'


def unit(spot: Spot, name: str, told: str, mark: Mark | None = None) -> str:
    """A unit with its name, as `name` gives it; `told` is what a pointer is told."""
    return (
        f"<g{_class('unit', mark)}><title>{escape(_told(told, mark))}</title>"
        f'<circle cx="{spot.x:g}" cy="{spot.y:g}" r="{RADIUS}"/><text x="{spot.x:g}" y="{spot.y + 4.5:g}">{name}</text>'
        f"{badge(_corner(Spot(spot.x + RADIUS * 0.72, spot.y - RADIUS * 0.875), mark), mark)}</g>"
    )


def box(spot: Spot, name: str, told: str, mark: Mark | None = None) -> str:
    """A quantity in a box, as wide as its name needs."""
    wide = box_width(name)
    return (
        f"<g{_class('unit', mark)}><title>{escape(_told(told, mark))}</title>"
        f'<rect x="{spot.x - wide / 2:g}" y="{spot.y - BOX / 2:g}" width="{wide:g}" height="{BOX}" rx="7"/>'
        f'<text x="{spot.x:g}" y="{spot.y + 4.5:g}">{name}</text>'
        f"{badge(_corner(Spot(spot.x + wide / 2, spot.y - BOX / 2 - 4), mark), mark)}</g>"
    )


def box_width(name: str) -> float:
    """How wide the box of a name is, as `name` gives it."""
    return max(34, 8 * len(unescape(_TAG.sub("", name))) + 14)


def label(spot: Spot, text: str, kind: str = "", *, start: bool = False) -> str:
    """A small text about its spot, or beginning there."""
    words = " ".join(filter(None, ("small", kind, "start" if start else "")))
    return f'<text class="{words}" x="{spot.x:g}" y="{spot.y:g}">{escape(text)}</text>'


def badge(spot: Spot, mark: Mark | None) -> str:
    """The label of a mark on a plate of its own, so that no colour has to be told from another."""
    if mark is None or not mark.label:
        return ""
    wide = badge_width(mark)
    return (
        f'<g class="badge"><rect x="{spot.x - wide / 2:g}" y="{spot.y - 9:g}" width="{wide:g}" height="18" rx="9"/>'
        f'<text class="small" x="{spot.x:g}" y="{spot.y + 4:g}">{escape(mark.label)}</text></g>'
    )


def _corner(spot: Spot, mark: Mark | None) -> Spot:
    """Where the plate of a mark stands at a corner: beside the indices inside, and no further out than its margin."""
    half = 0.0 if mark is None else badge_width(mark) / 2
    return spot._replace(x=spot.x + min(half - 9, _MARGIN - half))


def badge_width(mark: Mark) -> float:
    """How wide the plate of a mark is."""
    return text_width(mark.label) + 10


def text_width(text: str) -> float:
    """About how wide a small text is."""
    return _SMALL * len(text)


def _class(kind: str, mark: Mark | None) -> str:
    words = " ".join(filter(None, (kind, f"mark mark-{min(max(mark.level, 1), LEVELS)}" if mark is not None else "")))
    return f' class="{words}"' if words else ""


def _told(told: str, mark: Mark | None) -> str:
    return told if mark is None or not mark.told else f"{told}: {mark.told}"


def name(latex: str, plain: str) -> str:
    """A name of LaTeX as the inside of a `text`, its indices lowered and raised; what is more than that stands plainly."""
    found = _LATEX.fullmatch(latex)
    base = None if found is None else _signs(found["base"])
    if found is None or base is None:
        return escape(plain)
    below, above = (_signs((found[part] or "").strip("{}")) for part in ("below", "above"))
    if below is None or above is None:
        return escape(plain)
    return escape(base) + _index(below, 4) + _index(above, -11 if below else -7)


def _index(text: str, shift: int) -> str:
    """An index, so much lower than what stands before it; an empty one is nothing at all."""
    return f'<tspan class="index" dy="{shift}">{escape(text)}</tspan>' if text else ""


def _signs(text: str) -> str | None:
    """LaTeX's letters as signs; nothing where there is anything else of LaTeX."""

    def sign(found: re.Match[str]) -> str:
        if found[1]:
            return f"{found[2]}{_ACCENTS[found[1]]}"
        return _SIGNS.get(found[3]) or _greek(found[3])

    shown = _COMMAND.sub(sign, text)
    return None if "\\" in shown or "{" in shown else shown


def _greek(word: str) -> str:
    size = "CAPITAL" if word[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {word.upper()}")
    except KeyError:
        return f"\\{word}"
