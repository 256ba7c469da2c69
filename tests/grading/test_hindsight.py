"""What later lines say about earlier ones: misreadings, the same mistake again, values that were replaced."""

from __future__ import annotations

from typing import Any

import pytest

from grader.grading.functions import sigmoid
from grader.grading.reference import reference
from grader.problem import parse
from tests.grading.problems import claims, dense, report, said

PROBLEM = dense(2, 2, 2, seed=3)
TABLES = reference(PROBLEM)


def forward(**other: str) -> list[str]:
    """The lines of a right forward pass with its working, some of their values other ones."""
    lines = []
    for l, j in ((1, 1), (1, 2), (2, 1), (2, 2)):
        lower = [f"{TABLES.number(f'a[{l - 1},{i}]'):.5f}*({TABLES.number(f'W[{l},{j},{i}]')})" for i in (1, 2)]
        z, a = (said(TABLES, f"{f}[{l},{j}]", 5) for f in "za")
        lines.append(f"z_{l}{j} = {' + '.join(lower)} + ({TABLES.number(f'b[{l},{j}]')}) = {other.get(f'z{l}{j}', z)}")
        lines.append(f"a_{l}{j} = 1/(1 + e^(-({z}))) = {other.get(f'a{l}{j}', a)}")
    return lines


def of(found: list[dict[str, Any]], quantity: str) -> dict[str, Any]:
    """The last claim of a quantity."""
    return [claim for claim in found if claim["quantity"] == quantity][-1]


def test_a_right_pass_is_right() -> None:
    """The lines that these tests change are right as they stand."""
    assert {claim["verdict"] for claim in claims(PROBLEM, *forward())} == {"correct"}


@pytest.mark.parametrize("quantity", ["z11", "z12", "a11", "a12"])
def test_a_value_that_later_lines_contradict_is_misread(quantity: str) -> None:
    """A wrong value that no later line uses, where they show the right one, is a slip of the pen or of the reading: a person looks."""
    whole = report(PROBLEM, *forward(**{quantity: "0.30103"}))
    found = [claim for line in whole["lines"] for claim in line["claims"]]
    name = f"{quantity[0]}[{quantity[1]},{quantity[2]}]"
    assert (of(found, name)["verdict"], of(found, name)["cause"]) == ("wrong", "misread")
    assert [claim["quantity"] for claim in found if claim["verdict"] != "correct"] == [name]
    number = 1 + ["z11", "a11", "z12", "a12"].index(quantity)
    assert number in {entry["line"] for entry in whole["review"]}


def test_a_value_that_later_lines_use_is_no_misreading() -> None:
    """A wrong value that is carried on is an error of the sheet."""
    wrong = TABLES.number("z[1,1]") + 0.21
    carried = sigmoid(wrong)
    found = claims(PROBLEM, f"z_11 = {wrong:.5f}", f"a_11 = 1/(1 + e^(-({wrong:.5f}))) = {carried:.5f}")
    assert of(found, "z[1,1]")["cause"] != "misread"
    assert (of(found, "a[1,1]")["verdict"], of(found, "a[1,1]")["roots"]) == ("follows", [1])


def test_nothing_later_is_no_evidence() -> None:
    """A wrong value on the last line is simply wrong."""
    last = forward(a22="0.30103")
    assert of(claims(PROBLEM, *last), "a[2,2]")["cause"] != "misread"


def test_the_same_mistake_again_says_so() -> None:
    """A misconception that acts twice is told once: the second line points to the first."""
    lines = []
    for j in (1, 2):
        shown = [(TABLES.number(f"a[0,{i}]"), TABLES.number(f"W[1,{j},{i}]")) for i in (1, 2)]
        value = sum(a * w for a, w in shown)
        lines.append(f"z_1{j} = {' + '.join(f'{a}*({w})' for a, w in shown)} = {value:.5f}")
    first, second = claims(PROBLEM, *lines)
    assert (first["cause"], second["cause"]) == ("bias-omitted", "bias-omitted")
    assert "repeats" not in first
    assert second["repeats"] == 1


def test_the_last_value_of_a_quantity_counts() -> None:
    """A value that is corrected below keeps its verdict, with a remark that names the line of the correction."""
    right = said(TABLES, "z[1,1]", 5)
    found = claims(PROBLEM, "z_11 = 0.30103", f"z_12 = {said(TABLES, 'z[1,2]', 5)}", f"z_11 = {right}")
    assert [remark["kind"] for remark in found[0]["remarks"]] == ["superseded"]
    assert "3" in found[0]["remarks"][0]["message"]
    assert found[2]["verdict"] == "correct"
    assert found[2]["remarks"] == []


def test_a_value_written_twice_is_no_correction() -> None:
    """The same value said again, with fewer digits too, is nothing to remark on."""
    found = claims(
        PROBLEM, f"z_11 = {said(TABLES, 'z[1,1]', 5)}", f"z_12 = {said(TABLES, 'z[1,2]', 5)}", f"z_11 = {said(TABLES, 'z[1,1]', 4)}"
    )
    assert [remark for claim in found for remark in claim["remarks"]] == []


STEPS = parse(
    """\
id: steps
title: Two steps
statement: Two steps of a recurrent unit.
graph:
  given: {x_1: 0.5, x_2: 0.8, w: 0.6, u: 0.7, t: 0.9}
  define:
    z_1: w * x_1
    h_1: tanh(z_1)
    z_2: w * x_2 + u * h_1
    h_2: tanh(z_2)
    L: (h_2 - t)^2 / 2
  differentiate: L
""",
    file="steps.yaml",
)


@pytest.mark.parametrize("added", [True, False])
def test_a_part_that_is_added_up_later_is_no_claim_of_the_whole(*, added: bool) -> None:
    """The share of one step in a derivative is no omitted path if a later line adds the other steps' to it; alone it is."""
    number = STEPS.trace.number
    last, first = number("dL/dz_2") * 0.8, number("dL/dz_1") * 0.5
    lines = [
        f"dL/dz_2 = {number('dL/dz_2'):.5f}",
        f"dL/dw = {number('dL/dz_2'):.5f} * 0.8 = {last:.5f}",
        f"dL/dz_1 = {number('dL/dz_1'):.5f}",
        *([f"dL/dw = {last:.5f} + ({first:.5f}) = {last + first:.5f}"] if added else []),
    ]
    found = claims(STEPS, *lines)
    assert [claim["verdict"] for claim in found] == ["correct", "unchecked" if added else "wrong", "correct", *["correct"] * added]


@pytest.mark.parametrize("turned", [1, 2])
def test_the_same_slip_again_is_a_rule(turned: int) -> None:
    """One gradient with its sign turned is a slip; where several are, it is the sign of the error that is wrong."""
    names = ["dL/dW[2,1,1]", "dL/dW[2,1,2]", "dL/dW[2,2,1]"]
    values = [TABLES.number(name) * (-1 if place < turned else 1) for place, name in enumerate(names)]
    found = claims(PROBLEM, *forward(), *(f"{name} = {value:.5f}" for name, value in zip(names, values, strict=True)))[8:]
    causes = [claim["cause"] for claim in found if claim["verdict"] == "wrong"]
    assert causes == (["sign"] if turned == 1 else ["error-sign"] * turned)


def test_a_lone_slip_decides_no_tie() -> None:
    """Updates that go uphill may have the sign of the error wrong as well; one gradient without its minus does not say which."""
    uphill = [f"W'[{l},{j},{i}]" for l, j, i in ((2, 1, 1), (2, 1, 2), (2, 2, 1))]
    steps = []
    for name in uphill:
        old, slope = TABLES.number(name.replace("'", "")), TABLES.number("dL/d" + name.replace("'", ""))
        steps.append(f"{name} = {old} + 0.5*({slope:.5f}) = {old + 0.5 * slope:.5f}")
    slopes = [f"dL/d{name.replace(chr(39), '')} = {said(TABLES, 'dL/d' + name.replace(chr(39), ''), 5)}" for name in uphill]
    turned = f"dL/db[2,2] = {-TABLES.number('dL/db[2,2]'):.5f}"
    causes = [claim["cause"] for claim in claims(PROBLEM, *forward(), *slopes, turned, *steps) if claim["verdict"] == "wrong"]
    assert causes == ["sign", *["update-ascent"] * 3]


LOGISTIC = parse(
    """\
id: logistic
title: Logistic
statement: One unit, a target of 1.
network:
  inputs: [2]
  layers:
    - {weights: [[-0.45]], biases: [0], activation: sigmoid}
  targets: [1]
  loss: binary_cross_entropy
""",
    file="logistic.yaml",
)


def test_a_value_that_later_lines_go_on_with_is_no_misreading() -> None:
    """1 - p looks like the right p here: but the loss follows from the wrong one."""
    found = claims(
        LOGISTIC, "p = 1/(1 + e^(-0.9)) = 0.711", "L = -ln 0.711 = 0.341", "dL/dz = 0.711 - 1 = -0.289", "dL/dw = -0.289 * 2 = -0.578"
    )
    assert [claim["verdict"] for claim in found] == ["wrong", "follows", "follows", "follows"]
    assert found[0]["cause"] == "sigmoid-exponent-sign"
