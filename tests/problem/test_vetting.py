"""Vetting: what an author is told about numbers that hide what students do."""

from __future__ import annotations

import pytest

from grader.problem import load, parse
from grader.problem.vetting import Doubt, told_apart, vet

NETWORK = """\
id: vetted
network:
  inputs: {inputs}
  layers:
    - {{weights: {weights}, biases: {biases}, activation: {activation}}}
  targets: [{target}]
  loss: half_squared_error
parts: [{{find: {find}}}]
"""


def doubts(
    find: str, *, inputs: str = "[2, -0.6]", weights: str = "[[0.5, -0.25]]", biases: str = "[0.1]", activation: str = "sigmoid"
) -> list[Doubt]:
    """The doubts about one unit of which `find` is asked."""
    return list(vet(parse(NETWORK.format(inputs=inputs, weights=weights, biases=biases, activation=activation, target=1, find=find))))


def of_kind(found: list[Doubt], kind: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The quantities and causes of the doubts of one kind."""
    return [(doubt.quantities, doubt.causes) for doubt in found if doubt.kind == kind]


def test_a_kink_is_told() -> None:
    """A ReLU exactly at 0 is told, one beside it is not."""
    assert of_kind(doubts("z", biases="[-1.15]", activation="relu"), "kink") == [(("z[1,1]",), ())]
    assert not of_kind(doubts("z", activation="relu"), "kink")


def test_saturation_is_told() -> None:
    """A sigmoid of 20 hardly moves."""
    assert of_kind(doubts("z", biases="[20]"), "saturated") == [(("z[1,1]",), ())]
    assert not of_kind(doubts("z"), "saturated")


def test_an_input_of_one_hides_a_factor() -> None:
    """Where the first input is 1, delta times the input is the bias gradient: nobody notices the mistake."""
    assert ((("dL/db[1,1]",), ("bias-gradient-times-input",))) in of_kind(doubts("dL/db", inputs="[1, -0.6]"), "unseen")
    assert not of_kind(doubts("dL/db"), "unseen")


def test_a_bias_of_zero_hides_its_omission() -> None:
    """A bias of 0 cannot be forgotten visibly."""
    assert of_kind(doubts("z", biases="[0]"), "unseen") == [(("z[1,1]",), ("bias-omitted",))]


@pytest.mark.parametrize(("rate", "told"), [("0.5", True), ("0.3", False)])
def test_an_indistinguishable_pair_is_told(rate: str, *, told: bool) -> None:
    """With a learning rate of 1/2, leaving it out and a factor 2 in the loss's derivative move the weights alike."""
    text = NETWORK.format(inputs="[1.7, -0.6]", weights="[[0.5, -0.25]]", biases="[0.1]", activation="sigmoid", target=1, find="W")
    text = text.replace("parts:", f"  update: {{learning_rate: {rate}}}\nparts:")
    pairs = [causes for _, causes in of_kind(list(vet(parse(text))), "alike")]
    assert (("learning-rate-omitted", "loss-derivative-factor") in pairs) is told


def test_vanishing_values_are_told() -> None:
    """A gradient below the decimals that are asked for prints as 0."""
    text = NETWORK.format(inputs="[0.001, 1]", weights="[[0.5, -0.25]]", biases="[0.1]", activation="sigmoid", target=1, find="dL/dW")
    found = vet(parse(text + "grading: {tolerance: {decimals: 2}}\n"))
    assert [doubt.quantities for doubt in found if doubt.kind == "too-small"] == [("dL/dW[1,1,1]",)]


@pytest.mark.parametrize("name", ["sigmoid-2-2-2", "leaky-relu-3-2-2", "graph-quotient", "logistic-regression", "rnn-two-steps"])
def test_well_separated_problems(name: str) -> None:
    """Problems whose numbers were chosen with care raise no doubt."""
    assert vet(load(name)) == ()


def test_each_doubt_has_a_sentence() -> None:
    """Every doubt about the ReLU problem says what it is about."""
    for doubt in vet(load("relu-2-3-1")):
        assert doubt.quantities[0] in doubt.message
        assert all(cause in doubt.message for cause in doubt.causes)


def test_what_can_be_told_apart_is_a_table() -> None:
    """Every mistake that can show has its row; those that print alike name one another, and the doubts say the same."""
    problem = parse(NETWORK.format(inputs="[2, 2]", weights="[[0.5, 0.5]]", biases="[0]", activation="sigmoid", target=1, find="dL/dW"))
    rows = {row.cause: row for row in told_apart(problem)}
    found = vet(problem)
    assert {tuple(sorted((row.cause, other))) for row in rows.values() for other in row.alike} == {
        tuple(sorted(doubt.causes)) for doubt in found if doubt.kind == "alike"
    }
    assert {row.cause for row in rows.values() if row.unseen} == {doubt.causes[0] for doubt in found if doubt.kind == "unseen"}
    assert any(row.unseen or row.alike for row in rows.values())
    clear = told_apart(load("sigmoid-2-2-2"))
    assert len(clear) > 20
    assert all(row.apart and row.quantities for row in clear)
