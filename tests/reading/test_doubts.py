"""Second readings are offered, never applied."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.reading import read
from grader.reading.doubts import twins
from grader.reading.numbers import written
from grader.reading.tree import Garbled, Literal


@pytest.mark.parametrize(
    ("ink", "readings"),
    [
        ("0.l5", ["3/20", "3/4"]), ("O,594", ["297/500"]), ("0.3B", ["19/50"]), ("-0,S3", ["-53/100"]), ("0.abc", []), ("1O", ["10"]),
    ],
)  # fmt: skip
def test_garbled_number(ink: str, readings: list[str]) -> None:
    """A number with letters for digits stays garbled and offers the numbers that it may be."""
    (equation,) = read(f"a_1 = {ink}").lines[0].equations
    link = equation.links[-1]
    assert isinstance(link, Garbled)
    assert [number.value for number in link.doubts] == [Fraction(reading) for reading in readings]


@pytest.mark.parametrize(("ink", "value", "doubt"), [("0594", 594, "297/500"), ("1,136", "142/125", "1136"), ("0,594", "297/500", None)])
def test_doubtful_marks(ink: str, value: int | str, doubt: str | None) -> None:
    """A number is read as it stands; what its marks may also say is kept beside it."""
    (equation,) = read(f"a_1 = {ink}").lines[0].equations
    link = equation.links[-1]
    assert isinstance(link, Literal)
    assert link.written.value == Fraction(value)
    assert [number.value for number in link.doubts] == ([Fraction(doubt)] if doubt else [])


def test_twins() -> None:
    """A digit that looks like another gives one reading each."""
    shown = written("0.17")
    assert shown is not None
    assert [number.text for number in twins(shown)] == ["6.17", "0.77", "0.11"]
