"""The table of operations: each one's value in floats, arrays, exact numbers and symbols, and its slopes, side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Final, TypeAlias

from flint import arb, fmpq

from grader.maths import exact
from grader.maths.exact import Exact
from grader.maths.expression import Apply, Expression
from grader.maths.simplify import ONE, TWO, ZERO, constant, minus, negated, over, plus, raised, times

Slopes: TypeAlias = Callable[[tuple[Expression, ...], Expression], tuple[Expression, ...]]

#: A sum smaller than this share of its largest term is cancellation, hence 0: what lets a float ReLU see an exact zero.
CANCELLED: Final = 1e-12
_NAN: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: `slopes(operands, out)` gives the derivative by each operand, where `out` stands for the operation's own value."""

    name: str
    number: Callable[..., float]
    exact: Callable[..., Exact]
    slopes: Slopes
    symbolic: Callable[..., Any]  # sympy first, then the operands
    array: Callable[..., Any]  # numpy first, then the operands


def _sum(*terms: float) -> float:
    result = sum(terms)
    if result and abs(result) <= CANCELLED * max(map(abs, terms)):
        return 0.0
    return result


def _quotient(above: float, below: float) -> float:
    return above / below if below else _NAN


def _power(base: float, exponent: float) -> float:
    try:
        result = base**exponent
    except (OverflowError, ZeroDivisionError):
        return _NAN
    return result if isinstance(result, float) else _NAN


def _exponential(x: float) -> float:
    return math.exp(x) if x < 709 else math.inf


def _logarithm(x: float) -> float:
    return math.log(x) if x > 0 else _NAN


def _sigmoid(x: float) -> float:
    return 1 / (1 + _exponential(-x))


def _softplus(x: float) -> float:
    return math.log1p(_exponential(x)) if x < 30 else x + math.log1p(math.exp(-x))


def _exact_sigmoid(x: arb) -> arb:
    return 1 / (1 + (-x).exp())


def _exact_gelu(x: Exact) -> Exact:
    return exact.multiply(x, exact.divide(1 + _exact_erf(exact.divide(x, exact.root(fmpq(2)))), fmpq(2)))


def _exact_extreme(which: int) -> Callable[..., Exact]:
    def evaluate(*values: Exact) -> Exact:
        best = values[0]
        for value in values[1:]:
            best = value if exact.sign(value - best) == which else best
        return best

    return evaluate


_exact_erf = exact.at_special(0, fmpq(0), lambda x: x.erf())
_exact_exp = exact.at_special(0, fmpq(1), lambda x: x.exp())
_exact_sigma = exact.at_special(0, fmpq(1, 2), _exact_sigmoid)


def _exact_step(x: Exact) -> Exact:
    return fmpq(1 if exact.sign(x) > 0 else 0)


def _step_of(x: Expression) -> Expression:
    return Apply("step", (x,))


def _product_slopes(x: tuple[Expression, ...], _: Expression) -> tuple[Expression, ...]:
    return tuple(times(x[:place] + x[place + 1 :]) for place in range(len(x)))


def _power_slopes(x: tuple[Expression, ...], out: Expression) -> tuple[Expression, ...]:
    base, exponent = x
    return times([exponent, raised(base, _shifted(exponent, -1))]), times([out, Apply("ln", (base,))])


def _shifted(formula: Expression, change: int) -> Expression:
    """The formula raised by a whole number, worked out where it is a number."""
    value = getattr(formula, "value", None)
    return constant(value + change) if isinstance(value, Fraction) else plus([formula, constant(change)])


def _extreme_slopes(upward: int) -> Slopes:
    def slopes(x: tuple[Expression, ...], out: Expression) -> tuple[Expression, ...]:
        ahead = [minus(a, out) if upward > 0 else minus(out, a) for a in x]
        return tuple(plus([ONE, negated(_step_of(negated(gap)))]) for gap in ahead)

    return slopes


def _gelu_slopes(x: tuple[Expression, ...], _: Expression) -> tuple[Expression, ...]:
    bulk = over(plus([ONE, Apply("erf", (over(x[0], Apply("sqrt", (TWO,))),))]), TWO)
    return (plus([bulk, times([x[0], Apply("density", x)])]),)


def _density_slopes(x: tuple[Expression, ...], out: Expression) -> tuple[Expression, ...]:
    return (negated(times([x[0], out])),)


def _leaky_slopes(x: tuple[Expression, ...], _: Expression) -> tuple[Expression, ...]:
    step = _step_of(x[0])
    return plus([step, times([x[1], minus(ONE, step)])]), times([x[0], minus(ONE, step)])


def _elu_slopes(x: tuple[Expression, ...], out: Expression) -> tuple[Expression, ...]:
    step = _step_of(x[0])
    below = minus(ONE, step)
    return plus([step, times([below, plus([out, x[1]])])]), times([below, minus(Apply("exp", (x[0],)), ONE)])


def _silu_slopes(x: tuple[Expression, ...], out: Expression) -> tuple[Expression, ...]:
    sigma = Apply("sigmoid", x)
    return (plus([sigma, times([out, minus(ONE, sigma)])]),)


def _exact_density(value: Exact) -> Exact:
    x = exact.ball(value)
    return (-(x * x) / 2).exp() / (2 * arb.pi()).sqrt()


_ROWS = (
    Operation(
        "add", _sum, exact.add,
        lambda x, _: tuple(ONE for _ in x),
        lambda s, *x: s.Add(*x), lambda _, *x: sum(x),
    ),
    Operation(
        "mul", lambda *x: math.prod(x), exact.multiply,
        _product_slopes,
        lambda s, *x: s.Mul(*x), lambda _, *x: math.prod(x),
    ),
    Operation(
        "neg", lambda x: -x, lambda x: -x,
        lambda _x, _: (constant(-1),),
        lambda _, x: -x, lambda _, x: -x,
    ),
    Operation(
        "div", _quotient, exact.divide,
        lambda x, out: (over(ONE, x[1]), negated(over(out, x[1]))),
        lambda _, x, y: x / y, lambda _, x, y: x / y,
    ),
    Operation(
        "pow", _power, exact.power,
        _power_slopes,
        lambda _, x, y: x**y, lambda _, x, y: x**y,
    ),
    Operation(
        "exp", _exponential, _exact_exp,
        lambda _, out: (out,),
        lambda s, x: s.exp(x), lambda np, x: np.exp(x),
    ),
    Operation(
        "ln", _logarithm, exact.at_special(1, fmpq(0), lambda x: x.log()),
        lambda x, _: (over(ONE, x[0]),),
        lambda s, x: s.log(x), lambda np, x: np.log(x),
    ),
    Operation(
        "log10", lambda x: math.log10(x) if x > 0 else _NAN, exact.at_special(1, fmpq(0), lambda x: x.log() / arb(10).log()),
        lambda x, _: (over(ONE, times([x[0], Apply("ln", (constant(10),))])),),
        lambda s, x: s.log(x, 10), lambda np, x: np.log10(x),
    ),
    Operation(
        "sqrt", lambda x: math.sqrt(x) if x >= 0 else _NAN, exact.root,
        lambda _, out: (over(ONE, times([TWO, out])),),
        lambda s, x: s.sqrt(x), lambda np, x: np.sqrt(x),
    ),
    Operation(
        "abs", abs, lambda x: x * exact.sign(x),
        lambda x, _: (Apply("sign", x),),
        lambda s, x: s.Abs(x), lambda np, x: np.abs(x),
    ),
    Operation(
        "max", lambda *x: max(x), _exact_extreme(1),
        _extreme_slopes(1),
        lambda s, *x: s.Max(*x), lambda np, *x: np.maximum.reduce(x),
    ),
    Operation(
        "min", lambda *x: min(x), _exact_extreme(-1),
        _extreme_slopes(-1),
        lambda s, *x: s.Min(*x), lambda np, *x: np.minimum.reduce(x),
    ),
    Operation(
        "sigmoid", _sigmoid, _exact_sigma,
        lambda _, out: (times([out, minus(ONE, out)]),),
        lambda s, x: 1 / (1 + s.exp(-x)), lambda np, x: 1 / (1 + np.exp(-x)),
    ),
    Operation(
        "tanh", math.tanh, exact.at_special(0, fmpq(0), lambda x: x.tanh()),
        lambda _, out: (minus(ONE, raised(out, TWO)),),
        lambda s, x: s.tanh(x), lambda np, x: np.tanh(x),
    ),
    Operation(
        "relu", lambda x: x if x > 0 else 0.0, lambda x: x if exact.sign(x) > 0 else fmpq(0),
        lambda x, _: (_step_of(x[0]),),
        lambda s, x: s.Max(0, x), lambda np, x: np.maximum(x, 0.0),
    ),
    Operation(
        "step", lambda x: 1.0 if x > 0 else 0.0, _exact_step,
        lambda _x, _: (ZERO,),
        lambda s, x: s.Heaviside(x, 0), lambda np, x: np.where(x > 0, 1.0, 0.0),
    ),
    Operation(
        "sign", lambda x: float((x > 0) - (x < 0)), lambda x: fmpq(exact.sign(x)),
        lambda _x, _: (ZERO,),
        lambda s, x: s.sign(x), lambda np, x: np.sign(x),
    ),
    Operation(
        "leaky_relu", lambda x, s: x if x > 0 else s * x,
        lambda x, s: x if exact.sign(x) > 0 else exact.multiply(s, x),
        _leaky_slopes,
        lambda s, x, slope: s.Max(0, x) + slope * s.Min(0, x), lambda np, x, slope: np.where(x > 0, x, slope * x),
    ),
    Operation(
        "elu", lambda x, s: x if x > 0 else s * math.expm1(x),
        lambda x, s: x if exact.sign(x) > 0 else exact.multiply(s, _exact_exp(x) - 1),
        _elu_slopes,
        lambda s, x, slope: s.Max(0, x) + slope * (s.exp(s.Min(0, x)) - 1),
        lambda np, x, slope: np.where(x > 0, x, slope * np.expm1(np.minimum(x, 0))),
    ),
    Operation(
        "softplus", _softplus, lambda x: (1 + exact.ball(x).exp()).log(),
        lambda x, _: (Apply("sigmoid", x),),
        lambda s, x: s.log(1 + s.exp(x)), lambda np, x: np.logaddexp(0, x),
    ),
    Operation(
        "silu", lambda x: x * _sigmoid(x), lambda x: exact.multiply(x, _exact_sigma(x)),
        _silu_slopes,
        lambda s, x: x / (1 + s.exp(-x)), lambda np, x: x / (1 + np.exp(-x)),
    ),
    Operation(
        "gelu", lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2, _exact_gelu,
        _gelu_slopes,
        lambda s, x: x * (1 + s.erf(x / s.sqrt(2))) / 2, lambda np, x: x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2,
    ),
    Operation(
        "erf", math.erf, _exact_erf,
        lambda x, _: (times([TWO, Apply("sqrt", (TWO,)), Apply("density", (times([x[0], Apply("sqrt", (TWO,))]),))]),),
        lambda s, x: s.erf(x), lambda np, x: np.vectorize(math.erf)(x),
    ),
    Operation(
        "density", lambda x: math.exp(-x * x / 2) / math.sqrt(math.tau), _exact_density,
        _density_slopes,
        lambda s, x: s.exp(-(x**2) / 2) / s.sqrt(2 * s.pi), lambda np, x: np.exp(-x * x / 2) / math.sqrt(math.tau),
    ),
    Operation(
        "sin", lambda x: math.sin(x) if math.isfinite(x) else _NAN, exact.at_special(0, fmpq(0), lambda x: x.sin()),
        lambda x, _: (Apply("cos", x),),
        lambda s, x: s.sin(x), lambda np, x: np.sin(x),
    ),
    Operation(
        "cos", lambda x: math.cos(x) if math.isfinite(x) else _NAN, exact.at_special(0, fmpq(1), lambda x: x.cos()),
        lambda x, _: (negated(Apply("sin", x)),),
        lambda s, x: s.cos(x), lambda np, x: np.cos(x),
    ),
    Operation(
        "tan", lambda x: math.tan(x) if math.isfinite(x) else _NAN, exact.at_special(0, fmpq(0), lambda x: x.tan()),
        lambda _, out: (plus([ONE, raised(out, TWO)]),),
        lambda s, x: s.tan(x), lambda np, x: np.tan(x),
    ),
)  # fmt: skip

TABLE: Final[Mapping[str, Operation]] = {row.name: row for row in _ROWS}
NUMBERS: Final[Mapping[str, Callable[..., float]]] = {row.name: row.number for row in _ROWS}
EXACT: Final[Mapping[str, Callable[..., Exact]]] = {row.name: row.exact for row in _ROWS}


@cache
def symbols() -> Mapping[str, Callable[..., Any]]:
    """The operations on sympy expressions."""
    import sympy

    return {row.name: lambda *x, f=row.symbolic: f(sympy, *x) for row in _ROWS}


@cache
def arrays() -> Mapping[str, Callable[..., Any]]:
    """The operations on numpy arrays."""
    import numpy as np

    return {row.name: lambda *x, f=row.array: f(np, *x) for row in _ROWS}
