"""What a quantity rests on, by whichever way it is worked out."""

from __future__ import annotations

from grader.grading.reference import reference
from tests.grading.problems import claims, dense

PROBLEM = dense(1, 1, 2, activation="identity", seed=4)
TABLES = reference(PROBLEM)


def test_what_only_another_decomposition_names() -> None:
    """A new weight rests on its change, a gradient on that of the bias, though the usual formulas do without them."""
    assert "DW[2,1,1]" in TABLES.ancestors("W'[2,1,1]")
    assert "dL/db[2,1]" in TABLES.ancestors("dL/dW[2,1,1]")


def test_a_new_weight_follows_from_a_wrong_change() -> None:
    """`w + Δw` with the student's own wrong change follows from it."""
    old, change = TABLES.number("W[2,1,1]"), TABLES.number("DW[2,1,1]") * 3 - 0.05
    first, second = claims(
        PROBLEM,
        rf"\Delta w_{{11}}^{{(2)}} = {change:.4f}",
        rf"w_{{11,new}}^{{(2)}} = w_{{11}}^{{(2)}} + \Delta w_{{11}}^{{(2)}} = {old + change:.4f}",
    )
    assert (first["quantity"], first["verdict"]) == ("DW[2,1,1]", "wrong")
    assert (second["quantity"], second["verdict"], second["roots"]) == ("W'[2,1,1]", "follows", [1])


def test_a_share_follows_from_a_wrong_error() -> None:
    """What one output passes back rests on the derivative by that output, though the whole of it goes another way."""
    error, w = TABLES.number("dL/da[2,1]") + 0.7, TABLES.number("W[2,1,1]")
    lines = [
        rf"\frac{{\partial L}}{{\partial a_1^{{(2)}}}} = {error:.4f}",
        rf"\frac{{\partial L_1}}{{\partial a_1^{{(1)}}}} = {error:.4f} \cdot 1 \cdot ({w}) = {error * w:.4f}",
    ]
    first, second = claims(PROBLEM, *lines)
    assert first["verdict"] == "wrong"
    assert (second["quantity"], second["verdict"], second["roots"]) == ("dL[1]/da[1,1]", "follows", [1])


def test_a_name_of_another_quantity_is_no_ancestor() -> None:
    """What a quantity does not rest on stays out, however near it stands."""
    assert "DW[2,2,1]" not in TABLES.ancestors("W'[2,1,1]")
    assert "dL/db[2,2]" not in TABLES.ancestors("dL/dW[2,1,1]")
