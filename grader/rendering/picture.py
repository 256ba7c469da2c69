"""A problem as a picture: the units of a network with the numbers at their edges, or the quantities of a graph, as SVG.

Marks may stand upon it: where errors began on one sheet, or how often in a class.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.rendering.drawn_graph import drawn_graph
from grader.rendering.drawn_network import LOSS, drawn_network
from grader.rendering.paper import Paper

if TYPE_CHECKING:
    from grader.problem import Problem

__all__ = ["Paper", "picture", "pictures", "place"]


def picture(problem: Problem, paper: Paper) -> str:
    """The SVG; nothing where the problem is too large to be drawn."""
    if problem.network is not None:
        return drawn_network(problem, problem.network, paper).svg
    return drawn_graph(problem.trace, paper).svg


def pictures(problem: Problem, paper: Paper) -> str:
    """The SVG across the page, and where that is narrower another one down the page, of which a stylesheet shows the one that fits."""
    if problem.network is not None:
        both = [drawn_network(problem, problem.network, replace(paper, down=down)) for down in (False, True)]
    else:
        both = [drawn_graph(problem.trace, replace(paper, down=down)) for down in (False, True)]
    across, down = both
    return across.svg + down.svg if down.width < across.width else picture(problem, replace(paper, alone=True))


def place(problem: Problem, name: str) -> str | None:
    """Where on the picture a quantity stands: a weight at its edge, a derivative where it is taken; None where it is nowhere."""
    try:
        what = quantity(name)
    except ValueError:
        return None
    return _place(problem, what.by if isinstance(what, Derivative) else what)


def _place(problem: Problem, what: Variable) -> str | None:
    if problem.network is None:
        return what.family if problem.trace.contains(str(replace(what, primes=0, sample=None))) else None
    family, index = what.family.removeprefix("D"), what.index
    if family in {"L", "t"}:
        return LOSS
    if family == "W" and len(index) == 3:
        return str(Variable("W", index))
    if family in {"z", "a", "b"} and index:
        return str(Variable("a", (index[0], index[1] if len(index) > 1 else 1)))
    return None
