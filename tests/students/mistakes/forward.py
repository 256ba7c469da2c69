"""Wrong rules of the forward pass: weights, biases, activations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.students.arithmetic import Rules
from tests.students.expressions import Expr, Q, Ref, add, call, mul
from tests.students.networks import Wish

from .rule import Mistake, entered, unit

FORWARD: list[Mistake] = []


def _terms(rules: Rules, q: Q, weight: Callable[[int], Q], source: Callable[[int], Q]) -> Expr:
    """A pre-activation whose products take other weights or other activations."""
    bias = rules.net.bias(q.l, q.j)
    products = [mul(Ref(weight(i)), Ref(source(i))) for i in range(1, rules.net.size(q.l - 1) + 1)]
    return add(*products, *([Ref(replace(bias, after=q.after))] if bias else []))


def _weight(q: Q) -> Callable[[int], Q]:
    return lambda i: Q("W", q.l, q.j, i, q.after)


def _source(q: Q) -> Callable[[int], Q]:
    return lambda i: Q("a", q.l - 1, i, 0, q.after if q.l > 1 else 0)


@entered(FORWARD, "bias-omitted", "z", Wish(biases="separate"))
@entered(FORWARD, "bias-omitted", "z", Wish(biases="shared"))
def _bias_omitted(rules: Rules, q: Q) -> Expr | None:
    if rules.net.bias(q.l, q.j) is None:
        return None
    return add(*(mul(Ref(_weight(q)(i)), Ref(_source(q)(i))) for i in range(1, rules.net.size(q.l - 1) + 1)))


@entered(FORWARD, "weights-transposed", "z", Wish(sizes=(2, 2, 2)))
@entered(FORWARD, "weights-transposed", "z", Wish(sizes=(3, 3, 1)))
def _weights_transposed(rules: Rules, q: Q) -> Expr | None:
    if rules.net.size(q.l) != rules.net.size(q.l - 1):
        return None
    return _terms(rules, q, lambda i: Q("W", q.l, i, q.j, q.after), _source(q))


@entered(FORWARD, "activation-skipped", "a", Wish(hidden="sigmoid"))
@entered(FORWARD, "activation-skipped", "a", Wish(hidden="tanh"))
def _activation_skipped(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.activations[q.l - 1] in {"identity", "relu", "leaky_relu"} else unit("z", q)


@entered(FORWARD, "wrong-activation", "a")
def _wrong_activation(rules: Rules, q: Q) -> Expr | None:
    other = {"sigmoid": "tanh", "tanh": "sigmoid", "relu": "sigmoid", "leaky_relu": "relu"}.get(rules.net.activations[q.l - 1])
    return call(other, unit("z", q)) if other else None


@entered(FORWARD, "sigmoid-exponent-sign", "a", Wish(hidden="sigmoid"))
def _exponent_sign(rules: Rules, q: Q) -> Expr | None:
    return call("sigmoid_flipped", unit("z", q)) if rules.net.activations[q.l - 1] == "sigmoid" else None


@entered(FORWARD, "input-for-activation", "z", Wish(sizes=(2, 2, 2)))
@entered(FORWARD, "input-for-activation", "z", Wish(sizes=(3, 3, 1)))
def _input_for_activation(rules: Rules, q: Q) -> Expr | None:
    if q.l < 2 or rules.net.size(q.l - 1) > rules.net.size(0):
        return None
    return _terms(rules, q, _weight(q), lambda i: Q("a", 0, i))


@entered(FORWARD, "same-operand-twice", "z", Wish(sizes=(2, 2, 2)))
def _same_activation_twice(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.size(q.l - 1) < 2 else _terms(rules, q, _weight(q), lambda i: _source(q)(min(i, rules.net.size(q.l - 1) - 1)))


@entered(FORWARD, "same-operand-twice", "z", Wish(sizes=(2, 2, 2)))
def _same_weight_twice(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.size(q.l - 1) < 2 else _terms(rules, q, lambda i: _weight(q)(min(i, rules.net.size(q.l - 1) - 1)), _source(q))
