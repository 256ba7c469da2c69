"""The one neck: settings become engines and services, and the rooms that are strangers meet here."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import NotFound, Refused
from grader.grading.report import Report
from grader.problem import Problem, bank, parse
from grader.problem import load as load_problem
from grader.services.ungraded import not_graded

if TYPE_CHECKING:
    from grader.reading.tree import Work
    from grader.rendering.sentences import Sentences
    from grader.services.batch import Executor, Outcome, Progress, Render
    from grader.services.class_work import CourseOrder, Step
    from grader.services.engine import Beside, Engine
    from grader.services.graders import Grading
    from grader.services.together import Services

__all__ = [
    "Batch",
    "Settings",
    "batch",
    "class_report",
    "executor",
    "grade",
    "grade_cell",
    "load_problem",
    "read",
    "read_expression",
    "services",
]

WARMING = "sigmoid-2-2-2"  # a problem of the bank: grading wrong lines on it brings in what grading needs
NUMBERS = frozenset({"port", "jobs", "graders", "largest_body"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation may choose."""

    database_url: str = "sqlite:///grader.db"
    host: str = "127.0.0.1"
    port: int = 8000
    jobs: int = 0  # 0: as many as there are cores
    graders: int = 0  # processes that grade small sheets beside each one that answers; 0: as many as jobs
    language: str = "en"
    largest_body: int = 5_000_000
    engine: str = "local"  # or the URL of a Dask scheduler
    rate: str = "600/minute"  # requests of a person or, without one, of an address; off: no limit
    rate_sign_in: str = "30/minute"  # attempts to sign in or to join, by address
    public_url: str = ""  # where people reach the service, if not at its own address

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The defaults, changed by GRADER_DATABASE_URL, GRADER_HOST, GRADER_PORT and so on: GRADER_ and the name.

        Raises Refused where a number is expected and something else is given.
        """
        found = os.environ if environment is None else environment
        given = {name: text for name in cls.__slots__ if (text := found.get(f"GRADER_{name.upper()}"))}
        changes: dict[str, Any] = {name: _number(name, text) if name in NUMBERS else text for name, text in given.items()}
        return replace(cls(), **changes)

    def to_environment(self) -> dict[str, str]:
        """The same as variables, for processes that are started from this one."""
        return {f"GRADER_{name.upper()}": str(getattr(self, name)) for name in self.__slots__}


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        message = f"GRADER_{name.upper()} is a number, not {text!r}"
        raise Refused(message)
    return int(text)


@lru_cache(maxsize=8)
def sentences(language: str) -> Sentences:
    """The catalogue of one language."""
    from grader.rendering.sentences import Sentences

    return Sentences(language)


def read(text: str | bytes) -> Work:
    """How each line of a sheet is read; never raises."""
    from grader.reading import read as reader

    return reader(text)


def read_expression(text: str) -> Any:  # noqa: ANN401 - the type is the reader's own
    """One expression, to be evaluated with numbers for its names.

    Raises ReadError with the place unless the whole text is one expression.
    """
    from grader.reading import read_expression as reader

    return reader(text)


def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
    """The report on one sheet; whatever goes wrong, the state is `not_graded` and never marks."""
    say = sentences(language)
    try:
        from grader.grading.pipeline import grade as judge

        with uncollected():
            judged = judge(problem, text, submission, say.speak)
        return shown(replace(judged, speak=say.marked(judged.notation.decimal).speak), language)
    except Exception as fault:  # noqa: BLE001 - a fault of ours is told, whatever it is
        return shown(replace(not_graded(problem, submission, f"{type(fault).__name__}: {fault}"), speak=say.speak), language)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for unreachable circles of objects behind the work inside, not during it: one sheet leaves few, and looking takes time.

    Where several threads grade at once, whoever stopped the looking starts it again: it never stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Shown(Report):
    """A report that a notebook shows as a page."""

    language: str = field(default="en", repr=False, compare=False)

    def _repr_html_(self) -> str:
        from grader.rendering.notebook import framed

        return framed(self, sentences(self.language))


def shown(report: Report, language: str = "en") -> Shown:
    """The same report, to be shown in notebooks too."""
    return Shown(**{one.name: getattr(report, one.name) for one in fields(report)}, language=language)


def grade_cell(problem: Problem, notebook: str | Path, cell: int | str, submission: str = "", language: str = "en") -> Report:
    """The report on one cell (Markdown or raw) of a notebook's file: by its number (from 1), its id, a tag, or its nbgrader id.

    Raises NotFound and Refused where there is no such notebook or cell.
    """
    from grader.reading.notebook import cell_called

    path = Path(notebook)
    if not path.is_file():
        raise NotFound(str(path))
    return grade(problem, cell_called(path.read_bytes(), cell).source, submission or f"{path.stem}/{cell}", language)


def services(settings: Settings, now: Callable[[], datetime] | None = None, *, beside: bool = False) -> Services:
    """The use cases on the database of the settings; `now` is a clock other than the machine's.

    With `beside` small sheets are graded in processes of their own, which are there until the services are closed.
    """
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    from grader.services.clock import utc_now
    from grader.services.graders import Graders
    from grader.services.together import together
    from grader.storage.store import SqlStore

    store = SqlStore.at(settings.database_url)
    graders = Graders(partial(grading, settings), graders_of(settings)) if beside else None
    engine = grading_engine(settings, graders.grade if graders else None)
    return together(
        store, engine, PasswordHash((Argon2Hasher(),)), parse, bank_source,
        graders=graders, largest=settings.largest_body, now=now or utc_now,
    )  # fmt: skip


def grading_engine(settings: Settings, beside: Beside | None = None) -> Engine:
    """What grades in this process, or hands small sheets to those `beside` it."""
    from grader.services.engine import Engine

    return Engine(parse, grade, partial(executor, settings.engine, settings.jobs), version("inkgrade"), settings.language, beside=beside)


def graders_of(settings: Settings) -> int:
    """How many processes grade small sheets beside one that answers."""
    return settings.graders or settings.jobs or os.cpu_count() or 1


def grading(settings: Settings) -> Grading:
    """What a process beside does with a sheet; all that it needs is at hand before the first one comes."""
    grade(load_problem(WARMING), "a_1 = 0,123\nL = 9,87\n", language=settings.language).to_dict()
    return grading_engine(settings).now


def course(database_url: str, order: CourseOrder) -> Iterator[Step]:
    """Found a course, or add to it, as the first instructor; what was done, as it is done.

    Raises AuthorError with all faults of a file, NotFound and Refused.
    """
    served = services(replace(Settings.from_environment(), database_url=database_url))
    try:
        yield from served.class_work.set_up(served.sign_in.first_instructor(), order)
        served.background.idle()
    finally:
        served.close()


def backup(database_url: str, target: Path) -> int:
    """Write everything that a database holds to a new file; how many records those are.

    Raises Refused.
    """
    from grader.storage import archive

    return archive.backup(database_url, target)


def restore(source: Path, database_url: str) -> int:
    """Fill an empty database from a backup; how many records those are.

    Raises Refused.
    """
    from grader.storage import archive

    return archive.restore(source, database_url)


def bank_source(id_: str) -> str:
    """The file of a problem that ships with the package.

    Raises NotFound.
    """
    text = bank.text(id_)
    if text is None:
        raise NotFound(id_)
    return text


def executor(engine: str = "local", jobs: int = 0) -> Executor:
    """Where chunks are done: `local` processes (`jobs`, or as many as there are cores), or the scheduler at a URL such as tcp://host:8786."""
    if engine == "local":
        from grader.services.batch.workers import Workers

        return Workers(jobs or os.cpu_count() or 1)
    from grader.services.batch.cluster import Cluster

    return Cluster(engine)


@dataclass(frozen=True, slots=True)
class Batch:
    """A class to be graded: `target` is a problem or a set (a file or an id), `source` a folder, a zip, or a .jsonl, .csv or .parquet file.

    With `reports` each sheet's own report is written to that folder, as `style` html or markdown.
    """

    target: str
    source: Path
    output: Path
    jobs: int = 0
    engine: str = "local"
    language: str = "en"
    resume: bool = False
    reports: Path | None = None
    style: str = "html"


def batch(order: Batch, progress: Callable[[Progress], None] = lambda _: None) -> Outcome:
    """Grade a class into one file of reports and one of figures.

    Raises AuthorError, NotFound and Refused before the first sheet is graded.
    """
    from grader.services.batch import Context, gather, known_problems, run

    known = known_problems(order.target, load_problem)
    items = gather(order.source, known)
    render, ending = renderer(order.style, order.language) if order.reports is not None else (None, "")
    context = Context(known, parse, grade, "", version("inkgrade"), order.language, render, str(order.reports or ""), ending)
    return run(items, context, executor(order.engine, order.jobs), order.output, resume=order.resume, progress=progress)


def class_report(outcome: Outcome, title: str, form: str, language: str = "en") -> str:
    """The class in figures, as `html`, `csv` or text."""
    from grader.rendering.class_report import ClassFigures, class_csv, class_html, class_text

    summary = outcome.summary
    figures = ClassFigures(
        title=title,
        sheets=summary.sheets,
        graded=summary.graded,
        earned=summary.earned,
        pending=summary.pending,
        possible=summary.possible,
        review=summary.review,
        median=summary.median,
        spread=summary.spread,
        verdicts=summary.verdicts,
        causes={cause: (times, summary.affected.get(cause, 0)) for cause, times in summary.causes.items()},
        parts=summary.parts,
        rows=summary.rows,
        seconds=outcome.seconds,
    )
    return {"html": class_html, "csv": class_csv}.get(form, class_text)(figures, sentences(language))


def renderer(style: str, language: str) -> tuple[Render, str]:
    """How a report is written to be handed back, and the ending of its file; the function travels to workers by its name.

    Raises Refused for a style that there is not.
    """
    found = {"html": (_html, ".html"), "markdown": (_markdown, ".md")}.get(style)
    if found is None:
        message = f"reports are html or markdown, not {style!r}"
        raise Refused(message)
    return partial(found[0], language=language), found[1]


def _html(report: Report, language: str) -> str:
    from grader.rendering.html import html

    return html(report, sentences(language))


def _markdown(report: Report, language: str) -> str:
    from grader.rendering.markdown import markdown

    return markdown(report, sentences(language))
