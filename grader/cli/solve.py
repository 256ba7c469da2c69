"""`grader solve`: the worked solution of a problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences
    from grader.rendering.solution import Solution


@click.command("solve")
@click.argument("problem")
@options.variant
@options.student
@options.form("text", "markdown", "html", "pdf")
@options.output
@click.option("--decimal-comma", is_flag=True, help="Write numbers with a decimal comma.")
@click.option("--digits", type=click.IntRange(2, 50), default=6, show_default=True, help="Significant digits of rounded values.")
@options.language
def command(
    problem: str,
    variant: int | None,
    student: str | None,
    form: str,
    output: Path | None,
    decimal_comma: bool,  # noqa: FBT001 - a flag
    digits: int,
    lang: str,
) -> None:
    """Work PROBLEM out: each quantity as formula, substitution and value."""
    from grader.cli.work import asked, loaded
    from grader.rendering.sentences import Sentences
    from grader.rendering.solution import solution

    worked = solution(loaded(asked(problem, variant, student)), digits, "," if decimal_comma else ".")
    if form == "pdf":
        _write_pdf(worked, Sentences(lang), output)
    else:
        options.write([_formed(worked, form, Sentences(lang))], output)


def _write_pdf(worked: Solution, say: Sentences, output: Path | None) -> None:
    """Write the bytes; Typst comes with the extra `pdf`."""
    try:
        from grader.rendering.pdf import pdf

        made = pdf(worked, say)
    except ImportError:
        message = "--format pdf needs the extra `pdf`: pip install 'inkgrade[pdf]'; or print --format html"
        raise click.UsageError(message) from None
    if output is None:
        click.echo(made, nl=False)
    else:
        output.write_bytes(made)


def _formed(worked: Solution, form: str, say: Sentences) -> str:
    from grader.rendering import html, solution

    return {"text": solution.text, "markdown": solution.markdown, "html": html.solution_page}[form](worked, say)
