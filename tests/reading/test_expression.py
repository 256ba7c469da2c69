"""`read_expression` and `read_name`: single expressions by their value, single names by their parts."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from grader.errors import ReadError
from grader.reading import read_expression, read_name
from grader.reading.tree import Name, Partial

HERE = Path(__file__).parent
TABLES = [(HERE / name).read_text(encoding="utf-8").splitlines() for name in ("expressions.tsv", "published.tsv")]
ROWS = [line.split("\t") for table in TABLES for line in table if "\t" in line]


def given(text: str) -> dict[str, float]:
    """`x=1 y=2` as a mapping."""
    return {name: float(value) for name, _, value in (pair.partition("=") for pair in text.split())}


def number(text: str) -> float:
    """An expected number, or a constant and a function of one."""
    word, _, argument = text.partition(" ")
    return float(getattr(math, word)(float(argument))) if argument else getattr(math, text, None) or float(text)


@pytest.mark.parametrize(("text", "names", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_value(text: str, names: str, expected: str) -> None:
    """The value of an expression is the one in the table; `error` where it is not one expression."""
    if expected == "error":
        with pytest.raises(ReadError):
            read_expression(text)
        return
    value: Any = read_expression(text).evaluate(given(names))
    if expected.startswith("["):
        rows = [[float(item) for item in row.split(",")] for row in expected.strip("[]").split(";")]
        assert value == rows
    else:
        assert value == pytest.approx(number(expected), abs=1e-9)


def test_place_of_an_error() -> None:
    """An error says where the first character stands that does not fit."""
    with pytest.raises(ReadError) as caught:
        read_expression("1 + 2 = 3")
    assert caught.value.place == 6


def test_missing_value() -> None:
    """A name without a value is an error, not zero."""
    with pytest.raises(ReadError):
        read_expression("x + y_2").evaluate({"x": 1})


@pytest.mark.parametrize("text", ["1/0", "\\ln 0", "(-8)^{1/3}", "10^{10^{10}}", "e^{e^{e^{9}}}", "[1,2]+[1,2,3]"])
def test_no_number(text: str) -> None:
    """What has no finite value is an error."""
    with pytest.raises(ReadError):
        read_expression(text).evaluate()


@pytest.mark.parametrize(
    ("text", "base", "tail", "sub", "sup", "accents"),
    [
        ("w5", "w", "5", [], [], ()),
        ("\\theta_{11}^2", "theta", "", ["11"], ["2"], ()),
        ("W^{(2)}_{2,1}", "W", "", ["2,1"], ["2"], ()),
        ("\\hat y_1", "y", "", ["1"], [], ("hat",)),
        ("out_{h_1}", "out", "", ["h_1"], [], ()),
        ("w_5^+", "w", "", ["5"], [], ("new",)),
        ("\\varepsilon", "epsilon", "", [], [], ()),
        ("Y_train", "Y", "", ["train"], [], ()),
        ("\\ell", "ell", "", [], [], ()),
        ("l", "l", "", [], [], ()),
        ("ℓ", "ell", "", [], [], ()),
    ],
)
def test_name(text: str, base: str, tail: str, sub: list[str], sup: list[str], accents: tuple[str, ...]) -> None:
    """A name comes apart into its base, digits, indices and accents."""
    name = read_name(text)
    assert isinstance(name, Name)
    assert (name.base, name.tail, [index.text for index in name.sub], [index.text for index in name.sup], name.accents) == (
        base, tail, sub, sup, accents,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["dL/dw_5", "\\frac{\\partial L}{\\partial w_5}", "∂L/∂w_5", "\\nabla_{w_5} L"])
def test_derivative_as_a_name(text: str) -> None:
    """A derivative may be a course's own name for something."""
    partial = read_name(text)
    assert isinstance(partial, Partial)
    assert isinstance(partial.of, Name)
    assert isinstance(partial.by, Name)
    assert (partial.of.base, partial.by.base) == ("L", "w")


@pytest.mark.parametrize("text", ["", "1", "a + b", "a = b", "x y z", "(", "\\frac{1}{2}"])
def test_no_name(text: str) -> None:
    """Anything else is no name."""
    assert read_name(text) is None
