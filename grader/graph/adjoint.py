"""Derivatives by the chain rule: dY/dX as a sum over the children of X on the way to Y, and the other ways to take it apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from grader.graph.differentiate import slope
from grader.graph.naming import derivative, derived, named
from grader.graph.quantity import Derivative, Variable
from grader.maths.expression import Apply, Constant, Expression, Ref, references, substitute
from grader.maths.simplify import ONE, plus, size, times

#: A decomposition of more parts than this is one that nobody writes.
_GREATEST_SIZE = 160
_DEEPEST = 3
_MOST_REMEMBERED = 50_000


class Adjoints:
    """The derivatives of one graph.

    `definitions` holds all quantities, `carried` those made by an update (no derivative goes through them), `closed` the slopes
    that are written their own way.
    """

    def __init__(
        self,
        definitions: Mapping[str, Expression],
        given: Collection[str],
        carried: Collection[str],
        closed: Mapping[str, Expression],
    ) -> None:
        """Keep the graph; nothing is derived before it is asked for."""
        self._definitions = definitions
        self._given = frozenset(given)
        self._carried = carried
        self._closed = closed
        self._parents: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, frozenset[str]] = {}
        self._beyond: dict[str, frozenset[str]] = {}
        self._terms: dict[str, dict[str, list[Expression]]] = {}
        self._formulas: dict[str, Expression] = {}
        self._ends: dict[str, tuple[str, str] | None] = {}
        self._local_ones: dict[str, bool] = {}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, dict[str, None]] = {}
        for name in self._definitions:
            for parent in self.parents_of(name):
                children.setdefault(parent, {})[name] = None
        return {name: tuple(of) for name, of in children.items()}

    def parents_of(self, name: str) -> tuple[str, ...]:
        """What the quantity's own formula names; nothing where no derivative goes through it."""
        known = self._parents.get(name)
        if known is None:
            own = self._definitions[name] if name in self._definitions and name not in self._carried else ONE
            known = self._parents[name] = tuple(dict.fromkeys(references(own)))
        return known

    def sources(self, name: str) -> frozenset[str]:
        """Everything that the quantity depends on by derivatives, itself included."""
        known = self._sources.get(name)
        if known is not None:
            return known
        stack = [name]
        while stack:
            parents = self.parents_of(stack[-1])
            open_ones = [p for p in parents if p not in self._sources]
            if open_ones:
                stack.extend(open_ones)
                continue
            top = stack.pop()
            self._sources[top] = frozenset({top}).union(*[self._sources[p] for p in parents])
        return self._sources[name]

    def ends(self, name: str) -> tuple[str, str] | None:
        """The two quantities of a derivative's name, numerator first; None where it is none of this graph."""
        if name in self._ends:
            return self._ends[name]
        ends = self._found(derived(name))
        # Students may ask for anything: what is not there is remembered only up to a bound.
        if ends is not None or len(self._ends) < _MOST_REMEMBERED:
            self._ends[name] = ends
        return ends

    def _found(self, read: Derivative | None) -> tuple[str, str] | None:
        if read is None:
            return None
        of = str(read.of)
        by = self._by(read)
        if of == by or of not in self._definitions or by is None or by not in self.sources(of):
            return None
        return of, by

    def _by(self, read: Derivative) -> str | None:
        by: Variable = read.by
        if by.sample is not None:
            return None
        own = named(by.family, *by.index, primes=by.primes, sample=read.of.sample)
        for name in (own, str(by)):
            if name in self._definitions or name in self._given:
                return name
        return None

    def contains(self, name: str) -> bool:
        """Whether the name is a derivative that can be made here."""
        return self.ends(name) is not None

    def formula(self, name: str) -> Expression:
        """The derivative as it is usually written: dY/dX = sum of dY/dc * dc/dX over the children c of X on the way to Y."""
        known = self._formulas.get(name)
        if known is None:
            ends = self.ends(name)
            if ends is None:
                raise KeyError(name)
            known = self._formulas[name] = self._closed[name] if name in self._closed else self._written(*ends)
        return known

    def _written(self, of: str, by: str) -> Expression:
        whole = self._along_children(of, by)
        # A sum of one plain derivative says nothing: dL/da[2,1] is written as the slope itself.
        if isinstance(whole, Ref) and derived(whole.name) and self._is_local(whole.name):
            return self.formula(whole.name)
        return whole

    def _along_children(self, of: str, by: str) -> Expression:
        sources = self.sources(of)
        if self._is_batch(of):
            return self._along_parents(of, by)
        return plus(self._path(of, child, by) for child in self._children.get(by, ()) if child in sources)

    def _path(self, of: str, child: str, by: str) -> Expression:
        return self._local(of, by) if child == of else times([self._head(of, child), self._step(child, by)])

    def _along_parents(self, of: str, by: str) -> Expression:
        terms = []
        for parent in self.parents_of(of):
            if parent == by:
                terms.append(self._local(of, by))
            elif by in self.sources(parent):
                terms.append(times([self._local(of, parent), self._total(parent, by)]))
        return plus(terms)

    def _is_batch(self, of: str) -> bool:
        return "@" not in of and any("@" in parent for parent in self.parents_of(of))

    def _head(self, of: str, child: str) -> Expression:
        if child in self.parents_of(of) and self._is_direct(of, child):
            local = self._local(of, child)
            if isinstance(local, Constant):
                return local
        return Ref(derivative(of, child))

    def _step(self, child: str, by: str) -> Expression:
        if not self._is_direct(child, by):
            return self._local(child, by)
        return self._total(child, by)

    def _total(self, of: str, by: str) -> Expression:
        name = derivative(of, by)
        formula = self.formula(name)
        return formula if isinstance(formula, Constant) else Ref(name)

    def _is_direct(self, of: str, by: str) -> bool:
        known = self._beyond.get(of)
        if known is None:
            known = self._beyond[of] = frozenset().union(*[self.sources(p) - {p} for p in self.parents_of(of)])
        return by not in known

    def _is_local(self, name: str) -> bool:
        known = self._local_ones.get(name)
        if known is None:
            ends = self.ends(name)
            known = ends is not None and ends[1] in self.parents_of(ends[0]) and self._is_direct(*ends)
            self._local_ones[name] = known
        return known

    def _local(self, of: str, by: str) -> Expression:
        closed = self._closed.get(derivative(of, by))
        if closed is not None:
            return closed
        definition = self._definitions[of]
        if isinstance(definition, Apply) and definition.operation == "add":
            return plus(slope(term, by) for term in self._terms_with(of, definition).get(by, ()))
        return slope(definition, by, Ref(of))

    def _terms_with(self, of: str, definition: Apply) -> Mapping[str, list[Expression]]:
        """The terms of a sum in which each name stands: a wide layer's sums are differentiated by each of their names."""
        known = self._terms.get(of)
        if known is None:
            known = self._terms[of] = {}
            for term in definition.operands:
                for name in dict.fromkeys(references(term)):
                    known.setdefault(name, []).append(term)
        return known

    def others(self, name: str) -> Iterator[Expression]:
        """Other decompositions of the derivative, the most usual first; some may repeat one another."""
        ends = self.ends(name)
        if ends is None or name in self._closed:
            return
        children = self._along_children(*ends)
        yield children
        plain = self._inlined(children, self._is_plain)
        yield plain
        parents = self._along_parents(*ends)
        yield parents
        yield from self._deeper(plain)
        if parents != children:
            yield from self._deeper(self._inlined(parents, self._is_plain))

    def _deeper(self, formula: Expression) -> Iterator[Expression]:
        tame: Callable[[str], bool] = self._is_local
        yield self._inlined(formula, tame)
        for _ in range(_DEEPEST):
            deeper = self._inlined(self._inlined(formula, lambda n: not tame(n)), self._is_plain)
            if deeper == formula:
                return
            formula = deeper
            yield formula
            yield self._inlined(formula, tame)

    def _is_plain(self, name: str) -> bool:
        return self._is_local(name) and isinstance(self.formula(name), Ref | Constant)

    def _inlined(self, formula: Expression, which: Callable[[str], bool]) -> Expression:
        """The formula with the derivatives that `which` picks replaced by their own formulas; itself where that gets too long."""
        if size(formula) > _GREATEST_SIZE:
            return formula
        deeper = substitute(formula, lambda n: self.formula(n) if self.contains(n) and which(n) else Ref(n))
        return tidy(deeper) if size(deeper) <= _GREATEST_SIZE else formula


def tidy(formula: Expression) -> Expression:
    """The formula with products inside products opened and ones dropped."""
    if not isinstance(formula, Apply):
        return formula
    operands = tuple(tidy(operand) for operand in formula.operands)
    if formula.operation == "mul":
        return times(factor for operand in operands for factor in _factors(operand))
    if formula.operation == "add" and not any(isinstance(o, Constant) for o in operands):
        return plus(operands)
    return Apply(formula.operation, operands)


def _factors(formula: Expression) -> tuple[Expression, ...]:
    return formula.operands if isinstance(formula, Apply) and formula.operation == "mul" else (formula,)
