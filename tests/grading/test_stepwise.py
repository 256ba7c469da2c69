"""Rounding of each step within one formula: its reach, held against every way of rounding, and the values it makes honest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.grading.stepwise import reach_of_steps
from grader.maths.expression import Apply, Expression, Ref
from grader.problem import parse
from tests.grading.problems import claims

X, Y, Z = Ref("x"), Ref("y"), Ref("z")
SOFTMAX = Apply("div", (Apply("exp", (X,)), Apply("add", (Apply("exp", (X,)), Apply("exp", (Y,)), Apply("exp", (Z,))))))
SUM = Apply("add", (Apply("mul", (X, Y)), Apply("mul", (Y, Z)), X))


Moves = tuple[float, ...]


def softmax(x: float, y: float, z: float, moves: Moves) -> float:
    """The softmax of x with each exponential and their sum moved."""
    top, *others, whole = moves
    terms = [math.exp(a) + move for a, move in zip((x, y, z), others, strict=True)]
    return (math.exp(x) + top) / (sum(terms) + whole)


def products(x: float, y: float, z: float, moves: Moves) -> float:
    """The sum xy + yz + x with each product moved."""
    return x * y + moves[0] + y * z + moves[1] + x


@pytest.mark.parametrize(("formula", "moved", "steps"), [(SOFTMAX, softmax, 5), (SUM, products, 2)])
@given(numbers=st.tuples(*[st.floats(0.11, 0.97)] * 3))
def test_reach_bounds_every_rounding(
    formula: Expression, moved: Callable[[float, float, float, Moves], float], steps: int, numbers: tuple[float, float, float]
) -> None:
    """No choice of roundings leads further than the reach, and the reach is no more than what some choice nearly does."""
    half = 0.0005
    reach = reach_of_steps(formula, dict(zip("xyz", numbers, strict=True)).__getitem__, half)
    assume(all(abs(n * 1000 - round(n * 1000)) > 0.01 for n in (numbers[0] * numbers[1], numbers[1] * numbers[2])))
    centre = moved(*numbers, (0.0,) * steps)
    worst = max(abs(moved(*numbers, moves) - centre) for moves in itertools.product((-half, half), repeat=steps))
    assert worst <= reach * 1.02 + 1e-12
    assert reach <= worst * 1.02 + 1e-12


def test_what_has_no_more_digits_is_not_rounded() -> None:
    """0.3 * 0.5 = 0.15 needs no rounding to three decimals."""
    assert reach_of_steps(SUM, {"x": 0.3, "y": 0.5, "z": 0.7}.__getitem__, 0.0005) == 0.0


GRU = """\
id: gate
title: Gate
statement: One gate.
graph:
  given: {z: 0.537, h: 0.5, c: 0.126}
  define: {n: (1 - z) * h + z * c}
"""


def test_a_sum_of_rounded_products_is_right() -> None:
    """0.2315 + 0.067662 = 0.299162; written as 0.232 + 0.068 = 0.300 it is honest, 0.302 is not."""
    problem = parse(GRU, file="gate.yaml")
    (honest,) = claims(problem, "n = (1 - 0.537)*0.5 + 0.537*0.126 = 0.232 + 0.068 = 0.300")
    assert honest["verdict"] == "correct"
    (wrong,) = claims(problem, "n = (1 - 0.537)*0.5 + 0.537*0.126 = 0.302")
    assert wrong["verdict"] == "wrong"


WORD = """\
id: word
title: Word
statement: One word of a recurrent cell.
graph:
  given: {x: 0.1, s: 0.5232, w: 1, v: 0.5}
  define: {a: w * x + v * s, h: tanh(a)}
"""


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("h = tanh(0.362) = 0.348", "wrong"),
        ("h = tanh(0.362) = 0.347", "correct"),
        ("h = tanh(0.1 + 0.262) = tanh(0.362) = 0.347", "correct"),
        ("h = 0.347", "correct"),
    ],
)
def test_no_step_was_rounded_before_an_operand_that_stands_there(line: str, verdict: str) -> None:
    """The tangent of 0.362, or of what it rounds, is 0.347: how its own sum was rounded is told by 0.362 itself."""
    claimed = claims(parse(WORD, file="word.yaml"), f"a = 1*0.1 + 0.5*0.523 = 0.100 + 0.262 = 0.362\n{line}")
    assert claimed[-1]["verdict"] == verdict
