"""Which of several causes a wrong value is given: the one that its digits, its working and the rest of the sheet speak for."""

from __future__ import annotations

from typing import Any

import pytest

from grader.problem import Problem, parse
from tests.grading.problems import claims

PAIR = """\
id: pair
title: Pair
statement: Two inputs, two units, one above.
network:
  inputs: [0.35, 0.6]
  layers:
    - {weights: [[0.65, 0.70], [0.10, 0.80]], biases: [0.20, -0.85], activation: sigmoid}
    - {weights: [[0.55, -0.90]], biases: [-0.15], activation: sigmoid}
  targets: [0.8]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.1}
"""
FORWARD = (
    "z_1^1 = 0.8475",
    "a_1^1 = 0.7000",
    "z_2^1 = -0.3350",
    "a_2^1 = 0.4170",
    "z_1^2 = -0.1403",
    "a_1^2 = 0.4650",
)
TURNED = "notation:\n  error: target-minus-output\n  names: {'e_1^2': 'dL/da[2,1]', 'e_1^1': 'dL/da[1,1]', 'e_2^1': 'dL/da[1,2]'}\n"


def pair(more: str = "", **changes: str) -> Problem:
    """The problem with some words of it exchanged, and what else its author says."""
    text = PAIR
    for old, new in changes.items():
        text = text.replace(old, new)
    return parse(text + more, file="pair.yaml")


def last(problem: Problem, *lines: str) -> dict[str, Any]:
    """The last claim of a sheet."""
    return claims(problem, *lines)[-1]


def test_the_old_number_is_the_old_weight() -> None:
    """0.7 is the weight as it was, to all its digits; that 0.6994 would round to it in one digit is the lesser story."""
    gradients = ("dL/dw_{11}^1 = -0.0034", "dL/dw_{12}^1 = -0.0058")
    claim = last(pair(), *FORWARD, *gradients, "w_{11}^{1}' = 0.6503", "w_{12}^{1}' = 0.7")
    assert (claim["verdict"], claim["cause"]) == ("wrong", "weights-not-updated")


def test_digits_that_a_slip_explains_go_before_a_rule_that_two_digits_allow() -> None:
    """0.07 for 0.0700 is coarse, 0.0500 is not: what fits to the sheet's digits stands before what fits to fewer."""
    claim = last(pair(), *FORWARD, "dL/da_1^2 = -0.3350", "dL/dz_1^2 = -0.00833")
    assert claim["cause"] == "decimal-point"


@pytest.mark.parametrize("line", ["δ_1^2 = 0.2488", "δ_1^2 = 0.4650*(1 - 0.4650) = 0.2488"])
def test_an_error_left_out_leaves_its_sign_out(line: str) -> None:
    """Where errors are target minus output, f'(z) alone is the delta without its error, whatever the error's sign."""
    claim = last(pair(TURNED), *FORWARD, "e_1^2 = 0.3350", line)
    assert (claim["quantity"], claim["cause"]) == ("dL/dz[2,1]", "upstream-omitted")


def test_a_change_that_is_added_written_as_the_weight() -> None:
    """Updates that are added: the change `0.1*δ*a` written down as the new weight is no change of the weight."""
    errors = ("e_1^2 = 0.3350", "δ_1^2 = 0.0833")
    found = claims(pair(TURNED), *FORWARD, *errors, "w_{11}^{2}' = 0.1*0.0833*0.7000 = 0.0058", "w_{12}^{2}' = 0.1*0.0833*0.4170 = 0.0035")
    assert [(claim["quantity"], claim["cause"]) for claim in found[-2:]] == [
        ("W'[2,1,1]", "gradient-as-weight"),
        ("W'[2,1,2]", "gradient-as-weight"),
    ]


def test_a_square_of_a_name_without_layers() -> None:
    """`1 - a_1^2` on a sheet that numbers units alone is a square: the derivative of tanh, not half of the sigmoid's."""
    lines = (
        "Hidden layer:",
        "z_1 = 0.8475",
        "a_1 = 0.7000",
        "z_2 = -0.3350",
        "a_2 = 0.4170",
        "Output layer:",
        "z_1 = -0.1403",
        "a_1 = 0.4650",
        "dL/da_1 = a_1 - t_1 = -0.3350",
        "da_1/dz_1 = 1 - a_1^2 = 0.7838",
    )
    claim = last(pair(), *lines)
    assert (claim["quantity"], claim["cause"]) == ("da[2,1]/dz[2,1]", "derivative-of-another-activation")


def test_a_right_square_of_a_name_without_layers() -> None:
    """The same formula of a tanh unit is right, stated alone."""
    problem = pair(sigmoid="tanh")
    lines = ("Output layer:", "a_1 = -0.1", "da_1/dz_1 = 1 - a_1^2")
    assert last(problem, *lines)["verdict"] == "correct"


def test_a_value_said_again_with_a_slip() -> None:
    """`δ = -0.0833 = 0.0833`: a sign lost between two numbers is no rule about signs."""
    claim = last(pair(), *FORWARD, "dL/da_1^2 = -0.3350", "dL/dz_1^2 = -0.0833 = 0.0833")
    assert (claim["verdict"], claim["cause"]) == ("wrong", "sign")


def test_absolute_errors() -> None:
    """|a - t| is shown: the sign is no slip."""
    claim = last(pair(), *FORWARD, r"dL/da_1^2 = \left|0.4650 - 0.8\right| = 0.3350")
    assert {claim["cause"], *claim["also"]} >= {"loss-derivative-absolute"}


def test_a_mistake_is_named_as_it_was_before() -> None:
    """`(a - t)*w*x` has two slopes left out; that both were taken for 1 says the same, but was not said before."""
    lines = (
        "dL/dw_{11}^2 = (a_1^2 - t_1)*a_1^1 = (0.4650 - 0.8)*0.7000 = -0.2345",
        "dL/dw_{12}^2 = (a_1^2 - t_1)*a_2^1 = (0.4650 - 0.8)*0.4170 = -0.1397",
        "dL/dw_{11}^1 = (a_1^2 - t_1)*w_{11}^2*x_1 = (0.4650 - 0.8)*0.55*0.35 = -0.0645",
    )
    found = claims(pair(), *FORWARD, *lines)
    assert [claim["cause"] for claim in found[-3:]] == ["activation-derivative-omitted"] * 3


def test_a_mistake_again_with_another_number() -> None:
    """A rule broken before and broken here with one operand out of place is that rule, whatever else comes near the value."""
    problem = pair(**{"[[0.55, -0.90]], biases: [-0.15]": "[[0.55, -0.90], [0.3, 0.2]], biases: [-0.15, 0.1]", "[0.8]": "[0.8, 0.05]"})
    forward = (*FORWARD, "z_2^2 = 0.3934", "a_2^2 = 0.5971")
    lines = (
        "dL/dw_{11}^2 = (0.4650 - 0.8)*0.4650^2*(1 - 0.4650)*0.7000 = -0.0271",
        "dL/dz_1^2 = (0.4650 - 0.05)*0.4650^2*(1 - 0.4650) = 0.0480",
    )
    found = claims(problem, *forward, *lines)
    assert [claim["cause"] for claim in found[-2:]] == ["sigmoid-derivative-squared"] * 2


def test_the_target_of_another_output() -> None:
    """One target out of place in the sum of the losses is the other output's target, each time that it stands there."""
    problem = pair(**{"[[0.55, -0.90]], biases: [-0.15]": "[[0.55, -0.90], [0.3, 0.2]], biases: [-0.15, 0.1]", "[0.8]": "[0.8, 0.05]"})
    forward = (*FORWARD, "z_2^2 = 0.3934", "a_2^2 = 0.5971")
    lines = (
        "L = 0.5*(0.8 - 0.4650)^2 + 0.5*(0.8 - 0.5971)^2 = 0.0767",
        "dL/da_2^2 = 0.5971 - 0.8 = -0.2029",
    )
    found = claims(problem, *forward, *lines)
    assert [(claim["verdict"], claim["cause"]) for claim in found[-2:]] == [("wrong", "wrong-target")] * 2


def test_a_target_of_nothing() -> None:
    """The target is 0, and it stands there: (a - 0)/(a(1 - a)) is the derivative of cross entropy."""
    claim = last(pair(**{"[0.8]": "[0]"}), *FORWARD, "dL/da_1^2 = (0.4650 - 0)/(0.4650*(1 - 0.4650)) = 1.8692")
    assert claim["cause"] == "loss-derivative-of-another-loss"


def test_a_leaky_unit_without_its_sum() -> None:
    """A bias left out where the sum was not written down is found for a unit that leaks too."""
    problem = pair(**{"activation: sigmoid}\n    - {weights: [[0.55": 'activation: "leaky_relu(0.1)"}\n    - {weights: [[0.55'})
    lines = (
        "a_1^1 = leaky_relu(0.65*0.35 + 0.70*0.6 + 0.20) = 0.8475",
        "a_2^1 = leaky_relu(0.10*0.35 + 0.80*0.6) = 0.515",
        "a_1^2 = 1/(1 + e^{0.1474}) = 0.4632",
    )
    found = claims(problem, *lines)
    assert (found[1]["quantity"], found[1]["verdict"], found[1]["cause"]) == ("a[1,2]", "wrong", "bias-omitted")


def test_digits_cut_off_a_mistake() -> None:
    """A rule broken before makes 0.18757; with the digits behind cut off it is the same rule still."""
    lines = ("da_1^1/dz_1^1 = 0.7000*0.7000*0.3000 = 0.1470", "da_2^1/dz_2^1 = 0.4170*0.4170*0.5830 = 0.1013", "da_1^2/dz_1^2 = 0.1156")
    found = claims(pair(), *FORWARD, *lines)
    assert [claim["cause"] for claim in found[-3:]] == ["sigmoid-derivative-squared"] * 3
