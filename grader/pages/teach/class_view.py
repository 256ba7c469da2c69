"""A class at a glance as its page shows it: plots with links to the sheets behind them, tables behind the plots."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.pages.formulas import drawing
from grader.pages.frame import ours
from grader.pages.teach.desk import address, noon, percent
from grader.rendering.naming import Naming
from grader.rendering.plots import Bar, bar, columns
from grader.rendering.typeset import mathml
from grader.rendering.where import heat, level
from grader.services.figures import Mistake, Where

if TYPE_CHECKING:
    from markupsafe import Markup

    from grader.pages.words import Words
    from grader.problem import Problem
    from grader.services.glance import Glance

MOST_MISTAKES, MOST_HARD = 20, 10


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its name; some lead somewhere."""

    name: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing and the rows of the table behind it."""

    drawing: Markup
    rows: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Column:
    """Where mistakes stand: a problem of several, or a part of one; `where` is None for a whole problem."""

    name: str
    problem: str
    where: Where | None = None
    href: str = ""

    def count(self, mistake: Mistake) -> int:
        """On how many sheets a mistake stands there."""
        return mistake.problems.get(self.problem, 0) if self.where is None else mistake.where.get(self.where, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a mistake stands in a column: how hot that is, and the sheets behind it."""

    name: str
    level: int
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """A mistake with its bar and a cell for each part."""

    title: str
    sheets: int
    times: int
    href: str
    bar: Markup
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row with a bar: its name, perhaps typeset, what is told of it, where it leads to."""

    name: str
    told: str
    bar: Markup
    href: str
    formula: Markup | None = None
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A problem's picture with the class's errors upon it, and the same in words."""

    title: str
    picture: Markup
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ClassView:
    """The page."""

    tiles: Sequence[Tile]
    spread: Plot
    progress: Plot | None
    columns: Sequence[Column]
    mistakes: Sequence[MistakeRow]
    drawings: Sequence[Drawing]
    parts: Sequence[tuple[str, Sequence[BarRow]]]  # by problem
    hardest: Sequence[BarRow]


class Seer:
    """Makes the view of one glance."""

    def __init__(self, found: Glance, problems: Mapping[str, Problem], say: Words, problem: str | None) -> None:
        """`problems` are those of the set by their ids, `problem` the one that the page is narrowed to."""
        self.found, self.problems, self.say, self.problem = found, problems, say, problem
        self.namings = {slug: Naming(each) for slug, each in problems.items()}

    def view(self, path: str) -> ClassView:
        """The view; `path` is the address of the set."""

        def sheets(**narrowed: object) -> str:
            return address(f"{path}/sheets", **({"problem": self.problem} | narrowed))

        columns = self._columns(path)
        return ClassView(
            tiles=self._tiles(sheets),
            spread=self._spread(sheets),
            progress=self._progress(sheets),
            columns=columns,
            mistakes=self._mistakes(columns, sheets),
            drawings=self._drawings(),
            parts=self._parts(sheets),
            hardest=self._hardest(sheets),
        )

    def _columns(self, path: str) -> list[Column]:
        """The problems with mistakes, each leading to its own figures; of a single one its parts, in their order."""
        figures = self.found.figures
        slugs = list(dict.fromkeys(slug for mistake in figures.mistakes for slug in mistake.problems))
        if len(slugs) > 1:
            slugs.sort(key=lambda slug: list(self.problems).index(slug) if slug in self.problems else len(self.problems))
            return [Column(self._title(slug), slug, href=address(f"{path}/class", problem=slug)) for slug in slugs]
        order = {part.where: number for number, part in enumerate(figures.parts)}
        places = dict.fromkeys(where for mistake in figures.mistakes for where in mistake.where)
        found = sorted(places, key=lambda where: order.get(where, len(order)))
        return [Column(where.label or self.say.word("glance-no-part"), where.problem, where) for where in found]

    def _part(self, where: Where) -> str:
        return f"{self.say.word('word-part')} {where.label}" if where.label else self.say.word("glance-no-part")

    def _place(self, where: Where) -> str:
        """A part, with its problem where there are several."""
        if self.problem is not None or len(self.problems) == 1:
            return self._part(where)
        return f"{self._title(where.problem)}, {self._part(where)}" if where.label else self._title(where.problem)

    def _title(self, slug: str) -> str:
        return self.problems[slug].title if slug in self.problems else slug

    def _tiles(self, sheets: Callable[..., str]) -> list[Tile]:
        found, figures, word = self.found, self.found.figures, self.say.word
        tiles = [
            Tile(word("glance-handed-in"), word("of-all", count=found.handed_in, all=found.students)),
            Tile(word("glance-sheets"), word("of-all", count=figures.sheets, all=found.expected), sheets() if figures.sheets else ""),
        ]
        if figures.mean is not None and figures.median is not None:
            tiles += [Tile(word("glance-average"), percent(figures.mean)), Tile(word("glance-half"), percent(figures.median))]
        tiles.append(Tile(word("glance-waiting"), str(figures.waiting), sheets(waiting="true") if figures.waiting else ""))
        if found.not_graded:
            tiles.append(Tile(word("glance-not-graded"), str(found.not_graded)))
        return tiles

    def _spread(self, sheets: Callable[..., str]) -> Plot:
        rows = [
            Bar(f"{n * 10}-{n * 10 + 10} %", count, str(count), sheets(tenth=n) if count else "", str(n * 10))
            for n, count in enumerate(self.found.figures.spread)
        ]
        return Plot(ours(columns(rows, self.say.word("class-marks"))), rows)

    def _progress(self, sheets: Callable[..., str]) -> Plot | None:
        """Day by day how many sheets had come, the due date as a line."""
        if not self.found.days:
            return None
        rows = [
            Bar(self.say.word("glance-day", day=noon(day.day)), day.total, str(day.total), sheets(day=day.day) if day.came else "",
                str(day.day.day))
            for day in self.found.days
        ]  # fmt: skip
        due = None if self.found.due is None else self.found.due.date()
        limit = next((number for number, day in enumerate(self.found.days) if day.day == due), None)
        drawn = columns(rows, self.say.word("glance-progress"), limit=limit, limit_told=self.say.word("glance-due"))
        return Plot(ours(drawn), rows)

    def _mistakes(self, columns: Sequence[Column], sheets: Callable[..., str]) -> list[MistakeRow]:
        shown = self.found.figures.mistakes[:MOST_MISTAKES]
        most = max((mistake.sheets for mistake in shown), default=0)
        hottest = max((column.count(mistake) for mistake in shown for column in columns), default=0)
        return [
            MistakeRow(
                self.say.title(each.cause), each.sheets, each.times, sheets(cause=each.cause), ours(bar(each.sheets, most)),
                [_cell(each, column, hottest, sheets) for column in columns],
            )
            for each in shown
        ]  # fmt: skip

    def _drawings(self) -> list[Drawing]:
        return [found for slug, began in self.found.figures.began.items() if (found := self._drawing(slug, began)) is not None]

    def _drawing(self, slug: str, began: Mapping[str, Collection[str]]) -> Drawing | None:
        if slug not in self.problems:
            return None
        problem, naming = self.problems[slug], self.namings[slug]
        marks = heat(problem, began, self.found.figures.sheets, self.say)
        title = self.say.word("glance-picture", problem=problem.title)
        drawn = drawing(problem, title, self.say.decimal or ".", marks)
        rows = [(naming.plain(where), mark.told) for where, mark in sorted(marks.items(), key=lambda item: -int(item[1].label))]
        return Drawing(problem.title, drawn, rows) if drawn and rows else None

    def _parts(self, sheets: Callable[..., str]) -> list[tuple[str, list[BarRow]]]:
        by: dict[str, list[BarRow]] = {}
        for part in self.found.figures.parts:
            share = part.earned / part.possible
            href = sheets(problem=part.where.problem, label=part.where.label) if part.earned < part.possible else ""
            by.setdefault(part.where.problem, []).append(BarRow(self._part(part.where), percent(share), ours(bar(float(share), 1)), href))
        return [(self._title(slug), rows) for slug, rows in by.items()]

    def _hardest(self, sheets: Callable[..., str]) -> list[BarRow]:
        rows = []
        for hard in self.found.figures.hardest[:MOST_HARD]:
            naming, share = self.namings.get(hard.where.problem), float(Fraction(hard.began, hard.sheets))
            formula = ours(mathml(naming.latex(hard.quantity))) if naming is not None else None
            place = self._place(hard.where)
            told = self.say.word("of-all", count=hard.began, all=hard.sheets)
            href = sheets(problem=hard.where.problem, quantity=hard.quantity)
            rows.append(BarRow(place, told, ours(bar(share, 1)), href, formula, hard.quantity))
        return rows


def _cell(mistake: Mistake, column: Column, hottest: int, sheets: Callable[..., str]) -> Cell:
    count = column.count(mistake)
    narrowed = {} if column.where is None else {"label": column.where.label}
    return Cell(column.name, level(count, hottest), count, sheets(cause=mistake.cause, problem=column.problem, **narrowed) if count else "")
