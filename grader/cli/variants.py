"""`grader variants`: the sets of numbers of a problem, each vetted, and the line that deploys the good ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from grader.cli.exits import BAD, GRADED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.problem import Problem
    from grader.problem.vetting import Doubt

_SHOWN = 5  # numbers of a variant in its row
_MOST = 10_000


@click.command("variants")
@click.argument("problem")
@click.option("--seeds", type=click.IntRange(1, _MOST), help="How many variants to vet; as many as the file says without it.")
def command(problem: str, seeds: int | None) -> None:
    """Draw and vet the variants of PROBLEM: a row for each, then the vetted ones as a line for the file.

    With that line under `variants:` students are given vetted numbers only. Exit status 2 where no variant is without doubt.
    """
    from grader.cli.tables import show

    first = _drawn(problem, 1)
    vetted: list[int] = []
    rows = []
    for variant in range(1, (seeds or first.variants) + 1):
        row, good = _vetted(_drawn(problem, variant))
        rows.append(row)
        vetted += [variant] if good else []
    show(("variant", "numbers drawn", "vetted", "doubts"), rows, first.id)
    click.echo(f"{len(vetted)} of {len(rows)} vetted")
    if vetted:
        click.echo(f"variants: {{seeds: {len(rows)}, deploy: [{', '.join(map(str, vetted))}]}}")
    click.get_current_context().exit(GRADED if vetted else BAD)


def _drawn(problem: str, variant: int) -> Problem:
    """One variant.

    Raises
    ------
    Refused
        The file draws nothing.
    """
    from grader.errors import Refused
    from grader.problem import load

    loaded = load(problem, variant)
    if not loaded.variant:
        message = f"{loaded.id} draws no numbers: write {{from: ..., to: ..., step: ...}} where one is to be drawn"
        raise Refused(message)
    return loaded


def _vetted(drawn: Problem) -> tuple[tuple[str, ...], bool]:
    """The row of one variant, and whether it raises no doubt."""
    from grader.problem.vetting import vet

    shown = ", ".join(f"{float(Fraction(value)):g}" for _, value in drawn.draws[:_SHOWN]) + (", …" if drawn.draws[_SHOWN:] else "")
    doubts = vet(drawn)
    return (str(drawn.variant), shown, "no" if doubts else "yes", _told(doubts)), not doubts


def _told(doubts: Sequence[Doubt]) -> str:
    rest = len(doubts) - 1
    return "" if not doubts else doubts[0].message + (f" (and {rest} more)" if rest else "")
