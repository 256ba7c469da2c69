"""The report inside a notebook: the whole page in a frame of its own, so that neither style reaches the other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from grader.rendering.html import html

if TYPE_CHECKING:
    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences

HEIGHT = "36rem"


def framed(report: Report, sentences: Sentences) -> str:
    """An HTML fragment for a notebook's output: a frame without scripts, forms or links to outside."""
    page = escape(html(report, sentences))
    title = escape(f"{report.problem} {report.submission}".strip())
    return f'<iframe sandbox srcdoc="{page}" title="{title}" style="width:100%;height:{HEIGHT};border:0"></iframe>'
