"""Canonical names put together and taken apart for matching; the names that a problem's author declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from grader.grading.schemes import Scheme
from grader.grading.shape import KEPT
from grader.grading.tokens import Tokens, tokens
from grader.grading.working import Candidate
from grader.graph.quantity import Derivative, Variable, quantity
from grader.reading import read_name
from grader.reading.tree import Name, Unary

if TYPE_CHECKING:
    from grader.problem import Problem

_FAMILY: Final = re.compile(r"[A-Za-z_]\w*")


@lru_cache(maxsize=65536)
def primed(name: str, updates: int) -> str:
    """The same quantity so many updates later: `dL/dW[2,1,1]` -> `dL'/dW'[2,1,1]`; inputs, targets and eta stay."""
    if " - " in name:
        return " - ".join(primed(part, updates) for part in name.split(" - "))
    try:
        meaning = quantity(name)
    except ValueError:
        return name
    if isinstance(meaning, Derivative):
        return str(Derivative(_later(meaning.of, updates), _later(meaning.by, updates)))
    return str(_later(meaning, updates))


def _later(variable: Variable, updates: int) -> Variable:
    if variable.family in {"t", "eta"} or (variable.family == "a" and variable.index[:1] == (0,)):
        return variable
    return Variable(variable.family, variable.index, variable.primes + updates, variable.sample)


@lru_cache(maxsize=65536)
def derivative(of: str, by: str) -> str | None:
    """The name of a derivative of two variables, in the same pass; None where either is a derivative itself."""
    if "/" in of or "/" in by:
        return None
    try:
        over, under = quantity(of), quantity(by)
    except ValueError:
        return None
    if not isinstance(over, Variable) or not isinstance(under, Variable):
        return None
    if over.primes != under.primes:
        over = _later(Variable(over.family, over.index, 0, over.sample), under.primes)
    if over.family == "a" and under.family == "z" and over.index == under.index[:1]:
        over = replace(over, index=under.index)  # `da1/dz1[0]` is about unit 0 alone
    if under.sample is not None:
        if over.sample not in {None, under.sample}:
            return None
        over, under = replace(over, sample=under.sample), replace(under, sample=None)
    return str(Derivative(over, under))


class Declared:
    """The names of a problem's `notation`, and its priors."""

    def __init__(self, problem: Problem) -> None:
        """Read the names that the problem's author declared."""
        notation = problem.notation
        self.error_sign = -1 if notation.error == "target-minus-output" else 1
        self.layers = dict(notation.layers) if problem.declared else {}
        self.weight_index = notation.weight_index if problem.declared else ""
        self.unit_base = notation.unit_base if problem.declared else None
        self.exact: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Candidate] = {}
        self.flat: dict[str, Candidate] = {}
        self.marked: dict[tuple[str, int, bool], Candidate] = {}  # declared with a prime, a star or a Δ
        self.units: dict[str, tuple[int, int]] = {}
        self._known: dict[Tokens, tuple[Candidate, ...] | None] = {}
        self.taken: set[str] = set()  # quantities that have a declared name: others are less likely to mean them
        self.graph = problem.trace.network is None
        self.author = tuple(name for name in problem.trace.names if "/" not in name) if self.graph else ()
        self._elements = frozenset(name for name in self.author if "[" in name)
        self.wholes = frozenset(name.partition("[")[0] for name in self._elements)
        self._first = 1  # the number of a vector's first element
        self._names = dict(notation.names)
        self._kept = problem.trace.kept
        self._read_names(1)

    def _read_names(self, base: int) -> None:
        self._first = base
        self.exact.clear()
        self.flat.clear()
        self.marked.clear()
        self._known.clear()
        for found, meant in self._spelt():
            self._declare(found, meant, graph=self.graph)
        self._author_names(base)

    def _spelt(self) -> tuple[tuple[Tokens, str], ...]:
        """The declared names in pieces, with what they mean; read for the problem's first sheet."""
        key = (Declared, *self._names.items())
        known: tuple[tuple[Tokens, str], ...] | None = self._kept.get(key)
        if known is None:
            known = self._kept[key] = tuple(_read_declared(self._names))
        return known

    def _declare(self, found: Tokens, meant: str, *, graph: bool) -> None:
        sign = -1 if meant.startswith("-") else 1
        name = meant.lstrip("-").strip()
        if sign > 0 and not graph and name.startswith(("dL/da", "dL/dz")):
            sign = self.error_sign
        candidate = Candidate(name, sign)
        if found.new or found.change:
            self.marked[found.flat, found.new, found.change] = candidate
            return
        self.exact[found.base, found.sup, found.sub] = candidate
        self.taken.add(name)
        self.flat.setdefault(found.flat, candidate)
        meaning = None if graph else quantity(name)
        if isinstance(meaning, Variable) and meaning.family in {"a", "z"} and len(meaning.index) == 2:
            self.units[found.flat] = (meaning.index[0], meaning.index[1])

    def count_from(self, found: Iterable[Tokens]) -> None:
        """Take the author's vectors as counted from 0 where the sheet's names have such an index."""
        arrays = {key for key in self.exact if self.exact[key].name in self.wholes}
        if any("0" in name.sub and (name.base, name.sup, tuple(t for t in name.sub if not t.isdigit())) in arrays for name in found):
            self.count_from_zero()

    def count_from_zero(self) -> None:
        """Take the author's vectors as counted from 0."""
        self._read_names(0)

    def _author_names(self, base: int) -> None:
        """In a graph problem the author's own names are the quantities, their first element with the number `base`."""
        if not self.graph:
            return
        known = self._kept.get((Declared, base))
        if known is None:
            known = self._kept[Declared, base] = tuple(_read_author(name, base) for name in (*self.author, *sorted(self.wholes)))
        for found, spelling, candidate in filter(None, known):
            if found.new or found.change:
                self.marked.setdefault((found.flat, found.new, found.change), candidate)
            self.exact.setdefault((found.base, found.sup, found.sub), candidate)
            self.flat.setdefault(found.flat, candidate)
            self.flat.setdefault(spelling, candidate)

    def letters(self) -> Iterator[tuple[str, str]]:
        """The author's letters and a quantity that each stands for."""
        for (base, _, _), candidate in self.exact.items():
            yield base, candidate.name

    def as_marked(self, found: Tokens) -> tuple[Candidate, ...]:
        """What the author says a name means with its prime, star or Δ; nothing where he says it of the bare name, or not at all."""
        candidate = self.marked.get((found.flat, found.new, found.change)) if found.new or found.change else None
        return () if candidate is None else (candidate,)

    def find(self, found: Tokens) -> tuple[Candidate, ...] | None:
        """What the author says a name means; None if nothing."""
        try:
            return self._known[found]
        except KeyError:
            return self._known.setdefault(found, self._said(found))

    def _said(self, found: Tokens) -> tuple[Candidate, ...] | None:
        exact = self.exact.get((found.base, found.sup, found.sub))
        if exact is None:
            exact = self.flat.get(found.flat)
        if exact is None and self.graph:
            exact = self._element(found)
        elif exact is None and found.base.endswith("hat"):
            exact = self._activated(found)
        return None if exact is None else (exact,)

    def _element(self, found: Tokens) -> Candidate | None:
        """An index, or two, behind the declared name of a whole vector or matrix: the element."""
        for count in (1, 2):
            index = found.sub[-count:]
            whole = self.exact.get((found.base, found.sup, found.sub[:-count])) if "".join(index).isdecimal() else None
            if whole is None:
                continue
            for numbers in (index, tuple(index[0])):  # `12`: element 12, or row 1 and column 2
                name = f"{whole.name}[{','.join(str(int(number) + 1 - self._first) for number in numbers)}]"
                if name in self._elements:
                    return Candidate(name, whole.sign)
        return None

    def _activated(self, found: Tokens) -> Candidate | None:
        """A hat on the name of a pre-activation: the unit's output."""
        plain = self.flat.get(found.base.removesuffix("hat") + "".join(found.sub))
        if plain is not None and plain.name.startswith("z["):
            return Candidate("a" + plain.name[1:])
        return None

    def prior(self, scheme: Scheme) -> float:
        """How likely a scheme is before the sheet speaks."""
        return self._offset_prior(scheme) + self._order_prior(scheme) + self._base_prior(scheme)

    def _offset_prior(self, scheme: Scheme) -> float:
        if scheme.mode == "through":
            return 0.0 if scheme.offset == 1 else -0.3
        if scheme.mode not in {"sup", "layer", "layer-unit", "unit-layer", "layer-first", "layer-last", "layer-run"}:
            return 0.0
        said = self.layers.get({"a": "a", "x": "a", "da": "a", **dict.fromkeys(("W", "dW", "DW", *KEPT), "W")}.get(scheme.family, "z"))
        if said is None:
            return {0: 0.0, -1: -0.35, 1: -1.5}[scheme.offset]
        canonical = 0 if scheme.family in {"a", "x", "da"} else 1
        return 0.5 if scheme.offset == canonical - said else -0.8

    def _order_prior(self, scheme: Scheme) -> float:
        if scheme.order in {"recv", "send"}:
            return 0.0 if scheme.order == "recv" else -0.5
        if not scheme.order or scheme.mode == "through":
            return 0.0
        written = {"ji": "to-from", "ij": "from-to"}[scheme.order]
        if self.weight_index:
            return 0.3 if written == self.weight_index else -0.9
        return 0.0 if scheme.order == "ji" else -0.3

    def _base_prior(self, scheme: Scheme) -> float:
        if self.unit_base is not None:
            return 0.2 if scheme.base == self.unit_base else -0.6
        return 0.0 if scheme.base == 1 else -0.6


def _read_declared(names: Mapping[str, str]) -> Iterator[tuple[Tokens, str]]:
    for written, meant in names.items():
        tree = read_name(written)
        while isinstance(tree, Unary):
            tree = tree.operand
        if isinstance(tree, Name):
            yield tokens(tree), meant


def _read_author(name: str, base: int) -> tuple[Tokens, str, Candidate] | None:
    """How the author's own name of a quantity is found: taken apart, and written in one; None where it is no name."""
    stem, _, index = name.rstrip("]").partition("[")
    numbers = ",".join(str(int(number) - 1 + base) for number in index.split(",") if number)
    tree = read_name(stem + (f"_{{{numbers}}}" if numbers else ""))
    if not isinstance(tree, Name):
        return None
    return tokens(tree), (stem + numbers).replace("_", "").replace(",", ""), Candidate(name)
