"""The trace: every quantity of a problem, each with its formula over its parents, exact and fast."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from grader.errors import NotFound
from grader.graph.adjoint import Adjoints
from grader.graph.build import Blueprint, build
from grader.graph.evaluation import ExactValues, FloatValues, in_order
from grader.graph.layout import Layout
from grader.graph.naming import own_pass
from grader.graph.network import Network
from grader.graph.probing import draw
from grader.graph.textbook import Textbook
from grader.maths.compiled import Compiled
from grader.maths.exact import FIRST_BITS, Exact, decimal_digits
from grader.maths.expression import Constant, Expression, Ref, evaluate, references, substitute
from grader.maths.operations import symbols
from grader.maths.simplify import size

if TYPE_CHECKING:
    import sympy

_GREATEST_SIZE = 120


@dataclass(frozen=True, slots=True)
class Node:
    """One quantity: its usual formula, other legitimate decompositions (most usual first), whether its value is the author's."""

    name: str
    formula: Expression
    alternatives: tuple[Expression, ...] = ()
    given: bool = False


class Trace:
    """All quantities of one problem as a graph that is worked out where it is asked.

    `names` are the standing nodes, parents first; any dY/dX where Y depends on X is made on demand.
    """

    def __init__(
        self,
        plan: Blueprint,
        values: Mapping[str, Fraction],
        network: Network | None = None,
    ) -> None:
        """Keep the plan and the values of what is given; nothing is evaluated yet."""
        self.network = network
        self.names: tuple[str, ...] = tuple(plan.order)
        self.targets: tuple[str, ...] = tuple(plan.targets)  # what is differentiated: the loss of each pass
        self.moved: tuple[str, ...] = tuple(plan.moved)  # parameters after an update
        self.given: Mapping[str, Fraction] = {name: values[name] for name in plan.given}
        self._plan = plan
        self._forget()

    def _forget(self) -> None:
        plan = self._plan
        self._adjoints = Adjoints(plan.definitions, self.given, plan.carried, plan.closed)
        self._textbook = Textbook(self.network) if self.network is not None else None
        self._exact = ExactValues(self.given, self._formula, self.parents)
        self._nodes: dict[str, Node] = {}
        self._formulas: dict[str, Expression] = {}
        self._programs: dict[str, tuple[Compiled, ...]] = {}
        self._main: dict[str, Compiled] = {}
        self._probes: dict[str, tuple[float, ...]] = {}
        self._symbolic: dict[str, Any] = {}
        self.kept: dict[object, Any] = {}  # what others work out from the trace: it goes when the trace goes
        self.__dict__.pop("_worlds", None)
        self.__dict__.pop("_kept_worlds", None)

    def __getstate__(self) -> dict[str, Any]:
        """What a pickle holds: the plan and the givens, not what was worked out from them."""
        return {"plan": self._plan, "given": self.given, "network": self.network}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Build the trace anew from its plan."""
        self.__init__(state["plan"], state["given"], state["network"])  # type: ignore[misc]

    def contains(self, name: str) -> bool:
        """Whether the quantity is a node, or a derivative that can be made."""
        return self._is_own(name) or self.own_pass(name) is not None

    def _is_own(self, name: str) -> bool:
        return name in self._plan.definitions or name in self.given or self._adjoints.contains(name)

    def is_carried(self, name: str) -> bool:
        """Whether an update makes the quantity: a changed parameter, its change, its state."""
        return name in self._plan.carried

    def own_pass(self, name: str) -> str | None:
        """Where samples are taken one by one, the quantity that a sample's unprimed name stands for."""
        if self.network is None or not self.network.online:
            return None
        meant = own_pass(name, self.network.samples, self.network.steps)
        return meant if meant is not None and meant != name and self._is_own(meant) else None

    def node(self, name: str) -> Node:
        """The node of that name, made on demand.

        Raises
        ------
        NotFound
            The problem has no such quantity.
        """
        known = self._nodes.get(name)
        if known is None:
            known = self._nodes[name] = self._made(name)
        return known

    def _made(self, name: str) -> Node:
        if name in self.given:
            return Node(name, Constant(self.given[name]), given=True)
        formula = self._formula(name)
        return Node(name, formula, self._alternatives(name, formula))

    def _formula(self, name: str) -> Expression:
        known = self._formulas.get(name)
        if known is None:
            known = self._formulas[name] = self._first(name)
        return known

    def _first(self, name: str) -> Expression:
        if name in self.given:
            return Constant(self.given[name])
        definition = self._plan.definitions.get(name)
        if definition is not None:
            return definition
        if not self._adjoints.contains(name):
            return self._alias_of(name)
        usual = self._textbook.formula(name) if self._textbook is not None else None
        return usual if usual is not None else self._adjoints.formula(name)

    def _alias_of(self, name: str) -> Expression:
        meant = self.own_pass(name)
        if meant is None:
            raise NotFound(name)
        return Ref(meant)

    def _alternatives(self, name: str, formula: Expression) -> tuple[Expression, ...]:
        if name not in self._plan.definitions and not self._adjoints.contains(name):
            return ()
        found = dict.fromkeys(self._decompositions(name))
        found.pop(formula, None)
        return tuple(found)

    def _decompositions(self, name: str) -> Iterator[Expression]:
        if name in self._plan.definitions:
            if self._textbook is not None:
                yield from self._textbook.others(name)
            yield from self._opened(self._plan.definitions[name])
            return
        yield self._adjoints.formula(name)
        if self._textbook is not None:
            yield from self._textbook.others(name)
        yield from self._adjoints.others(name)

    def _opened(self, formula: Expression) -> Iterator[Expression]:
        """The definition with what it names written out once: gradients first, then everything."""
        names = dict.fromkeys(references(formula))
        derivatives = [name for name in names if name not in self._plan.definitions and name not in self.given]
        for open_ones in (derivatives, [n for n in names if n in self._plan.definitions]):
            if open_ones:
                deeper = substitute(formula, lambda n, o=frozenset(open_ones): self._formula(n) if n in o else Ref(n))  # type: ignore[misc]
                if size(deeper) <= _GREATEST_SIZE:
                    yield deeper

    def parents(self, name: str) -> tuple[str, ...]:
        """The names in the node's formula, each once."""
        return self._program(name).parents

    def compiled(self, name: str) -> tuple[Compiled, ...]:
        """The node's formula and then its alternatives, ready for floats."""
        known = self._programs.get(name)
        if known is None:
            alternatives = tuple(Compiled(other) for other in self.node(name).alternatives)
            known = self._programs[name] = (self._program(name), *alternatives)
        return known

    def usual(self, name: str) -> Compiled:
        """The node's formula alone, ready for floats: cheaper than all decompositions."""
        self._demand(name)
        return self._program(name)

    def _program(self, name: str) -> Compiled:
        known = self._main.get(name)
        if known is None:
            known = self._main[name] = Compiled(self._formula(name))
        return known

    def exact(self, name: str, bits: int = FIRST_BITS) -> Exact:
        """The exact value: a fraction where it is rational, else a ball of at least so many bits."""
        self._demand(name)
        return self._exact.at(name, bits)

    def number(self, name: str) -> float:
        """The exact value, correctly rounded."""
        self._demand(name)
        return self._exact.number(name)

    def digits(self, name: str, significant: int = 12) -> str:
        """The exact value in decimal, rounded to so many significant digits."""
        return decimal_digits(self.exact(name, max(FIRST_BITS, significant * 4 + 64)), significant)

    def _demand(self, name: str) -> None:
        if not self.contains(name):
            raise NotFound(name)

    def value(self, name: str) -> sympy.Expr:
        """The exact value as a sympy expression, unevaluated where it is transcendental."""
        import sympy

        self._demand(name)
        kept, table = self._symbolic, symbols()
        for each in in_order((name,), self.parents, kept.__contains__):
            kept[each] = evaluate(self._formula(each), kept.__getitem__, lambda q: sympy.Rational(q.numerator, q.denominator), table)
        return kept[name]

    def formula(self, name: str) -> sympy.Expr:
        """The node's formula over symbols that are named like its parents."""
        import sympy

        return evaluate(self._formula(name), sympy.Symbol, lambda q: sympy.Rational(q.numerator, q.denominator), symbols())

    @cached_property
    def other_batch(self) -> Trace | None:
        """The same problem with the mean of the samples' losses for their sum, or the other way round; None where it is said which."""
        network = self.network
        if network is None or network.samples < 2 or network.online or network.loss is None or network.batch_said:
            return None
        other = replace(network, batch_mean=not network.batch_mean)
        return Trace(build(other), self.given, other)

    @cached_property
    def _worlds(self) -> tuple[FloatValues, ...]:
        fixed, simplices = self._held()
        return tuple(self._world(roots) for roots in draw(self.given, fixed, simplices))

    def _world(self, roots: dict[str, float]) -> FloatValues:
        """The random trace of these givens; where an author's root or logarithm has no value, with the signs that he gave."""
        world = FloatValues(roots, self._program)
        if self.network is not None or all(math.isfinite(world.at(name)) for name in self._plan.definitions):
            return world
        signed = {name: math.copysign(number, self.given[name]) if self.given[name] else number for name, number in roots.items()}
        return FloatValues(signed, self._program)

    @cached_property
    def _kept_worlds(self) -> tuple[FloatValues, ...]:
        fixed, simplices = self._held()
        plain = frozenset(name for name, value in self.given.items() if abs(value) in {0, 1})
        return tuple(self._world(roots) for roots in draw(self.given, fixed | plain, simplices))

    def _held(self) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
        """Which givens keep their values when probing, and which are kept at a sum of 1: targets that are classes or shares."""
        network, states = self.network, frozenset(self._plan.states)
        if network is None or network.loss not in {"cross_entropy", "binary_cross_entropy", "hinge"}:
            return states, ()
        targets = [name for name in self.given if name.startswith("t[")]
        if all(abs(self.given[name]) in {0, 1} for name in targets):
            return states.union(targets), ()
        if not network.hot_targets:
            return states, ()
        samples = dict.fromkeys(name.partition("@")[2] for name in targets)
        return states, tuple(tuple(n for n in targets if n.partition("@")[2] == sample) for sample in samples)

    def probe(self, name: str, *, kept: bool = False) -> tuple[float, ...]:
        """The quantity's values in PROBES random consistent traces; not a number where it has none.

        With `kept`, givens that are 0, 1 or -1 are so in each trace: there `w_1 x_1` is a whole pre-activation where x_2 = 0, and
        a formula that leaves out what is nothing is an identity.
        """
        if kept:
            self._demand(name)
            return tuple(world.at(name) for world in self._kept_worlds)
        known = self._probes.get(name)
        if known is None:
            self._demand(name)
            known = self._probes[name] = tuple(world.at(name) for world in self._worlds)
        return known

    def numbers(self, rewritten: Mapping[str, Expression], names: Iterable[str]) -> dict[str, float]:
        """The values of `names` where the nodes in `rewritten` have other formulas and all else is as it is."""
        programs = {name: Compiled(formula) for name, formula in rewritten.items()}
        touched: dict[str, bool] = {}
        values: dict[str, float] = {}

        def parents(name: str) -> tuple[str, ...]:
            return programs[name].parents if name in programs else self.parents(name)

        wanted = tuple(names)
        for name in in_order(wanted, parents, lambda _: False):
            above = parents(name)
            touched[name] = name in programs or any(touched.get(parent, False) for parent in above)
            if touched[name]:
                values[name] = (programs.get(name) or self._program(name))(*[values[parent] for parent in above])
            else:
                values[name] = self.number(name)
        return {name: values[name] for name in wanted}

    def elements(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        """The rows of element names of a whole vector or matrix; None where the name is no such whole."""
        return self._layout.elements(name)

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.network, self._plan.shapes, self.contains)
