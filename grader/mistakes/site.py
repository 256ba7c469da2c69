"""Where a quantity stands: what kind of step it is, in which pass, and its neighbours as formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from grader.graph.quantity import Derivative, Quantity, Variable, quantity
from grader.maths.expression import Apply, Expression, Ref, references

if TYPE_CHECKING:
    from grader.graph.network import Network
    from grader.graph.trace import Trace

#: The steps at which a wrong rule can act.  `slope` is da/dz, `feed` dz/dW, `bias feed` dz/db, `back feed` dz/da; `error` is
#: dL/da of the last layer, `adjoint` dL/da of a layer below it, `delta` dL/dz; `update` is a changed parameter or its change,
#: `batch` a loss or gradient taken over all samples; `definition` a quantity of an author's graph, `state` what a rule of updates keeps.
Kind = Literal[
    "preactivation", "activation", "term", "loss", "slope", "feed", "bias feed", "back feed", "error", "adjoint", "delta",
    "weight gradient", "bias gradient", "update", "batch", "derivative", "definition", "state",
]  # fmt: skip

ACTIVATIONS = frozenset({"sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu"})


@dataclass(frozen=True, slots=True)
class Site:
    """One quantity in its place: layer, receiving unit, sending unit, output of the loss term, pass and sample."""

    trace: Trace
    name: str
    kind: Kind
    quantity: Quantity
    layer: int = 0
    unit: int = 0
    source: int = 0
    output: int | None = None
    primes: int = 0
    sample: int | None = None

    @property
    def network(self) -> Network:
        """The network; only sites of networks are asked."""
        network = self.trace.network
        assert network is not None  # noqa: S101 - a site of a graph has no layer
        return network

    @property
    def dense(self) -> bool:
        """Whether the site belongs to a network of layers."""
        return self.trace.network is not None

    @property
    def depth(self) -> int:
        """The number of the last layer."""
        return self.network.depth

    @property
    def width(self) -> int:
        """How many units feed the site's layer."""
        return self.network.layer(self.layer).fan_in

    @property
    def last(self) -> bool:
        """Whether the site's layer is the output layer."""
        return self.layer == self.depth

    @property
    def function(self) -> str:
        """The activation function of the site's layer, or of the graph's node."""
        if self.dense:
            return self.network.layer(self.layer).activation
        name = str(self.quantity.of) if isinstance(self.quantity, Derivative) else self.name
        return applied(self.trace, name) or ""

    @property
    def value(self) -> Expression:
        """The activation at the site: a."""
        if self.dense:
            return self.a(self.layer, self.unit)
        return Ref(str(self.quantity.of) if isinstance(self.quantity, Derivative) else self.name)

    @property
    def argument(self) -> Expression:
        """The pre-activation at the site: z."""
        if self.dense:
            return self.z(self.layer, self.unit)
        if isinstance(self.quantity, Derivative):
            return Ref(str(self.quantity.by))
        return Ref(self.trace.parents(self.name)[0])

    def a(self, layer: int, unit: int) -> Expression:
        """The activation a[layer,unit] of this pass; the inputs have no pass."""
        return Ref(str(Variable("a", (layer, unit), self.primes if layer else 0, self.sample)))

    def z(self, layer: int, unit: int) -> Expression:
        """The pre-activation z[layer,unit] of this pass."""
        return Ref(str(Variable("z", (layer, unit), self.primes, self.sample)))

    def weight(self, layer: int, unit: int, source: int, later: int = 0) -> Expression | None:
        """The weight W[layer,unit,source] of this pass, or of `later` updates; None where there is none."""
        if not (1 <= layer <= self.depth and 1 <= unit <= self.network.size(layer) and 1 <= source <= self.network.size(layer - 1)):
            return None
        name = str(Variable("W", (layer, unit, source), self.primes + later))
        return Ref(name) if not later or self.trace.contains(name) else None

    def target(self, output: int) -> Expression:
        """The target t[output]."""
        return Ref(str(Variable("t", (output,), 0, self.sample)))

    def gradient(self, family: str, *index: int) -> Expression:
        """The derivative of the loss, or of the site's own term of it, by a quantity of this pass."""
        terms = () if self.output is None else (self.output,)
        return Ref(str(Derivative(Variable("L", terms, self.primes, self.sample), Variable(family, index, self.primes))))

    def term(self, output: int) -> Expression:
        """The loss term L[output] of this pass."""
        return Ref(str(Variable("L", (output,), self.primes, self.sample)))

    def slope(self, unit: int, by: int | None = None) -> Expression:
        """The local derivative da/dz in the site's layer, by default of a unit by its own pre-activation."""
        of = Variable("a", (self.layer, unit), self.primes, self.sample)
        return Ref(str(Derivative(of, Variable("z", (self.layer, by or unit), self.primes))))

    @property
    def feed(self) -> Expression:
        """The local derivative dz/dW at the site of a weight."""
        of = Variable("z", (self.layer, self.unit), self.primes, self.sample)
        return Ref(str(Derivative(of, Variable("W", (self.layer, self.unit, self.source), self.primes))))

    @property
    def old(self) -> Variable:
        """The parameter before the update at the site of an update."""
        variable = self.quantity
        assert isinstance(variable, Variable)  # noqa: S101 - updates are no derivatives
        if self.is_change:
            return Variable(variable.family[1:], variable.index, variable.primes)
        return Variable(variable.family, variable.index, variable.primes - 1)

    @property
    def is_change(self) -> bool:
        """Whether an update is written as the change alone (DW, Db)."""
        return isinstance(self.quantity, Variable) and self.quantity.family in {"DW", "Db"}

    @property
    def descent(self) -> Expression | None:
        """The loss gradient that the update at the site rests on; None where nothing is learnt there."""
        new = Variable(self.old.family, self.old.index, self.old.primes + 1)
        return _gradient(self.trace, str(new), self.old, 3)


def _gradient(trace: Trace, name: str, old: Variable, reach: int) -> Expression | None:
    """The first derivative by the parameter `old` among the ancestors of `name`, nearest first."""
    if not trace.contains(name):
        return None
    parents = tuple(references(trace.node(name).formula))
    for parent in parents:
        found = quantity(parent)
        if isinstance(found, Derivative) and found.by == old:
            return Ref(parent)
    stop = {str(old), "eta"}
    deeper = (_gradient(trace, parent, old, reach - 1) for parent in parents if reach and parent not in stop)
    return next((found for found in deeper if found is not None), None)


def applied(trace: Trace, name: str) -> str | None:
    """The activation function that a graph's quantity is, if it is one of another quantity."""
    if not trace.contains(name):
        return None
    formula = trace.node(name).formula
    if isinstance(formula, Apply) and formula.operation in ACTIVATIONS and isinstance(formula.operands[0], Ref):
        return formula.operation
    return None


def site(trace: Trace, name: str) -> Site | None:
    """The place of a quantity, or None where no rule has anything to say."""
    known: dict[str, Site | None] = trace.kept.setdefault(site, {})
    if name not in known:
        known[name] = _site(trace, name)
    return known[name]


def _site(trace: Trace, name: str) -> Site | None:
    try:
        found = quantity(name)
    except ValueError:
        return None
    if trace.network is None:
        return _in_graph(trace, name, found)
    if isinstance(found, Variable):
        return _batched(_variable(trace, name, found))
    if found.of.family == "L":
        return _batched(_gradient_site(trace, trace.network, name, found))
    return _local(trace, name, found)


def _batched(place: Site | None) -> Site | None:
    """The place of a loss or gradient without a sample, where there are several, is the batch's."""
    if place and place.network.samples and place.sample is None and place.kind not in {"update", "preactivation", "activation"}:
        return replace(place, kind="batch")
    return place


def _in_graph(trace: Trace, name: str, found: Quantity) -> Site | None:
    """The place of a quantity in a graph: a function's value, its slope, an updated parameter, or a derivative."""
    if isinstance(found, Variable):
        if applied(trace, name):
            return Site(trace, name, "activation", found)
        if found.primes:
            return Site(trace, name, "update", found, primes=found.primes)
        return Site(trace, name, "loss" if _is_loss(trace, name) else "definition", found) if trace.contains(name) else None
    of, by = str(found.of), str(found.by)
    direct = trace.contains(of) and by in trace.parents(of)
    if direct and applied(trace, of):
        return Site(trace, name, "slope", found)
    return Site(trace, name, "error" if direct and _is_loss(trace, of) else "derivative", found)


def _is_loss(trace: Trace, name: str) -> bool:
    """Whether a graph's quantity is a loss by its look: it holds the square of a difference, or a logarithm."""
    return trace.contains(name) and _holds_loss(trace.node(name).formula)


def _holds_loss(formula: Expression) -> bool:
    if not isinstance(formula, Apply):
        return False
    base = formula.operands[0]
    squared = formula.operation == "pow" and isinstance(base, Apply) and base.operation == "add"
    return squared or formula.operation == "ln" or any(map(_holds_loss, formula.operands))


def _variable(trace: Trace, name: str, found: Variable) -> Site | None:
    """The place of a variable of a network."""
    match found.family, found.index:
        case "z", (layer, unit):
            return Site(trace, name, "preactivation", found, layer, unit, 0, None, found.primes, found.sample)
        case "a", (layer, unit) if layer:
            return Site(trace, name, "activation", found, layer, unit, 0, None, found.primes, found.sample)
        case "L", (output,):
            return Site(
                trace, name, "term", found, len(trace.network.layers) if trace.network else 0, output, 0, output, found.primes, found.sample
            )
        case "L", ():
            return Site(trace, name, "loss", found, 0, 0, 0, None, found.primes, found.sample)
        case ("W" | "b" | "DW" | "Db") as family, index if index and (found.primes or family.startswith("D")):
            return Site(
                trace, name, "update", found, index[0], index[1] if index[1:] else 0, index[2] if index[2:] else 0, None, found.primes
            )
        case (("m" | "v" | "mhat" | "vhat"), index) if index and found.primes:
            return Site(trace, name, "state", found, index[0], primes=found.primes)
    return None


def _local(trace: Trace, name: str, found: Derivative) -> Site | None:
    """The place of a local derivative of a network: da/dz or dz/dW of one unit."""
    of, by = found.of, found.by
    if of.family == "a" and by.family == "z" and of.index[:1] == by.index[:1]:
        layer, unit = of.index
        return Site(trace, name, "slope", found, layer, unit, by.index[1], None, of.primes, of.sample)
    if of.family == "z" and by.family == "W" and of.index == by.index[:2]:
        layer, unit, source = by.index
        return Site(trace, name, "feed", found, layer, unit, source, None, of.primes, of.sample)
    if of.family == "z" and by.family == "b" and by.index in {of.index, of.index[:1]}:
        return Site(trace, name, "bias feed", found, of.index[0], of.index[1], 0, None, of.primes, of.sample)
    if of.family == "z" and by.family == "a" and by.index[0] == of.index[0] - 1:
        return Site(trace, name, "back feed", found, of.index[0], of.index[1], by.index[1], None, of.primes, of.sample)
    return None


def _gradient_site(trace: Trace, network: Network, name: str, found: Derivative) -> Site | None:
    """The place of a derivative of the loss, or of one of its terms."""
    output = found.of.index[0] if found.of.index else None
    kind = _gradient_kind(network, found.by, output)
    if kind is None:
        return None
    layer, unit, source = (*found.by.index, 0, 0)[:3]
    return Site(trace, name, kind, found, layer, unit, source, output, found.of.primes, found.of.sample)


def _gradient_kind(network: Network, by: Variable, output: int | None) -> Kind | None:
    """What a derivative by this quantity is called; None where the loss term does not depend on it."""
    at_end = by.index[:1] == (network.depth,)
    apart = at_end and output is not None and by.index[1:2] != (output,)
    if apart and (by.family == "a" or network.layers[-1].activation != "softmax"):
        return None
    match by.family, len(by.index):
        case "a", 2:
            return "error" if at_end else "adjoint"
        case "z", 2:
            return "delta"
        case "W", 3:
            return "weight gradient"
        case "b", 1 | 2:
            return "bias gradient"
    return None
