"""`grader read`: how each line of a sheet is read, and, where the problem is given, what it is taken to mean."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.cli.exits import GRADED, NOT_GRADED

if TYPE_CHECKING:
    from grader.cli.sheets import Sheet
    from grader.cli.work import Asked


@click.command("read")
@click.argument("sheet")
@click.option("--problem", help="A problem file or id: show what each line is taken to mean.")
@options.variant
@options.student
@options.form("text", "json", "html")
@options.output
@options.language
def command(sheet: str, problem: str | None, variant: int | None, student: str | None, form: str, output: Path | None, lang: str) -> None:
    """Show how each line of SHEET is read (- is standard input)."""
    from grader.cli.sheets import sheets
    from grader.cli.work import asked

    if problem is None and (variant is not None or student is not None):
        message = "--variant and --student say whose numbers a problem has: give --problem too"
        raise click.UsageError(message)
    found = sheets((sheet,))
    if len(found) > 1:
        message = "one sheet at a time"
        raise click.BadParameter(message, param_hint="SHEET")
    for fault in filter(None, (one.fault for one in found)):
        click.echo(fault, err=True)
        click.get_current_context().exit(NOT_GRADED)
    which = None if problem is None else asked(problem, variant, student)
    options.write([_read(found[0], which, form, lang)], output)
    click.get_current_context().exit(GRADED)


def _read(sheet: Sheet, which: Asked | None, form: str, lang: str) -> str:
    import json

    from grader import read
    from grader.rendering.sentences import Sentences
    from grader.rendering.transcript import transcript, transcript_record

    work = read(sheet.content)
    interpreted = None if which is None else _interpreted(which, sheet)
    if form == "json":
        return json.dumps(transcript_record(work, interpreted), ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        from grader.rendering.reading_page import reading_page

        return reading_page(work, Sentences(lang), sheet.name, interpreted)
    return transcript(work, Sentences(lang), interpreted)


def _interpreted(which: Asked, sheet: Sheet) -> Mapping[int, tuple[str, ...]]:
    """The claims' canonical readings by line."""
    from grader.cli.work import grading
    from grader.rendering.view import reading

    report = grading(which)(sheet)
    return {line.number: tuple(reading(claim) for claim in line.claims if claim.quantity) for line in report.lines}
