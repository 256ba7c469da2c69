"""Names taken apart into base, superscripts and indices."""

from __future__ import annotations

import pytest

from grader.grading.tokens import GENERATION, Tokens, spelt, tokens, unit, without_d
from grader.reading import read_name
from grader.reading.tree import Name, Unary


def taken_apart(written: str) -> Tokens:
    """The pieces of a written name."""
    tree = read_name(written)
    while isinstance(tree, Unary):
        tree = tree.operand
    assert isinstance(tree, Name)
    return tokens(tree)


@pytest.mark.parametrize(
    ("written", "base", "sup", "sub"),
    [
        ("a_1", "a", (), ("1",)),
        ("a1", "a", (), ("1",)),
        ("a₁", "a", (), ("1",)),
        ("W_{21}", "W", (), ("21",)),
        ("w_{2,1}", "w", (), ("2", "1")),
        (r"\theta_{11}^2", "theta", ("2",), ("11",)),
        ("W^{(1)}_{2,1}", "W", ("1",), ("2", "1")),
        ("W[2,1,1]", "W", (), ("2", "1", "1")),
        ("out_{h1}", "out", (), ("h1",)),
        ("net_{o_2}", "net", (), ("o2",)),
        (r"w_{h_1 o_2}", "w", (), ("h1", "o2")),
        ("E_{total}", "Etotal", (), ()),
        ("y_{true}", "ytrue", (), ()),
        (r"\hat{y}_1", "yhat", (), ("1",)),
        ("a^{[2]}", "a", ("2",), ()),
    ],
)
def test_pieces(written: str, base: str, sup: tuple[str, ...], sub: tuple[str, ...]) -> None:
    """Each way of writing indices yields the same pieces in the order written."""
    found = taken_apart(written)
    assert (found.base, found.sup, found.sub) == (base, sup, sub)


@pytest.mark.parametrize(("written", "updates"), [("w_1", 0), ("w_1'", 1), ("w_1''", 2), ("w_1^{new}", 1), ("w_1^+", 1)])
def test_updates_are_counted(written: str, updates: int) -> None:
    """Primes and words for what is new count the updates."""
    assert taken_apart(written).new == updates


def test_a_change_is_marked() -> None:
    """A Delta before a name says that it is the change of it."""
    assert taken_apart(r"\Delta w_{1}").change
    assert not taken_apart("w_1").change


def test_names_indexed_alike_share_a_signature() -> None:
    """Names that differ in their numbers alone are one group; another count or kind of indices is another."""
    alike = {taken_apart(name).signature for name in ("w_{1}", "w_{2}", "w_{8}")}
    others = {taken_apart(name).signature for name in ("w_{12}", "w_{h1}", "w_{1,2}", "w^{1}_{2}", "v_1", r"\Delta w_1")}
    assert len(alike) == 1
    assert len(others) == 6
    assert not alike & others


@pytest.mark.parametrize(("written", "letter", "number"), [("h1", "h", 1), ("o12", "o", 12), ("h_2", "h", 2)])
def test_a_unit_has_a_letter_and_a_number(written: str, letter: str, number: int) -> None:
    """`h1` is the first unit that the letter names."""
    assert unit(written) == (letter, number)


@pytest.mark.parametrize("written", ["h", "1", "hidden layer", ""])
def test_what_is_no_unit(written: str) -> None:
    """A letter without a number, or a number alone, names no unit."""
    assert unit(written) is None


@pytest.mark.parametrize(("written", "plain"), [("dW_2", "W"), ("db", "b"), ("dz_1", "z")])
def test_a_gradient_by_its_d(written: str, plain: str) -> None:
    """A d run together with a letter of the field is a derivative of the loss."""
    found = without_d(taken_apart(written))
    assert found is not None
    assert found.base == plain


def test_a_plain_name_has_no_d() -> None:
    """Names without a d before a letter stay what they are."""
    assert without_d(taken_apart("w_2")) is None


def test_names_written_alike_are_one_object_while_a_sheet_is_graded() -> None:
    """However many other names are seen meanwhile, a generation's worth: a name is found again as the object it was."""
    before = taken_apart("w_{77,3}"), without_d(taken_apart("dw_{77,3}"))
    for number in range(GENERATION + 10):
        spelt("w", (), (str(number), "generation"))
    assert taken_apart("w_{77,3}") is before[0]
    assert without_d(taken_apart("dw_{77,3}")) is before[0]
    assert before[1] is before[0]
