"""`grader check`: an author's lint of problem files, all faults at once with their lines."""

from __future__ import annotations

import click

from grader.cli.exits import BAD, GRADED
from grader.errors import AuthorError, InkgradeError


@click.command("check")
@click.argument("problem", nargs=-1, required=True)
def command(problem: tuple[str, ...]) -> None:
    """Check PROBLEM files: every fault with its line."""
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
    return 0
