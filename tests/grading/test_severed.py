"""Chains whose lower part belongs to a name that was lost: the line above keeps its right value."""

from __future__ import annotations

from grader.grading.reference import reference
from tests.grading.problems import claims, dense, said

PROBLEM = dense(2, 1, seed=5)
TABLES = reference(PROBLEM)


def lines(*below: str) -> list[str]:
    """The weighted sum with its working, and what stands on the lines below it."""
    x, y, v, w, b = (TABLES.number(name) for name in ("a[0,1]", "a[0,2]", "W[1,1,1]", "W[1,1,2]", "b[1,1]"))
    return ["z = w_1 x_1 + w_2 x_2 + b", f"= {v}*({x}) + {w}*({y}) + ({b})", f"= {said(TABLES, 'z[1,1]', 5)}", *below]


def test_a_lost_name_between_two_chains() -> None:
    """`= 1/(1 + e^(-z))` below the sum's value is another quantity's working, whose name was lost; the sum stays right."""
    z, a = said(TABLES, "z[1,1]", 5), said(TABLES, "a[1,1]", 5)
    (found,) = claims(PROBLEM, *lines(f"= 1/(1 + e^(-({z})))", f"= {a}"))
    assert (found["quantity"], found["verdict"], found["written"]) == ("z[1,1]", "correct", z)


def test_a_wrong_sum_is_wrong_whatever_stands_below() -> None:
    """A value that is not the quantity's is no reason to cut the chain."""
    first, shown, _ = lines()
    (found,) = claims(PROBLEM, first, shown, "= 9.87654", "= 1/(1 + e^(-9.87654))", "= 0.99995")
    assert found["verdict"] == "wrong"


def test_a_chain_that_runs_on_counts_to_its_end() -> None:
    """A product worked out in two runs, `= 0.06`, below it `= 0.06 * 0.5 = 0.03`, is worth its last value."""
    x, w = TABLES.number("a[0,1]"), TABLES.number("W[1,1,1]")
    rest = TABLES.number("z[1,1]") - w * x
    (found,) = claims(PROBLEM, f"z = {w}*({x})", f"= {w * x:.5f}", f"= {w * x:.5f} + ({rest:.5f})", f"= {said(TABLES, 'z[1,1]', 5)}")
    assert (found["quantity"], found["verdict"]) == ("z[1,1]", "correct")


def test_unclear_ink_below_a_right_value() -> None:
    """A line of debris that begins with = takes nothing from the right value above it."""
    z = said(TABLES, "z[1,1]", 5)
    (found,) = claims(PROBLEM, *lines("= dE/db 0.063464 0.154032 * * 0.202206 + = 0.074042"))
    assert (found["quantity"], found["verdict"], found["written"]) == ("z[1,1]", "correct", z)
