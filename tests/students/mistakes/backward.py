"""Wrong rules of the backward pass: slopes, paths, gradients of weights and biases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.students.arithmetic import Rules
from tests.students.expressions import Expr, Num, Q, Ref, add, call, div, mul, power, sub
from tests.students.networks import Wish

from .rule import Mistake, Rewrite, entered, unit

BACKWARD: list[Mistake] = []


def _slope_of(activation: str, rewrite: Callable[[Q, Ref], Expr]) -> Rewrite:
    def change(rules: Rules, q: Q) -> Expr | None:
        return rewrite(q, Ref(Q("a", q.l, q.j))) if rules.net.activations[q.l - 1] == activation else None

    return change


_SIGMOID, _TANH, _RELU = Wish(hidden="sigmoid", output="sigmoid"), Wish(hidden="tanh"), Wish(hidden="relu")
_SLOPES: tuple[tuple[str, Wish, str, Callable[[Q, Ref], Expr]], ...] = (
    ("sigmoid-derivative-quotient", _SIGMOID, "sigmoid", lambda _, a: div(a, power(sub(Num(1), a), 2))),
    ("sigmoid-derivative-at-activation", _SIGMOID, "sigmoid", lambda _, a: mul(call("sigmoid", a), sub(Num(1), call("sigmoid", a)))),
    ("sigmoid-derivative-at-z", _SIGMOID, "sigmoid", lambda q, _: mul(unit("z", q), sub(Num(1), unit("z", q)))),
    ("sigmoid-derivative-complement-omitted", _SIGMOID, "sigmoid", lambda _, a: a),
    ("sigmoid-derivative-complement-omitted", _SIGMOID, "sigmoid", lambda _, a: sub(Num(1), a)),
    ("sigmoid-derivative-squared", _SIGMOID, "sigmoid", lambda _, a: mul(a, power(sub(Num(1), a), 2))),
    ("sigmoid-derivative-squared", _SIGMOID, "sigmoid", lambda _, a: mul(power(a, 2), sub(Num(1), a))),
    ("tanh-derivative-not-squared", _TANH, "tanh", lambda _, a: sub(Num(1), a)),
    ("derivative-of-another-activation", _SIGMOID, "sigmoid", lambda _, a: sub(Num(1), power(a, 2))),
    ("derivative-of-another-activation", _TANH, "tanh", lambda _, a: mul(a, sub(Num(1), a))),
    ("relu-derivative-always-one", _RELU, "relu", lambda _q, _a: Num(1)),
    ("relu-derivative-passes-z", _RELU, "relu", lambda _, a: a),
)
BACKWARD += [Mistake(name, "dadz", _slope_of(activation, rewrite), wish) for name, wish, activation, rewrite in _SLOPES]


@entered(BACKWARD, "activation-derivative-omitted", "dLdz", _SIGMOID)
def _slope_omitted(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, kind="dLda"))


@entered(BACKWARD, "upstream-omitted", "dLdz")
def _upstream_omitted(rules: Rules, q: Q) -> Expr | None:
    del rules
    return Ref(replace(q, kind="dadz"))


def _backward(rules: Rules, q: Q, weight: Callable[[int], Expr | None], units: int | None = None) -> Expr | None:
    """The derivative by a hidden activation with other factors beside the deltas of the layer above."""
    if q.l == rules.net.depth:
        return None
    factors = [weight(k) for k in range(1, (units or rules.net.size(q.l + 1)) + 1)]
    terms = [mul(Ref(Q("dLdz", q.l + 1, k)), factor) for k, factor in enumerate(factors, 1) if factor]
    return add(*terms) if len(terms) == len(factors) else None


@entered(BACKWARD, "path-omitted", "dLda", Wish(sizes=(2, 2, 2)))
@entered(BACKWARD, "path-omitted", "dLda", Wish(sizes=(2, 3, 2)))
def _path_omitted(rules: Rules, q: Q) -> Expr | None:
    if q.l == rules.net.depth or rules.net.size(q.l + 1) < 2:
        return None
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, k, q.j)), units=1)


@entered(BACKWARD, "backprop-weights-transposed", "dLda", Wish(sizes=(2, 2, 2)))
@entered(BACKWARD, "backprop-weights-transposed", "dLda", Wish(sizes=(2, 3, 3)))
def _backprop_transposed(rules: Rules, q: Q) -> Expr | None:
    if q.l == rules.net.depth or rules.net.size(q.l + 1) != rules.net.size(q.l):
        return None
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, q.j, k)))


@entered(BACKWARD, "backprop-weights-updated", "dLda", Wish(update=True, depth=2), early_update=True)
def _backprop_updated(rules: Rules, q: Q) -> Expr | None:
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, k, q.j, 1))) if rules.net.learning_rate else None


@entered(BACKWARD, "backprop-weights-omitted", "dLda", Wish(depth=2))
def _backprop_omitted(rules: Rules, q: Q) -> Expr | None:
    return _backward(rules, q, lambda _: Num(1))


@entered(BACKWARD, "wrong-layer-weights", "dLda", Wish(sizes=(2, 2, 2)))
def _wrong_layer_weights(rules: Rules, q: Q) -> Expr | None:
    given = rules.net.given()
    own = [Q("W", q.l, k, q.j) for k in range(1, rules.net.size(min(q.l + 1, rules.net.depth)) + 1)]
    return _backward(rules, q, lambda k: Ref(own[k - 1])) if all(w in given for w in own) else None


@entered(BACKWARD, "preactivation-for-activation", "dzdW", Wish(depth=2))
def _preactivation(_: Rules, q: Q) -> Expr | None:
    return Ref(Q("z", q.l - 1, q.i)) if q.l > 1 else None


@entered(BACKWARD, "weight-for-activation", "dzdW")
def _weight_for_activation(_: Rules, q: Q) -> Expr | None:
    return Ref(Q("W", q.l, q.j, q.i))


@entered(BACKWARD, "wrong-layer-activation", "dzdW", Wish(sizes=(2, 2, 2)))
@entered(BACKWARD, "wrong-layer-activation", "dzdW", Wish(sizes=(3, 3, 2)))
def _wrong_layer_activation(rules: Rules, q: Q) -> Expr | None:
    layer = q.l - 2 if q.l > 1 else q.l
    return Ref(Q("a", layer, q.i)) if q.i <= rules.net.size(layer) else None


@entered(BACKWARD, "input-index-swapped", "dzdW", Wish(sizes=(2, 2, 2)))
@entered(BACKWARD, "input-index-swapped", "dzdW", Wish(sizes=(3, 2, 1)))
def _input_swapped(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(0)
    return Ref(Q("a", 0, q.i % count + 1)) if q.l == 1 and count > 1 else None


@entered(BACKWARD, "bias-gradient-times-input", "dLdb", Wish(biases="separate"))
def _bias_times_input(_: Rules, q: Q) -> Expr | None:
    return mul(Ref(Q("dLdz", q.l, q.j)), Ref(Q("a", q.l - 1, 1))) if q.j else None


@entered(BACKWARD, "bias-gradient-omitted", "dLdb", Wish(biases="separate"))
def _bias_gradient_one(_: Rules, q: Q) -> Expr | None:
    return Num(1, "1") if q.j else None


@entered(BACKWARD, "shared-bias-one-path", "dLdb", Wish(biases="shared", sizes=(2, 2, 2)))
def _shared_bias(rules: Rules, q: Q) -> Expr | None:
    return Ref(Q("dLdz", q.l, 1)) if not q.j and rules.net.size(q.l) > 1 else None
