"""`grader check`: an author's lint of problem files, all faults at once with their lines, then what the numbers hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.exits import BAD, GRADED
from grader.errors import AuthorError, InkgradeError

if TYPE_CHECKING:
    from grader.problem import Problem


@click.command("check")
@click.argument("problem", nargs=-1, required=True)
def command(problem: tuple[str, ...]) -> None:
    """Check PROBLEM files: every fault with its line, then doubts about the numbers.

    Exit status 2 where a file has a fault; a doubt alone (causes that print alike, a kink, a saturated unit) is no fault.
    """
    faults = [_checked(name) for name in problem]
    click.get_current_context().exit(BAD if any(faults) else GRADED)


def _checked(name: str) -> int:
    """How many faults one problem has; each is told."""
    from grader import load_problem

    try:
        loaded = load_problem(name)
    except AuthorError as error:
        for fault in error.faults:
            click.echo(str(fault))
        return len(error.faults)
    except InkgradeError as error:
        click.echo(str(error) or name)
        return 1
    asked = sum(len(part.quantities) for part in loaded.parts)
    click.echo(f"{name}: {loaded.id}, {len(loaded.parts)} parts, {asked} quantities asked, no faults")
    _doubt(loaded)
    return 0


def _doubt(problem: Problem) -> None:
    """Tell what the problem's numbers hide."""
    from grader.cli.tables import show
    from grader.problem.vetting import vet

    doubts = vet(problem)
    if doubts:
        show(("doubt", "what an author may want to change"), ((doubt.kind, doubt.message) for doubt in doubts))
