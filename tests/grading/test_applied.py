"""`σ(1.1) = 0.75` without a name: the activation of the unit whose sum is 1.1."""

from __future__ import annotations

import pytest

from grader.problem import parse
from tests.grading.problems import claims
from tests.grading.test_trials import PROBLEM

SUM = "z_1 = 0.5*2 + 0.1 = 1.1"

MISSING = """
id: missing
title: A sum is missing
network:
  inputs: [0.8, 0.4]
  layers:
    - {weights: [[0.2, 0.7], [0.8, 0.3]], biases: [0.1, 0.3], activation: sigmoid}
    - {weights: [[0.9, 0.4]], biases: [0.8], activation: sigmoid}
  targets: [0.99]
  loss: squared_error
"""


@pytest.mark.parametrize("head", ["sigma(1.1)", "f(1.1)", "sigmoid(1.1) = 1/(1 + e^(-1.1))", r"$\sigma(1.1)$"])
def test_the_activation_of_the_own_sum(head: str) -> None:
    """Right and wrong values alike are tied to the unit."""
    for written, verdict in (("0.7503", "correct"), ("0.8503", "wrong")):
        claim = claims(PROBLEM, SUM, f"{head} = {written}")[-1]
        assert (claim["quantity"], claim["verdict"]) == ("a[1,1]", verdict)


def test_its_derivative() -> None:
    """A mark behind the function makes it the derivative."""
    claim = claims(PROBLEM, SUM, "sigma'(1.1) = 0.2875")[-1]
    assert (claim["quantity"], claim["verdict"]) == ("da[1,1]/dz[1,1]", "wrong")


def test_a_wrong_sum_carried_on() -> None:
    """The function of a wrong sum follows from it."""
    found = claims(PROBLEM, "z_1 = 1.2", "sigma(1.2) = 0.7685")
    assert [claim["verdict"] for claim in found] == ["wrong", "follows"]


@pytest.mark.parametrize("line", ["sigma(-1.1) = 0.35", "exp(1.1) = 3.1", "tanh(1.1) = 0.9", "sigma(1.3) = 0.9"])
def test_another_function_or_number_is_left_open(line: str) -> None:
    """A function that no unit applies, or of a number that is no unit's sum, is tied to nothing."""
    claim = claims(PROBLEM, SUM, line)[-1]
    assert (claim["quantity"], claim["verdict"]) == (None, "unchecked")


def test_a_function_worked_out_wrongly() -> None:
    """`a_1 = sigma(1.1) = 0.8012`: the number is the right one, so it was worked out wrongly; 0.2497 is 1 - a."""
    for written, cause in (("0.8012", "arithmetic"), ("0.7053", "copy")):
        claim = claims(PROBLEM, SUM, f"a_1 = sigma(1.1) = {written}")[-1]
        assert (claim["verdict"], claim["cause"]) == ("wrong", cause)


def test_a_function_of_the_wrong_number() -> None:
    """`a_1 = sigma(1.7) = 0.8455` shows what stands where z_1 = 1.1 belongs."""
    claim = claims(PROBLEM, SUM, "a_1 = sigma(1.7) = 0.8455")[-1]
    assert (claim["verdict"], claim["cause"]) == ("wrong", "substitution")
    assert "1.7" in claim["message"]


def test_a_known_mistake_within_a_function() -> None:
    """`sigma'(1.1) = 0.2497` is 1 - a, not any slip of the calculator."""
    *_, claim = claims(PROBLEM, SUM, "a_1 = 0.7503", "da_1/dz_1 = sigma'(1.1) = 0.2497")
    assert (claim["verdict"], claim["cause"]) == ("wrong", "sigmoid-derivative-complement-omitted")


@pytest.mark.parametrize(("shown", "value"), [("1.67", "0.842"), ("1.66", "0.840")])
def test_a_function_of_a_number_that_stands_nowhere(shown: str, value: str) -> None:
    """The line of the sum is missing; its rounded (1.67) or cut off (1.66) value stands in the function, and the result is right."""
    problem = parse(MISSING, file="missing.yaml")
    lines = ("z_1 = 0.540", "a_1 = sigma(0.540) = 0.632", "z_2 = 1.06", "a_2 = sigma(1.06) = 0.743", f"y = sigma({shown}) = {value}")
    assert [claim["verdict"] for claim in claims(problem, *lines)] == ["correct"] * 5
