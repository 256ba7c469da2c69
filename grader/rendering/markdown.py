"""The report as Markdown: safe to paste anywhere, the student's text always in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.rendering.view import Judged, Row, View, view

if TYPE_CHECKING:
    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")


def markdown(report: Report, sentences: Sentences) -> str:
    """The report as one Markdown document."""
    return "\n".join(_lines(view(report, sentences), sentences)).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, and that cannot become HTML."""
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def code(text: str) -> str:
    """Text as inline code, fenced by more backticks than it holds."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text or ' '}{space}{fence}"


def _lines(page: View, say: Sentences) -> Iterator[str]:
    yield f"# {escaped(page.problem)}"
    yield ""
    if page.submission:
        yield f"{escaped(say.word('report-submission', submission=page.submission))}  "
    yield f"**{escaped(page.score)}**  "
    if not page.graded:
        return
    yield f"{escaped(page.counts)}  "
    yield f"{escaped(say.word('report-convention'))}: {escaped(page.convention)}"
    yield from (f"\n> {escaped(note)}" for note in page.notes)
    yield ""
    for row in page.rows:
        yield from _row(row, say)
    yield from _foot(page, say)


def _row(row: Row, say: Sentences) -> Iterator[str]:
    yield f"**{row.number}** {code(row.text)}"
    yield ""
    for claim in row.claims:
        yield from _claim(claim, say)
    yield ""


def _claim(claim: Judged, say: Sentences) -> Iterator[str]:
    points = f" ({claim.points})" if claim.points else ""
    read = f" {code(claim.read)}" if claim.read else ""
    yield f"- {claim.sign} **{escaped(claim.word)}**{points}{read}"
    if claim.reason:
        yield f"  - {escaped(claim.reason)}"
    yield from (f"  - {escaped(say.word('word-remark'))}: {escaped(remark)}" for remark in claim.beside)


def _foot(page: View, say: Sentences) -> Iterator[str]:
    if page.parts:
        yield from (f"## {say.word('word-points')}", "", f"| {say.word('word-part')} | {say.word('word-points')} |", "|---|---|")
        yield from (f"| {escaped(label)} | {escaped(score)} |" for label, score in page.parts)
        yield ""
    if page.missing:
        yield from (f"## {say.word('word-missing')}", "", *(f"- {code(name)}" for name in page.missing), "")
    if page.review:
        yield from (f"## {say.word('word-review')}", "")
        yield from (f"- {say.word('word-line')} {number}: {escaped(why)}" if number else f"- {escaped(why)}" for number, why in page.review)
