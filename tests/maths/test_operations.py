"""The table of operations: every column of every row against an independent library."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy

from grader.maths import exact
from grader.maths.expression import OPERATIONS, Apply, Constant, Expression, Ref, evaluate
from grader.maths.operations import EXACT, NUMBERS, TABLE, arrays, symbols

mpf = mpmath.mpf
ORACLE: dict[str, Callable[..., mpmath.mpf]] = {
    "add": lambda *x: sum(x, mpf(0)),
    "mul": lambda *x: mpmath.fprod(x),
    "neg": lambda x: -x,
    "div": lambda x, y: x / y,
    "pow": mpmath.power,
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "log10": mpmath.log10,
    "sqrt": mpmath.sqrt,
    "abs": abs,
    "max": max,
    "min": min,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "relu": lambda x: max(x, mpf(0)),
    "step": lambda x: mpf(x > 0),
    "sign": mpmath.sign,
    "leaky_relu": lambda x, s: x if x > 0 else s * x,
    "elu": lambda x, s: x if x > 0 else s * mpmath.expm1(x),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "gelu": lambda x: x * mpmath.ncdf(x),
    "erf": mpmath.erf,
    "density": mpmath.npdf,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
}
PAIRS = {"div", "pow", "leaky_relu", "elu"}
MANY = {"add", "mul", "max", "min"}
POSITIVE = {"ln", "log10", "sqrt", "pow"}
POINTS = (Fraction(3, 10), Fraction(-7, 10), Fraction(17, 10))


def operands(operation: str, point: Fraction) -> tuple[Fraction, ...]:
    """Operands of the right number, within the operation's domain."""
    first = abs(point) if operation in POSITIVE else point
    if operation in MANY:
        return (first, Fraction(11, 10), Fraction(-4, 10))
    return (first, Fraction(6, 5)) if operation in PAIRS else (first,)


CASES = [(operation, operands(operation, point)) for operation in OPERATIONS for point in POINTS]
CASES += [("max", (Fraction(1, 10), Fraction(2, 10), Fraction(9, 10))), ("min", (Fraction(1, 10), Fraction(-9, 10), Fraction(2, 10)))]


def test_every_operation_has_a_row() -> None:
    """The table and the list of operations name the same."""
    assert set(TABLE) == set(OPERATIONS) == set(ORACLE)


def exact_value(formula: Expression, values: dict[str, Fraction]) -> exact.Exact:
    """The formula's exact value at the values."""
    with exact.precision(250):
        return evaluate(formula, lambda name: exact.rational(values[name]), exact.rational, EXACT)


@pytest.mark.parametrize(("operation", "x"), CASES)
def test_columns_agree(operation: str, x: tuple[Fraction, ...]) -> None:
    """Floats, arrays, exact numbers and symbols give the oracle's value."""
    with mpmath.workdps(60):
        true = ORACLE[operation](*[mpf(v.numerator) / v.denominator for v in x])
        digits = mpmath.nstr(true, 40)
    floats = [float(v) for v in x]
    assert NUMBERS[operation](*floats) == pytest.approx(float(true), rel=1e-14, abs=1e-15)
    assert arrays()[operation](*[np.array([v]) for v in floats])[0] == pytest.approx(float(true), rel=1e-13, abs=1e-15)
    rationals = [sympy.Rational(v.numerator, v.denominator) for v in x]
    assert float(symbols()[operation](*rationals)) == pytest.approx(float(true), rel=1e-13, abs=1e-15)
    precise = exact_value(Apply(operation, tuple(map(Constant, x))), {})
    assert mpmath.almosteq(mpf(exact.decimal_digits(precise, 40)), mpf(digits), rel_eps=mpf(10) ** -14)


@pytest.mark.parametrize(("operation", "x"), CASES)
def test_slopes_agree(operation: str, x: tuple[Fraction, ...]) -> None:
    """Each local derivative is the oracle's slope, worked out numerically at high precision: its sign too."""
    names = [f"x{place}" for place in range(len(x))]
    refs = tuple(Ref(name) for name in names)
    values = dict(zip(names, x, strict=True)) | {"out": Fraction(0)}
    for place, slope in enumerate(TABLE[operation].slopes(refs, Apply(operation, refs))):
        with mpmath.workdps(50):
            point = [mpf(v.numerator) / v.denominator for v in x]
            true = mpmath.diff(lambda v, at=place, p=point: ORACLE[operation](*p[:at], v, *p[at + 1 :]), point[place])
        assert float(exact.ball(exact_value(slope, values))) == pytest.approx(float(true), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("operation", sorted(set(OPERATIONS) - {"step", "sign"}))
def test_a_flipped_slope_would_be_seen(operation: str) -> None:
    """At one of the points at least each derivative is not zero, so that a wrong sign cannot hide."""
    points = [x for name, x in CASES if name == operation]
    for place in range(len(points[0])):
        slopes = []
        for x in points:
            constants = tuple(map(Constant, x))
            formula = TABLE[operation].slopes(constants, Apply(operation, constants))[place]
            slopes.append(float(exact.ball(exact_value(formula, {}))))
        assert any(slopes)


@pytest.mark.parametrize(
    ("operation", "x"), [("ln", (-1.0,)), ("div", (1.0, 0.0)), ("pow", (-8.0, 1 / 3)), ("sqrt", (-1.0,)), ("sin", (math.inf,))]
)
def test_outside_the_domain_is_no_number(operation: str, x: tuple[float, ...]) -> None:
    """Nothing is raised where there is no value."""
    assert math.isnan(NUMBERS[operation](*x))


def test_a_float_sum_that_cancels_is_zero() -> None:
    """What is left of a cancelled sum of floats is rounding, and counts as 0."""
    assert 0.8 * 0.5 - 0.5 * 0.6 - 0.1 != 0
    assert NUMBERS["add"](0.8 * 0.5, -0.5 * 0.6, -0.1) == 0


def test_special_points_stay_rational() -> None:
    """sigmoid(0) is exactly one half, exp(0) one, ln(1) and tanh(0) nothing."""
    values = [EXACT[name](exact.rational(Fraction(at))) for name, at in (("sigmoid", 0), ("exp", 0), ("ln", 1), ("tanh", 0))]
    assert [exact.fraction(value) for value in values] == [Fraction(1, 2), 1, 0, 0]
