"""What grading looks up in a problem: every quantity by its value and by its probes, its ancestors, its operands."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from grader.grading.functions import Functions
from grader.grading.shape import Shape
from grader.graph.quantity import Derivative, Quantity, Variable, quantity
from grader.maths.compiled import Compiled, values
from grader.maths.expression import Expression, Ref, lift

if TYPE_CHECKING:
    from grader.graph.trace import Trace
    from grader.problem import Problem

ROUND: Final = 9  # significant digits by which probes are compared
EXACT: Final = 1e-12
_WHOLE: Final = re.compile(r"(dL'*)/d")
_TERM: Final = re.compile(r"\[\d+\]")
MOST_SORTED: Final = 2000


class Reference:
    """The look-up tables of one problem, made once."""

    def __init__(self, problem: Problem) -> None:
        """Make the tables that are cheap; the rest is made where it is asked for."""
        self.problem = problem
        self.trace: Trace = problem.trace
        self.network = problem.trace.network
        self.online = self.network is not None and self.network.online
        self.extra: dict[str, Expression] = {}
        self._numbers: dict[str, float] = {}
        self._probes: dict[str, tuple[float, ...]] = {}
        self._parents: dict[str, frozenset[str]] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._digits: dict[str, str] = {}
        self._pools: dict[str, tuple[float, ...]] = {}
        self._aliases: dict[str, str] = {}
        self._compiled: dict[str, Compiled] = {}
        self._contained: dict[str, bool] = {}
        self._shapes: dict[tuple[tuple[str, tuple[int, int]], ...], Shape] = {}
        self._elements: dict[str, tuple[tuple[str, ...], ...] | None] = {}
        self._sorted: dict[frozenset[str], list[str]] = {}
        self._by_value: tuple[list[float], list[str]] | None = None
        self._by_probe: dict[str, tuple[str, ...]] | None = None
        self._helpers: dict[str, tuple[str, ...]] | None = None
        self.functions = self._functions()
        self.names: tuple[str, ...] = tuple(self.trace.names)
        targets = self.trace.given if self.network is not None else ()
        self.nothing = [name for name in targets if name.startswith("t[") and self.number(name) == 0]  # a 0 stands for these too
        self._ranks = {name: place for place, name in enumerate(self.names)}
        self._add_complements()

    def _functions(self) -> Functions:
        layers = self.network.layers if self.network else ()
        return Functions((layer.activation, None if layer.slope is None else float(layer.slope)) for layer in layers)

    def _add_complements(self) -> None:
        """Quantities that students use without a name: 1 - a, t - a, a - t, a^2."""
        for name in self.names:
            meaning = quantity(name)
            if isinstance(meaning, Variable) and meaning.family == "a" and meaning.index and meaning.index[0] > 0:
                self.extra[f"1 - {name}"] = lift(1) - Ref(name)
                if self.network and meaning.index[0] == self.network.depth:
                    target = str(Variable("t", (meaning.index[1],), 0, meaning.sample))
                    if self.trace.contains(target):
                        self.extra[f"{name} - {target}"] = Ref(name) - Ref(target)
                self.extra[f"{name}^2"] = Ref(name) ** 2

    # -- values ---------------------------------------------------------------------------------------------------
    def number(self, name: str) -> float:
        """The exact value as a float."""
        found = self._numbers.get(name)
        if found is None:
            found = self._evaluated(name) if name in self.extra else self.trace.number(name)
            self._numbers[name] = found
        return found

    def _evaluated(self, name: str) -> float:
        compiled = Compiled(self.extra[name])
        return compiled(*[self.number(parent) for parent in compiled.parents])

    def probe(self, name: str) -> tuple[float, ...]:
        """The values in the random consistent traces."""
        found = self._probes.get(name)
        if found is None:
            found = self._probed(self.extra[name]) if name in self.extra else tuple(self.trace.probe(name))
            self._probes[name] = found
        return found

    def _probed(self, formula: Expression) -> tuple[float, ...]:
        compiled = Compiled(formula)
        return self.probe_of(compiled)

    def probe_of(self, compiled: Compiled) -> tuple[float, ...]:
        """A formula's values in the random traces, NaN where it has none."""
        count = len(self.probe(self.names[0]))
        found = self._values(compiled.formula, range(count))
        return found if found is not None else tuple((self._values(compiled.formula, (k,)) or (math.nan,))[0] for k in range(count))

    def _values(self, formula: Expression, which: Sequence[int]) -> tuple[float, ...] | None:
        """A formula's values in some of the random traces; None where it has no value in one of them."""
        try:
            return tuple(values(formula, lambda name: [self.probe(name)[k] for k in which], len(which)))
        except (ZeroDivisionError, OverflowError, ValueError):
            return None

    def digits(self, name: str) -> str:
        """The exact value to twelve digits."""
        found = self._digits.get(name)
        if found is None:
            found = self._digits[name] = self.trace.digits(name) if name not in self.extra else f"{self.number(name):.12g}"
        return found

    def contains(self, name: str) -> bool:
        """Whether the problem has this one number."""
        found = self._contained.get(name)
        if found is None:
            found = self._contained[name] = name in self.extra or (self.trace.contains(name) and self.elements(name) is None)
        return found

    def means(self, name: str) -> bool:
        """Whether the problem has this quantity, a number, a vector or a matrix."""
        return self.elements(name) is not None or self.contains(name)

    def elements(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        """The element names of a whole vector or matrix, row by row; None for a scalar."""
        if name not in self._elements:
            self._elements[name] = self._rows(name)
        return self._elements[name]

    def _rows(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        of, _, by = name.partition("/d")
        if by and of[1:2] == "a" and by[:1] == "z" and of[2:] == by[1:]:  # the local derivatives of a layer, unit by unit
            rows = self.trace.elements(of[1:]) if self.trace.elements(by) is not None else None
            return None if rows is None else tuple(tuple(f"d{n}/dz{n[1:]}" for n in row) for row in rows)
        return self.trace.elements(name)

    def compiled(self, name: str) -> Compiled:
        """The quantity's usual formula, ready for floats."""
        found = self._compiled.get(name)
        if found is None:
            found = Compiled(self.extra[name]) if name in self.extra else self.trace.usual(name)
            self._compiled[name] = found
        return found

    def shape(self, units: Mapping[str, tuple[int, int]]) -> Shape | None:
        """The places of the network, some units with names of their own; None where the problem is no network."""
        if self.network is None:
            return None
        key = tuple(units.items())
        if key not in self._shapes:
            self._shapes[key] = Shape(self.network, dict(units))
        return self._shapes[key]

    # -- structure ------------------------------------------------------------------------------------------------
    def parents(self, name: str) -> frozenset[str]:
        """The quantities in the formula or in any other decomposition."""
        found = self._parents.get(name)
        if found is None:
            formulas = (self.compiled(name),) if name in self.extra else self.trace.compiled(name)
            found = self._parents[name] = frozenset(p for c in formulas for p in c.parents)
        return found

    def ancestors(self, name: str) -> frozenset[str]:
        """Everything that a quantity rests on, itself included."""
        found = self._ancestors.get(name)
        if found is None:
            self._ancestors[name] = frozenset((name,))  # alternatives may name each other
            seen = {name}
            for parent in self.compiled(name).parents:
                seen |= self.ancestors(parent) if parent not in seen else set()
            seen |= self.parents(name)  # other decompositions rest on the same, but may go by other ways
            seen.update(self._terms(name))
            found = self._ancestors[name] = frozenset(seen | {self.alias(n) for n in seen})
        return found

    def sorted(self, names: frozenset[str]) -> list[str]:
        """Names in the order of the alphabet, as those of ancestors are asked for often."""
        found = self._sorted.get(names)
        if found is None:
            if len(self._sorted) > MOST_SORTED:
                self._sorted.clear()
            found = self._sorted[names] = sorted(names)
        return found

    def rank(self, name: str) -> int:
        """The place of a quantity in the order of the trace; those made on demand stand last."""
        return self._ranks.get(name, len(self._ranks))

    def _terms(self, name: str) -> Iterator[str]:
        """The derivatives of the single loss terms that the derivative of the whole loss is the sum of."""
        match = _WHOLE.match(name)
        outputs = self.network.outputs if self.network else 0
        if match and outputs > 1:
            for k in range(1, outputs + 1):
                term = f"{match[1]}[{k}]{name[match.end(1) :]}"
                if self.contains(term):
                    yield term

    def alias(self, name: str) -> str:
        """The name under which a quantity's values are kept: that of its own pass, of the whole loss where only one term counts."""
        found = self._aliases.get(name)
        if found is None:
            found = self._aliases[name] = self._whole((self.trace.own_pass(name) if self.online else None) or name)
        return found

    def _whole(self, name: str) -> str:
        if not name.startswith("dL") or "[" not in name.partition("/")[0]:
            return name
        whole = _TERM.sub("", name, count=1)
        same = self.contains(whole) and self.key(self.probe(whole)[0]) == self.key(self.probe(name)[0])
        return whole if same and self.probe(whole)[0] * self.probe(name)[0] > 0 else name

    def pool(self, name: str) -> tuple[float, ...]:
        """The sizes of the operands that working for this quantity may show."""
        found = self._pools.get(name)
        if found is None:
            near = set(self.parents(name))
            for parent in tuple(near):
                if isinstance(self.meaning(parent), Derivative):
                    near |= set(self.compiled(parent).parents)
            found = self._pools[name] = tuple(sorted({size for n in near if math.isfinite(size := abs(self.number(n)))}))
        return found

    def meaning(self, name: str) -> Quantity | None:
        """The parsed name, None for unnamed helpers."""
        return None if name in self.extra else quantity(name)

    # -- indices --------------------------------------------------------------------------------------------------
    def vocabulary(self) -> tuple[str, ...]:
        """The quantities that a written number may stand for; of several that are always equal the first alone."""
        seen: dict[str, str] = {}
        for name in (*self.names, *self.extra):
            key = self.key(self.probe(name)[0])
            if key is not None:
                seen.setdefault(("-" if self.probe(name)[0] < 0 else "+") + key, name)
        return tuple(seen.values())

    def by_value(self) -> tuple[list[float], list[str]]:
        """The vocabulary sorted by the size of its values: the sizes, the names."""
        if self._by_value is None:
            entries = sorted((abs(self.number(n)), n) for n in self.vocabulary())
            self._by_value = [size for size, _ in entries], [name for _, name in entries]
        return self._by_value

    def by_probe(self, key: str) -> tuple[str, ...]:
        """The standing quantities whose first probe has this size."""
        if self._by_probe is None:
            self._by_probe = self._by_size(self.names)
        return self._by_probe.get(key, ())

    def helpers(self, key: str) -> tuple[str, ...]:
        """The quantities without a name whose first probe has this size."""
        if self._helpers is None:
            self._helpers = self._by_size(self.extra)
        return self._helpers.get(key, ())

    def _by_size(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in names:
            size = self.key(self.probe(name)[0])
            if size is not None:
                found.setdefault(size, []).append(name)
        return {size: tuple(same) for size, same in found.items()}

    @staticmethod
    def key(probe: float) -> str | None:
        """The size of a probe as a key; None for 0 and for no number."""
        if probe == 0 or not math.isfinite(probe):
            return None
        return f"{abs(probe):.{ROUND - 1}e}"

    def is_exact(self, size: float) -> bool:
        """Whether a quantity of the problem has exactly this size: a number written so was not rounded."""
        sizes = self.by_value()[0]
        place = bisect_left(sizes, size - EXACT)
        return place < len(sizes) and sizes[place] <= size + EXACT

    def is_target(self, number: float) -> bool:
        """Whether a target of the network has this value."""
        return self.network is not None and any(name.startswith("t[") and self.number(name) == number for name in self.trace.given)

    def within(self, low: float, high: float) -> list[str]:
        """The vocabulary whose sizes lie between two bounds, both included."""
        sizes, names = self.by_value()
        first = bisect_left(sizes, low)
        return names[first : bisect_right(sizes, high, first)]


def reference(problem: Problem) -> Reference:
    """The problem's tables, made at the first call and kept with its trace."""
    found: Reference | None = problem.trace.kept.get(Reference)
    if found is None:
        found = problem.trace.kept[Reference] = Reference(problem)
    return found
