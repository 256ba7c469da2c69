"""The catalogue is complete: every misconception of the formats, each in a file of its own, with its words and its examples."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import grader.mistakes
from grader.mistakes.catalogue import CATALOGUE, by_id
from grader.mistakes.misconception import Example, Misconception

IDS = [
    "bias-omitted", "weights-transposed", "activation-skipped", "wrong-activation", "sigmoid-exponent-sign", "input-for-activation",
    "softmax-unnormalised", "loss-half-omitted", "loss-half-added", "loss-sum-for-mean", "loss-mean-for-sum", "loss-not-squared",
    "loss-partial", "loss-log-base", "loss-sign", "error-sign", "loss-derivative-factor", "sigmoid-derivative-quotient",
    "sigmoid-derivative-at-activation", "sigmoid-derivative-at-z", "sigmoid-derivative-complement-omitted",
    "sigmoid-derivative-squared", "tanh-derivative-not-squared", "derivative-of-another-activation", "relu-derivative-always-one",
    "relu-derivative-passes-z", "activation-derivative-omitted", "upstream-omitted", "path-omitted", "backprop-weights-transposed",
    "backprop-weights-updated", "backprop-weights-omitted", "preactivation-for-activation", "weight-for-activation",
    "wrong-layer-activation", "bias-gradient-times-input", "loss-derivative-of-another-loss", "loss-derivative-absolute",
    "sigmoid-derivative-twice", "wrong-target", "same-operand-twice", "wrong-layer-weights", "input-index-swapped",
    "shared-bias-one-path", "recurrent-path-omitted", "bias-gradient-omitted", "softmax-jacobian-diagonal",
    "softmax-jacobian-preactivation", "adam-bias-correction-omitted", "momentum-omitted", "update-ascent", "learning-rate-omitted",
    "bias-not-updated", "weights-not-updated", "gradient-as-weight",
    "recurrent-state-not-previous", "attention-unscaled", "attention-softmax-axis",
    "variance-sample-for-population", "mean-not-subtracted", "root-omitted", "kernel-flipped", "pooling-mean-for-max",
    "gates-swapped", "gate-complement-swapped", "gate-omitted", "residual-omitted", "weight-decay-omitted", "transpose-omitted",
]  # fmt: skip


def test_every_id_once() -> None:
    """The catalogue holds the ids that reports may name, each once, and finds them."""
    assert sorted(mistake.id for mistake in CATALOGUE) == sorted(IDS)
    assert all(by_id(mistake.id) is mistake for mistake in CATALOGUE)
    assert by_id("arithmetic") is None


def test_a_file_each() -> None:
    """Each misconception stands in the file of its name, and no file holds one that the catalogue lacks."""
    for cause in IDS:
        module = importlib.import_module(f"grader.mistakes.{cause.replace('-', '_')}")
        assert module.MISTAKE is by_id(cause)
    files = {module.name for module in pkgutil.iter_modules(grader.mistakes.__path__)}
    others = {"activations", "catalogue", "chain", "graphs", "losses", "misconception", "pieces", "site"}
    assert files - others == {cause.replace("-", "_") for cause in IDS}


def examples() -> list[tuple[Misconception, Example]]:
    """All examples with their misconception."""
    return [(mistake, example) for mistake in CATALOGUE for example in (*mistake.caught, *mistake.not_caught)]


@pytest.mark.parametrize("mistake", CATALOGUE, ids=lambda mistake: mistake.id)
def test_words_and_examples(mistake: Misconception) -> None:
    """Each has a short title, what is right instead, a sheet that shows it and one that only looks so."""
    assert 0 < len(mistake.title) <= 60
    assert mistake.instead
    assert mistake.caught
    assert mistake.not_caught


@pytest.mark.parametrize(("mistake", "example"), examples())
def test_line_of_the_example(mistake: Misconception, example: Example) -> None:
    """The line that an example speaks of is on its sheet and says something."""
    lines = example.sheet.splitlines()
    assert 1 <= example.line <= len(lines), mistake.id
    assert "=" in lines[example.line - 1]
