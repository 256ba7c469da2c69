"""Values that nobody is accused of, and mistakes made twice: what later lines rest on, and what they do not."""

from __future__ import annotations

from grader.problem import parse
from tests.grading.problems import claims

PROBLEM = parse(
    """\
id: open-values
title: Open values
statement: Two layers, the last one without a function.
network:
  inputs: [0.8, 1.30]
  layers:
    - {weights: [[0.20, 0.55], [0.05, 0.45]], biases: [0.25, 0.95], activation: sigmoid}
    - {weights: [[0.90, 0.15], [0.3, 0.60]], biases: [0.75, 0.4], activation: identity}
  targets: [0.7, 0.5]
  loss: half_squared_error
""",
    file="open-values.yaml",
)
FORWARD = (
    "Hidden layer:",
    "z1 = 0.20*0.8 + 0.55*1.30 + 0.25 = 1.125",
    "a1 = sigmoid(1.125) = 0.755",
    "z2 = 0.05*0.8 + 0.45*1.30 + 0.95 = 1.575",
    "a2 = sigmoid(1.575) = 0.828",
    "Output layer:",
    "z1 = 0.90*0.755 + 0.15*0.828 + 0.75 = 1.554",
    "a1 = 1.554",
)


def test_what_rests_on_a_value_that_was_left_open() -> None:
    """A slope of 4 is under no sure name, so nobody is accused of it; the lines that go on with it follow from it."""
    found = claims(PROBLEM, *FORWARD, "dL/da1 = 0.854", "da1/dz1 = 4.00", "dL/dz1 = 0.854*4.00 = 3.416", "dL/dw11 = 3.416*0.755 = 2.579")
    assert [claim["verdict"] for claim in found[-3:]] == ["unreadable", "follows", "follows"]
    assert [claim["roots"] for claim in found[-2:]] == [[10], [10]]


def test_what_the_line_shows_goes_before_what_rounding_allows() -> None:
    """The line adds a wrong share and is what it adds; that honest rounding could come so far from the right shares is no matter."""
    lines = ("z_1^1 = 1.125", "a_1^1 = 0.7549", "z_2^1 = 1.575", "a_2^1 = 0.8285", "z_1^2 = 1.5537", "a_1^2 = 1.5537")
    shares = ("dL_1/da_1^1 = 0.7690", "dL_2/da_1^1 = 0.1872", "dL/da_1^1 = 0.7690 + 0.1872 = 0.9562")
    found = claims(PROBLEM, *lines, *shares)
    assert [claim["verdict"] for claim in found[-3:]] == ["wrong", "correct", "follows"]


def test_a_mistake_made_anew_does_not_follow() -> None:
    """The slope a for a(1 - a) stands in the next line again: it is the same mistake, though the value is the delta's above."""
    problem = parse(
        "id: anew\ntitle: Anew\nstatement: One path.\nnetwork:\n  inputs: [0.5]\n  targets: [0.9]\n  layers:\n"
        "    - {weights: [[0.4]], biases: [0.2], activation: sigmoid}\n    - {weights: [[0.7]], biases: [0.1], activation: sigmoid}\n"
        "  loss: half_squared_error\n",
        file="anew.yaml",
    )
    forward = ("z_1^1 = 0.4", "a_1^1 = 0.5987", "z_1^2 = 0.5191", "a_1^2 = 0.6269")
    lines = ("dL/da_1^2 = -0.2731", "δ_1^2 = -0.2731*0.6269 = -0.1712", "dL/da_1^1 = -0.2731*0.6269*0.7 = -0.1198")
    found = claims(problem, *forward, *lines)
    assert [(claim["verdict"], claim["cause"]) for claim in found[-2:]] == [("wrong", "sigmoid-derivative-complement-omitted")] * 2
    followed = claims(problem, *forward, *lines[:2], "dL/da_1^1 = -0.1712*0.7 = -0.1198")
    assert followed[-1]["verdict"] == "follows"


def test_a_mistake_met_before_goes_before_few_digits() -> None:
    """The loss was doubled once; 0.1 is its double to the digits of the sheet, and the right 0.0504 only to one."""
    problem = parse(
        "id: doubled\ntitle: Doubled\nstatement: Two outputs.\nnetwork:\n  inputs: [-0.05, 0.50]\n  layers:\n"
        "    - {weights: [[0.35, 0.3], [-0.60, -0.95]], activation: sigmoid}\n"
        "    - {weights: [[0.65, -0.20], [0.85, 0.80]], activation: sigmoid}\n  targets: [0.5, 1]\n  loss: half_squared_error\n",
        file="doubled.yaml",
    )
    forward = ("z_1^1 = 0.1325", "a_1^1 = 0.533", "z_2^1 = -0.445", "a_2^1 = 0.391", "z_1^2 = 0.268", "a_1^2 = 0.567", "z_2^2 = 0.766")
    found = claims(problem, *forward, "a_2^2 = 0.683", "L_1 = 0.0045", "L_2 = 0.1", "L = 0.1045")
    assert [claim["verdict"] for claim in found[-3:]] == ["wrong", "wrong", "follows"]
    coarse = claims(problem, *forward, "a_2^2 = 0.683", "L_1 = 0.0022", "L_2 = 0.1")
    assert coarse[-1]["verdict"] == "correct"


def test_what_follows_in_three_digits_on_a_sheet_of_four() -> None:
    """0.55342 is 0.553 in three digits: other values of the sheet have four decimals, but no zero was left out here."""
    problem = parse(
        "id: digits\ntitle: Digits\nstatement: Two units.\nnetwork:\n  inputs: [0.65, 0.20]\n  layers:\n"
        "    - {weights: [[0.90, 0.45], [0.25, 0.95]], biases: [0.4, 0.4], activation: tanh}\n"
        "    - {weights: [[0.05, 0.55]], biases: [0.10], activation: sigmoid}\n  targets: [0.8]\n  loss: squared_error\n",
        file="digits.yaml",
    )
    lines = (
        "z_1^1 = 1.075",
        "a_1^1 = tanh(1.075) = 0.7914",
        "z_2^1 = 0.7525",
        "a_2^1 = 0.7525",
        "z_1^2 = 0.05*0.7914 + 0.55*0.7525 + 0.10 = 0.553",
        "a_1^2 = 0.6348",
        "L = 0.0273",
        "dL/da_1^2 = -0.3304",
        "dL/dz_1^2 = -0.0766",
    )
    found = claims(problem, *lines)
    assert [claim["verdict"] for claim in found[3:6]] == ["wrong", "follows", "follows"]
