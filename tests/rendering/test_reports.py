"""The renderings of a report: all say the same, none can be broken by what a student wrote."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from grader.grading.report import Claim, Finding, LineReport, Report
from grader.rendering.html import html
from grader.rendering.markdown import code, markdown
from grader.rendering.records import csv_text, json_line, json_text
from grader.rendering.sentences import Sentences
from grader.rendering.text import text

EN, DE = Sentences("en"), Sentences("de")
HOSTILE = "<script>alert(1)</script> [bold]x[/] `` \x1b[31m \ud800 \u202e {{ 7*7 }} | $\\x$"


def test_the_text_shows_line_reading_verdict_reason_root_and_marks(report: Report) -> None:
    """Everything a student needs stands in the text, in order."""
    shown = text(report, EN)
    for piece in (
        "2.5 of 7 points, 1 still open",
        "decimal comma; the inputs are layer 1",
        "z_1^1 = z[1,1]",
        "17 │ z_2^2 = 0,45*0,594 = 1,136",
        "✗ wrong 0 of 1 0,45 stands where W[2,2,2] = 0,55 belongs.",
        "↳ follows 1 of 1 Worked out rightly from what stands in line 17; otherwise it would be 0,768.",
        "The same mistake as in line 31.",
        "Part b: 7/3 of 4 points, 1 still open",
        "L (Part forward)",
        "z[1,2] is exactly 0, and ReLU'(0) = 0",
    ):
        assert piece in shown
    assert "0.99/(1 - 0.99)^2 = 0.124" in shown


def test_the_text_without_colour_has_no_escape_and_with_colour_the_same_words(report: Report) -> None:
    """Colour comes on top: without it nothing is lost; the student cannot send escapes."""
    plain, coloured = text(report, EN), text(report, EN, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m ??" not in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()


@pytest.mark.parametrize("width", [40, 72, 120])
def test_the_text_keeps_its_width(report: Report, width: int) -> None:
    """No line is wider than the terminal."""
    assert all(len(line) <= width for line in text(report, EN, width).splitlines())


def test_german_reports_speak_german(report: Report) -> None:
    """The other language reaches every piece."""
    shown = text(report, DE)
    assert "2.5 von 7 Punkten, 1 noch offen" in shown
    assert "folgerichtig" in shown
    assert "wrong" not in shown


def _hostile(report: Report) -> Report:
    line = LineReport(1, HOSTILE, HOSTILE, (Claim("z[1,1]", "wrong", Finding("wrong-label", {"name": HOSTILE}), HOSTILE, HOSTILE),))
    return replace(report, lines=(line,), submission=HOSTILE)


class Tags(HTMLParser):
    """Collects the tags of a page and checks that they are closed in order."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an opened tag."""
        assert not any(name.startswith("on") for name, _ in attrs)
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag."""
        assert self.open.pop() == tag


def test_the_page_is_self_contained_whole_and_safe(report: Report) -> None:
    """No scripts, no addresses, every tag closed, student text escaped."""
    for shown in (html(report, EN), html([report, _hostile(report)], DE)):
        tags = Tags()
        tags.feed(shown)
        assert not tags.open
        assert not {"script", "img", "link", "iframe", "b"} & set(tags.seen)
        assert not re.search(r"https?://|url\(", shown)
        shown.encode("utf-8")
    assert "0,45 stands where W[2,2,2] = 0,55 belongs." in html(report, EN)


def test_markdown_keeps_student_text_in_code(report: Report) -> None:
    """What a student wrote cannot become Markdown or HTML."""
    shown = markdown(_hostile(report), EN)
    assert "\n".join(line for line in shown.splitlines() if "<script>" in line and "`" not in line) == ""
    assert "✗ **wrong**" in shown
    assert code("a``b") == "```a``b```"
    assert code("`x`") == "`` `x` ``"


def test_json_is_the_record_of_the_formats(report: Report) -> None:
    """The record has the documented keys; its sentences use the sheet's decimal mark."""
    record = json.loads(json_text(report, EN))
    assert record["format"] == 1
    assert record["score"] == {"earned": "5/2", "pending": "1", "possible": "7"}
    assert record["lines"][1]["claims"][0]["message"] == "0,45 stands where W[2,2,2] = 0,55 belongs."
    assert json.loads(json_line(report, EN)) == record
    assert json_line(report, EN).count("\n") == 1
    assert [one["problem"] for one in json.loads(json_text([report, report], EN))] == ["sigmoid-2-2-2"] * 2


def test_csv_has_one_row_a_claim_and_no_formulas(report: Report) -> None:
    """A spreadsheet sees text, never a formula of the student's; negative numbers stay numbers."""
    lines = (*report.lines, LineReport(70, "-0,016", "", (Claim("L", "correct", Finding("correct"), "", "-0.016"),)))
    rows = list(csv.DictReader(io.StringIO(csv_text([replace(report, lines=lines)], EN))))
    assert len(rows) == 7
    assert rows[1]["cause"] == "substitution"
    assert rows[5]["text"] == "'=SUM(A1)"
    assert rows[6]["written"] == "-0.016"


def test_a_sheet_that_was_not_graded_says_so_and_gives_no_marks(report: Report) -> None:
    """The state is told first; no score is shown."""
    failed = replace(report, state="not_graded", error="larger than 5 MB", lines=(), parts=(), missing=(), review=())
    for shown in (text(failed, EN), markdown(failed, EN), html(failed, EN)):
        assert "Not graded: larger than 5 MB" in shown
        assert "of 7 points" not in shown
    assert "not_graded" in csv_text([failed], EN)
