"""Wrong rules of the loss and of its derivative by the outputs."""

from __future__ import annotations

from tests.students.arithmetic import Rules, loss_factor, slope_factor
from tests.students.expressions import Expr, Num, Q, Ref, call, div, mul, power, sub
from tests.students.networks import Wish

from .rule import Mistake, Rewrite, entered

LOSSES: list[Mistake] = []


def _over(divisor: int) -> Expr:
    return div(Num(1), Num(divisor)) if divisor > 1 else Num(1)


def _squared_error(rules: Rules, q: Q, factor: Expr, exponent: int = 2, target: int = 0) -> Expr:
    error = sub(Ref(Q("t", 0, target or q.j)), Ref(Q("a", rules.net.depth, q.j, 0, q.after)))
    return mul(factor, power(error, 2) if exponent == 2 else error)


@entered(LOSSES, "loss-half-omitted", "Lk", Wish(loss="half_squared_error"))
def _half_omitted(rules: Rules, q: Q) -> Expr | None:
    divisor = {"half_squared_error": 1, "half_mean_squared_error": rules.net.size(rules.net.depth)}.get(rules.net.loss)
    return _squared_error(rules, q, _over(divisor)) if divisor else None


@entered(LOSSES, "loss-half-added", "Lk", Wish(loss="squared_error"))
def _half_added(rules: Rules, q: Q) -> Expr | None:
    divisor = {"squared_error": 2, "mean_squared_error": 2 * rules.net.size(rules.net.depth)}.get(rules.net.loss)
    return _squared_error(rules, q, _over(divisor)) if divisor else None


@entered(LOSSES, "loss-sum-for-mean", "Lk", Wish(sizes=(2, 2, 3), loss="mean_squared_error"))
@entered(LOSSES, "loss-sum-for-mean", "Lk", Wish(sizes=(2, 2, 2), loss="half_mean_squared_error"))
def _sum_for_mean(rules: Rules, q: Q) -> Expr | None:
    factor = {"mean_squared_error": Num(1), "half_mean_squared_error": div(Num(1), Num(2))}.get(rules.net.loss)
    return _squared_error(rules, q, factor) if factor else None


@entered(LOSSES, "loss-mean-for-sum", "Lk", Wish(sizes=(2, 2, 3), loss="squared_error"))
@entered(LOSSES, "loss-mean-for-sum", "Lk", Wish(sizes=(2, 2, 2), loss="half_squared_error"))
def _mean_for_sum(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(rules.net.depth)
    factor = {"squared_error": count, "half_squared_error": 2 * count}.get(rules.net.loss)
    return _squared_error(rules, q, div(Num(1), Num(factor))) if factor and count > 1 else None


@entered(LOSSES, "loss-not-squared", "Lk")
def _not_squared(rules: Rules, q: Q) -> Expr | None:
    return _squared_error(rules, q, loss_factor(rules.net), exponent=1)


@entered(LOSSES, "loss-partial", "L", Wish(sizes=(2, 2, 2)))
@entered(LOSSES, "loss-partial", "L", Wish(sizes=(2, 3, 3)))
def _partial(rules: Rules, q: Q) -> Expr | None:
    return Ref(Q("Lk", 0, 1, 0, q.after)) if rules.net.size(rules.net.depth) > 1 else None


def _difference(rules: Rules, q: Q, *, flipped: bool = False, target: int = 0) -> Expr:
    pair = (Ref(Q("t", 0, target or q.j)), Ref(Q("a", q.l, q.j)))
    return sub(*pair) if rules.reversed_sign != flipped else sub(pair[1], pair[0])


def _at_output(rewrite: Rewrite) -> Rewrite:
    return lambda rules, q: rewrite(rules, q) if q.l == rules.net.depth else None


@entered(LOSSES, "error-sign", "dLda")
@_at_output
def _error_sign(rules: Rules, q: Q) -> Expr | None:
    return mul(slope_factor(rules.net), _difference(rules, q, flipped=True))


@entered(LOSSES, "loss-derivative-factor", "dLda", Wish(loss="squared_error"))
@entered(LOSSES, "loss-derivative-factor", "dLda", Wish(loss="half_squared_error"))
@_at_output
def _derivative_factor(rules: Rules, q: Q) -> Expr | None:
    factor = {"half_squared_error": Num(2), "squared_error": Num(1)}.get(rules.net.loss, mul(Num(2), slope_factor(rules.net)))
    return mul(factor, _difference(rules, q))


@entered(LOSSES, "loss-derivative-factor", "dLda", Wish(loss="mean_squared_error", sizes=(2, 2, 2)))
@_at_output
def _derivative_halved(rules: Rules, q: Q) -> Expr | None:
    return mul(div(Num(1), Num(2)), slope_factor(rules.net), _difference(rules, q))


@entered(LOSSES, "loss-derivative-absolute", "dLda")
@_at_output
def _absolute(rules: Rules, q: Q) -> Expr | None:
    return mul(slope_factor(rules.net), call("abs", _difference(rules, q)))


@entered(LOSSES, "loss-derivative-of-another-loss", "dLda", Wish(output="sigmoid", loss="half_squared_error"))
@_at_output
def _another_loss(rules: Rules, q: Q) -> Expr | None:
    a = Ref(Q("a", q.l, q.j))
    return div(_difference(rules, q), mul(a, sub(Num(1), a))) if rules.net.activations[-1] == "sigmoid" else None


@entered(LOSSES, "wrong-target", "dLda", Wish(sizes=(2, 2, 2)))
@_at_output
def _wrong_target(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(q.l)
    return mul(slope_factor(rules.net), _difference(rules, q, target=q.j % count + 1)) if count > 1 else None


@entered(LOSSES, "wrong-target", "Lk", Wish(sizes=(2, 2, 2)))
def _wrong_target_in_loss(rules: Rules, q: Q) -> Expr | None:
    count = rules.net.size(rules.net.depth)
    return _squared_error(rules, q, loss_factor(rules.net), target=q.j % count + 1) if count > 1 else None
