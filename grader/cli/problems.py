"""`grader problems`: the problems that ship with the package, in teaching order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.exits import GRADED

if TYPE_CHECKING:
    from grader.problem import Problem


@click.command("problems")
def command() -> None:
    """List the problems of the bank: id, title, what each is about, points, number of quantities asked."""
    from grader.cli.tables import show
    from grader.problem import bank, load

    show(("id", "title", "kind", "points", "asked"), (_row(load(name)) for name in bank.ids()))
    click.get_current_context().exit(GRADED)


def _row(problem: Problem) -> tuple[str, ...]:
    asked = sum(len(part.quantities) for part in problem.parts)
    points = sum((part.points for part in problem.parts), start=problem.parts[0].points - problem.parts[0].points)
    return problem.id, problem.title, _kind(problem), str(points), str(asked)


def _kind(problem: Problem) -> str:
    """The network's sizes and activations, or that it is a graph."""
    network = problem.network
    if network is None:
        return "graph"
    sizes = "-".join(str(size) for size in (network.inputs, *(layer.size for layer in network.layers)))
    activations = " ".join(dict.fromkeys(layer.activation for layer in network.layers))
    return f"{sizes} {activations}{f', {network.rule}' if network.steps else ''}"
