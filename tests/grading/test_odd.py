"""The one operand of a working that is out of place."""

from __future__ import annotations

from grader.grading.reference import reference
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
