"""Grading one sheet, here or in a process of a pool: nothing but names and values travels."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from grader.cli.sheets import Sheet
    from grader.grading.report import Report
    from grader.problem import Problem


class Asked(NamedTuple):
    """A problem's file or id, and which of its variants."""

    problem: str
    variant: int = 1


def asked(problem: str, variant: int | None, student: str | None) -> Asked:
    """The variant that is said, or the one that the student is given; the first where neither is.

    Raises
    ------
    click.UsageError
        Both are said, or a student without a name.
    grader.errors.AuthorError, grader.errors.NotFound, grader.errors.Refused
        The problem cannot be used, or has no such variant.
    """
    from grader.problem.variants import variant_for

    if variant is not None and student is not None:
        message = "either --variant or --student: a student's variant is found by the name"
        raise click.UsageError(message)
    if student is not None and not student.strip():
        message = "the student's id or name is expected"
        raise click.BadParameter(message, param_hint="--student")
    return Asked(problem, variant_for(loaded(Asked(problem)), variant, student or ""))


@lru_cache(maxsize=4)
def loaded(which: Asked) -> Problem:
    """The problem with these numbers.

    Raises
    ------
    grader.errors.AuthorError, grader.errors.NotFound
        The problem cannot be used.
    """
    from grader import load_problem

    return load_problem(which.problem, which.variant)


def grading(which: Asked) -> Callable[[Sheet], Report]:
    """The function that grades a sheet of this problem.

    Raises
    ------
    grader.errors.AuthorError, grader.errors.NotFound
        The problem cannot be used.
    """
    problem = loaded(which)

    def grade(sheet: Sheet) -> Report:
        from grader import wiring
        from grader.services.ungraded import not_graded

        if sheet.fault:
            return not_graded(problem, sheet.name, sheet.fault)
        return wiring.grade(problem, sheet.content, sheet.name)

    return grade


def grade_one(which: Asked, sheet: Sheet) -> Report:
    """The report on a sheet, without its voice: sentences are spoken where the report is shown."""
    return replace(grading(which)(sheet), speak=attrgetter("key"))


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
