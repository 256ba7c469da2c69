"""The report on a class: every number is in it, the plots carry words, and no name of a student becomes markup."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from grader.rendering.class_report import MOST_ROWS, ClassFigures, class_csv, class_html, class_text
from grader.rendering.sentences import LANGUAGES, Sentences

EN = Sentences("en")
ROW = {"student": "<b>Ada & Co</b>", "submission": "s1", "problem": "p", "earned": "5/2", "possible": "4", "state": "graded", "review": "1"}
CLASS = ClassFigures(
    title="week-3",
    sheets=4,
    graded=3,
    earned=Fraction(6),
    pending=Fraction(1, 2),
    possible=Fraction(16),
    review=2,
    median=Fraction(5, 8),
    spread=(1, 0, 0, 0, 0, 0, 1, 0, 0, 1),
    verdicts={"correct": 7, "wrong": 2, "unreadable": 1},
    causes={"sign": (2, 1), "path-omitted": (5, 3)},
    parts={"a": (Fraction(3), Fraction(4)), "<i>": (Fraction(0), Fraction(4)), "unasked": (Fraction(0), Fraction(0))},
    rows=(ROW, ROW | {"state": "not_graded"}),
    seconds=1.25,
)


class Page(HTMLParser):
    """Counts tags and keeps the words."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag."""
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_every_number_in_plots_and_tables(language: str) -> None:
    """Columns with a table behind them, tables with a bar in each row, one of verdicts, one of sheets; nothing from outside."""
    text = class_html(CLASS, Sentences(language))
    page = Page(text)
    assert page.tags.count("svg") == 1 + len(CLASS.causes) + 2
    assert page.tags.count("details") == 1
    assert page.tags.count("table") == 5
    assert "script" not in page.tags
    assert "http" not in text
    assert not [key for key in Sentences(language).keys() if key.startswith(("class-", "state-")) and key in page.words]  # noqa: SIM118 - ours
    for number in ("75 %", "5/2 / 4", "1.2"):
        assert number in page.words


def test_what_students_and_authors_wrote_is_text() -> None:
    """Names and labels are escaped, in tables as in plots."""
    text = class_html(CLASS, EN)
    assert "<b>Ada" not in text
    assert "&lt;b&gt;Ada &amp; Co" in text
    assert "<i>" not in text


def test_each_drawing_is_sound_and_described_or_for_eyes_alone() -> None:
    """SVG that parses by itself; the columns are told in words, a bar stands beside its number."""
    text = class_html(CLASS, EN)
    drawings = [ET.fromstring("<svg" + part.partition("</svg>")[0] + "</svg>") for part in text.split("<svg")[1:]]  # noqa: S314 - our own
    spread, *rows = drawings
    assert (spread.get("role"), "60-70 % 1" in (spread.get("aria-label") or "")) == ("img", True)
    assert [drawing.get("aria-hidden") for drawing in rows] == ["true"] * 4
    assert len(spread.findall("rect[@class='fill']")) == 10


def test_the_text_tells_the_class_in_a_few_lines() -> None:
    """Sheets, mean of those that were graded, median, what waits, the commonest mistakes first."""
    lines = class_text(CLASS, EN).splitlines()
    assert lines[1] == "3 of 4 sheets graded."
    assert lines[2] == "On average 2.00 of 4.00 points"
    assert "62 %" in lines[3]
    assert lines[-2].strip().startswith("5 ×")
    assert len(lines) < 12


def test_the_table_has_every_number() -> None:
    """What is drawn is in the CSV, exactly."""
    rows = {(about, name): number for about, name, number in csv.reader(io.StringIO(class_csv(CLASS, EN)))}
    assert rows["class", "earned"] == "6"
    assert rows["spread", "60-70 %"] == "1"
    assert rows["cause", "path-omitted"] == "5"
    assert rows["part", "Part a"] == "3/4"
    assert ("part", "Part unasked") not in rows


def test_an_empty_class_and_a_huge_one() -> None:
    """No sheet, no plot of causes; of very many sheets the first are listed and the others counted."""
    empty = ClassFigures("none", 0, 0, Fraction(0), Fraction(0), Fraction(0), 0, None, (0,) * 10)
    assert Page(class_html(empty, EN)).tags.count("svg") == 1
    assert class_text(empty, EN).splitlines()[1] == "0 of 0 sheets graded."
    huge = replace(CLASS, sheets=MOST_ROWS + 7, rows=(ROW,) * (MOST_ROWS + 7))
    assert "7 more sheets" in class_html(huge, EN)
