"""`grader export`: marks into the formats of other programs, and a problem into an autograder of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from grader.cli import options
from grader.cli.exits import GRADED

if TYPE_CHECKING:
    from grader.exchange.canvas import Filled
    from grader.exchange.marks import Mark
    from grader.exchange.submitter import Numbers
    from grader.problem import Problem

Text = bytes | str


class Asked(NamedTuple):
    """What a call asks for."""

    source: str
    into: Path | None
    column: str
    text: Path | None
    language: str
    variant: int | None = None
    by: str | None = None
    class_list: Path | None = None


def _gradescope(asked: Asked) -> Text:
    from grader.exchange.gradescope import autograder
    from grader.exchange.wheel import wheel
    from grader.wiring import load_problem

    problem = load_problem(asked.source)
    return autograder(problem.source, asked.language, wheel(), _numbers(asked, problem))


def _numbers(asked: Asked, problem: Problem) -> Numbers:
    """Whose numbers the autograder will grade by; a problem that draws them leaves no choice but to say it."""
    from grader.exchange.submitter import Numbers
    from grader.problem.variants import variant_for

    if sum(one is not None for one in (asked.variant, asked.by, asked.class_list)) > 1:
        message = "one of --class, --by and --variant: each says whose numbers are graded by"
        raise click.UsageError(message)
    if asked.variant is None and problem.variants > 1:
        if asked.class_list is not None:
            return Numbers(by="email", students=_ids(asked.class_list))
        if asked.by is not None:
            return Numbers(by=asked.by)
        message = (
            f"{problem.id} draws its numbers for each student: --class CLASS.csv, where they were given out by its student_id; "
            "--by email (or name), where by what Gradescope knows; --variant N, where all have the same"
        )
        raise click.UsageError(message)
    return Numbers(variant_for(problem, asked.variant))


def _ids(class_list: Path) -> dict[str, str]:
    """The students' ids by their e-mail addresses; who has none, or stands there twice, is told on standard error."""
    from grader.services.class_list import read_class_list

    listed = read_class_list(class_list.read_bytes())
    left = {row.line: f"{row.student_id} has no e-mail address to be known by" for row in listed.rows if not row.email}
    for line, reason in sorted((left | {fault.line: fault.message for fault in listed.duplicates}).items()):
        click.echo(f"{class_list}:{line}: {reason}", err=True)
    return {row.email.casefold(): row.student_id for row in listed.rows if row.email}


def _gradescope_student(asked: Asked) -> Text:
    from grader.exchange.submitter import student

    students = None if asked.class_list is None else _ids(asked.class_list)
    return student(Path(asked.source).read_bytes(), asked.by or "email", students) + "\n"


def _gradescope_results(asked: Asked) -> Text:
    from grader.exchange.gradescope import results

    return results(_only_report(asked), asked.text.read_text("utf-8") if asked.text else "")


def _prairielearn(asked: Asked) -> Text:
    from grader.exchange.prairielearn import results

    return results(_only_report(asked), asked.text.read_text("utf-8") if asked.text else "")


def _canvas(asked: Asked) -> Text:
    from grader.exchange.canvas import fill

    if asked.into is None or not asked.column:
        message = "canvas fills your own gradebook: --into GRADEBOOK.csv --column ASSIGNMENT"
        raise click.UsageError(message)
    return _told(fill(asked.into.read_bytes(), _marks(asked), asked.column, asked.into.name))


def _moodle(asked: Asked) -> Text:
    from grader.exchange import moodle

    if asked.into is None:
        return moodle.table(_marks(asked))
    return _told(moodle.fill(asked.into.read_bytes(), _marks(asked), asked.into.name))


def _nbgrader(asked: Asked) -> Text:
    from grader.exchange.nbgrader import table

    return table(_marks(asked), asked.column)


def _csv(asked: Asked) -> Text:
    from grader.exchange.plain import table

    return table(_marks(asked))


FORMS: Mapping[str, Callable[[Asked], Text]] = {
    "gradescope": _gradescope,
    "gradescope-results": _gradescope_results,
    "gradescope-student": _gradescope_student,
    "prairielearn": _prairielearn,
    "canvas": _canvas,
    "moodle": _moodle,
    "nbgrader": _nbgrader,
    "csv": _csv,
}


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMS)))
@click.argument("source", metavar="PROBLEM|REPORTS.jsonl")
@click.option(
    "--into", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The gradebook or worksheet to fill (canvas, moodle)."
)
@click.option("--column", default="", help="The assignment's name there (canvas), or in the table (nbgrader).")
@click.option("--text", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What the student reads (Markdown).")
@click.option(
    "--class",
    "class_list",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Drawn numbers (gradescope): they were given out by the student_id of this class list; its e-mail addresses tell who it is.",
)
@click.option(
    "--by", type=click.Choice(("email", "name")), help="Drawn numbers (gradescope): they were given out by what Gradescope tells."
)
@options.variant
@options.output
@options.language
def command(
    form: str,
    source: str,
    into: Path | None,
    column: str,
    text: Path | None,
    class_list: Path | None,
    by: str | None,
    variant: int | None,
    output: Path | None,
    lang: str,
) -> None:
    """Write marks in another program's FORMAT.

    gradescope makes an autograder's zip out of a PROBLEM; gradescope-results and prairielearn make results out of one report; canvas,
    moodle, nbgrader and csv make or fill a table out of the reports of a class. Marks that wait for a person are left empty. Where a
    problem's numbers are drawn, the autograder is told whose they are: --class, --by or --variant; gradescope-student is how it finds out.
    """
    made = FORMS[form](Asked(source, into, column, text, lang, variant, by, class_list))
    if isinstance(made, bytes):
        target = output or Path(f"{Path(source).stem}-gradescope.zip")
        target.write_bytes(made)
        click.echo(str(target))
    else:
        options.write([made], output)
    click.get_current_context().exit(GRADED)


def _reports(asked: Asked) -> list[Mapping[str, Any]]:
    from grader.exchange.marks import reports

    if not Path(asked.source).is_file():
        message = f"no such file: {asked.source}"
        raise click.BadParameter(message, param_hint="REPORTS.jsonl")
    with Path(asked.source).open("rb") as file:
        return list(reports(file, asked.source))


def _only_report(asked: Asked) -> Mapping[str, Any]:
    from grader.errors import Refused

    found = _reports(asked)
    if len(found) != 1:
        message = f"{asked.source}: {len(found)} reports where one submission has one"
        raise Refused(message)
    return found[0]


def _marks(asked: Asked) -> list[Mark]:
    from grader.exchange.marks import marks

    return marks(_reports(asked))


def _told(filled: Filled) -> str:
    """The text; who has no row and whose marks wait is told on standard error."""
    from grader.rendering.sentences import Sentences

    say = Sentences(click.get_current_context().params["lang"])
    for key, names in (("export-no-row", filled.lost), ("export-waiting", filled.waiting)):
        for name in names:
            click.echo(say.word(key, name=name), err=True)
    return filled.text
