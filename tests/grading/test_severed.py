"""Chains whose lower part belongs to a name that was lost: the line above keeps its right value."""

from __future__ import annotations

import math

import pytest

import grader
from grader.grading.reference import reference
from tests.grading.problems import claims, dense, said

PROBLEM = dense(2, 1, seed=5)
TABLES = reference(PROBLEM)
NEW_BIAS = "b'[1,1]"


def lines(*below: str) -> list[str]:
    """The weighted sum with its working, and what stands on the lines below it."""
    x, y, v, w, b = (TABLES.number(name) for name in ("a[0,1]", "a[0,2]", "W[1,1,1]", "W[1,1,2]", "b[1,1]"))
    return ["z = w_1 x_1 + w_2 x_2 + b", f"= {v}*({x}) + {w}*({y}) + ({b})", f"= {said(TABLES, 'z[1,1]', 5)}", *below]


def test_a_lost_name_between_two_chains() -> None:
    """`= 1/(1 + e^(-z))` below the sum's value is another quantity's working, whose name was lost; the sum stays right."""
    z, a = said(TABLES, "z[1,1]", 5), said(TABLES, "a[1,1]", 5)
    (found,) = claims(PROBLEM, *lines(f"= 1/(1 + e^(-({z})))", f"= {a}"))
    assert (found["quantity"], found["verdict"], found["written"]) == ("z[1,1]", "correct", z)


@pytest.mark.parametrize("share", [1.003, 1.009, 1.3])
def test_another_number_below_a_right_value(share: float) -> None:
    """A number on the line below is another quantity's if it is no rounding of the one above, however near it comes."""
    other = f"{TABLES.number('z[1,1]') * share:.5f}"
    (found,) = claims(PROBLEM, *lines("", f"= {other}"))
    assert (found["quantity"], found["verdict"], found["written"]) == ("z[1,1]", "correct", said(TABLES, "z[1,1]", 5))


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


@pytest.mark.parametrize(
    "debris",
    [
        "+ 42. w_3' (-0.00414) = = w_3 0.2459 + = 0.25",
        "+ (-0.0017) = = w_2' + w_2 = -0.9517 -0.95 d_1",
        r"\cdot 10^{-3} 33. 8.079 b_2} E}}{\partial = \frac{\partial",
    ],
)
def test_signs_that_begin_a_line_of_debris(debris: str) -> None:
    """A damaged line that begins with + or a factor takes the value above it into its own first link; the value stays right."""
    start, shown, value = lines()
    found = claims(PROBLEM, f"{start} {shown} {value}", debris)[0]
    assert (found["quantity"], found["verdict"], found["written"]) == ("z[1,1]", "correct", said(TABLES, "z[1,1]", 5))


def test_a_sum_that_goes_on_with_a_plus() -> None:
    """A sum broken before its sign is one sum, and a wrong one stays wrong."""
    b = TABLES.number("b[1,1]")
    rest = TABLES.number("z[1,1]") - b
    (right,) = claims(PROBLEM, f"z = {rest:.5f}", f"+ {b} = {rest + b:.5f}" if b > 0 else f"+ ({b}) = {rest + b:.5f}")
    (wrong,) = claims(PROBLEM, f"z = {rest:.5f}", f"+ ({b}) = {rest + b + 0.3:.5f}")
    assert (right["verdict"], wrong["verdict"]) == ("correct", "wrong")


def test_a_matrix_above_a_torn_one() -> None:
    """A matrix keeps its elements where the line below, which begins with one too, lost its name."""
    problem = dense(2, 2, seed=5)
    tables = reference(problem)
    rows = r" \\ ".join(" & ".join(said(tables, f"W'[1,{j},{i}]", 5) for i in (1, 2)) for j in (1, 2))
    found = claims(
        problem, rf"W'^{{(1)}} = \begin{{bmatrix}} {rows} \end{{bmatrix}}", r"\begin{bmatrix} b'^{(1)} = 0.16138 \\ 0.57047 \end{bmatrix}"
    )
    assert [claim["quantity"] for claim in found] == [f"W'[1,{j},{i}]" for j in (1, 2) for i in (1, 2)]
    assert {claim["verdict"] for claim in found} == {"correct"}


@pytest.mark.parametrize("label", ["2)", "(2)"])
def test_an_item_below_a_lone_relation(label: str) -> None:
    """`2) w = ...` below a line that holds a relation alone is an item of its own."""
    x = TABLES.number("a[0,1]")
    found = claims(PROBLEM, f"x_1 = {x}", "=", f"{label} $b_{{1,new}} = {said(TABLES, NEW_BIAS, 5)}$")
    assert [claim["quantity"] for claim in found] == ["a[0,1]", "b'[1,1]"]


def test_the_working_of_a_name_that_was_lost() -> None:
    """The working of the next quantity, whose name was lost, does not make the line above that quantity's."""
    b, slope = TABLES.number("b[1,1]"), TABLES.number("dL/db[1,1]")
    (found,) = claims(
        PROBLEM,
        f"a = {said(TABLES, 'a[1,1]', 6)}",
        f"= {b} - 0.5*({slope:.6f})",
        f"= {said(TABLES, NEW_BIAS, 6)}",
    )
    assert (found["quantity"], found["verdict"]) == ("a[1,1]", "correct")


def test_debris_that_is_near_by_its_few_digits() -> None:
    """Debris below a right value is no other end of its chain though it shows one digit, and is near to that."""
    tables = reference(dense(2, 1, seed=5))
    found = claims(PROBLEM, f"w_11 = {tables.number('W[1,1,1]')}", "= 0.5 = 7 w_3 0.01 (49) \\cdot -")[0]
    assert (found["quantity"], found["verdict"]) == ("W[1,1,1]", "correct")


def test_a_row_that_shows_a_value_before_and_after() -> None:
    """`| Loss | before | after | after fifty steps |`: the last column is of no pass that the problem knows."""
    problem = dense(1, 1, 1, seed=4)
    tables = reference(problem)
    before, after = (said(tables, f"L{prime}", 4) for prime in ("", "'"))
    for row in (f"| Loss | {before} | {after} | 0.0003 |", f"| Loss | {before} | {after} |", f"| Loss | {before} | 0.0003 |"):
        (claim,) = claims(problem, row)
        assert claim["verdict"] == "correct"
    (claim,) = claims(problem, "| Loss | 0.7 | 0.6 | 0.5 |")
    assert claim["verdict"] == "wrong"
    percents = " | ".join(f"{float(said(tables, f'a{prime}[2,1]', 5)) * 100:.1f} %" for prime in ("", "'"))
    (claim,) = claims(problem, f"| yhat | {percents} | 98.2 % |")
    assert claim["verdict"] == "correct"


def test_a_new_weight_is_not_excused_by_the_old_one() -> None:
    """A row of a parameter says old and new: the old one beside it makes no wrong new one right."""
    problem = dense(1, 1, 1, seed=4)
    tables = reference(problem)
    old = said(tables, "W[1,1,1]", 4)
    right, moved = (said(tables, "W'[1,1,1]", 4, moved=by) for by in (0.0, 0.2))
    assert [claims(problem, f"| w_1 | {old} | {new} |")[0]["verdict"] == "correct" for new in (right, moved)] == [True, False]


def test_later_lines_may_rest_on_the_other_end() -> None:
    """Behind a right value another number stands below; what is worked out from that number follows from that line."""
    slipped = TABLES.number("z[1,1]") + 0.4
    one = claims(PROBLEM, *lines(f"= {slipped:.5f}"), f"a = 1/(1 + e^(-({slipped:.5f}))) = {1 / (1 + math.exp(-slipped)):.5f}")
    assert [(claim["quantity"], claim["verdict"]) for claim in one] == [("z[1,1]", "correct"), ("a[1,1]", "follows")]
    assert one[1]["roots"] == [1]


def test_a_working_in_a_row_is_no_value_before() -> None:
    """`| a | σ(z) | 0.577 |`: the column before the wrong value holds its working, which makes nothing right."""
    z = said(TABLES, "z[1,1]", 4)
    (claim,) = claims(PROBLEM, f"| a_1^(1) | sigmoid({z}) | {said(TABLES, 'a[1,1]', 4, moved=0.2)} |")
    assert (claim["quantity"], claim["verdict"]) == ("a[1,1]", "wrong")


def test_a_head_within_debris_stands_on_its_own_line() -> None:
    """A line of debris that begins with a factor goes on with the line above; what it says of another name is said on its own line."""
    report = grader.grade(PROBLEM, "\n".join([*lines(), "* 0.6 b' = - 0.2 0.6 = (-0.02911)"]), submission="debris").to_dict()
    found = {line["number"]: [(claim["quantity"], claim["verdict"]) for claim in line["claims"]] for line in report["lines"]}
    assert found[1] == [("z[1,1]", "correct")]
    assert list(found) == [1, 4]


def test_a_value_and_a_little_more_below_it() -> None:
    """`b' = 0.8779` above `+ 0.2*0.0118 = = =`: the sum of both lines is near the value, yet the value is what was written."""
    tables = reference(PROBLEM)
    new = said(tables, NEW_BIAS, 6)
    *_, claim = claims(PROBLEM, f"b' = {new}", "+ 0.2*0.011755 = = = eta*delta 0.7 0.702351 b")
    assert (claim["quantity"], claim["verdict"], claim["written"]) == (NEW_BIAS, "correct", new)


def test_a_matrix_above_debris() -> None:
    """A line of debris that begins with a minus takes the matrix above it into its first link; the matrix stays as it was."""
    x, y = (TABLES.number(name) for name in ("dL/dW[1,1,1]", "dL/dW[1,1,2]"))
    row = rf"\frac{{\partial L}}{{\partial W^{{(1)}}}} = \begin{{bmatrix}} {x:.4f} & {y:.4f} \end{{bmatrix}}"
    for below in ("", r"-5.92 \mathbf{b}^{(1)}} \cdot \end{bmatrix} \begin{bmatrix} L}{\partial 10^{-3} ="):
        found = claims(PROBLEM, row, below)
        assert [(c["quantity"], c["verdict"]) for c in found[:2]] == [("dL/dW[1,1,1]", "correct"), ("dL/dW[1,1,2]", "correct")]
