"""The one operand of a working that is out of place."""

from __future__ import annotations

import math

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

PROBLEM = dense(2, 2, 1, seed=4)
TABLES = reference(PROBLEM)


def test_a_complement_of_another_unit() -> None:
    """`a_2*(1 - a_1)` where `1 - a_2` belongs: a wrong operand, and what is made of the value follows from it."""
    one, other, above = (TABLES.number(name) for name in ("a[1,1]", "a[1,2]", "dL/da[1,2]"))
    slope = other * (1 - one)
    known = [f"h_{unit} = {said(TABLES, f'a[1,{unit}]', 4)}" for unit in (1, 2)]
    shown = f"{other:.4f}*{1 - one:.4f} = {slope:.4f}"
    found = claims(
        PROBLEM,
        *known,
        f"dL/dh_2 = {above:.4f}",
        f"slope_2 = h_2*(1 - h_2) = {shown}",
        f"delta_2 = {above:.4f}*{slope:.4f} = {above * slope:.5f}",
    )
    assert [(claim["verdict"], claim["cause"]) for claim in found[3:]] == [("wrong", "substitution"), ("follows", None)]
    assert found[4]["roots"] == [4]


def test_an_odd_number_that_a_known_mistake_makes() -> None:
    """`-0.2497 * 12.03`: where the slope stands nowhere else, a/(1-a)^2 in its place is that mistake, and no slip of the pen."""
    problem = parse(ONE, file="one.yaml")
    a = 1 / (1 + math.exp(-1.1))
    for slope, cause in ((a / (1 - a) ** 2, "sigmoid-derivative-quotient"), (0.5311, "substitution")):
        shown = f"{slope:.4f}"
        *_, claim = claims(problem, "z = 1.1", f"a = {a:.4f}", f"dL/dz = ({a:.4f} - 1)*{shown} = {(round(a, 4) - 1) * float(shown):.4f}")
        assert (claim["quantity"], claim["cause"]) == ("dL/dz[1,1]", cause)


ONE = """
id: one
title: One neuron
network:
  inputs: [2]
  layers:
    - {weights: [[0.5]], biases: [0.1], activation: sigmoid}
  targets: [1]
  loss: half_squared_error
"""
