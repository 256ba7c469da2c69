"""Grading one sheet, here or in a process of a pool: nothing but names and values travels."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from grader.cli.sheets import Sheet
    from grader.grading.report import Report
    from grader.problem import Problem


@lru_cache(maxsize=4)
def _problem(name: str) -> Problem:
    from grader import load_problem

    return load_problem(name)


def grading(problem: str) -> Callable[[Sheet], Report]:
    """The function that grades a sheet of this problem.

    Raises
    ------
    grader.errors.AuthorError, grader.errors.NotFound
        The problem cannot be used.
    """
    loaded = _problem(problem)

    def grade(sheet: Sheet) -> Report:
        from grader import wiring
        from grader.services.ungraded import not_graded

        if sheet.fault:
            return not_graded(loaded, sheet.name, sheet.fault)
        return wiring.grade(loaded, sheet.content, sheet.name)

    return grade


def grade_one(problem: str, sheet: Sheet) -> Report:
    """The report on a sheet, without its voice: sentences are spoken where the report is shown."""
    return replace(grading(problem)(sheet), speak=attrgetter("key"))


@contextmanager
def pool(engine: str | None, jobs: int) -> Iterator[Executor]:
    """Processes of this machine, or of a cluster."""
    if engine is None:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as executor:
            yield executor
        return
    try:
        from distributed import Client
    except ImportError as fault:
        message = "a cluster needs the extra 'cluster': pip install 'inkgrade[cluster]'"
        raise click.UsageError(message) from fault
    with Client(engine) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor(pure=False, retries=3)
