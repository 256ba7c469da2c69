"""What a misconception is: an id, what is said of it, sheets that show it and sheets that only look so, and the wrong formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from grader.graph.trace import Trace
    from grader.maths.expression import Expression


@dataclass(frozen=True, slots=True)
class Example:
    """A few lines of working on a problem (its id in the bank, or its text); in CAUGHT the line `line` shows the mistake."""

    problem: str
    sheet: str
    line: int = 1


class Rewrite(Protocol):
    """A wrong rule as it acts on a quantity of a trace."""

    def __call__(self, trace: Trace, name: str) -> Iterable[Expression]:
        """The wrong formulas of the quantity, the most usual first."""

    def own(self, trace: Trace, name: str) -> int:
        """How many of the first formulas are the rule's own for this quantity; the others carry it over from a merged step."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """One wrong rule.

    `rewrite(trace, name)` yields the formulas (over names of the trace's quantities) that this wrong rule would give the
    quantity `name`, the most usual first; nothing where it cannot act.  A formula that is identical to the right one need not be
    kept out: the judge drops it by probing.  `persistent` says whether one who believes it will do it at each unit.
    """

    id: str
    title: str
    instead: str  # what is right, as a formula for people: "a(1-a)"
    rewrite: Rewrite
    caught: tuple[Example, ...] = ()
    not_caught: tuple[Example, ...] = ()
    persistent: bool = True
