"""A unit by the function of its own sum, in words or written out, behind a name that nobody knows."""

from __future__ import annotations

import pytest

from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, said

NET = dense(2, 1, 1)
TABLES = reference(NET)
SUM = said(TABLES, "z[2,1]", 3)
SHEET = "z_2 = {sum}\nmachine = {working} = {value}"


@pytest.mark.parametrize("working", ["σ({sum})", "1 / (1 + e^(-({sum})))", r"\frac{{1}}{{1 + e^{{-({sum})}}}}", "1/(1 + exp(-({sum})))"])
def test_the_unit_whose_sum_it_is(working: str) -> None:
    """By its name or written out: the activation of the sum just computed, right or wrong."""
    for moved, verdict in ((0.0, "correct"), (0.05, "wrong")):
        *_, claim = claims(NET, SHEET.format(sum=SUM, working=working.format(sum=SUM), value=said(TABLES, "a[2,1]", 4, moved=moved)))
        assert (claim["verdict"], claim["quantity"]) == (verdict, "a[2,1]")


def test_another_function_is_no_activation() -> None:
    """What applies another function to a sum is not that unit's activation."""
    *_, claim = claims(NET, SHEET.format(sum=SUM, working=f"2 / (3 + e^(-({SUM})))", value="0.4"))
    assert claim["verdict"] in {"unchecked", "unreadable"}


def test_a_sum_that_is_one() -> None:
    """A sum of exactly 1 is a sum all the same."""
    net = "{inputs: [2], layers: [{weights: [[0.5]], biases: [0], activation: sigmoid}], targets: [0.2], loss: half_squared_error}"
    problem = parse(f"id: one\ntitle: One\nstatement: One unit.\nnetwork: {net}\n", file="one.yaml")
    *_, claim = claims(problem, "z = 1.0", "machine = σ(1.0) = 0.7311")
    assert (claim["verdict"], claim["quantity"]) == ("correct", "a[1,1]")
