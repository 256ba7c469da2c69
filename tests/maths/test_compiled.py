"""Compiled formulas: the same value as the table's, parents in order, fast."""

from __future__ import annotations

import pickle
import timeit
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.maths.compiled import Compiled, values
from grader.maths.expression import Apply, Constant, Expression, Ref, evaluate
from grader.maths.operations import NUMBERS

leaves: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from(["x", "y", "z"]).map(Ref), st.fractions(-3, 3, max_denominator=50).map(Constant)
)
formulas: st.SearchStrategy[Expression] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Apply, st.sampled_from(["add", "mul", "max"]), st.lists(inner, min_size=1, max_size=4).map(tuple)),
        st.builds(lambda name, part: Apply(name, (part,)), st.sampled_from(["neg", "sigmoid", "tanh", "relu", "exp"]), inner),
        st.builds(lambda left, right: Apply("div", (left, right)), inner, inner),
    ),
    max_leaves=12,
)


@given(formulas)
def test_compiled_is_the_table(formula: Expression) -> None:
    """A compiled formula gives what the table gives."""
    values = {"x": 0.4, "y": -1.3, "z": 2.5}
    compiled = Compiled(formula)
    expected = evaluate(formula, values.__getitem__, float, NUMBERS)
    assert compiled(*[values[name] for name in compiled.parents]) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def test_parents_come_once_in_order() -> None:
    """A parent that occurs twice is listed once, where it came first."""
    assert Compiled(Ref("b") * Ref("a") + Ref("b")).parents == ("b", "a")


def test_a_cancelled_sum_is_zero() -> None:
    """A ReLU's argument that is rounding alone is 0."""
    formula = Ref("v") * Ref("x") + Ref("w") * Ref("y") + Ref("b")
    assert Compiled(formula)(0.8, 0.5, -0.5, 0.6, -0.1) == 0


@given(formulas, st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=3))
def test_compiling_changes_no_bit(formula: Expression, numbers: list[float]) -> None:
    """The first call works the formula out as it stands, later ones compiled, or many points at once: the same floats to the last bit."""
    compiled = Compiled(formula)
    points = [[*numbers, 0.5, -2.0][: len(compiled.parents)], [1.5] * len(compiled.parents)]
    columns = dict(zip(compiled.parents, zip(*points, strict=True), strict=True))
    try:
        first, again = compiled.at(points[0]), compiled.at(points[0])
        together = values(formula, columns.__getitem__, 2)
        other = compiled.at(points[1])
    except (ZeroDivisionError, OverflowError, ValueError):
        return
    assert [first.hex(), other.hex()] == [number.hex() for number in together] == [again.hex(), other.hex()]


def test_compiled_survives_a_pickle() -> None:
    """A compiled formula can be sent to another process."""
    again = pickle.loads(pickle.dumps(Compiled(Ref("x") * Constant(Fraction(1, 2)))))  # noqa: S301  our own bytes
    assert again(3.0) == 1.5


def test_a_usual_formula_is_fast() -> None:
    """A pre-activation of two inputs takes a few microseconds at most."""
    compiled = Compiled(Apply("add", (Ref("v") * Ref("x"), Ref("w") * Ref("y"), Ref("b"))))
    assert min(timeit.repeat(lambda: compiled(0.1, 0.2, 0.3, 0.4, 0.5), number=1000, repeat=5)) < 0.01
