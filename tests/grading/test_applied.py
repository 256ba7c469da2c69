"""`σ(1.1) = 0.75` without a name: the activation of the unit whose sum is 1.1."""

from __future__ import annotations

import pytest

from tests.grading.problems import claims
from tests.grading.test_trials import PROBLEM

SUM = "z_1 = 0.5*2 + 0.1 = 1.1"


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
