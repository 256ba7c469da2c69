"""The report as text for a terminal or a file: the student's line, what was read, the verdict, the reason, the marks."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from grader.rendering.view import Judged, Row, View, view

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences

STYLES = {"correct": "green", "follows": "cyan", "wrong": "bold red", "unreadable": "yellow", "unchecked": "dim"}
WIDTH = 100


def text(report: Report, sentences: Sentences, width: int = WIDTH, *, colour: bool = False) -> str:
    """The report in lines of at most `width` signs; a verdict has its sign and its word, colour only comes on top."""
    from rich.console import Console

    page = view(report, sentences)
    paper = StringIO()
    console = Console(file=paper, width=width, force_terminal=colour, color_system="standard" if colour else None, highlight=False)
    for block in _blocks(page, sentences):
        console.print(block)
    return "\n".join(line.rstrip() for line in paper.getvalue().splitlines()) + "\n"


def _blocks(page: View, say: Sentences) -> Iterator[RenderableType]:
    yield from _head(page, say)
    if page.graded and not page.rows:
        yield from ("", _line(say.word("word-no-lines")))
    for row in page.rows:
        yield ""
        yield from _row(row, say)
    yield from _foot(page, say)


def _line(content: str, style: str = "") -> RenderableType:
    from rich.text import Text

    return Text(content, style=style)


def _hung(first: str, content: str, style: str = "", first_style: str = "") -> RenderableType:
    """A line whose further lines hang under its content."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(first, style=first_style), Text(content, style=style))
    return grid


def _head(page: View, say: Sentences) -> Iterator[RenderableType]:
    yield _line(
        " · ".join(filter(None, (page.problem, page.submission and say.word("report-submission", submission=page.submission)))), "bold"
    )
    yield _line(page.score, "bold" if page.graded else "bold red")
    if not page.graded:
        return
    yield _line(page.counts)
    yield _hung(f"{say.word('report-convention')}:", page.convention, "dim", "dim")
    for note in page.notes:
        yield _hung("!", note, "yellow", "yellow")


def _row(row: Row, say: Sentences) -> Iterator[RenderableType]:
    yield _hung(f"{row.number:>4} │", row.text, "bold", "dim")
    for claim in row.claims:
        yield from _claim(claim, say)


def _claim(claim: Judged, say: Sentences) -> Iterator[RenderableType]:
    style = STYLES[claim.verdict]
    if claim.read:
        yield _hung("     │", claim.read, "dim", "dim")
    verdict = " ".join(filter(None, (claim.sign, claim.word, claim.points)))
    yield _hung(f"     {verdict}", claim.reason, "", style)
    for remark in claim.beside:
        yield _hung(f"       {say.word('word-remark')}:", remark, "italic", "dim")


def _foot(page: View, say: Sentences) -> Iterator[RenderableType]:
    if page.parts:
        yield from ("", _line(say.word("word-points"), "bold"), _marks(page))
    if page.missing:
        yield from ("", _line(say.word("word-missing"), "bold"), _hung("   –", ", ".join(page.missing)))
    if page.review:
        yield from ("", _line(say.word("word-review"), "bold"))
        for number, why in page.review:
            yield _hung(f"{number:>4} │" if number else "   –", why, "", "dim")


def _marks(page: View) -> RenderableType:
    """The points of each part, in columns."""
    from rich.columns import Columns

    return Columns([f"  {label}: {score}" for label, score in page.parts], padding=(0, 2), equal=True)
