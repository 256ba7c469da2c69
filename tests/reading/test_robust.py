"""Hostile and damaged texts: reading never raises, never hangs, and says the same twice."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reading import as_text, read, read_name
from grader.reading.tree import Equation, Garbled, General, Work

HERE = Path(__file__).parent
LINES = [line.split("\t")[0].replace("¶", "\n") for line in (HERE / "lines.tsv").read_text(encoding="utf-8").splitlines() if "\t" in line]
HOSTILE = {
    "tower": "x = 9^{9^{9}}",
    "brackets": "z = " + "(" * 10_000,
    "closed brackets": "z = " + "(" * 10_000 + "1" + ")" * 10_000,
    "minus signs": "z = " + "-" * 5_000 + "1",
    "digits": "z = " + "1" * 1_000_000,
    "braces": "a^{" * 2_000,
    "subscripts": "z = " + "a_{" * 2_000,
    "fractions": "\\frac{" * 3_000,
    "squares": "[1 2 " * 3_000,
    "bars": "z = " + "|a" * 3_000,
    "names in a row": "z = 1; " + "a," * 5_000,
    "words": "ab cd " * 5_000 + "= 1",
    "accents": "\\hat" * 3_000,
    "matrices": "\\begin{bmatrix}\n" * 2_000,
    "continuations": "z = 1" + "\n= 1" * 3_000,
    "bold": "**a " * 3_000,
    "dollars": "$" * 20_000,
    "exponents": "z = 1e" + "9" * 500,
    "functions": "sin " * 3_000,
    "roots": "z = " + "√" * 4_000 + "2",
    "roots of nothing": "z = " + "\\sqrt" * 4_000 + "2",
    "bare fractions": "z = " + "\\frac" * 4_000 + "2",
    "table": "| a | 1 |\n" * 2_000,
    "blanks behind a mark": "a^{*" + " " * 2_000 + "x",
    "blanks in rows": "[[1]" + " " * 2_000 + "x",
    "rows apart": "[" + "[1]  " * 2_000,
    "a bracket at the end": "z = 0.5 (",
    "a display without end": "$$\n" + "z = 0.5 + 0.25\n" * 40 + "=\n" * 2,
}
ALPHABET = "".join(sorted({char for line in LINES for char in line}))


def check(work: Work) -> None:
    """The promises that hold of any reading."""
    for line in work.lines:
        for equation in line.equations:
            assert len(equation.links) == len(equation.lines) == len(equation.relations) + 1
            assert 0 <= equation.span.start <= equation.span.end <= len(work.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """A text made to exhaust the reader is read in a moment."""
    begin = time.process_time()
    check(read(HOSTILE[name]))
    assert time.process_time() - begin < 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text(text: str) -> None:
    """Any text of the signs that sheets use is read, and read the same twice."""
    work = read(text)
    check(work)
    assert read(text) == work


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=3), st.data())
def test_damaged_lines(lines: list[str], data: st.DataObject) -> None:
    """Lines with a piece cut out, doubled or overwritten are read without fail."""
    text = "\n".join(lines)
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 10)))
    middle = data.draw(st.one_of(st.just(""), st.just(text[begin:end] * 2), st.text(alphabet=ALPHABET, max_size=4)))
    check(read(text[:begin] + middle + text[end:]))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are read."""
    check(read(data))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_name(text: str) -> None:
    """Any text is a name or none, without an exception."""
    read_name(text)


def test_lines_left_whole_keep_their_reading() -> None:
    """Garbage on a line of its own does not change how the lines round it are read."""
    text = "z_1 = 0,15 \\cdot 0,05 = 0,0075\n\n%%%\n\na_1 = 0,594"
    damaged = text.replace("%%%", "\\frac{((]] ~~ }{ 12..3")
    whole = [said for said in readings(text) if "0.0075" in said or "0.594" in said]
    assert whole == [said for said in readings(damaged) if "0.0075" in said or "0.594" in said]
    assert len(whole) == 2


def readings(text: str) -> list[str]:
    """What is read, line by line."""
    return [as_text(equation) for line in read(text).lines for equation in line.equations]


def test_cost_is_linear() -> None:
    """Eight times the text takes about eight times as long, not sixty-four times."""
    sheet = "\n".join(LINES[:200]) + "\n"
    read(sheet)
    costs: dict[int, float] = {}
    for times in (1, 8, 1, 8, 1, 8):
        begin = time.process_time()
        read(sheet * times)
        costs[times] = min(costs.get(times, math.inf), time.process_time() - begin)
    assert costs[8] < 30 * costs[1]


def test_a_damaged_row_of_a_table_is_a_whole_chain() -> None:
    """Each link but the first has its relation, also where one cell of a row holds several pieces."""
    row = "| $z_2$ | $W_2 a_1 + b_2$ | $1 $1 $1.2 \\cdot 0.5 + 0.05 = 0.65$ |"
    check(read(f"| Name | Formel | Wert |\n|---|---|---|\n{row}\n| $y$ | $z_2$ | $0.65$ |"))


def test_too_large_is_refused() -> None:
    """A text of five million characters is refused with a reason, not read."""
    work = read("a" * 5_000_000)
    assert [piece.reason for piece in work.unread] == ["too-large"]
    assert work.lines == ()


def _is_plain(tree: object) -> bool:
    """Whether nothing in a tree is garbled or general."""
    if isinstance(tree, Garbled | General):
        return False
    return not isinstance(tree, tuple) or all(_is_plain(part) for part in tree)


def test_said_again() -> None:
    """What `as_text` says is read as the same thing again, for every line of the table (exact fractions and comparisons apart)."""
    equations: list[Equation] = [e for text in LINES for line in read(text).lines for e in line.equations]
    plain = [as_text(e) for e in equations if _is_plain(e.links) and not {"|", "?"} & set(e.relations)]
    plain = [said for said in plain if set("=~:*-") & set(said) and "->" not in said]  # without them dollar signs told it from prose
    sayings = [said for said in plain if not any(part in said for part in ("(1/2)", "(5/2)", "(1/3)", "(3/22)"))]
    assert len(sayings) > 500
    different = [(said, again) for said in sayings if (again := readings(said)) != [said]]
    assert different == []
