"""What a hand is: its names, its typing, its way with whole vectors and matrices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .formulas import Style
from .quantities import Meaning, Net, Var, meaning

Naming = Callable[[Var, Net], str]
Deriving = Callable[[Var, Var, Net], str]
GraphNaming = Callable[[str, tuple[int, ...]], str]


@dataclass(frozen=True, slots=True)
class Hand:
    """One notation, typed by hand."""

    id: str
    style: Style
    variable: Naming  # a network's variables
    derivative: Deriving
    author: GraphNaming  # names of a graph problem, with their indices
    slope: str = "d{}/d{}"  # derivatives of a graph problem
    wrap: str = ""  # what stands round mathematics: $, $$ or nothing
    matrix: Literal["pmatrix", "bmatrix", "brackets", "columns", "turned", "matlab"] = "brackets"
    comma: str = ","  # the decimal comma as typed
    equals: str = " = "
    shows: Literal["numbers", "names", "values"] = "numbers"  # what stands before the value
    identity: Literal["both", "a", "z"] = "both"  # which of z and a is written where they are the same
    from_to: bool = False  # matrices have one row for each sending unit
    calculates: bool = True  # tables have a column for the working
    assigns: str = ""  # the sign of an update, where it is another one
    separator: str = ", "  # what stands between the components of a typed vector with decimal commas
    rate: str = "eta"

    def name(self, quantity: str, net: Net | None) -> str:
        """A quantity's name in this hand."""
        if quantity == "eta":
            return self.rate
        if net is None:
            return self._author(quantity)
        found: Meaning = meaning(quantity)
        return self._said(found, net)

    def _said(self, found: Meaning, net: Net) -> str:
        if found.of is None:
            return self.variable(found.by, net)
        by = found.by._replace(sample=0) if found.by.kind in {"W", "b"} else found.by  # weights belong to no sample
        return self.derivative(found.of, by, net)

    def whole(self, quantity: str, net: Net | None) -> str:
        """The name of the vector or matrix that a quantity is an element of."""
        if net is None:
            of, slash, by = quantity.partition("/d")
            return self._author(f"{of}/d{by.partition('[')[0]}" if slash else quantity.partition("[")[0])
        found = meaning(quantity)
        return self._said(found._replace(by=found.by.whole), net)

    def _author(self, quantity: str) -> str:
        if "/d" in quantity:
            of, by = quantity[1:].split("/d")
            return self.slope.format(self._author(of), self._author(by))
        base, _, index = quantity.partition("[")
        return self.author(base, tuple(int(i) for i in index.rstrip("]").split(",") if i))
