"""Letters for functions where layers apply different ones: `f(z_2)` is what the second layer does."""

from __future__ import annotations

import math

import pytest

from grader.grading.functions import Functions, letters, sigmoid
from grader.problem import parse
from grader.reading import read_expression
from tests.grading.problems import claims

TANH_THEN_SIGMOID = parse(
    """
id: two-functions
title: tanh, then sigmoid
network:
  inputs: [0.8, 0.4]
  layers:
    - {weights: [[0.2, 0.7], [0.8, 0.3]], biases: [0.1, 0.3], activation: tanh}
    - {weights: [[0.9, 0.4]], biases: [0.8], activation: sigmoid}
  targets: [0.99]
  loss: squared_error
""",
    file="two-functions.yaml",
)

FORWARD = ("z_1^1 = 0.54", "a_1^1 = 0.493", "z_2^1 = 1.06", "a_2^1 = 0.786", "z_1^2 = 1.558", "a_1^2 = 0.826")


@pytest.mark.parametrize(
    "line",
    [
        "a_1^1 = f(0.54) = 0.493",
        "a_1^2 = f(1.558) = 0.826",
        r"a_1^2 = \sigma(z_1^2) = \sigma(1.558) = 0.826",
        "da_1^2/dz_1^2 = f'(1.558) = f(1.558)*(1 - f(1.558)) = 0.1437",
        "dL/dz_1^2 = 2*(0.826 - 0.99)*f'(1.558) = -0.0471",
        "dL/dw_11^1 = 2*(0.826 - 0.99)*f'(1.558)*0.9*f'(0.54)*0.8 = -0.02567",
        "a_1^2 = f(z_1^2)",
        "a_1^1 = f(z_1^1)",
        r"a_1^2 = \phi(w_{11}^2 a_1^1 + w_{12}^2 a_2^1 + b_1^2)",
        "dL/dz_1^2 = 2*(a_1^2 - t_1)*f'(z_1^2)",
        "dL/dw_11^1 = 2*(a_1^2 - t_1)*f'(z_1^2)*w_11^2*f'(z_1^1)*x_1",
    ],
)
def test_a_letter_means_what_its_layer_applies(line: str) -> None:
    """Values and formulas are right without any remark, whichever layer the letter is of."""
    claim = claims(TANH_THEN_SIGMOID, *FORWARD, line)[-1]
    assert (claim["verdict"], claim["remarks"]) == ("correct", [])


@pytest.mark.parametrize("line", ["dL/dz_1^2 = 2*(a_1^2 - t_1)*tanh'(z_1^2)", "dL/dz_1^2 = 2*(0.826 - 0.99)*(1 - 0.826^2) = -0.1042"])
def test_the_derivative_of_the_other_layer(line: str) -> None:
    """A function by its own name is that one, and wrong where the layer applies another."""
    claim = claims(TANH_THEN_SIGMOID, *FORWARD, line)[-1]
    assert (claim["verdict"], claim["cause"]) == ("wrong", "derivative-of-another-activation")


def test_readings() -> None:
    """Each activation once, the first layer's first; σ may be the logistic one where no layer applies it."""
    functions = Functions([("tanh", None), ("tanh", None), ("identity", None)])
    assert [table["f"](0.5) for table in functions.readings] == [math.tanh(0.5), 0.5, math.tanh(0.5)]
    assert [table["sigma"](0.5) for table in functions.readings] == [math.tanh(0.5), 0.5, sigmoid(0.5)]
    assert [functions.of(layer)["f"](0.5) for layer in (1, 2, 3, 0)] == [math.tanh(0.5), math.tanh(0.5), 0.5, math.tanh(0.5)]
    assert len(Functions([("sigmoid", None)]).readings) == 1
    mixed = Functions([("relu", None), ("sigmoid", None)])
    assert [mixed.readings[0][name](-1.0) for name in ("f", "sigma")] == [0.0, sigmoid(-1.0)]
    assert [mixed.of(1)[name](-1.0) for name in ("f", "sigma")] == [0.0, 0.0]
    assert Functions([("leaky_relu", 0.1)]).readings[0]["f"](-2.0) == -0.2


def test_the_ways_of_reading_are_bounded() -> None:
    """Each letter may mean any layer's function; a formula of many letters is not tried in all ways."""
    functions = Functions([("tanh", None), ("sigmoid", None)])
    few, many = (letters(read_expression("+".join(["f(0.5)*tanh(2)"] * count)).tree) for count in (2, 60))
    assert (len(few), len(many)) == (2, 60)
    assert len(list(functions.ways(few))) == 9
    assert len(list(functions.ways(many))) < 100
    assert not list(Functions([("sigmoid", None)]).ways(few))


def test_a_letter_without_a_value_behind_it() -> None:
    """`out = σ(1.558)` not worked out is the logistic function's value where a layer applies that, whatever the first one does."""
    claim = claims(TANH_THEN_SIGMOID, *FORWARD[:5], r"a_1^2 = \sigma(1.558)")[-1]
    assert (claim["quantity"], claim["verdict"]) == ("a[2,1]", "correct")
