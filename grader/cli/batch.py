"""`grader batch`: a whole class, over many cores or a cluster, with a bar that shows how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.cli.exits import GRADED, NOT_GRADED

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences
    from grader.services.batch import Outcome, Progress

FORMS = ("html", "markdown")
REFRESHED = 2  # times a second: drawing takes time from grading


@click.command("batch")
@click.argument("problem", metavar="SET|PROBLEM")
@click.argument("source", metavar="FOLDER|FILE", type=click.Path(exists=True, path_type=Path))
@options.output
@options.jobs
@options.engine
@click.option("--resume", is_flag=True, help="Go on where an earlier run with the same output ended.")
@click.option("--reports", type=click.Path(file_okay=False, path_type=Path), help="Also write one report a sheet into this folder.")
@click.option("--as", "form", type=click.Choice(FORMS), default="html", show_default=True, help="Form of those reports.")
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a report on the class: .html with plots, .csv with its numbers, or text.",
)
@options.language
def command(
    problem: str,
    source: Path,
    output: Path | None,
    jobs: int,
    engine: str | None,
    resume: bool,  # noqa: FBT001 - a flag
    reports: Path | None,
    form: str,
    summary: Path | None,
    lang: str,
) -> None:
    """Grade a whole class over many cores.

    The class is a folder, a zip, or a file of rows (.jsonl, .csv, .parquet). One report a line goes to the output (.jsonl, .csv
    or .parquet; NAME-reports.jsonl by default), a table of marks beside it (.csv).
    """
    from grader import wiring
    from grader.rendering.sentences import Sentences

    target = output or Path(f"{source.stem}-reports.jsonl")
    order = wiring.Batch(problem, source, target, jobs, engine or "local", lang, resume, reports, form)
    with _bar(_total(source)) as progress:
        outcome = wiring.batch(order, progress)
    title = Path(problem).stem
    if summary is not None:
        options.write([wiring.class_report(outcome, title, summary.suffix.removeprefix("."), lang)], summary)
    click.echo(wiring.class_report(outcome, title, "text", lang), nl=False)
    for line in _told(outcome, Sentences(lang)):
        click.echo(line)
    click.get_current_context().exit(GRADED if outcome.summary.graded == outcome.summary.sheets else NOT_GRADED)


def _total(source: Path) -> int | None:
    """How many sheets there may be, where that is cheap to know."""
    if source.is_dir():
        return sum(1 for path in source.rglob("*") if path.is_file() and not path.name.startswith("."))
    if source.suffix in {".jsonl", ".ndjson"}:
        with source.open("rb") as file:
            return sum(1 for line in file if line.strip())
    return None


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), refresh_per_second=REFRESHED) as bar:
        task = bar.add_task("", total=total, rate="", failed="")

        def tell(done: Progress) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f}/s" if speed else ""
            bar.update(task, completed=done.sheets, rate=rate, failed=f"✗ {done.failed}" if done.failed else "")

        yield tell


def _told(outcome: Outcome, say: Sentences) -> Iterator[str]:
    """What was not matched, and where the results are."""
    for unmatched in outcome.unmatched:
        yield say.word("batch-unmatched", name=unmatched.name, reason=say.word(f"unmatched-{unmatched.reason}"))
    yield from dict.fromkeys((str(outcome.reports), str(outcome.figures)))
