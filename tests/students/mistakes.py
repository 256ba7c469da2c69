"""Planted misconceptions: each is a wrong rule for some quantities, written independently of the catalogue that is under test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .arithmetic import Rules, loss_factor, slope_factor
from .expressions import Expr, Num, Q, Ref, add, call, div, mul, power, sub
from .networks import Wish

Rewrite = Callable[[Rules, Q], Expr | None]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong rule: the kinds of quantities it touches, what the network must be like, and the rule (None where it cannot act)."""

    id: str
    kinds: str
    rewrite: Rewrite
    wish: Wish = Wish()
    early_update: bool = False  # the student updates each layer before going on to the layer below

    def changes(self, rules: Rules, q: Q) -> Expr | None:
        """The wrong rule for a quantity of the first pass (or the update), None where it is the right one."""
        if q.kind not in self.kinds.split():
            return None
        wrong = self.rewrite(rules, q)
        return None if wrong is None or wrong == rules.taught(q) else wrong


MISTAKES: list[Mistake] = []


def mistake(identity: str, kinds: str, wish: Wish | None = None, *, early_update: bool = False) -> Callable[[Rewrite], Rewrite]:
    """Enters a wrong rule in the list."""

    def enter(rewrite: Rewrite) -> Rewrite:
        MISTAKES.append(Mistake(identity, kinds, rewrite, wish or Wish(), early_update))
        return rewrite

    return enter


def _unit(kind: str, q: Q, *, layer: int | None = None, j: int | None = None) -> Ref:
    return Ref(Q(kind, q.l if layer is None else layer, q.j if j is None else j, 0, q.after))


def _terms(rules: Rules, q: Q, weight: Callable[[int], Q], source: Callable[[int], Q]) -> Expr:
    """A pre-activation whose products take other weights or other activations."""
    bias = rules.net.bias(q.l, q.j)
    products = [mul(Ref(weight(i)), Ref(source(i))) for i in range(1, rules.net.size(q.l - 1) + 1)]
    return add(*products, *([Ref(replace(bias, after=q.after))] if bias else []))


def _weight(q: Q) -> Callable[[int], Q]:
    return lambda i: Q("W", q.l, q.j, i, q.after)


def _source(q: Q) -> Callable[[int], Q]:
    return lambda i: Q("a", q.l - 1, i, 0, q.after if q.l > 1 else 0)


@mistake("bias-omitted", "z", Wish(biases="separate"))
@mistake("bias-omitted", "z", Wish(biases="shared"))
def _bias_omitted(rules: Rules, q: Q) -> Expr | None:
    if rules.net.bias(q.l, q.j) is None:
        return None
    return add(*(mul(Ref(_weight(q)(i)), Ref(_source(q)(i))) for i in range(1, rules.net.size(q.l - 1) + 1)))


@mistake("weights-transposed", "z", Wish(sizes=(2, 2, 2)))
@mistake("weights-transposed", "z", Wish(sizes=(3, 3, 1)))
def _weights_transposed(rules: Rules, q: Q) -> Expr | None:
    if rules.net.size(q.l) != rules.net.size(q.l - 1):
        return None
    return _terms(rules, q, lambda i: Q("W", q.l, i, q.j, q.after), _source(q))


@mistake("activation-skipped", "a", Wish(hidden="sigmoid"))
@mistake("activation-skipped", "a", Wish(hidden="tanh"))
def _activation_skipped(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.activations[q.l - 1] in {"identity", "relu", "leaky_relu"} else _unit("z", q)


@mistake("wrong-activation", "a")
def _wrong_activation(rules: Rules, q: Q) -> Expr | None:
    other = {"sigmoid": "tanh", "tanh": "sigmoid", "relu": "sigmoid", "leaky_relu": "relu"}.get(rules.net.activations[q.l - 1])
    return call(other, _unit("z", q)) if other else None


@mistake("sigmoid-exponent-sign", "a", Wish(hidden="sigmoid"))
def _exponent_sign(rules: Rules, q: Q) -> Expr | None:
    return call("sigmoid_flipped", _unit("z", q)) if rules.net.activations[q.l - 1] == "sigmoid" else None


@mistake("input-for-activation", "z", Wish(sizes=(2, 2, 2)))
@mistake("input-for-activation", "z", Wish(sizes=(3, 3, 1)))
def _input_for_activation(rules: Rules, q: Q) -> Expr | None:
    if q.l < 2 or rules.net.size(q.l - 1) > rules.net.size(0):
        return None
    return _terms(rules, q, _weight(q), lambda i: Q("a", 0, i))


@mistake("same-operand-twice", "z", Wish(sizes=(2, 2, 2)))
def _same_activation_twice(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.size(q.l - 1) < 2 else _terms(rules, q, _weight(q), lambda i: _source(q)(min(i, rules.net.size(q.l - 1) - 1)))


@mistake("same-operand-twice", "z", Wish(sizes=(2, 2, 2)))
def _same_weight_twice(rules: Rules, q: Q) -> Expr | None:
    return None if rules.net.size(q.l - 1) < 2 else _terms(rules, q, lambda i: _weight(q)(min(i, rules.net.size(q.l - 1) - 1)), _source(q))


def _squared_error(rules: Rules, q: Q, factor: Expr, exponent: int = 2, target: int = 0) -> Expr:
    error = sub(Ref(Q("t", 0, target or q.j)), Ref(Q("a", rules.net.depth, q.j, 0, q.after)))
    return mul(factor, power(error, 2) if exponent == 2 else error)


@mistake("loss-half-omitted", "Lk", Wish(loss="half_squared_error"))
def _half_omitted(rules: Rules, q: Q) -> Expr | None:
    return _squared_error(rules, q, Num(1)) if rules.net.loss == "half_squared_error" else None


@mistake("loss-half-added", "Lk", Wish(loss="squared_error"))
def _half_added(rules: Rules, q: Q) -> Expr | None:
    return _squared_error(rules, q, div(Num(1), Num(2))) if rules.net.loss == "squared_error" else None


@mistake("loss-sum-for-mean", "Lk", Wish(sizes=(2, 2, 3), loss="mean_squared_error"))
@mistake("loss-sum-for-mean", "Lk", Wish(sizes=(2, 2, 2), loss="half_mean_squared_error"))
def _sum_for_mean(rules: Rules, q: Q) -> Expr | None:
    factor = {"mean_squared_error": Num(1), "half_mean_squared_error": div(Num(1), Num(2))}.get(rules.net.loss)
    return _squared_error(rules, q, factor) if factor else None


@mistake("loss-mean-for-sum", "Lk", Wish(sizes=(2, 2, 3), loss="squared_error"))
@mistake("loss-mean-for-sum", "Lk", Wish(sizes=(2, 2, 2), loss="half_squared_error"))
def _mean_for_sum(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(rules.net.depth)
    factor = {"squared_error": count, "half_squared_error": 2 * count}.get(rules.net.loss)
    return _squared_error(rules, q, div(Num(1), Num(factor))) if factor and count > 1 else None


@mistake("loss-not-squared", "Lk")
def _not_squared(rules: Rules, q: Q) -> Expr | None:
    return _squared_error(rules, q, loss_factor(rules.net), exponent=1)


@mistake("loss-partial", "L", Wish(sizes=(2, 2, 2)))
@mistake("loss-partial", "L", Wish(sizes=(2, 3, 3)))
def _partial(rules: Rules, q: Q) -> Expr | None:
    return Ref(Q("Lk", 0, 1, 0, q.after)) if rules.net.size(rules.net.depth) > 1 else None


def _difference(rules: Rules, q: Q, *, flipped: bool = False, target: int = 0) -> Expr:
    pair = (Ref(Q("t", 0, target or q.j)), Ref(Q("a", q.l, q.j)))
    return sub(*pair) if rules.reversed_sign != flipped else sub(pair[1], pair[0])


def _at_output(rewrite: Rewrite) -> Rewrite:
    return lambda rules, q: rewrite(rules, q) if q.l == rules.net.depth else None


@mistake("error-sign", "dLda")
@_at_output
def _error_sign(rules: Rules, q: Q) -> Expr | None:
    return mul(slope_factor(rules.net), _difference(rules, q, flipped=True))


@mistake("loss-derivative-factor", "dLda", Wish(loss="squared_error"))
@mistake("loss-derivative-factor", "dLda", Wish(loss="half_squared_error"))
@_at_output
def _derivative_factor(rules: Rules, q: Q) -> Expr | None:
    factor = {"half_squared_error": Num(2), "squared_error": Num(1)}.get(rules.net.loss)
    return mul(factor, _difference(rules, q)) if factor else None


@mistake("loss-derivative-absolute", "dLda")
@_at_output
def _absolute(rules: Rules, q: Q) -> Expr | None:
    return mul(slope_factor(rules.net), call("abs", _difference(rules, q)))


@mistake("loss-derivative-of-another-loss", "dLda", Wish(output="sigmoid", loss="half_squared_error"))
@_at_output
def _another_loss(rules: Rules, q: Q) -> Expr | None:
    a = Ref(Q("a", q.l, q.j))
    return div(_difference(rules, q), mul(a, sub(Num(1), a))) if rules.net.activations[-1] == "sigmoid" else None


@mistake("wrong-target", "dLda", Wish(sizes=(2, 2, 2)))
@_at_output
def _wrong_target(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(q.l)
    return mul(slope_factor(rules.net), _difference(rules, q, target=q.j % count + 1)) if count > 1 else None


@mistake("wrong-target", "Lk", Wish(sizes=(2, 2, 2)))
def _wrong_target_in_loss(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(rules.net.depth)
    return _squared_error(rules, q, loss_factor(rules.net), target=q.j % count + 1) if count > 1 else None


def _slope_of(activation: str, rewrite: Callable[[Q, Ref], Expr]) -> Rewrite:
    def change(rules: Rules, q: Q) -> Expr | None:
        return rewrite(q, Ref(Q("a", q.l, q.j))) if rules.net.activations[q.l - 1] == activation else None

    return change


_SIGMOID, _TANH, _RELU = Wish(hidden="sigmoid", output="sigmoid"), Wish(hidden="tanh"), Wish(hidden="relu")
_SLOPES: tuple[tuple[str, Wish, str, Callable[[Q, Ref], Expr]], ...] = (
    ("sigmoid-derivative-quotient", _SIGMOID, "sigmoid", lambda _, a: div(a, power(sub(Num(1), a), 2))),
    ("sigmoid-derivative-at-activation", _SIGMOID, "sigmoid", lambda _, a: mul(call("sigmoid", a), sub(Num(1), call("sigmoid", a)))),
    ("sigmoid-derivative-at-z", _SIGMOID, "sigmoid", lambda q, _: mul(_unit("z", q), sub(Num(1), _unit("z", q)))),
    ("sigmoid-derivative-complement-omitted", _SIGMOID, "sigmoid", lambda _, a: a),
    ("sigmoid-derivative-complement-omitted", _SIGMOID, "sigmoid", lambda _, a: sub(Num(1), a)),
    ("sigmoid-derivative-squared", _SIGMOID, "sigmoid", lambda _, a: mul(a, power(sub(Num(1), a), 2))),
    ("sigmoid-derivative-squared", _SIGMOID, "sigmoid", lambda _, a: mul(power(a, 2), sub(Num(1), a))),
    ("tanh-derivative-not-squared", _TANH, "tanh", lambda _, a: sub(Num(1), a)),
    ("derivative-of-another-activation", _SIGMOID, "sigmoid", lambda _, a: sub(Num(1), power(a, 2))),
    ("derivative-of-another-activation", _TANH, "tanh", lambda _, a: mul(a, sub(Num(1), a))),
    ("relu-derivative-always-one", _RELU, "relu", lambda _q, _a: Num(1)),
    ("relu-derivative-passes-z", _RELU, "relu", lambda q, _: call("relu", _unit("z", q))),
)
MISTAKES += [Mistake(name, "dadz", _slope_of(activation, rewrite), wish) for name, wish, activation, rewrite in _SLOPES]


@mistake("activation-derivative-omitted", "dLdz", _SIGMOID)
def _slope_omitted(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, kind="dLda"))


@mistake("upstream-omitted", "dLdz")
def _upstream_omitted(rules: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, kind="dadz")) if rules.net.activations[q.l - 1] in {"sigmoid", "tanh"} else None


def _backward(rules: Rules, q: Q, weight: Callable[[int], Expr | None], units: int | None = None) -> Expr | None:
    """The derivative by a hidden activation with other factors beside the deltas of the layer above."""
    if q.l == rules.net.depth:
        return None
    factors = [weight(k) for k in range(1, (units or rules.net.size(q.l + 1)) + 1)]
    terms = [mul(Ref(Q("dLdz", q.l + 1, k)), factor) for k, factor in enumerate(factors, 1) if factor]
    return add(*terms) if len(terms) == len(factors) else None


@mistake("path-omitted", "dLda", Wish(sizes=(2, 2, 2)))
@mistake("path-omitted", "dLda", Wish(sizes=(2, 3, 2)))
def _path_omitted(rules: Rules, q: Q) -> Expr | None:
    if q.l == rules.net.depth or rules.net.size(q.l + 1) < 2:
        return None
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, k, q.j)), units=1)


@mistake("backprop-weights-transposed", "dLda", Wish(sizes=(2, 2, 2)))
@mistake("backprop-weights-transposed", "dLda", Wish(sizes=(2, 3, 3)))
def _backprop_transposed(rules: Rules, q: Q) -> Expr | None:
    if q.l == rules.net.depth or rules.net.size(q.l + 1) != rules.net.size(q.l):
        return None
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, q.j, k)))


@mistake("backprop-weights-updated", "dLda", Wish(update=True, depth=2), early_update=True)
def _backprop_updated(rules: Rules, q: Q) -> Expr | None:
    return _backward(rules, q, lambda k: Ref(Q("W", q.l + 1, k, q.j, 1))) if rules.net.learning_rate else None


@mistake("backprop-weights-omitted", "dLda", Wish(depth=2))
def _backprop_omitted(rules: Rules, q: Q) -> Expr | None:
    return _backward(rules, q, lambda _: Num(1))


@mistake("wrong-layer-weights", "dLda", Wish(sizes=(2, 2, 2)))
def _wrong_layer_weights(rules: Rules, q: Q) -> Expr | None:
    given = rules.net.given()
    own = [Q("W", q.l, k, q.j) for k in range(1, rules.net.size(min(q.l + 1, rules.net.depth)) + 1)]
    return _backward(rules, q, lambda k: Ref(own[k - 1])) if all(w in given for w in own) else None


@mistake("preactivation-for-activation", "dzdW", Wish(depth=2))
def _preactivation(_: Rules, q: Q) -> Expr | None:
    return Ref(Q("z", q.l - 1, q.i)) if q.l > 1 else None


@mistake("weight-for-activation", "dzdW")
def _weight_for_activation(_: Rules, q: Q) -> Expr | None:
    return Ref(Q("W", q.l, q.j, q.i))


@mistake("wrong-layer-activation", "dzdW", Wish(sizes=(2, 2, 2)))
@mistake("wrong-layer-activation", "dzdW", Wish(sizes=(3, 3, 2)))
def _wrong_layer_activation(rules: Rules, q: Q) -> Expr | None:
    layer = q.l - 2 if q.l > 1 else q.l
    return Ref(Q("a", layer, q.i)) if q.i <= rules.net.size(layer) else None


@mistake("input-index-swapped", "dzdW", Wish(sizes=(2, 2, 2)))
@mistake("input-index-swapped", "dzdW", Wish(sizes=(3, 2, 1)))
def _input_swapped(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(0)
    return Ref(Q("a", 0, q.i % count + 1)) if q.l == 1 and count > 1 else None


@mistake("bias-gradient-times-input", "dLdb", Wish(biases="separate"))
def _bias_times_input(_: Rules, q: Q) -> Expr | None:
    return mul(Ref(Q("dLdz", q.l, q.j)), Ref(Q("a", q.l - 1, 1))) if q.j else None


@mistake("bias-gradient-omitted", "dLdb", Wish(biases="separate"))
def _bias_gradient_one(_: Rules, q: Q) -> Expr | None:
    return Num(1, "1") if q.j else None


@mistake("shared-bias-one-path", "dLdb", Wish(biases="shared", sizes=(2, 2, 2)))
def _shared_bias(rules: Rules, q: Q) -> Expr | None:
    return Ref(Q("dLdz", q.l, 1)) if not q.j and rules.net.size(q.l) > 1 else None


_UPDATE = Wish(update=True)


def _gradient(q: Q) -> Ref:
    return Ref(Q("dLdW" if q.kind == "W" else "dLdb", q.l, q.j, q.i))


@mistake("update-ascent", "W b", _UPDATE)
def _ascent(rules: Rules, q: Q) -> Expr | None:
    before, step = Ref(replace(q, after=0)), mul(Ref(Q("eta")), _gradient(q))
    return sub(before, step) if rules.reversed_sign else add(before, step)


@mistake("learning-rate-omitted", "W b", _UPDATE)
def _rate_omitted(rules: Rules, q: Q) -> Expr | None:
    before = Ref(replace(q, after=0))
    return add(before, _gradient(q)) if rules.reversed_sign else sub(before, _gradient(q))


@mistake("gradient-as-weight", "W", _UPDATE)
def _gradient_as_weight(_: Rules, q: Q) -> Expr | None:
    return mul(Ref(Q("eta")), _gradient(q))


@mistake("weights-not-updated", "W", _UPDATE)
def _weights_kept(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, after=0))


@mistake("bias-not-updated", "b", Wish(update=True, biases="separate"))
def _bias_kept(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, after=0))
