"""Values of nodes, made on demand and kept: exact at a precision that decides the question, and fast in floats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from flint import fmpq

from grader.maths.compiled import Compiled
from grader.maths.exact import FIRST_BITS, MOST_BITS, Exact, Undecided, as_float, precision, rational
from grader.maths.expression import Expression, evaluate
from grader.maths.operations import EXACT

T = TypeVar("T")


def in_order(names: Iterable[str], parents: Callable[[str], Iterable[str]], known: Callable[[str], bool]) -> Iterator[str]:
    """The names and all they rest on, parents first, without those that are known."""
    seen: set[str] = set()
    stack = [(name, False) for name in reversed(list(names))]
    while stack:
        name, ready = stack.pop()
        if ready:
            yield name
        elif name not in seen and not known(name):
            seen.add(name)
            stack.append((name, True))
            stack.extend((parent, False) for parent in parents(name))


class ExactValues:
    """The exact values of a graph's nodes: a fraction is kept for good, a ball until more precision is asked for."""

    def __init__(
        self, given: Mapping[str, Fraction], formula: Callable[[str], Expression], parents: Callable[[str], tuple[str, ...]]
    ) -> None:
        """Keep the way to a node's formula and parents, and the values that are given."""
        self._formula = formula
        self._parents = parents
        self._kept: dict[str, tuple[int, Exact]] = {name: (MOST_BITS, rational(value)) for name, value in given.items()}
        self._numbers: dict[str, float] = {}

    def at(self, name: str, bits: int = FIRST_BITS) -> Exact:
        """The exact value, its ball worked out with at least so many bits."""
        while True:
            try:
                with precision(bits):
                    return self._work_out(name, bits)
            except Undecided:
                bits *= 2

    def _work_out(self, name: str, bits: int) -> Exact:
        kept = self._kept
        for each in in_order((name,), self._parents, lambda n: n in kept and kept[n][0] >= bits):
            value = evaluate(self._formula(each), lambda n: kept[n][1], rational, EXACT)
            kept[each] = (MOST_BITS if isinstance(value, fmpq) else bits, value)
        return kept[name][1]

    def number(self, name: str) -> float:
        """The exact value correctly rounded to a float."""
        known = self._numbers.get(name)
        if known is None:
            known = self._numbers[name] = self._rounded(name)
        return known

    def _rounded(self, name: str) -> float:
        bits = FIRST_BITS
        while bits < MOST_BITS:
            value = as_float(self.at(name, bits))
            if value is not None:
                return value + 0.0
            bits *= 2
        middle = float(self.at(name, MOST_BITS).mid())  # type: ignore[union-attr]
        return 0.0 if abs(middle) < 2.0**-MOST_BITS or self.at(name, MOST_BITS).contains(0) else middle  # type: ignore[union-attr]


class FloatValues:
    """Float values of a graph's nodes under given floats for its roots, each made when asked for."""

    def __init__(self, roots: Mapping[str, float], program: Callable[[str], Compiled]) -> None:
        """Keep the roots' values and the way to a node's compiled formula."""
        self._kept: dict[str, float] = dict(roots)
        self._program = program

    def at(self, name: str) -> float:
        """The node's value; not a number where it has none."""
        kept = self._kept
        for each in in_order((name,), lambda n: self._program(n).parents, kept.__contains__):
            program = self._program(each)
            kept[each] = program(*[kept[parent] for parent in program.parents])
        return kept[name]
