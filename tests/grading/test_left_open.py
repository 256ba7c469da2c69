"""What a problem or a sheet leaves open is read in the student's favour: batches, turned errors, coarse elements of a matrix."""

from __future__ import annotations

import pytest

from grader.problem import Problem, parse
from tests.grading.problems import claims, report

BATCH = """\
id: open
title: Open
statement: Two samples.
network:
  samples: [{{inputs: [1], targets: [0]}}, {{inputs: [3], targets: [0.8]}}]
  layers:
    - {{weights: [[0.5]], biases: [0], activation: identity}}
  loss: half_squared_error{said}
  update: {{rule: sgd, learning_rate: 0.1, steps: 1}}
"""
# (0.5^2 + 0.7^2)/2 = 0.37 in all; slopes 0.5*1 + 0.7*3 = 2.6 and 0.5 + 0.7 = 1.2
SUM = ["L = 0.37", "dL/dw = 2.6", "dL/db = 1.2", "w' = 0.24", "b' = -0.12"]
MEAN = ["L = 0.185", "dL/dw = 1.3", "dL/db = 0.6", "w' = 0.37", "b' = -0.06"]
TANH = """\
id: coarse
title: Coarse
statement: One step.
network:
  inputs: [1.0, 0.1]
  layers:
    - {weights: [[1, -3], [0.2, 1]], activation: tanh}
    - {weights: [[1, -1]], activation: identity}
  targets: [0.5]
  loss: half_squared_error
  update: {rule: sgd, learning_rate: 0.2, steps: 1}
"""


def batch(said: str = "") -> Problem:
    """Two samples, a line through them, one step."""
    return parse(BATCH.format(said=said), file="open.yaml")


@pytest.mark.parametrize(("lines", "told"), [(SUM, []), (MEAN, ["takes the mean"])])
def test_a_batch_that_may_be_either(lines: list[str], told: list[str]) -> None:
    """Where the author does not say which, the sum and the mean of a batch are both right, throughout a sheet."""
    assert {claim["verdict"] for claim in claims(batch(), *lines)} == {"correct"}
    notes = report(batch(), *lines)["notes"]
    assert len(notes) == len(told)
    assert all(words in note for words, note in zip(told, notes, strict=True))


@pytest.mark.parametrize(("said", "right", "wrong"), [("sum", SUM, MEAN), ("mean", MEAN, SUM)])
def test_a_batch_whose_author_says_which(said: str, right: list[str], wrong: list[str]) -> None:
    """Where the author says which, the other is an error."""
    problem = batch(f"\n  batch_loss: {said}")
    assert {claim["verdict"] for claim in claims(problem, *right)} == {"correct"}
    assert {claim["verdict"] for claim in claims(problem, *wrong)} <= {"wrong", "follows"}


def test_a_batch_that_is_neither() -> None:
    """A value that is neither the sum nor the mean is wrong."""
    found = claims(batch(), "L = 0.37", "dL/dw = 2.6", "dL/db = 4.7")
    assert [claim["verdict"] for claim in found] == ["correct", "correct", "wrong"]


def test_the_loss_as_a_function_says_which() -> None:
    """`J(w, b)` and `J(0.5, 0)` are the loss: where it is the mean, a gradient without the mean is the error, not the one with it."""
    lines = ("J(0.5, 0) = 0.185", "J(w, b) = 0.185", "dL/db = (0.5 + 0.7)/2 = 0.6", "dL/dw = 1*0.5 + 3*0.7 = 2.6", "w' = 0.5 - 0.26 = 0.24")
    found = claims(batch(), *lines)
    assert [claim["verdict"] for claim in found] == ["correct", "correct", "correct", "wrong", "follows"]
    assert [claim["quantity"] for claim in found][:2] == ["L", "L"]


def test_a_sum_over_the_samples_is_of_no_single_one() -> None:
    """Where one sample's input is 0, the sum is the other's share: the line that adds them up is of the batch, and the mean is missing."""
    zero = BATCH.replace("inputs: [1]", "inputs: [0]").format(said="\n  batch_loss: mean")
    found = claims(parse(zero, file="zero.yaml"), "dL/dw = 0*0 + 3*0.7 = 2.1", "w' = 0.5 - 0.1*2.1 = 0.29")
    assert [(claim["verdict"], claim["quantity"]) for claim in found] == [("wrong", "dL/dW[1,1,1]"), ("follows", "W'[1,1,1]")]


def test_a_coarse_element_among_others() -> None:
    """1.0 for 0.9966 could be the weight as it was, but the weights beside it have moved."""
    problem = parse(TANH, file="coarse.yaml")
    moved = r"W_1^{new} = \begin{pmatrix} 1.02 & -3.0 \\ 0.17 & 1.0 \end{pmatrix}"
    assert [claim["verdict"] for claim in claims(problem, moved)] == ["correct"] * 4
    stayed = r"W_1^{new} = \begin{pmatrix} 1 & -3 \\ 0.2 & 1 \end{pmatrix}"
    assert [claim["verdict"] for claim in claims(problem, stayed)] != ["correct"] * 4


def test_an_error_worked_out_as_the_derivative_once() -> None:
    """On a sheet whose errors are target minus output, one worked out by the chain rule is the plain derivative, and right as that."""
    problem = parse(TANH.replace("activation: identity", "activation: sigmoid"), file="turned.yaml")
    lines = (
        "h_1 = tanh(0.7) = 0.60437",
        "h_2 = tanh(0.3) = 0.29131",
        "z_o = 0.31306",
        "y_o = 0.57763",
        "dL/dy_o = y_o - t = 0.57763 - 0.5 = 0.07763",
        "dy_o/dz_o = y_o (1 - y_o) = 0.24397",
        "δ_o = dL/dy_o * dy_o/dz_o = 0.07763 * 0.24397 = 0.01894",
        "δ_o = (t - y_o) * y_o (1 - y_o) = -0.07763 * 0.24397 = -0.01894",
        "δ_1 = δ_o * 1 * (1 - h_1^2) = -0.01894 * (1 - 0.60437^2) = -0.01202",
        "δ_2 = δ_o * (-1) * (1 - h_2^2) = 0.01894 * (1 - 0.29131^2) = 0.01733",
        "w_o1' = w_o1 + 0.2 * δ_o * h_1 = 1 - 0.2 * 0.01894 * 0.60437 = 0.99771",
        "w_o2' = w_o2 + 0.2 * δ_o * h_2 = -1 - 0.2 * 0.01894 * 0.29131 = -1.00110",
    )
    found = claims(problem, *lines)
    assert [claim["verdict"] for claim in found] == ["correct"] * len(lines)


def test_a_difference_that_is_called_the_error() -> None:
    """`Error = Target - Output` in a table is the plain difference, under a name that elsewhere is the loss: a person is asked."""
    problem = parse(TANH, file="coarse.yaml")
    found = claims(problem, "Error = 0.5 - 0.283 = 0.217", "| Error | Target - Output | 0.217 |")
    assert "wrong" not in {claim["verdict"] for claim in found}


GRAPH = parse(
    """\
id: step
title: Step
statement: A step by an average of squares.
graph:
  given: {w: 0.7, S_0: 0.4}
  define:
    g: 2 * w
    S_1: 0.9 * S_0 + 0.1 * g^2
    v: w - 0.1 * g / sqrt(S_1)
""",
    file="step.yaml",
)


@pytest.mark.parametrize(
    ("end", "verdict"), [("0.557", "wrong"), ("0.?56", "unreadable"), ("0 0.557", "unreadable"), ("O.55l x 3", "unreadable")]
)
def test_working_whose_result_cannot_be_read(end: str, verdict: str) -> None:
    """Where what a working comes to stands in ink that cannot be read, working alone accuses nobody."""
    (claim, *_) = claims(GRAPH, f"S_1 = 0.9 * 0.4 + 0.1 * 1.5^2 - 0.028 = {end}")
    assert (claim["quantity"], claim["verdict"]) == ("S_1", verdict)


def test_a_number_that_went_astray_under_a_name_that_nobody_knows() -> None:
    """A line that goes on with it is a person's to judge; the same line without it is wrong."""
    step = "v = 0.7 - 0.1 / sqrt(0.49) * 1.4 = 0.5"
    *_, alone = claims(GRAPH, "g = 2 * 0.7 = 1.4", step)
    *_, carried = claims(GRAPH, "g = 2 * 0.7 = 1.4", "Sum_q = 0.9 * 0.4 + 0.1 * 1.4^2 = 0.49", step)
    assert (alone["verdict"], carried["quantity"], carried["verdict"]) == ("wrong", "v", "unreadable")
