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

Text = bytes | str


class Asked(NamedTuple):
    """What a call asks for."""

    source: str
    into: Path | None
    column: str
    text: Path | None
    language: str


def _gradescope(asked: Asked) -> Text:
    from grader.exchange.gradescope import autograder
    from grader.exchange.wheel import wheel
    from grader.wiring import load_problem

    return autograder(load_problem(asked.source).source, asked.language, wheel())


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
@options.output
@options.language
def command(form: str, source: str, into: Path | None, column: str, text: Path | None, output: Path | None, lang: str) -> None:
    """Write marks in another program's FORMAT.

    gradescope makes an autograder's zip out of a PROBLEM; gradescope-results and prairielearn make results out of one report; canvas,
    moodle, nbgrader and csv make or fill a table out of the reports of a class. Marks that wait for a person are left empty.
    """
    made = FORMS[form](Asked(source, into, column, text, lang))
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
