"""What pages show of a problem: its statement, its drawing, its quantities by the names of the course; all of it markup of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from grader.pages.frame import ours
from grader.rendering.decimals import in_mark
from grader.rendering.figures import points
from grader.rendering.naming import Naming
from grader.rendering.own_names import typeset as typeset_reading
from grader.rendering.picture import Paper, pictures
from grader.rendering.statement import html
from grader.rendering.typeset import mathml
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.problem import Problem
    from grader.rendering.strokes import Mark

MOST_NAMED = 6  # quantities of one part that are named
#: A canonical name within a sentence: with indices, or a derivative.
_QUANTITY = re.compile(r"((?<![\w/\[])(?:d\w+'*(?:\[[\d,]+\])?/d)?[A-Za-z]+'*\[\d[\d,]*\](?:@\d+)?(?![\w\[/]))")


class Part(NamedTuple):
    """A part of what is asked: its label, the first of its quantities, how many more there are, its points."""

    label: str
    names: tuple[Markup, ...]
    more: int
    points: str


def statement(problem: Problem, decimal: str) -> Markup:
    """The statement, formulas typeset, numbers in this mark; what is wider than a phone is scrolled by itself, with the keyboard too."""
    made = (
        html(in_mark(problem.statement, decimal))
        .replace("</table>", "</table></div>")
        .replace('<p class="display">', '<p class="display" tabindex="0">')
    )
    return ours(made.replace("<table>", '<div class="scroll" tabindex="0"><table>'))


def drawing(problem: Problem, title: str, decimal: str, marks: Mapping[str, Mark] | None = None) -> Markup:
    """The problem as a picture, with marks upon it; empty where it is too large to be drawn."""
    return ours(pictures(problem, Paper(Naming(problem), decimal, marks, title, styled=False)))


def parts(problem: Problem) -> list[Part]:
    """What is asked, part by part."""
    naming = Naming(problem)
    return [
        Part(
            part.label,
            tuple(typeset(naming.latex(name)) for name in part.quantities[:MOST_NAMED]),
            max(0, len(part.quantities) - MOST_NAMED),
            points(part.points),
        )
        for part in problem.parts
    ]


@lru_cache(maxsize=4096)
def typeset(latex: str) -> Markup:
    """A formula within a line."""
    return ours(mathml(latex))


def in_names(naming: Naming | None, sentence: str) -> Markup:
    """A sentence with its quantities typeset by the names that the course gives them."""
    if naming is None:
        return escape(sentence)
    pieces = _QUANTITY.split(sentence)
    return Markup().join(quantity(naming, piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces))


def reading(read_as: str, naming: Naming | None, decimal: str) -> tuple[Markup, ...]:
    """How a line was read, typeset by a naming; in canonical names where the problem is not known or it cannot be set."""
    made = () if naming is None else typeset_reading(read_as, naming, decimal)
    return tuple(map(ours, made)) or ((Markup("<code>{}</code>").format(printable(read_as)),) if read_as else ())


def quantity(naming: Naming | None, name: str) -> Markup:
    """A quantity by the name that the course gives it; by its canonical one where the problem is not known."""
    if naming is None:
        return Markup("<code>{}</code>").format(name)
    try:
        return typeset(naming.latex(name))
    except ValueError:
        return Markup("<code>{}</code>").format(name)
