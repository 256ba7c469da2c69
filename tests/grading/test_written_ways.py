"""Ways of setting a sheet that say the same: numbered equations, signs in words, sums over lines, fractions near a value."""

from __future__ import annotations

import pytest

from grader.problem import load
from tests.grading.problems import claims

NEURON = "neuron-sigmoid"


def verdicts(problem: str, text: str) -> list[tuple[str | None, str]]:
    """What a sheet claims of a problem of the bank, with the verdicts."""
    return [(claim["quantity"], claim["verdict"]) for claim in claims(load(problem), text)]


def test_equations_referred_to_by_their_numbers() -> None:
    """`(1)·(2)` is the product of what the equations 1 and 2 give, not 2."""
    sheet = "dL/da = 0.7503 - 1 = -0.2497 ... (1)\nda/dz = 0.7503*0.2497 = 0.1874 ... (2)\ndL/dz = (1)·(2)\ndL/dw1 = (1)*(2)*1.7 = -0.0796"
    assert verdicts(NEURON, sheet) == [
        ("dL/da[1,1]", "correct"),
        ("da[1,1]/dz[1,1]", "correct"),
        ("dL/dz[1,1]", "correct"),
        ("dL/dW[1,1,1]", "correct"),
    ]
    assert verdicts(NEURON, sheet.replace("-0.0796", "-0.0976"))[-1] == ("dL/dW[1,1,1]", "wrong")


@pytest.mark.parametrize("said", ["times", "mal", "fois", "por", "vezes"])
def test_signs_in_words(said: str) -> None:
    """A factor behind a word is a factor: the value stands at the end."""
    assert verdicts(NEURON, f"dL/dz = -0.0468\ndL/dw1 = -0.0468 {said} 1.7 = -0.0796")[-1] == ("dL/dW[1,1,1]", "correct")


def test_a_sum_over_several_lines() -> None:
    """The `+ b` of a sum is no item of a list whose value stands below it."""
    assert verdicts(NEURON, "z = w1x1\n  + w2x2\n  + b\n  = 0.85\n  + 0.15\n  + 0.1\n  = 1.1") == [("z[1,1]", "correct")]


def test_a_fraction_near_the_value() -> None:
    """2/5 stands for 0.4013 where it is said to be near it, not where it is said to be it."""
    assert verdicts("logistic-regression", "p = σ(-0.4) ≈ 2/5")[0] == ("a[1,1]", "correct")
    assert verdicts("logistic-regression", "p = σ(-0.4) ≈ 3/7")[0] == ("a[1,1]", "wrong")


def test_a_short_word_between_two_claims() -> None:
    """`so` behind a value is no factor, and the value behind it the next claim's."""
    assert verdicts("tanh-2-2-1", "y=1.3601 so L=.4095") == [("a[2,1]", "correct"), ("L", "correct")]


@pytest.mark.parametrize("between", [" so that", " und folglich", " => so", " /", " |", " et", " and", " sowie"])
def test_a_claim_that_another_goes_on_from(between: str) -> None:
    """Whatever stands between two claims on a line, the value of the second is not held against the first."""
    found = verdicts(NEURON, f"z = 1.1\na = 0.7503{between} L = 0.0312\ndL/da = -0.2497{between} ∂a/∂z = 0.1874")
    assert found[0] == ("z[1,1]", "correct")
    assert ("a[1,1]", "correct") in found
    assert {verdict for _, verdict in found} <= {"correct", "unchecked", "unreadable"}
    assert ("a[1,1]", "wrong") in verdicts(NEURON, f"z = 1.1\na = 0.5703{between} L = 0.0312")


def test_workings_behind_a_unit_accuse_nobody() -> None:
    """The first product behind `h1:` is not what h1 is."""
    assert "wrong" not in dict(verdicts("classic-2-2-2", "h1: 0.15*0.05 = 0.0075; 0.2*0.1 = 0.02; 0.0275+0.35 = 0.3775")).values()


def test_a_point_between_blanks_is_a_sign() -> None:
    """`0,5 . 1,7` is a product where decimals have commas."""
    found = verdicts(NEURON, "z = 0,5 . 1,7 + (-0,25) . (-0,6) + 0,1 = 1,1\na = 0,7503\nda/dz = 0,7503 . 0,2497 = 0,1874")
    assert [verdict for _, verdict in found] == ["correct"] * 3


@pytest.mark.parametrize("shown", ["0.7502(6)", "0.7502(60)", "0.7503(1)"])
def test_digits_in_brackets_behind_a_value_are_no_factor(shown: str) -> None:
    """`0.7502(6)` says which digits come next, or numbers the equation; `0.5(1.7)` is a product still."""
    assert verdicts(NEURON, f"z = 0.5(1.7) + 0.25*0.6 + 0.1 = 1.1\na = {shown}") == [("z[1,1]", "correct"), ("a[1,1]", "correct")]
