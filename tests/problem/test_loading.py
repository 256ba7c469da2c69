"""Problem files: what they become, and what is said of faulty ones."""

from __future__ import annotations

import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from grader.errors import AuthorError, NotFound
from grader.problem import Part, load, parse

BARE = """\
id: small
network:
  inputs: [0.5, 1/3]
  layers:
    - {weights: [[0.1, -0.2], [1e-1, .4]], biases: 0.25, activation: leaky_relu(0.1)}
    - {weights: [[1, 2]], activation: identity}
  targets: [1]
  loss: squared_error
  update: {rule: sgd, learning_rate: 0.1}
"""


def faults(text: str) -> list[tuple[int, str]]:
    """The lines and messages of all faults."""
    with pytest.raises(AuthorError) as caught:
        parse(text, "mine.yaml")
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_numbers_are_exact() -> None:
    """Decimals, fractions and powers of ten are exactly what is written."""
    trace = parse(BARE).trace
    assert trace.given["a[0,2]"] == Fraction(1, 3)
    assert trace.given["W[1,2,1]"] == Fraction(1, 10)
    assert trace.given["b[1]"] == Fraction(1, 4)


def test_without_parts_all_that_is_usual_is_asked() -> None:
    """z, a, L, dL/dW, dL/db, W' and b' count one point each, and nothing else."""
    (part,) = parse(BARE).parts
    families = {name.partition("[")[0] for name in part.quantities}
    assert families == {"z", "a", "L", "dL/dW", "dL/db", "W'", "b'"}
    assert part.points == len(part.quantities) == 3 + 3 + 1 + 6 + 1 + 6 + 1
    assert not any(name.startswith("a[0") for name in part.quantities)


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        ("z", "z[1,1] z[1,2] z[2,1]"),
        ("L", "L"),
        ("W", "W'[1,1,1] W'[1,1,2] W'[1,2,1] W'[1,2,2] W'[2,1,1] W'[2,1,2]"),
        ("'W[2]'", "W[2,1,1] W[2,1,2]"),
        ("[t, eta]", "t[1] eta"),
        ('["dL/db[1]", "da[2,1]/dW[1,1,1]"]', "dL/db[1] da[2,1]/dW[1,1,1]"),
        ("dL/da", "dL/da[2,1] dL/da[1,1] dL/da[1,2]"),
    ],
)
def test_families_and_wholes_are_spelt_out(find: str, expected: str) -> None:
    """What a part asks becomes scalar quantities."""
    problem = parse(BARE + f"parts:\n  - {{label: 3, find: {find}, points: 3/2}}\n")
    assert problem.parts == (Part("3", tuple(expected.split()), Fraction(3, 2)),)


def test_a_batch_means_its_own_gradient() -> None:
    """With samples, sums and activations are each sample's, the loss and the gradients the batch's."""
    (part,) = load("two-samples").parts[:1]
    assert part.quantities == ("a[1,1]@1", "a[1,1]@2")
    assert load("two-samples").parts[2].quantities == ("dL/dW[1,1,1]", "dL/db[1,1]")


def test_the_mean_of_a_batch() -> None:
    """The loss of a batch of means is the mean, worked out by hand: (0.75^2 + 0.35^2)/2, slopes -1.5 + 1.05, -0.75 + 0.35."""
    trace = load("two-samples").trace
    assert [trace.digits(name) for name in ("L", "dL/dW[1,1,1]", "dL/db[1,1]", "W'[1,1,1]")] == ["0.3425", "-0.45", "-0.4", "0.545"]


def test_one_by_one_sees_the_weights_of_before() -> None:
    """Online, sample 2 is seen by once updated weights, and its unprimed names mean that pass."""
    trace = load("one-by-one").trace
    assert trace.number("z[1,1]@2") == trace.number("z'[1,1]@2") == pytest.approx(trace.number("W'[1,1,1]") + trace.number("W'[1,1,2]"))
    assert trace.number("dL/dW[1,1,1]@2") == trace.number("dL'/dW'[1,1,1]@2") == trace.number("dL'/dW'[1,1,1]")
    assert trace.elements("a'[1]") == (("a'[1,1]",),)
    assert not trace.contains("L''")


def test_momentum_by_hand() -> None:
    """Two steps with momentum: y = 0.5, g = -0.5 x, then v = 0.9 v + g."""
    trace = load("momentum-2-steps").trace
    assert trace.digits("W'[1,1,1]") == "0.456"
    assert trace.digits("a'[1,1]") == "0.8815"
    assert trace.digits("v''[1,1,1]") == "-1.807"
    assert trace.digits("W''[1,1,2]") == "-0.00679"


def test_adam_by_hand() -> None:
    """The first step of Adam is the learning rate, against the gradient's sign."""
    trace = load("adam-one-weight").trace
    assert trace.digits("dL/dW[1,1,1]") == "-7.2"
    assert trace.digits("mhat'[1,1,1]") == "-7.2"
    assert trace.number("W'[1,1,1]") == pytest.approx(0.7, abs=1e-9)


def test_thresholds_are_weights_of_minus_one() -> None:
    """A threshold is subtracted, and its gradient has the other sign."""
    trace = load("xor-thresholds").trace
    assert trace.digits("z[1,1]") == "0.1"
    assert trace.number("dL/db[1,1]") == -trace.number("dL/dz[1,1]")


def test_rows_of_sending_units() -> None:
    """With orientation from-to the rows belong to sending units."""
    trace = load("leaky-relu-3-2-2").trace
    assert trace.given["W[1,2,1]"] == Fraction(-6, 10)
    assert trace.digits("z[1,1]") == "-0.4"
    assert trace.digits("a[1,1]") == "-0.04"


def test_all_faults_at_once() -> None:
    """A file with many faults is told of each, with its line, in the order of the file."""
    text = """\
id: Bad Id
network:
  inputs: [0.5, 0,5x]
  layers:
    - {weights: [[1, 2]], activation: sigmoidal}
  colour: red
  targets: [1]
"""
    found = faults(text)
    assert [line for line, _ in found] == [1, 3, 5, 6]
    assert "small letters" in found[0][1]
    assert "'5x' is no number" in found[1][1]
    assert "sigmoid" in found[2][1]
    assert "not known" in found[3][1]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[[1, 2]]", "[[1, 2, 3]]", 6, "rows as long as the layer below is expected: 2, not 3"),
        ("biases: 0.25", "biases: [0.25]", 5, "2 biases are expected, not 1"),
        ("targets: [1]", "targets: [1, 2]", 7, "1 targets are expected, not 2"),
        ("squared_error", "cubed_error", 8, "is not known"),
        ("squared_error", "cross_entropy", 8, "after softmax"),
        ("[0.1, -0.2]", "[0.1]", 5, "this row has 2 weights, the first has 1"),
        ("identity", "tanh(3)", 6, "tanh has no slope"),
        ("0.5, 1/3", "0.5, 1/0", 3, "is no number"),
        ("learning_rate: 0.1", "learning_rate: 1e99", 9, "out of bounds"),
        ("targets: [1]", "targets: [1]\n  targets: [2]", 8, "a second time"),
        ("  targets: [1]\n", "", 3, "targets are expected"),
        ("rule: sgd", "rule: sgd, freeze: [c]", 9, "no parameter 'c'"),
        ("id: small", "id: [small]", 1, "a text is expected"),
        ("id: small\n", "", 1, "this is missing"),
    ],
)
def test_each_fault_has_its_line(old: str, new: str, line: int, message: str) -> None:
    """A single fault is named at its line."""
    found = faults(BARE.replace(old, new))
    assert any(at == line and message in said for at, said in found), found


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("parts: [{label: a, find: q}]", "there is no quantity 'q'"),
        ("parts: [{label: a, find: 'z[3,1]'}]", "there is no quantity 'z[3,1]'"),
        ("parts: [{find: L, points: 1, method: 2}]", "method is a share"),
        ("parts: []", "at least 1"),
        ("notation: {names: {w: 'W[9,9,9]'}}", "there is no quantity"),
        ("grading: {tolerance: {significant: 3, decimals: 2}}", "exactly one"),
        ("grading: {round: 0}", "greater than 0"),
        ("grading: {follow_through: some}", "'full', 'half' or 'none'"),
        ("graph: {given: {x: 1}, define: {y: x}}", "either network or graph"),
    ],
)
def test_faults_of_the_other_sections(more: str, message: str) -> None:
    """Parts, notation and grading are checked against the problem."""
    found = faults(BARE + more + "\n")
    assert any(line == 10 and message in said for line, said in found) or message == "either network or graph", found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("- 1\n- 2\n", "mapping"),
        ("a: &x 1\nb: *x\n", "aliases"),
        ("a: [1\nb: 2\n", "not valid YAML"),
        ("a: !!python/object:os.system x\nid: x\n", "tag"),
        ("a: " + "[" * 40 + "]" * 40 + "\n", "nested too deeply"),
        ("a: " + "[" * 100_000 + "\n", "nested too deeply"),
        ("x: " + "1" * 1_100_000 + "\n", "larger"),
        ("? [a]\n: 1\n", "key"),
        ("id: 'tab\tx'\n\t- 1\n", "not valid YAML"),
        ("id: \x00\n", "not valid YAML"),
    ],
)
def test_what_is_no_problem_file(text: str, message: str) -> None:
    """Broken, hostile and empty files are told so, and nothing hangs."""
    assert any(message in said for _, said in faults(text)), faults(text)


def test_a_file_and_an_id(tmp_path: Path) -> None:
    """A problem is found by its path and, in the bank, by its id."""
    file = tmp_path / "mine.yaml"
    file.write_text("\ufeff" + BARE, encoding="utf-8")
    assert load(file).id == load(str(file)).id == load(BARE).id == "small"
    assert load("relu-2-3-1").id == "relu-2-3-1"
    for missing in ("no-such-problem", "../problems/relu-2-3-1", "", str(tmp_path / "none.yaml")):
        with pytest.raises(NotFound):
            load(missing)


def test_the_digest_is_that_of_the_source() -> None:
    """Two texts that differ have different digests, the same text the same."""
    assert parse(BARE).digest == parse(BARE).digest != parse(BARE + "\n").digest


def test_a_problem_survives_a_pickle() -> None:
    """A problem can be sent to another process and gives the same values there."""
    problem = load("sigmoid-2-2-2")
    assert problem.trace.number("L") == pickle.loads(pickle.dumps(problem)).trace.number("L")  # noqa: S301  our own bytes


def test_notation_is_kept_as_written() -> None:
    """Names keep their spelling and their minus."""
    text = BARE + 'notation: {weight: theta, layers: {a: 1}, unit_base: 0, names: {"\\\\delta_3": "-dL/dz[2,1]"}}\n'
    problem = parse(text)
    assert problem.declared
    assert problem.notation.weight == "theta"
    assert problem.notation.layers == {"a": 1, "z": 1, "W": 1}
    assert problem.notation.names == {"\\delta_3": "-dL/dz[2,1]"}
    assert not parse(BARE).declared
