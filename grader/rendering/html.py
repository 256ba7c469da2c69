"""The report as one self-contained page: no scripts, light and dark, made to be printed on A4 too."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from grader.rendering.view import view

if TYPE_CHECKING:
    from jinja2 import Environment

    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences


def html(report: Report, sentences: Sentences) -> str:
    """The report as an HTML document; everything that students wrote is escaped."""
    page = environment().get_template("report.html")
    return page.render(page=view(report, sentences), word=sentences.word, language=sentences.language) + "\n"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this room."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("grader.rendering"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
