"""The report as one self-contained page: no scripts, light and dark, made to be printed on A4 too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.rendering.solution import heading
from grader.rendering.view import view

if TYPE_CHECKING:
    from jinja2 import Environment

    from grader.grading.report import Report
    from grader.rendering.sentences import Sentences
    from grader.rendering.solution import Solution


def html(reports: Report | Sequence[Report], sentences: Sentences) -> str:
    """The report, or several in their order, as an HTML document; everything that students wrote is escaped."""
    pages = [view(report, sentences) for report in (reports if isinstance(reports, Sequence) else [reports])]
    return environment().get_template("report.html").render(pages=pages, word=sentences.word, language=sentences.language) + "\n"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this room."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("grader.rendering"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def solution_page(worked: Solution, say: Sentences) -> str:
    """A worked solution as an HTML document: formulas in MathML, the font for them and the picture inside the page."""
    from grader.rendering.statement import html as statement
    from grader.rendering.typeset import mathml

    sections = [
        (heading(section, say), section.stage == "given", [mathml(step.aligned(), block=True) for step in section.steps])
        for section in worked.sections
    ]
    page = environment().get_template("solution.html")
    return (
        page.render(
            worked=worked, sections=sections, font=font(), statement=statement(worked.statement), word=say.word, language=say.language
        )
        + "\n"
    )


@lru_cache(maxsize=1)
def font() -> str:
    """The font of the formulas, in base64."""
    from base64 import b64encode

    return b64encode(font_file()).decode("ascii")


def font_file() -> bytes:
    """The font of the formulas, as a file of type WOFF2."""
    from importlib.resources import files

    return (files("grader.rendering") / "fonts" / "maths.woff2").read_bytes()
