"""Hand-made lines and the two sample sheets: what is read from each, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.reading import as_text, read
from grader.reading.tree import Equation, Garbled, Literal, Name, Partial

HERE = Path(__file__).parent
SHEETS = HERE.parent.parent / "submissions"
ROWS = [
    line.split("\t") for line in (HERE / "lines.tsv").read_text(encoding="utf-8").splitlines() if (line and line[0] != "#") or "\t" in line
]


def said(equation: Equation) -> str:
    """An equation in the notation of the table."""
    label = f" [{equation.label}]" if equation.label else ""
    note = f" {{{equation.note}}}" if equation.note else ""
    return as_text(equation) + label + note + (" struck" if equation.struck else "")


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_line(text: str, expected: str) -> None:
    """A line of the table is read exactly as the table says."""
    work = read(text.replace("¶", "\n"))
    found = " ;; ".join(said(equation) for line in work.lines for equation in line.equations) or "-"
    assert found.replace("\n", "¶") == expected


def test_table_is_wide() -> None:
    """The table holds at least four hundred different lines."""
    assert len({row[0] for row in ROWS}) >= 400


@pytest.mark.parametrize(
    ("sheet", "pinned"),
    [("sigmoid-2-2-2/000_e95ce17405b7336a.txt", "sigmoid.tsv"), ("relu-2-3-1/002_1acf8ef0617d31a7.txt", "relu.tsv")],
)
def test_sample_sheet(sheet: str, pinned: str) -> None:
    """Every line of a sample sheet is read as pinned, or unread for the pinned reason."""
    work = read((SHEETS / sheet).read_bytes())
    rows = []
    for line in work.lines:
        rows += [f"{line.number}\t{as_text(equation)}".replace("\n", "¶") for equation in line.equations]
        rows += [] if line.equations else [f"{line.number}\t(goes on from above)"]
    rows += [f"unread {piece.line}\t{piece.reason}" for piece in work.unread]
    rows += [f"heading {number}\t{text}" for number, text in work.headings]
    assert "\n".join(rows) + "\n" == (HERE / pinned).read_text(encoding="utf-8")


def test_sigmoid_sheet_reads_whole() -> None:
    """The first sample sheet has nothing unread, a decimal comma and the eighteen lettered and eight numbered items."""
    work = read((SHEETS / "sigmoid-2-2-2/000_e95ce17405b7336a.txt").read_bytes())
    labels = [line.label for line in work.lines if line.label]
    assert not work.unread
    assert work.decimal == ","
    assert labels == [*"abcdefghijklmnopqr", *"12345678"]


def test_value_with_power_of_ten_is_one_number() -> None:
    """A number with its power of ten is one literal, exact, with the decimals that its digits show."""
    (line,) = read(r"$$5) 0,055 \cdot 0,241 = 4,33 \cdot 10^{-4}$$").lines
    value = line.equations[0].links[-1]
    assert isinstance(value, Literal)
    assert (value.written.decimals, value.written.significant) == (6, 3)
    assert value.written.value * 10**6 == 433


def test_spans_point_at_the_text() -> None:
    """The spans of names and numbers cut their own text out of the sheet."""
    text = "weights:\n\n$$a)\\ \\frac{\\partial L}{\\partial w_{11}} = 0{,}343 \\cdot x_1$$\n"
    work = read(text)
    (equation,) = work.lines[0].equations
    head, body = equation.links
    assert isinstance(head, Partial)
    assert isinstance(head.by, Name)
    assert text[head.by.span.start : head.by.span.end] == "w_{11}"
    assert text[slice(*body.span)] == "0{,}343 \\cdot x_1"
    assert equation.lines == (3, 3)


def test_continuation_keeps_physical_lines() -> None:
    """An equation over several lines stands at its first and knows the line of each link; the others count as read."""
    work = read("z_1 = 0.1 + 0.2\n\n= 0.3\n\n= 0.30\n")
    assert [line.number for line in work.lines] == [1, 3, 5]
    assert work.lines[0].equations[0].lines == (1, 1, 3, 5)
    assert work.lines[1].equations == ()


def test_vector_does_not_go_on_as_a_number() -> None:
    """A bare number below a vector is no further link of the vector's chain."""
    work = read("a = [0.1, 0.2]\n= 0.3\n")
    assert [equation.head for line in work.lines for equation in line.equations] == [True, False]


def test_unread_has_place_and_reason() -> None:
    """What is not read is kept with its line, its exact text and a reason."""
    work = read("x = 1\nz = (0.15*0.05 = 0.0075\n")
    (piece,) = work.unread
    assert (piece.line, piece.text, piece.reason) == (2, "(0.15*0.05", "bracket")
    assert work.text[slice(*piece.span)] == piece.text
    assert isinstance(work.lines[1].equations[0].links[1], Garbled)
