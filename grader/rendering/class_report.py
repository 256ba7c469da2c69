"""The report on a class: how the marks are spread, what went wrong, what each part brought; as a page, as text, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING

from grader.rendering.figures import points
from grader.rendering.html import environment
from grader.rendering.plots import Bar, bars, columns

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences

VERDICTS = ("correct", "follows", "wrong", "unreadable", "unchecked")
MOST_CAUSES, MOST_PARTS, MOST_ROWS = 20, 60, 2_000
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """A class in figures: `spread` counts the sheets by tenths of the points, `causes` hold times and sheets, `parts` points."""

    title: str
    sheets: int
    graded: int
    earned: Fraction
    pending: Fraction
    possible: Fraction
    review: int
    median: Fraction | None
    spread: Sequence[int]
    verdicts: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    parts: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    rows: Sequence[Mapping[str, str]] = ()
    seconds: float | None = None


def class_html(figures: ClassFigures, say: Sentences) -> str:
    """The page: plots drawn here, the numbers behind each of them in a table."""
    page = environment().get_template("class.html")
    return page.render(
        title=figures.title,
        facts=list(facts(figures, say)),
        marks=columns(spread(figures.spread), say.word("class-marks")),
        spread=spread(figures.spread),
        causes=[(*row, sheets) for row, (_, (_, sheets)) in zip(bars(_causes(figures, say)), _most(figures.causes), strict=True)],
        parts=bars(_parts(figures, say)),
        verdicts=[(say.word(f"word-{verdict}"), figures.verdicts.get(verdict, 0)) for verdict in VERDICTS],
        rows=figures.rows[:MOST_ROWS],
        more=max(0, figures.sheets - MOST_ROWS),
        word=say.word,
        language=say.language,
    ) + "\n"  # fmt: skip


def class_text(figures: ClassFigures, say: Sentences) -> str:
    """The class in a few lines."""
    causes = [f"{times:>6} × {say.title(cause)}" for cause, (times, _) in _most(figures.causes)[:MOST_TOLD]]
    return "\n".join([figures.title, *facts(figures, say), *causes]) + "\n"


def class_csv(figures: ClassFigures, say: Sentences) -> str:
    """Every number of the report: what it is about, its name, the number."""
    paper = StringIO(newline="")
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(("about", "name", "number"))
    writer.writerows(_numbers(figures, say))
    return paper.getvalue()


def _numbers(figures: ClassFigures, say: Sentences) -> Iterator[tuple[str, str, str]]:
    for name in ("sheets", "graded", "review"):
        yield "class", name, str(getattr(figures, name))
    for name in ("earned", "pending", "possible"):
        yield "class", name, str(getattr(figures, name))
    yield from (("spread", f"{tenth * 10}-{tenth * 10 + 10} %", str(count)) for tenth, count in enumerate(figures.spread))
    yield from (("verdict", verdict, str(figures.verdicts.get(verdict, 0))) for verdict in VERDICTS)
    yield from (("cause", cause, str(times)) for cause, (times, _) in _most(figures.causes, None))
    yield from (("part", f"{say.word('word-part')} {label}", str(earned / possible)) for label, (earned, possible) in _asked(figures))


def facts(figures: ClassFigures, say: Sentences) -> Iterator[str]:
    """What is said of the whole class, a line each."""
    yield say.word("batch-graded", graded=str(figures.graded), sheets=str(figures.sheets))
    if figures.graded:
        mean, most = figures.earned / figures.graded, figures.possible / figures.sheets
        yield say.word("class-mean", mean=f"{float(mean):.2f}", possible=f"{float(most):.2f}")
    if figures.median is not None:
        yield say.word("class-median", median=f"{float(figures.median) * 100:.0f}")
    if figures.pending:
        yield say.word("class-pending", pending=points(figures.pending))
    if figures.verdicts.get("unreadable"):
        yield say.word("class-unread", count=str(figures.verdicts["unreadable"]))
    if figures.review:
        yield say.word("batch-review", count=str(figures.review))
    if figures.seconds is not None:
        yield say.word("class-seconds", seconds=f"{figures.seconds:.1f}")


def spread(counts: Sequence[int]) -> list[Bar]:
    """How many sheets reach each tenth of the points."""
    return [Bar(f"{tenth * 10}-{tenth * 10 + 10} %", count, str(count), tick=str(tenth * 10)) for tenth, count in enumerate(counts)]


def _causes(figures: ClassFigures, say: Sentences) -> list[Bar]:
    return [Bar(say.title(cause), times, str(times)) for cause, (times, _) in _most(figures.causes)]


def _parts(figures: ClassFigures, say: Sentences) -> list[Bar]:
    shares = [(label, earned / possible) for label, (earned, possible) in _asked(figures)[:MOST_PARTS]]
    return [Bar(f"{say.word('word-part')} {label}".strip(), float(share), f"{float(share) * 100:.0f} %") for label, share in shares]


def _asked(figures: ClassFigures) -> list[tuple[str, tuple[Fraction, Fraction]]]:
    return [(label, pair) for label, pair in figures.parts.items() if pair[1]]


def _most(causes: Mapping[str, tuple[int, int]], count: int | None = MOST_CAUSES) -> list[tuple[str, tuple[int, int]]]:
    return sorted(causes.items(), key=lambda row: (-row[1][0], row[0]))[:count]
