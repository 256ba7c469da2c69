"""The catalogue: complete in every language, and never at a loss for a sentence."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.report import Finding
from grader.rendering.sentences import LANGUAGES, Sentences

SLIPS = "arithmetic substitution sign copy decimal-point rounding label misread formula unexplained"
MISCONCEPTIONS = """
bias-omitted weights-transposed activation-skipped wrong-activation sigmoid-exponent-sign input-for-activation softmax-unnormalised
loss-half-omitted loss-half-added loss-sum-for-mean loss-mean-for-sum loss-not-squared loss-partial loss-log-base loss-sign error-sign
loss-derivative-factor sigmoid-derivative-quotient sigmoid-derivative-at-activation sigmoid-derivative-at-z
sigmoid-derivative-complement-omitted sigmoid-derivative-squared tanh-derivative-not-squared derivative-of-another-activation
relu-derivative-always-one relu-derivative-passes-z activation-derivative-omitted upstream-omitted path-omitted
backprop-weights-transposed backprop-weights-updated backprop-weights-omitted preactivation-for-activation weight-for-activation
wrong-layer-activation bias-gradient-times-input loss-derivative-of-another-loss loss-derivative-absolute sigmoid-derivative-twice
wrong-target same-operand-twice wrong-layer-weights input-index-swapped shared-bias-one-path recurrent-path-omitted bias-gradient-omitted
softmax-jacobian-diagonal softmax-jacobian-preactivation adam-bias-correction-omitted momentum-omitted update-ascent
learning-rate-omitted bias-not-updated weights-not-updated gradient-as-weight
recurrent-state-not-previous attention-unscaled attention-softmax-axis variance-sample-for-population mean-not-subtracted
root-omitted kernel-flipped pooling-mean-for-max gates-swapped gate-complement-swapped
gate-omitted residual-omitted weight-decay-omitted transpose-omitted
"""
CAUSES = (SLIPS + MISCONCEPTIONS).split()
KEYS = """
correct correct-rounding correct-coarse correct-formula correct-given correct-helper follows repeats unreadable-ink unreadable-name
unreadable-either unchecked-general unchecked-definition unchecked-helper
remark-arithmetic remark-substitution remark-formula remark-label remark-truncation remark-coarse remark-corrected remark-superseded
remark-duplicate remark-sign-convention remark-kink
review-misread review-unreadable review-other-problem review-undecidable review-trivial review-contradiction review-not-graded
note-batch-mean note-batch-sum note-empty note-other-problem note-kink note-convention
"""
FINDINGS = KEYS.split()
FACTS = {
    "quantity": "da[2,1]/dz[2,1]", "name": "a'", "written": "0.124", "expected": "0.183985234561", "expected_here": "0.183951",
    "shown": "0,45", "shown_quantity": "W[2,2,1]", "belongs": "0.55", "belongs_quantity": "W[2,2,2]", "computed": "9900.0001",
    "line": "47", "lines": "17, 20, 31", "reason": "too long", "instead": "a(1-a)", "done": "a/(1-a)^2", "count": "3", "roots": (17,),
}  # fmt: skip
SENTENCES = {language: Sentences(language) for language in LANGUAGES}
IN_ENGLISH = SENTENCES["en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [*FINDINGS, *(f"wrong-{cause}" for cause in CAUSES)])
def test_each_finding_has_sentences_with_and_without_facts(language: str, key: str) -> None:
    """Each key is one sentence in each language, whatever is known; nothing is left unfilled."""
    say = SENTENCES[language]
    assert key in say.keys()  # noqa: SIM118 - keys() is ours, not a mapping's
    for facts in ({}, FACTS):
        sentence = say.speak(Finding(key, facts))
        assert sentence.endswith((".", "?"))
        assert not re.search(r"[{}]|\bNone\b", sentence)


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_has_a_title_and_a_plain_sentence(cause: str) -> None:
    """A cause has a title in each language, and the languages differ."""
    titles = {say.title(cause) for say in SENTENCES.values()}
    assert len(titles) == len(LANGUAGES)


def test_the_catalogues_have_the_same_messages_attributes_and_facts() -> None:
    """Each language fills each pattern of each message from the same facts."""
    shapes = [_shape(language) for language in LANGUAGES]
    assert all(shape == shapes[0] for shape in shapes)


def _shape(language: str) -> dict[str, dict[str, set[str]]]:
    """The facts of each pattern of each message, those of the pieces that it uses included."""
    from importlib.resources import files

    shape: dict[str, dict[str, set[str]]] = {}
    key = pattern = ""
    for line in (files("grader.rendering.sentences") / f"{language}.ftl").read_text("utf-8").splitlines():
        if begins := re.match(r"([a-zA-Z][\w-]*) =", line):
            key, pattern = begins[1], "value"
        elif attribute := re.match(r"    \.(\w+) =", line):
            pattern = attribute[1]
        if key and not line.startswith("#"):
            facts = shape.setdefault(key, {}).setdefault(pattern, set())
            for used in re.findall(r"\{ (\$?[\w-]+)", line):
                facts |= {used} if used.startswith("$") else shape[used]["value"]
    return shape


@pytest.mark.parametrize(
    ("key", "facts", "sentence"),
    [
        (
            "wrong-sigmoid-derivative-quotient",
            {"written": "0.124", "expected": "0.183985234561", "expected_here": "0.183951"},
            "The derivative of the sigmoid is a(1-a), not a/(1-a)^2; with your numbers that gives 0,184.",
        ),
        (
            "wrong-sigmoid-derivative-quotient",
            {"written": "0.124", "expected": "0.183985234561"},
            "The derivative of the sigmoid is a(1-a), not a/(1-a)^2; that gives 0,184.",
        ),
        (
            "wrong-substitution",
            {"shown": "0,45", "belongs": "0.55", "belongs_quantity": "W[2,2,2]"},
            "0,45 stands where W[2,2,2] = 0,55 belongs.",
        ),
        (
            "wrong-misread",
            {"shown": "0,41", "belongs": "0.241", "lines": "95, 97"},
            "You show 0,41, but lines 95 and 97 use 0,241: this looks like a slip of the pen or of the reading.",
        ),
        (
            "wrong-misread",
            {"shown": "0,41", "belongs": "0.241", "lines": "95"},
            "You show 0,41, but line 95 uses 0,241: this looks like a slip of the pen or of the reading.",
        ),
        (
            "follows",
            {"roots": (17,), "written": "0.757", "expected": "0.76771", "expected_here": "0.7571"},
            "Worked out rightly from what stands in line 17; otherwise it would be 0,768.",
        ),
        (
            "wrong-misread",
            {"written": "0,41", "belongs": "0.24073", "lines": "95, 97"},
            "You show 0,41, but lines 95 and 97 use 0,241: this looks like a slip of the pen or of the reading.",
        ),
        (
            "remark-arithmetic",
            {"computed": "0.0252448", "belongs": "0.746932", "belongs_quantity": "dL/da[2,1]", "shown": "0,343"},
            "0,343 stands where dL/da[2,1] = 0,747 belongs; what you wrote here works out to 0,02524.",
        ),
        (
            "wrong-unexplained",
            {"written": "1,10 \\cdot 10^{-3}", "expected": "0.000895169"},
            "This should be 0,000895, not 1,10·10^-3; what is written does not show where the difference comes from.",
        ),
        ("follows", {"roots": (17,), "written": "0.757", "expected": "0.7570001"}, "Worked out rightly from what stands in line 17."),
    ],
)
def test_sentences_are_filled_with_the_students_numbers(key: str, facts: dict[str, object], sentence: str) -> None:
    """The sentence names the numbers, rounded as the student's and with the student's decimal mark."""
    assert IN_ENGLISH.marked(",").speak(Finding(key, facts)) == sentence


def test_the_right_value_never_looks_like_the_wrong_one() -> None:
    """Where the difference is beyond the written digits, more digits are shown."""
    assert "0.1241" in IN_ENGLISH.speak(Finding("wrong-unexplained", {"written": "0.124", "expected": "0.12412"}))


@given(st.text(max_size=20), st.dictionaries(st.sampled_from(sorted(FACTS)), st.text(max_size=12) | st.none(), max_size=6))
def test_no_key_and_no_facts_can_make_it_fail(key: str, facts: dict[str, str | None]) -> None:
    """Unknown keys and odd facts give a sentence too."""
    assert isinstance(IN_ENGLISH.speak(Finding(key, facts)), str)
    assert isinstance(IN_ENGLISH.speak(Finding("wrong-substitution", facts)), str)


def test_an_unknown_language_speaks_english_and_a_pickle_keeps_the_language() -> None:
    """Sentences travel to other processes by their language."""
    assert Sentences("xx").speak(Finding("correct")) == "Right."
    assert pickle.loads(pickle.dumps(Sentences("de"))).speak(Finding("correct")) == "Richtig."  # noqa: S301 - our own bytes
