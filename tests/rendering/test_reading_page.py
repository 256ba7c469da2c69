"""The page that shows how a sheet was read: sound MathML, unread ink marked, nothing of the student's taken as markup."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.reading import read
from grader.rendering.mathml import equation
from grader.rendering.reading_page import reading_page
from grader.rendering.sentences import Sentences

ROOT = Path(__file__).parent.parent.parent
LINES = ROOT / "tests" / "reading" / "lines.tsv"
SHEETS = sorted((ROOT / "submissions").glob("*/00*.txt"))


def typeset(text: str) -> str:
    """The first equation of a text as MathML, tags only where they carry meaning."""
    return equation(read(text).lines[0].equations[0])


def test_every_line_is_sound_mathml() -> None:
    """Each equation of the reader's table is one well-formed element, with rows only where several things are one."""
    texts = [row.split("\t")[0].replace("¶", "\n") for row in LINES.read_text("utf-8").splitlines() if "\t" in row]
    elements = [ET.fromstring(equation(found)) for text in texts for line in read(text).lines for found in line.equations]  # noqa: S314
    assert len(elements) > 900
    assert {element.tag for element in elements} == {"math"}
    assert all(len(row) != 1 for element in elements for row in element.iter("mrow"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("z_1 = 0,5", "<mn>0,5</mn>"),
        ("\\theta_{11}^2 = 0.4", "<msubsup><mi>θ</mi>"),
        ("a = \\frac{1}{1+e^{-0.5}}", "<mfrac>"),
        ("\\frac{\\partial L}{\\partial w} = 1", "<mfrac><mrow><mo>∂</mo>"),
        ("y = \\sqrt{2}", "<msqrt>"),
        ("W = [1, 2; 3, 4]", "<mtable><mtr>"),
        ("z = -(0.5 - 0.3)", "<mo>(</mo>"),
    ],
)
def test_typesetting(text: str, part: str) -> None:
    """Fractions, indices, roots and matrices are set as such, numbers as they were written."""
    assert part in typeset(text)


def test_unread_ink_is_marked_and_escaped() -> None:
    """What was not read is marked in its line with a reason; tags in a sheet are text."""
    page = reading_page(read("z_1 = (0.5 <script>alert(1)</script> = 0.5\n"), Sentences("en"), "<b>sheet</b>")
    assert "<script>" not in page
    assert "<b>sheet" not in page
    assert "<mark>" in page
    assert "unreadable" in page


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.stem for sheet in SHEETS])
def test_sample_sheets(sheet: Path) -> None:
    """A whole sheet gives one self-contained page with each line that was read, and no address to load from."""
    work = read(sheet.read_bytes())
    page = reading_page(work, Sentences("en"), sheet.stem)
    assert page.count('<li class="line">') == len({line.number for line in work.lines} | {piece.line for piece in work.unread})
    assert not re.search(r"(?:src|href)=", page)
