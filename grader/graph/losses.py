"""The losses: each one's term for one output and its slope by that output, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from grader.maths.expression import Apply, Expression
from grader.maths.simplify import ONE, TWO, ZERO, constant, minus, negated, over, plus, raised, times

Of: TypeAlias = Callable[[Expression, Expression, Fraction], Expression]  # target, output, 1/K


class Loss(NamedTuple):
    """One loss: the term of one output, its slope, other ways to write that slope; the third operand is 1/K."""

    term: Of
    slope: Of
    others: tuple[Of, ...] = ()


def _log(formula: Expression) -> Expression:
    return Apply("ln", (formula,))


def _squared(factor: Callable[[Fraction], Fraction]) -> Loss:
    def term(t: Expression, a: Expression, share: Fraction) -> Expression:
        return times([constant(factor(share)), raised(minus(t, a), TWO)])

    def slope(t: Expression, a: Expression, share: Fraction) -> Expression:
        return times([constant(2 * factor(share)), minus(a, t)])

    def mirrored(t: Expression, a: Expression, share: Fraction) -> Expression:
        return negated(times([constant(2 * factor(share)), minus(t, a)]))

    return Loss(term, slope, (mirrored,))


def _binary(factor: Callable[[Fraction], Fraction]) -> Loss:
    def term(t: Expression, a: Expression, share: Fraction) -> Expression:
        inside = plus([times([t, _log(a)]), times([minus(ONE, t), _log(minus(ONE, a))])])
        return negated(times([constant(factor(share)), inside]))

    def slope(t: Expression, a: Expression, share: Fraction) -> Expression:
        return times([constant(factor(share)), over(minus(a, t), times([a, minus(ONE, a)]))])

    def split(t: Expression, a: Expression, share: Fraction) -> Expression:
        return times([constant(factor(share)), plus([negated(over(t, a)), over(minus(ONE, t), minus(ONE, a))])])

    return Loss(term, slope, (split,))


_CROSS = Loss(lambda t, a, _: negated(times([t, _log(a)])), lambda t, a, _: negated(over(t, a)))
_ABSOLUTE = Loss(
    lambda t, a, share: times([constant(share), Apply("abs", (minus(t, a),))]),
    lambda t, a, share: times([constant(share), Apply("sign", (minus(a, t),))]),
    (lambda t, a, share: negated(times([constant(share), Apply("sign", (minus(t, a),))])),),
)
_HINGE = Loss(
    lambda t, a, _: Apply("max", (ZERO, minus(ONE, times([t, a])))),
    lambda t, a, _: negated(times([t, Apply("step", (minus(ONE, times([t, a])),))])),
)

_LOSSES: Mapping[tuple[str, bool], Loss] = {
    ("half_squared_error", False): _squared(lambda _: Fraction(1, 2)),
    ("squared_error", False): _squared(lambda _: Fraction(1)),
    ("mean_squared_error", False): _squared(lambda share: share),
    ("half_mean_squared_error", False): _squared(lambda share: share / 2),
    ("binary_cross_entropy", False): _binary(lambda _: Fraction(1)),
    ("binary_cross_entropy", True): _binary(lambda share: share),
    ("cross_entropy", False): _CROSS,
    ("mean_absolute_error", False): _ABSOLUTE,
    ("hinge", False): _HINGE,
}
LOSSES = tuple(dict.fromkeys(name for name, _ in _LOSSES))
#: Losses that are means over the outputs, and so over the samples of a batch.
MEANS = frozenset({"mean_squared_error", "half_mean_squared_error", "mean_absolute_error"})


def loss(name: str, *, mean: bool = False) -> Loss:
    """The loss of that name."""
    return _LOSSES.get((name, mean)) or _LOSSES[name, False]
