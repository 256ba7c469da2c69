"""The independent arithmetic: every quantity of a dense network as a plain rule over its parents, and runs of these rules in floats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from .expressions import Expr, Num, Op, Q, Ref, add, call, div, evaluate, mul, power, references, replaced, sub
from .networks import Network


@dataclass(frozen=True, slots=True)
class Rules:
    """What the course teaches for this network, except where `changed` holds another rule for a quantity.

    With `reversed_sign` errors and deltas are target minus output, and updates are added; with `paths` the derivative by a unit
    of the last hidden layer is summed over the loss terms of the outputs.
    """

    net: Network
    reversed_sign: bool = False
    paths: bool = False
    changes: bool = False  # an updated weight is the old one plus its written change
    changed: Mapping[Q, Expr] = field(default_factory=dict)

    def rule(self, q: Q) -> Expr:
        """The expression for a quantity over its parents, as this student has it."""
        return self.changed[q] if q in self.changed else self.taught(q)

    def taught(self, q: Q) -> Expr:
        """The expression for a quantity over its parents, as the course has it."""
        return RULES[q.kind](self, q)

    def inlined(self, q: Q, seen: Callable[[Q], bool]) -> tuple[Expr, set[Q]]:
        """The rule for `q` down to quantities that are `seen`, and the quantities whose rules went into it."""
        used = {q}

        def down(ref: Ref) -> Expr:
            if seen(ref.q):
                return ref
            inner, more = self.inlined(ref.q, seen)
            used.update(more)
            return inner

        return replaced(self.rule(q), down), used


def exact_values(rules: Rules) -> dict[Q, float]:
    """Every forward quantity of the rules in floats, the parameters included."""
    values = {q: float(text) for q, text in rules.net.given().items()}
    for layer in range(1, rules.net.depth + 1):
        for j in range(1, rules.net.size(layer) + 1):
            for kind in ("z", "a"):
                value_of(rules, Q(kind, layer, j), values)
    return values


def value_of(rules: Rules, q: Q, values: dict[Q, float]) -> float:
    """The value of a quantity, worked out with all that it rests on and kept in `values`."""
    if q not in values:
        values[q] = evaluate(rules.rule(q), lambda parent: value_of(rules, parent, values))
    return values[q]


def width(expr: Expr, value: Callable[[Q], float], half_unit: Callable[[Q], float]) -> float:
    """How far the expression may move when each operand moves by its half unit: the sum of the single movements."""
    total = 0.0
    centre = evaluate(expr, value)
    for moved in set(references(expr)):
        step = half_unit(moved)
        if step:
            total += max(abs(evaluate(expr, lambda q, s=s, m=moved: value(q) + s * (q == m)) - centre) for s in (step, -step))  # type: ignore[misc]
    return total


def _z(rules: Rules, q: Q) -> Expr:
    terms: list[Expr] = [
        mul(Ref(Q("W", q.l, q.j, i, q.after)), Ref(Q("a", q.l - 1, i, 0, q.after if q.l > 1 else 0)))
        for i in range(1, rules.net.size(q.l - 1) + 1)
    ]
    bias = rules.net.bias(q.l, q.j)
    return add(*terms, *([Ref(replace(bias, after=q.after))] if bias else []))


def _a(rules: Rules, q: Q) -> Expr:
    z, activation = Ref(replace(q, kind="z")), rules.net.activations[q.l - 1]
    return z if activation == "identity" else call(activation, z)


def loss_factor(net: Network) -> Expr:
    """The factor before each squared error."""
    outputs = net.size(net.depth)
    divisor = {"half_squared_error": 2, "squared_error": 1, "mean_squared_error": outputs, "half_mean_squared_error": 2 * outputs}[net.loss]
    return div(Num(1), Num(divisor)) if divisor > 1 else Num(1)


def slope_factor(net: Network) -> Expr:
    """The factor before each error in the derivative of the loss."""
    outputs = net.size(net.depth)
    top, bottom = {
        "half_squared_error": (1, 1),
        "squared_error": (2, 1),
        "mean_squared_error": (2, outputs),
        "half_mean_squared_error": (1, outputs),
    }[net.loss]
    if top == bottom:
        return Num(1)
    return Num(top) if bottom == 1 else div(Num(top), Num(bottom))


def _loss_term(rules: Rules, q: Q) -> Expr:
    output = Ref(Q("a", rules.net.depth, q.j, 0, q.after))
    return mul(loss_factor(rules.net), power(sub(Ref(Q("t", 0, q.j)), output), 2))


def _loss(rules: Rules, q: Q) -> Expr:
    return add(*(Ref(Q("Lk", 0, k, 0, q.after)) for k in range(1, rules.net.size(rules.net.depth) + 1)))


def _error(rules: Rules, q: Q) -> Expr:
    """The derivative of the loss by an activation: the error at the outputs, the sum over paths below."""
    net = rules.net
    if q.l == net.depth:
        pair = (Ref(Q("t", 0, q.j)), Ref(Q("a", q.l, q.j)))
        return mul(slope_factor(net), sub(*pair) if rules.reversed_sign else sub(pair[1], pair[0]))
    if rules.paths and q.l == net.depth - 1:
        return add(*(Ref(Q("dLkda", q.l, q.j, k)) for k in range(1, net.size(net.depth) + 1)))
    return add(*(mul(Ref(Q("dLdz", q.l + 1, k)), Ref(Q("W", q.l + 1, k, q.j))) for k in range(1, net.size(q.l + 1) + 1)))


def _path(rules: Rules, q: Q) -> Expr:
    """The part of one output's loss in the derivative by an activation of the last hidden layer."""
    top = rules.net.depth
    return mul(Ref(Q("dLda", top, q.i)), Ref(Q("dadz", top, q.i)), Ref(Q("W", top, q.i, q.j)))


def _slope(rules: Rules, q: Q) -> Expr:
    a = Ref(Q("a", q.l, q.j))
    match rules.net.activations[q.l - 1]:
        case "sigmoid":
            return mul(a, sub(Num(1), a))
        case "tanh":
            return sub(Num(1), power(a, 2))
        case "identity":
            return Num(1)
        case name:
            return Op(f"{name}'", (Ref(Q("z", q.l, q.j)),))


def _bias_gradient(rules: Rules, q: Q) -> Expr:
    units = [q.j] if q.j else range(1, rules.net.size(q.l) + 1)
    return add(*(Ref(Q("dLdz", q.l, j)) for j in units))


def _updated(rules: Rules, q: Q) -> Expr:
    if rules.changes and q.kind == "W":
        return add(Ref(replace(q, after=0)), Ref(replace(q, kind="DW", after=0)))
    gradient = Ref(Q("dLdW" if q.kind == "W" else "dLdb", q.l, q.j, q.i))
    step = mul(Ref(Q("eta")), gradient)
    before = Ref(replace(q, after=0))
    return add(before, step) if rules.reversed_sign else sub(before, step)


def _change(rules: Rules, q: Q) -> Expr:
    step = mul(Ref(Q("eta")), Ref(replace(q, kind="dLdW")))
    return step if rules.reversed_sign else Op("neg", (step,))


RULES: dict[str, Callable[[Rules, Q], Expr]] = {
    "z": _z,
    "a": _a,
    "Lk": _loss_term,
    "L": _loss,
    "dLda": _error,
    "dLkda": _path,
    "dadz": _slope,
    "dLdz": lambda _, q: mul(Ref(replace(q, kind="dLda")), Ref(replace(q, kind="dadz"))),
    "dzdW": lambda _, q: Ref(Q("a", q.l - 1, q.i)),
    "dLdW": lambda _, q: mul(Ref(Q("dLdz", q.l, q.j)), Ref(replace(q, kind="dzdW"))),
    "dLdb": _bias_gradient,
    "W": _updated,
    "b": _updated,
    "DW": _change,
}
