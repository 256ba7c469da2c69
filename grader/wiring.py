"""The one neck: settings become engines and services, and the rooms that are strangers meet here."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    from grader.services.people import People
    from grader.services.publish import Publish
    from grader.services.submit import Submissions

__all__ = ["Batch", "Services", "Settings", "batch", "executor", "grade", "load_problem", "read", "read_expression", "services"]

NUMBERS = frozenset({"port", "jobs", "largest_body"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation may choose."""

    database_url: str = "sqlite:///grader.db"
    host: str = "127.0.0.1"
    port: int = 8000
    jobs: int = 0  # 0: as many as there are cores
    language: str = "en"
    largest_body: int = 5_000_000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The defaults, changed by GRADER_DATABASE_URL, GRADER_HOST, GRADER_PORT, GRADER_JOBS, GRADER_LANGUAGE and GRADER_LARGEST_BODY.

        Raises Refused where a number is expected and something else is given.
        """
        found = os.environ if environment is None else environment
        given = {name: text for name in cls.__slots__ if (text := found.get(f"GRADER_{name.upper()}"))}
        changes: dict[str, Any] = {name: _number(name, text) if name in NUMBERS else text for name, text in given.items()}
        return replace(cls(), **changes)


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
    speak = sentences(language).speak
    try:
        from grader.grading.pipeline import grade as judge

        return judge(problem, text, submission, speak)
    except Exception as fault:  # noqa: BLE001 - a fault of ours is told, whatever it is
        return replace(not_graded(problem, submission, f"{type(fault).__name__}: {fault}"), speak=speak)


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of one installation; `close` lets go of its database."""

    people: People
    publish: Publish
    submissions: Submissions
    close: Callable[[], None]


def services(settings: Settings) -> Services:
    """The use cases on the database of the settings."""
    from grader.services.people import People
    from grader.services.problem_set import parse_set
    from grader.services.publish import Publish
    from grader.services.submit import Submissions
    from grader.storage.store import Store

    store = Store.at(settings.database_url)
    judge = partial(grade, language=settings.language)
    return Services(
        People(store), Publish(store, parse, parse_set, bank_source), Submissions(store, parse, judge, settings.largest_body), store.close
    )


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
