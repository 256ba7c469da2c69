"""The forms that reports can be written in: a name, and what it makes of the reports of one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.cli.options import Layout
    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences


def pieces(form: str, reports: Sequence[Report], sentences: Sentences, layout: Layout) -> Iterator[str]:
    """The reports in this form, piece by piece."""
    return _FORMS[form](reports, sentences, layout)


def _text(reports: Sequence[Report], sentences: Sentences, layout: Layout) -> Iterator[str]:
    from grader.rendering.text import text

    for number, report in enumerate(reports):
        yield f"\n{'─' * layout.width}\n\n" if number else ""
        yield text(report, sentences, layout.width, colour=layout.colour)


def _markdown(reports: Sequence[Report], sentences: Sentences, _: Layout) -> Iterator[str]:
    from grader.rendering.markdown import markdown

    for number, report in enumerate(reports):
        yield "\n---\n\n" if number else ""
        yield markdown(report, sentences)


def _html(reports: Sequence[Report], sentences: Sentences, _: Layout) -> Iterator[str]:
    from grader.rendering.html import html

    yield html(reports, sentences)


def _json(reports: Sequence[Report], sentences: Sentences, _: Layout) -> Iterator[str]:
    """One report as an object, several as a list."""
    from grader.rendering.records import json_text

    yield json_text(reports[0] if len(reports) == 1 else reports, sentences)


def _jsonl(reports: Sequence[Report], sentences: Sentences, _: Layout) -> Iterator[str]:
    from grader.rendering.records import json_line

    yield from (json_line(report, sentences) for report in reports)


def _csv(reports: Sequence[Report], sentences: Sentences, _: Layout) -> Iterator[str]:
    from grader.rendering.records import csv_text

    yield csv_text(reports, sentences)


_FORMS: dict[str, Callable[[Sequence[Report], Sentences, Layout], Iterator[str]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
