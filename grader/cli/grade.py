"""`grader grade`: sheets of one problem, graded and reported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.cli.exits import GRADED, NOT_GRADED

if TYPE_CHECKING:
    from grader.cli.sheets import Sheet
    from grader.cli.work import Asked
    from grader.grading.report import Report

FORMS = ("text", "json", "jsonl", "csv", "markdown", "html")
SHEETS_A_PROCESS = 20  # fewer are graded before a second process has started


@click.command("grade")
@click.argument("problem")
@click.argument("sheet", nargs=-1, required=True)
@options.variant
@options.student
@options.form(*FORMS)
@options.output
@options.jobs
@options.engine
@options.language
def command(
    problem: str,
    sheet: tuple[str, ...],
    variant: int | None,
    student: str | None,
    form: str,
    output: Path | None,
    jobs: int,
    engine: str | None,
    lang: str,
) -> None:
    """Grade SHEETs of working on PROBLEM.

    PROBLEM is a file or the id of a problem in the bank; a SHEET is a file, a folder, or - for standard input.
    """
    from grader.cli.forms import pieces
    from grader.cli.sheets import sheets
    from grader.cli.work import asked
    from grader.rendering.sentences import Sentences

    found = sheets(sheet)
    reports = list(_graded(asked(problem, variant, student), found, _processes(jobs, len(found)), engine))
    options.write(pieces(form, reports, Sentences(lang), options.layout(output)), output)
    click.get_current_context().exit(GRADED if all(report.state == "graded" for report in reports) else NOT_GRADED)


def _processes(jobs: int, sheets: int) -> int:
    if jobs:
        return jobs
    return max(1, min(os.cpu_count() or 1, sheets // SHEETS_A_PROCESS))


def _graded(which: Asked, sheets: list[Sheet], jobs: int, engine: str | None) -> Iterator[Report]:
    """The reports in the order of the sheets."""
    from grader.cli.work import grade_one, grading, pool

    if jobs == 1 and engine is None:
        yield from map(grading(which), sheets)
        return
    with pool(engine, jobs) as executor:
        yield from executor.map(grade_one, [which] * len(sheets), sheets)
