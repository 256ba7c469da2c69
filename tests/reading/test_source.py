"""Bytes, line ends, notebooks: the same sheet in any wrapping is read the same."""

from __future__ import annotations

import json

import pytest

from grader.reading import as_text, read

SHEET = "Übung 3\n\nz₁ = 0,15·0,05 = 0,0075\nδ₁ = −0,5\n"
PLAIN = "Größe: z_1 = 0,15*0,05 = 0,0075\ndelta_1 = -0,5\n"


def readings(sheet: str | bytes) -> list[str]:
    """What is read, line by line."""
    return [as_text(equation) for line in read(sheet).lines for equation in line.equations]


EXPECTED = ["z_1 = 0.15*0.05 = 0.0075", "delta_1 = -0.5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    """Unicode in any of its encodings, with and without a byte order mark."""
    assert readings(SHEET.encode(encoding)) == EXPECTED


def test_latin_1() -> None:
    """Latin-1 with letters that are no UTF-8."""
    assert readings(PLAIN.encode("latin-1")) == EXPECTED


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Line ends of other systems; line numbers stay those of the sheet."""
    work = read(SHEET.replace("\n", end).encode())
    assert [line.number for line in work.lines] == [3, 4]
    assert readings(SHEET.replace("\n", end)) == EXPECTED


def test_notebook() -> None:
    """A notebook's Markdown and raw cells are the sheet, its code and its outputs are not."""
    cells = [
        {"cell_type": "markdown", "source": ["# Forward\n", "$z_1 = 0.38$\n"]},
        {"cell_type": "code", "source": ["z_2 = 0.39"], "outputs": [{"text": "a = 1"}]},
        {"cell_type": "markdown", "source": "$a_1 = 0.59$\r\nL = 0.3"},
        {"cell_type": "raw", "source": "a_2 = 0.6"},
    ]
    notebook = json.dumps({"cells": cells, "nbformat": 4})
    assert readings(notebook) == ["z_1 = 0.38", "a_1 = 0.59", "L = 0.3", "a_2 = 0.6"]
    assert readings(f"\ufeff{notebook}".encode("utf-16")) == readings(notebook)
    assert "\r" not in read(notebook).text


def test_halves_of_characters_in_a_notebook() -> None:
    """JSON can spell what no text may hold: it is replaced, and the rest is read."""
    work = read('{"cells": [{"cell_type": "raw", "source": "z_1 = 0.38 \\ud800"}]}')
    assert work.text == "z_1 = 0.38 ?"


@pytest.mark.parametrize("text", ['{"cells": 3}', '{"cells": [{"cell_type": "markdown"}', '{"cells": ' + "[" * 50_000])
def test_broken_notebook(text: str) -> None:
    """What only looks like a notebook is read as the text that it is."""
    assert read(text).text == text


def test_decimal_mark_of_the_whole_sheet() -> None:
    """One sheet has one decimal mark; single slips of the other are numbers all the same."""
    work = read("z = 0,3825\na = 0,594\nL = 0.306\n")
    assert work.decimal == ","
    assert readings("z = 0,3825\na = 0,594\nL = 0.306\n")[2] == "L = 0.306"


@pytest.mark.parametrize(
    ("sheet", "last"),
    [
        ("a = 0,5\nz = 1,136", "z = 1.136"),
        ("a = 0.5\nz = 1,136", "z = 1.136"),
        ("n = 12,345.5\na = 0.5\nz = 1,136", "z = 1136"),
        ("a = 0.5\nx = [1,136]", "x = [1, 136]"),
        ("a = 0,5\nx = [1,136; 2]", "x = [1.136; 2]"),
    ],
)
def test_three_digits_behind_a_comma(sheet: str, last: str) -> None:
    """`1,136` is what the rest of the sheet makes of it."""
    assert readings(sheet)[-1] == last
