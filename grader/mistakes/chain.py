"""From a wrong local rule to every merged line that it spoils: the right formulas, with the wrong one put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from grader.graph.quantity import Variable
from grader.maths.expression import Apply, Expression, Ref, lift, product, references, substitute, total
from grader.mistakes.activations import apply
from grader.mistakes.site import Kind, Site, site

if TYPE_CHECKING:
    from grader.graph.trace import Trace

Rule = Callable[[Site], Iterable[Expression]]
Rules = Mapping[Kind, Rule]
#: What a rule gives for a quantity of a trace where so many steps are merged.
Forms = Callable[["Trace", str, int], tuple[Expression, ...]]

#: How many steps a student merges into one line of each kind.
REACH: dict[Kind, int] = {
    "preactivation": 1, "activation": 1, "loss": 1, "delta": 1, "adjoint": 2, "weight gradient": 2, "bias gradient": 2,
    "update": 3, "batch": 3, "derivative": 2, "definition": 1, "state": 1,
}  # fmt: skip
BACKWARD = frozenset({"delta", "adjoint", "weight gradient", "bias gradient", "update"})
ZERO, ONE = lift(0), lift(1)
IN_GRAPHS = frozenset({"derivative", "update", "definition", "activation"})
SPREAD = frozenset({"delta", "adjoint"})  # steps at which a rule may be broken again in what its own wrong formula rests on
FORWARD = frozenset({"preactivation", "activation", "term", "loss"})
MOST = 64  # forms of one rule at one quantity
WIDEST = 32  # paths above a unit that are still written out in one formula


class Everywhere:
    """The rewrite that applies local rules: at their own quantity first, then inlined in what is merged from it."""

    def __init__(self, rules: Rules) -> None:
        """Keep the rules; what they give is kept with each trace."""
        self._rules = rules
        self._forward_only = rules.keys() <= FORWARD

    def __call__(self, trace: Trace, name: str) -> Iterator[Expression]:
        """The wrong formulas of a quantity."""
        place = site(trace, name)
        if place is not None and not (place.kind in BACKWARD and self._forward_only) and trace.contains(name):
            yield from islice(_unrepeated(place, self._forms), MOST)

    def own(self, trace: Trace, name: str) -> int:
        """How many of the formulas, the first ones, are the rules' own for this quantity."""
        return len(self._forms(trace, name, 0)) if trace.contains(name) else 0

    def _forms(self, trace: Trace, name: str, reach: int) -> tuple[Expression, ...]:
        known: dict[tuple[str, int], tuple[Expression, ...]] = trace.kept.setdefault(self, {})
        key = (name, reach)
        if key not in known:
            known[key] = self._found(trace, name, reach)
        return known[key]

    def _found(self, trace: Trace, name: str, reach: int) -> tuple[Expression, ...]:
        place = site(trace, name)
        own = tuple(islice(self._local(place), MOST)) if place is not None else ()
        if not reach:
            return own
        around = merged(trace, name)
        again = _over(trace, own[0]) if own and place is not None and place.kind in SPREAD else ()
        return (
            own
            + tuple(_inlined(around, self._forms, reach - 1))
            + tuple(_inlined(Merged(own[0], again, {}), self._forms, reach - 1) if again else ())
        )

    def _local(self, place: Site) -> Iterator[Expression]:
        """What the rules give at their own place; the loss of a single output is its only term."""
        if place.kind in self._rules:
            yield from self._rules[place.kind](place)
        elif place.kind == "loss" and "term" in self._rules and place.dense and place.network.outputs == 1:
            assert isinstance(place.quantity, Variable)  # noqa: S101 - a loss is no derivative
            term = site(place.trace, str(replace(place.quantity, index=(1,))))
            yield from self._rules["term"](term) if term is not None else ()


class Only(Everywhere):
    """The rewrite that applies local rules at their own quantity alone."""

    def __call__(self, trace: Trace, name: str) -> Iterator[Expression]:
        """The wrong formulas of a quantity."""
        if trace.contains(name):
            yield from self._forms(trace, name, 0)


def _unrepeated(place: Site, forms: Forms) -> Iterator[Expression]:
    """The forms with little merged, then those with the whole backward pass in one line, each once."""
    reach = REACH.get(place.kind, 0)
    near = forms(place.trace, place.name, reach)
    yield from near
    if place.kind in BACKWARD and place.dense and (above := _layers_above(place)):
        seen = set(near)
        yield from (form for form in forms(place.trace, place.name, reach + 2 * above) if form not in seen)


def _layers_above(place: Site) -> int:
    """How many layers lie above the site; 0 where one line could not hold the paths through them."""
    paths = 1
    for layer in range(place.layer + 1, place.depth + 1):
        paths *= place.network.size(layer)
    return place.depth - place.layer if paths <= WIDEST else 0


def _inlined(around: Merged, forms: Forms, reach: int) -> Iterator[Expression]:
    """The right formula with the wrong forms of its parents in their place, the n-th of each together."""
    wrong = {parent.name: found for parent in around.parents if (found := forms(parent.trace, parent.name, reach))}
    for number in range(max(map(len, wrong.values()), default=0)):
        chosen = {**around.plain, **_variant(wrong, number)}
        yield substitute(around.right, partial(_chosen, chosen))


def _over(trace: Trace, formula: Expression) -> tuple[Site, ...]:
    """The places of the quantities in a formula."""
    places = (site(trace, name) for name in dict.fromkeys(references(formula)))
    return tuple(place for place in places if place is not None)


def _variant(wrong: Mapping[str, tuple[Expression, ...]], number: int) -> dict[str, Expression]:
    """One wrong form for each parent: the one of this number, or its last."""
    return {name: forms[min(number, len(forms) - 1)] for name, forms in wrong.items()}


def _chosen(forms: Mapping[str, Expression], name: str) -> Expression:
    return forms.get(name) or Ref(name)


class Merged(NamedTuple):
    """The right formula of a quantity, the places of those in it, and what stands for those that are not written on their own."""

    right: Expression
    parents: tuple[Site, ...]
    plain: Mapping[str, Expression]


def merged(trace: Trace, name: str) -> Merged:
    """What can be merged into one line about the quantity; nothing where it has no formula over others."""
    known: dict[str, Merged] = trace.kept.setdefault(merged, {})
    if name not in known:
        known[name] = _merged(trace, name)
    return known[name]


def _merged(trace: Trace, name: str) -> Merged:
    place = site(trace, name)
    right = None if place is None else step(place)
    if right is None:
        return Merged(ZERO, (), {})
    places = (site(trace, parent) for parent in dict.fromkeys(references(right)))
    parents = tuple(parent for parent in places if parent is not None)
    feeds = [parent for parent in parents if parent.kind == "feed" and parent.dense]
    return Merged(right, parents, {feed.name: feed.a(feed.layer - 1, feed.source) for feed in feeds})


def step(place: Site) -> Expression | None:
    """The right formula over the nearest quantities, as a textbook writes it; None where nothing is merged."""
    if not place.dense:
        return place.trace.node(place.name).formula if place.kind in IN_GRAPHS else None
    if place.kind in {"batch", "state"}:
        return place.trace.node(place.name).formula
    return STEPS[place.kind](place) if place.kind in STEPS else None


def weighted(place: Site) -> list[tuple[Expression, Expression]]:
    """The pairs (W[l,j,i], a[l-1,i]) that a pre-activation sums."""
    units = range(1, place.width + 1)
    pairs = [(place.weight(place.layer, place.unit, i), place.a(place.layer - 1, i)) for i in units]
    return [(weight, a) for weight, a in pairs if weight is not None]


def bias(place: Site) -> list[Expression]:
    """What a pre-activation adds to its weighted sum: a bias, a threshold with its sign, or nothing."""
    formula = place.trace.node(place.name).formula
    terms = formula.operands if isinstance(formula, Apply) and formula.operation == "add" else (formula,)
    return [term for term in terms if not any(name.startswith("W") for name in references(term))]


def upper(place: Site) -> list[tuple[int, Expression]]:
    """The units j above an adjoint dL/da[l,i], each with its dL/dz[l+1,j]; for one loss term those that reach it."""
    above = place.layer + 1
    units = range(1, place.network.size(above) + 1)
    if place.output is not None and above == place.depth and place.network.layer(above).activation != "softmax":
        units = range(place.output, place.output + 1)
    return [(j, place.gradient("z", above, j)) for j in units]


def paths(place: Site) -> list[tuple[Expression, Expression]]:
    """The pairs (dL/dz[l+1,j], W[l+1,j,i]) that an adjoint dL/da[l,i] sums."""
    return carried(place, lambda j: place.weight(place.layer + 1, j, place.unit))


def carried(place: Site, weight: Callable[[int], Expression | None]) -> list[tuple[Expression, Expression]]:
    """The deltas above an adjoint, each with the weight chosen for its unit; empty where one of the weights does not exist."""
    pairs = [(delta, chosen) for j, delta in upper(place) if (chosen := weight(j)) is not None]
    return pairs if len(pairs) == len(upper(place)) else []


def summed(pairs: list[tuple[Expression, Expression]]) -> Expression:
    """The sum of the products of the pairs."""
    return total([product([left, right]) for left, right in pairs])


def _preactivation(place: Site) -> Expression:
    return total([w * a for w, a in weighted(place)] + bias(place))


def _activation(place: Site) -> Expression | None:
    if place.function == "softmax":
        return None
    if place.network.layer(place.layer).slope is not None:
        return place.trace.node(place.name).formula
    return apply(place.function, place.argument)


def _loss(place: Site) -> Expression:
    return total([place.term(k) for k in range(1, place.network.outputs + 1)])


def _adjoint(place: Site) -> Expression:
    return summed(paths(place))


def _delta(place: Site) -> Expression:
    above = place.gradient("a", place.layer, place.unit)
    if place.function != "softmax":
        return above * place.slope(place.unit)
    units = range(1, place.network.size(place.layer) + 1) if place.output is None else [place.output]
    return total([place.gradient("a", place.layer, m) * place.slope(m, place.unit) for m in units])


def _weight_gradient(place: Site) -> Expression:
    return place.gradient("z", place.layer, place.unit) * place.feed


def deltas(place: Site) -> list[tuple[int, Expression]]:
    """The units that a bias feeds, each with its dL/dz."""
    units = [place.unit] if place.unit else range(1, place.network.size(place.layer) + 1)
    return [(j, place.gradient("z", place.layer, j)) for j in units]


def _bias_gradient(place: Site) -> Expression:
    return total([threshold(place, j, delta) for j, delta in deltas(place)])


def threshold(place: Site, unit: int, delta: Expression) -> Expression:
    """A delta with the sign that a threshold gives it; a plain bias leaves it as it is."""
    z = place.z(place.layer, unit)
    assert isinstance(z, Ref)  # noqa: S101 - a reference by its construction
    formula = place.trace.node(z.name).formula
    terms = formula.operands if isinstance(formula, Apply) and formula.operation == "add" else ()
    own = [term for term in terms if any(name.startswith("b") for name in references(term))]
    return delta if not own or isinstance(own[0], Ref) else substitute(own[0], lambda name: delta if name.startswith("b") else Ref(name))


def plain_gradient(place: Site) -> Expression | None:
    """The gradient that an update takes eta times, where it takes nothing else: no momentum, no decay."""
    gradient = place.descent
    if not isinstance(gradient, Ref):
        return None
    new = Variable(place.old.family, place.old.index, place.old.primes + 1)
    plain = sorted([str(place.old), "eta", gradient.name])
    return gradient if sorted(references(place.trace.node(str(new)).formula)) == plain else None


def _update(place: Site) -> Expression | None:
    gradient = plain_gradient(place)
    return None if gradient is None else updated(place, Ref("eta") * gradient)


def updated(place: Site, moved: Expression) -> Expression:
    """The parameter after something was taken from it, or the change alone."""
    return -moved if place.is_change else Ref(str(place.old)) - moved


def of_samples(place: Site) -> list[Expression]:
    """The same quantity of each sample, where the site is the batch's."""
    found, samples = place.quantity, range(1, place.network.samples + 1)
    if isinstance(found, Variable):
        return [Ref(str(replace(found, sample=s))) for s in samples]
    return [Ref(str(replace(found, of=replace(found.of, sample=s)))) for s in samples]


STEPS: dict[Kind, Callable[[Site], Expression | None]] = {
    "preactivation": _preactivation,
    "activation": _activation,
    "loss": _loss,
    "adjoint": _adjoint,
    "delta": _delta,
    "weight gradient": _weight_gradient,
    "bias gradient": _bias_gradient,
    "update": _update,
}
