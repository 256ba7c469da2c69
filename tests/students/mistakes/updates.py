"""Wrong rules of the update of weights and biases."""

from __future__ import annotations

from dataclasses import replace

from tests.students.arithmetic import Rules
from tests.students.expressions import Expr, Q, Ref, add, mul, sub
from tests.students.networks import Wish

from .rule import Mistake, entered

UPDATES: list[Mistake] = []
_UPDATE = Wish(update=True)


def _gradient(q: Q) -> Ref:
    return Ref(Q("dLdW" if q.kind == "W" else "dLdb", q.l, q.j, q.i))


@entered(UPDATES, "update-ascent", "W b", _UPDATE)
def _ascent(rules: Rules, q: Q) -> Expr | None:
    before, step = Ref(replace(q, after=0)), mul(Ref(Q("eta")), _gradient(q))
    return sub(before, step) if rules.reversed_sign else add(before, step)


@entered(UPDATES, "learning-rate-omitted", "W b", _UPDATE)
def _rate_omitted(rules: Rules, q: Q) -> Expr | None:
    before = Ref(replace(q, after=0))
    return add(before, _gradient(q)) if rules.reversed_sign else sub(before, _gradient(q))


@entered(UPDATES, "gradient-as-weight", "W", _UPDATE)
def _gradient_as_weight(_: Rules, q: Q) -> Expr | None:
    return mul(Ref(Q("eta")), _gradient(q))


@entered(UPDATES, "weights-not-updated", "W", _UPDATE)
def _weights_kept(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, after=0))


@entered(UPDATES, "bias-not-updated", "b", Wish(update=True, biases="separate"))
def _bias_kept(_: Rules, q: Q) -> Expr | None:
    return Ref(replace(q, after=0))
