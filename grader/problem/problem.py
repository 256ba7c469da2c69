"""A problem: its statement, its trace, what is asked of a student, how the course writes, how it is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from grader.graph.network import Network
from grader.graph.trace import Trace
from grader.problem.policy import Policy

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, slots=True)
class Notation:
    """How the course names things: a prior for reading, not a demand.

    `layers` is the number that the course gives to a[0], z[1] and W[1]; `names` are written as the author wrote them, a value
    with a leading minus stands for the negative quantity.
    """

    weight: str = "W"
    loss: str = "L"
    layers: Mapping[str, int] = field(default_factory=lambda: {"a": 0, "z": 1, "W": 1})
    weight_index: Literal["to-from", "from-to"] = "to-from"
    unit_base: int = 1
    names: Mapping[str, str] = field(default_factory=dict)
    error: Literal["output-minus-target", "target-minus-output"] = "output-minus-target"


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked under one label: scalar quantities that share the points equally; `method` of them for the right way."""

    label: str
    quantities: tuple[str, ...]
    points: Fraction
    method: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem ready for grading."""

    id: str
    title: str
    statement: str
    trace: Trace
    network: Network | None
    notation: Notation
    parts: tuple[Part, ...]
    grading: Policy
    digest: str
    declared: bool = False  # whether the file says how the course names things
    source: str = ""
    variant: int = 0  # which of the variants the numbers are, from 1; 0 where nothing is drawn
    variants: int = 0  # how many there are
    deployed: tuple[int, ...] = ()  # those that students are given; all of them where none is named
    draws: tuple[tuple[str, str], ...] = ()  # where a number was drawn, and which
    kinks_meant: bool = False  # whether the file says what the slope of ReLU at 0 is, and so wants it met

    def value(self, name: str) -> sympy.Expr:
        """The exact value of a quantity as a sympy expression."""
        return self.trace.value(name)
