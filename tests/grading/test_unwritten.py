"""Right values that rest on values which stand nowhere on the sheet, or whose digits were cut off: nobody is accused of them."""

from __future__ import annotations

import math

import pytest

from grader.grading.reference import reference
from grader.problem import Problem, parse
from tests.grading.problems import claims, dense, said


def three(number: float, cut: int = 0) -> float:
    """A number rounded to three digits and moved by so many units of the last."""
    places = 2 - math.floor(math.log10(abs(number)))
    return round(number, places) + cut * 10.0**-places


def _sheet(problem: Problem, moved: int = 0) -> list[str]:
    """Values to three digits; the activation that the loss rests on stands nowhere, the loss is moved by so many units."""
    tables = reference(problem)
    names = ("z[1,1]", "dL/da[1,1]", "dL/dz[1,1]", "dL/dW[1,1,1]", "dL/dW[1,1,2]", "dL/db[1,1]", "W'[1,1,1]")
    heads = ("z_1", "dL/da_1", "dL/dz_1", "dL/dw_11", "dL/dw_12", "dL/db_1", "w_11'")
    loss = (tables.number("t[1]") - three(tables.number("a[1,1]"))) ** 2 / 2
    lines = [f"{head} = {three(tables.number(name)):.6g}" for head, name in zip(heads, names, strict=True)]
    return [*lines[:1], f"L = {three(loss, moved):.6g}", *lines[1:]]


def _rests_on_rounding() -> Problem:
    """The first problem whose loss shows that the activation was rounded."""
    for seed in range(200):
        problem = dense(2, 1, seed=seed)
        tables = reference(problem)
        rounded = (tables.number("t[1]") - three(tables.number("a[1,1]"))) ** 2 / 2
        if abs(three(rounded) - tables.number("L")) > 0.004 * tables.number("L"):
            return problem
    raise AssertionError


def test_a_value_that_stands_nowhere_was_rounded_too() -> None:
    """The loss of a rounded activation is right though the line of the activation is missing."""
    (loss,) = [claim for claim in claims(_rests_on_rounding(), *_sheet(_rests_on_rounding())) if claim["quantity"] == "L"]
    assert loss["verdict"] == "correct"


@pytest.mark.parametrize("moved", [-30, 30])
def test_what_no_rounding_explains(moved: int) -> None:
    """The same loss moved further than rounding reaches is wrong."""
    (loss,) = [claim for claim in claims(_rests_on_rounding(), *_sheet(_rests_on_rounding(), moved)) if claim["quantity"] == "L"]
    assert loss["verdict"] == "wrong"


CANCELLING = """
id: cancelling
title: Cancelling
network:
  inputs: [1.55, 0.95]
  layers:
    - {weights: [[0.3, 0.10], [0.80, 0.75]], activation: sigmoid}
    - {weights: [[0.85, 0.05], [0.50, 0.90]], activation: sigmoid}
  targets: [0.99, 0.01]
  loss: half_squared_error
"""


@pytest.mark.parametrize(("terms", "verdict"), [("-0.068 + 0.068", "correct"), ("-0.068 + 0.069", "wrong")])
def test_terms_that_cancel_once_they_are_cut_off(terms: str, verdict: str) -> None:
    """`-0.068 + 0.068 = 0` is right where both terms are, to their digits, though the sum is not quite 0."""
    problem = parse(CANCELLING, file="cancelling.yaml")
    shown = (
        "dL/da_1^2 = -0.349",
        "dL/da_2^2 = 0.741",
        "da_2^2/dz_2^2 = 0.186",
        "dL_1/da_1^1 = -0.068",
        "dL_2/da_1^1 = 0.741*0.186*0.50 = 0.068",
    )
    found = claims(problem, *shown, f"dL/da_1^1 = {terms} = 0")
    assert (found[-1]["quantity"], found[-1]["verdict"]) == ("dL/da[1,1]", verdict)


BEFORE = ("a[1,1]", "a[1,2]", "dL/da[1,1]", "dL/da[1,2]", "dL/dz[1,1]", "dL/dz[1,2]", "dL/db[1,1]", "dL/db[1,2]")


LITTLE = 161  # seed of a problem with a weight that grows by 0.0007, and values whose fourth digits would have been rounded up


def _cut(number: float) -> str:
    return f"{math.trunc(number * 1000) / 1000:.3f}"


def test_a_weight_whose_change_is_cut_off() -> None:
    """On a sheet that cuts digits off, a weight that moved by less than a unit stands as it was: that is no update left out."""
    problem, weight = dense(2, 2, seed=LITTLE), "W[1,1,2]"
    tables = reference(problem)
    sheet = [f"{name.replace('[1,', '_')[:-1].replace(']', '')} = {_cut(tables.number(name))}" for name in BEFORE]
    found = claims(problem, *sheet, f"w_{weight[4]}{weight[6]}' = {tables.number(weight)}")
    assert [claim["quantity"] for claim in found] == [*BEFORE, f"W'{weight[1:]}"]
    assert {claim["verdict"] for claim in found} == {"correct"}


def test_a_weight_that_was_left_as_it_was() -> None:
    """On a sheet that rounds, the same weight was not updated."""
    problem, weight = dense(2, 2, seed=LITTLE), "W[1,1,2]"
    tables = reference(problem)
    sheet = [f"{name.replace('[1,', '_')[:-1].replace(']', '')} = {said(tables, name, 5)}" for name in BEFORE]
    (*_, last) = claims(problem, *sheet, f"w_{weight[4]}{weight[6]}' = {tables.number(weight)}")
    assert (last["verdict"], last["cause"]) == ("wrong", "weights-not-updated")


NEAR_ITS_TARGET = """
id: near
title: Near its target
network:
  inputs: [0.3, 0.7]
  layers:
    - {weights: [[0.85, 1.13]], biases: [0.02], activation: identity}
  targets: [1]
  loss: squared_error
"""


def test_the_square_of_a_small_difference_of_rounded_numbers() -> None:
    """Where z = 1.066 is written 1.07, the loss (1 - 1.07)^2 = 0.0049 is right, though 0.00436 is exact; a loss beyond that is not."""
    problem = parse(NEAR_ITS_TARGET)
    z, loss = claims(problem, "z1 = 0.3*0.85 + 0.7*1.13 + 0.02 = 1.07", "L = (1 - 1.07)^2 = 0.0049")[-2:]
    assert (z["verdict"], loss["verdict"]) == ("correct", "correct")
    far = claims(problem, "z1 = 0.3*0.85 + 0.7*1.13 + 0.02 = 1.07", "L = 0.0081")[-1]
    assert far["verdict"] == "wrong"


SMALL_GRADIENT = """
id: small
title: Gradients that nearly cancel
network:
  inputs: [0.70, 0.4]
  layers:
    - {weights: [[0.75, 0.95], [0.5, 0.80]], biases: [0.25, 0.30], activation: relu}
    - {weights: [[0.35, 0.85], [0.20, 0.15]], biases: [0.60, 0.05], activation: tanh}
  targets: [0.5, 0.7]
  loss: squared_error
"""


def test_a_matrix_of_gradients_that_nearly_cancel() -> None:
    """0.00015 * 0.7 = 0.00011 rests on an error that stands nowhere and whose terms cancel; 0.00031 does not."""
    problem = parse(SMALL_GRADIENT, file="small.yaml")
    shown = ("A1 = [1.155; 0.97]", "dW2 = [[0.1019; 0.0856]; [-0.5761; -0.4839]]", "db2 = [0.0882; -0.4988]")
    for written, verdict in (("0.00011", "correct"), ("0.00031", "wrong")):
        found = claims(problem, *shown, f"dW1 = [[-0.0482; -0.0276]; [{written}; 0.000060]]")
        assert [claim["verdict"] for claim in found if claim["quantity"] == "dL/dW[1,2,1]"] == [verdict]


def test_a_right_zero_said_of_another_quantity() -> None:
    """Where terms that cancel make dL/dz nothing, the gradient of a weight is nothing too; where they do not, it is wrong."""
    problem = parse(CANCELLING, file="cancelling.yaml")
    outputs = (
        "dL/da_1^2 = -0.349",
        "dL/da_2^2 = 0.741",
        "da_2^2/dz_2^2 = 0.186",
        "dL_1/da_1^1 = -0.068",
        "dL_2/da_1^1 = 0.741*0.186*0.50 = 0.068",
    )
    hidden = ("a_1^1 = 0.636", "dL/da_1^1 = -0.068 + 0.068 = 0", "dL/dz_1^1 = 0*0.636*(1 - 0.636) = 0")
    found = claims(problem, *outputs, *hidden, "dL/dw_11^1 = 0")
    assert [(claim["quantity"], claim["verdict"]) for claim in found[-3:]] == [
        ("dL/da[1,1]", "correct"),
        ("dL/dz[1,1]", "correct"),
        ("dL/dW[1,1,1]", "correct"),
    ]
    *_, without = claims(problem, *outputs, "a_1^1 = 0.636", "dL/dw_22^2 = 0")
    assert without["verdict"] == "wrong"


def test_a_number_cut_down_to_a_whole_one() -> None:
    """1 for 1.00525 is 1.00 without its zeros, though coarse; 1 for 1.0175 is not."""
    problem = parse(SUMS_NEAR_ONE, file="near-one.yaml")
    near, far = claims(problem, "z_1 = 0.3*1.0175 + 0.7 = 1", "z_2 = 0.5*1.0175 + 0.50875 = 1")
    assert (near["verdict"], far["verdict"]) == ("correct", "wrong")
    assert "rounding" in [remark["kind"] for remark in near["remarks"]]


SUMS_NEAR_ONE = """
id: near-one
title: Sums near one
network:
  inputs: [1.0175]
  layers:
    - {weights: [[0.3], [0.5]], biases: [0.7, 0.50875], activation: identity}
  targets: [0.7, 0.8]
  loss: mean_squared_error
"""


ALL_BUT_ONE = """
id: little
title: A weight that moves by little
network:
  inputs: [0.5, 0.8]
  layers:
    - {weights: [[0.05, 0.3]], biases: [0.1], activation: sigmoid}
  targets: [0.62]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.05}
"""


def test_a_weight_of_two_digits_that_moves_by_less() -> None:
    """On a sheet of two significant digits a new weight that rounds to the old one is right; on one of five it was not updated."""
    problem = parse(ALL_BUT_ONE, file="little.yaml")
    tables = reference(problem)
    names = ("dL/da[1,1]", "dL/dz[1,1]", "dL/dW[1,1,1]", "dL/dW[1,1,2]", "dL/db[1,1]", "da[1,1]/dz[1,1]")
    heads = ("dL/da_1", "dL/dz_1", "dL/dw_11", "dL/dw_12", "dL/db_1", "da_1/dz_1")
    for digits, verdict in ((2, "correct"), (5, "wrong")):
        sheet = [f"{head} = {tables.number(name):.{digits}g}" for head, name in zip(heads, names, strict=True)]
        *_, last = claims(problem, *sheet, "w_11' = 0.05")
        assert (last["quantity"], last["verdict"]) == ("W'[1,1,1]", verdict)


GATE = """
id: gate
title: Gate
graph:
  given: {x: 0.1}
  define:
    f: sigmoid(x)
    g: 3 * f
"""


def test_a_right_value_rounded_once_more() -> None:
    """0.52498 is 0.5250 to four digits, and from these 0.53 to two; where the four digits do not stand, that is wrong."""
    problem = parse(GATE, file="gate.yaml")
    for before, last, verdict in (
        ("f = 0.5250", "f = 0.53", "correct"),
        ("f = 0.5250", "f = 0.52", "correct"),
        ("f = 0.5250", "f = 0.54", "wrong"),
        ("f = 0.52498", "f = 0.53", "wrong"),
        ("g = 1.5749", "f = 0.53", "wrong"),
    ):
        assert claims(problem, before, last)[-1]["verdict"] == verdict
