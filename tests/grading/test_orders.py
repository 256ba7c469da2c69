"""The order of a weight's indices on sheets whose gradients are all wrong: what their lines are made of tells it."""

from __future__ import annotations

import pytest

from grader.problem import Problem, parse
from tests.grading.problems import claims

SQUARE = """\
id: square
title: Square
statement: Two layers of two.
network:
  inputs: [0.20, 0.75]
  layers:
    - {weights: [[0.25, 0.90], [0.15, 0.60]], biases: [0.50, 0.80], activation: sigmoid}
    - {weights: [[0.30, 0.45], [0.55, 0.10]], biases: [0.05, 0.7], activation: sigmoid}
  targets: [0.1, 0.8]
  loss: half_squared_error
"""
FORWARD = (  # without the biases
    "z_1^1 = 0.25*0.20 + 0.90*0.75 = 0.7250",
    "a_1^1 = 0.6737",
    "z_2^1 = 0.15*0.20 + 0.60*0.75 = 0.4800",
    "a_2^1 = 0.6177",
    "z_1^2 = 0.30*0.6737 + 0.45*0.6177 = 0.4801",
    "a_1^2 = 0.6178",
    "z_2^2 = 0.55*0.6737 + 0.10*0.6177 = 0.4323",
    "a_2^2 = 0.6064",
)
SHOWN = (
    "dL/dw_{11}^2 = (0.6178 - 0.1)*0.6178*(1 - 0.6178)*0.6737 = 0.0824",
    "dL/dw_{12}^2 = (0.6178 - 0.1)*0.6178*(1 - 0.6178)*0.6177 = 0.0755",
    "dL/dw_{21}^2 = (0.6064 - 0.8)*0.6064*(1 - 0.6064)*0.6737 = -0.0311",
    "dL/dw_{22}^2 = (0.6064 - 0.8)*0.6064*(1 - 0.6064)*0.6177 = -0.0285",
)
NAMED = (
    "dL/dz_1^2 = 0.1223",
    "dL/dz_2^2 = -0.0462",
    "dL/dw_{11}^2 = dL/dz_1^2*a_1^1 = 0.0824",
    "dL/dw_{12}^2 = dL/dz_1^2*a_2^1 = 0.0755",
    "dL/dw_{21}^2 = dL/dz_2^2*a_1^1 = -0.0311",
    "dL/dw_{22}^2 = dL/dz_2^2*a_2^1 = -0.0285",
)
BARE = tuple(f"{text.partition(' = ')[0]} = {text.rpartition(' = ')[2]}" for text in NAMED)
GRADIENTS = ["dL/dW[2,1,1]", "dL/dW[2,1,2]", "dL/dW[2,2,1]", "dL/dW[2,2,2]"]


def square(more: str = "") -> Problem:
    """The problem, with what else its author says."""
    return parse(SQUARE + more, file="square.yaml")


@pytest.mark.parametrize("backward", [SHOWN, NAMED, BARE], ids=["numbers", "names", "values"])
def test_what_wrong_gradients_are_made_of_tells_their_names(backward: tuple[str, ...]) -> None:
    """The first index is the receiver's, as the factors, their names or their values say; what follows from the missing bias follows."""
    found = claims(square(), *FORWARD, *backward)[-4:]
    assert [claim["quantity"] for claim in found] == GRADIENTS
    assert {claim["verdict"] for claim in found} == {"follows"}


@pytest.mark.parametrize("backward", [SHOWN, NAMED], ids=["numbers", "names"])
def test_it_goes_before_the_order_that_the_course_uses(backward: tuple[str, ...]) -> None:
    """The same names in a course that writes the sender first: the lines still say what they are about."""
    found = claims(square("notation:\n  weight_index: from-to\n"), *FORWARD, *backward)[-4:]
    assert [claim["quantity"] for claim in found] == GRADIENTS


def test_transposed_names_stay_transposed() -> None:
    """Lines whose factors are those of the sender first are read so, though nobody said it."""
    turned = [text.replace("12}", "xx}").replace("21}", "12}").replace("xx}", "21}") for text in SHOWN]
    found = claims(square(), *FORWARD, *turned)[-4:]
    assert [claim["quantity"] for claim in found] == GRADIENTS
