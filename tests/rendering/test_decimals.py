"""A statement's numbers in the reader's decimal mark; what only looks like a decimal stays as it is."""

from __future__ import annotations

import re

import pytest

from grader.problem import bank, load
from grader.rendering.decimals import in_mark
from grader.rendering.statement import html


@pytest.mark.parametrize(
    ("written", "comma"),
    [
        ("The rate is 0.5.", "The rate is 0,5."),
        ("from -1.25 to 3.5 (or 10.0)", "from -1,25 to 3,5 (or 10,0)"),
        ("0.5, 0.25 and .", "0,5, 0,25 and ."),
        ("1.5e-3", "1,5e-3"),
        ("Inputs 1.5 and 2.5", "Inputs 1,5 and 2,5"),
        ("$x = (0.05,\\ 0.10)$", "$x = (0{,}05;\\ 0{,}10)$"),
        ("$$b = (0,\\ -0.1),\\quad w_{1,2} = 2.5x$$", "$$b = (0;\\ -0{,}1),\\quad w_{1,2} = 2{,}5x$$"),
        ("| $0.15,\\ 0.25$ | 0.5 |", "| $0{,}15;\\ 0{,}25$ | 0,5 |"),
        ("$a_{1,2} = (1, 2)$", "$a_{1,2} = (1, 2)$"),
    ],
)
def test_plain_numbers_take_the_comma(written: str, comma: str) -> None:
    """In words and in formulas; a list of numbers with commas is parted by semicolons."""
    assert in_mark(written, ",") == comma


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("Die Rate ist 0,5.", "Die Rate ist 0.5."),
        ("$0{,}15 \\cdot 2{,}5$ und $1{,}000$", "$0.15 \\cdot 2.5$ und $1{,}000$"),
        ("Einheiten 1,2 und 3,4", "Einheiten 1,2 und 3,4"),
    ],
)
def test_and_the_point(written: str, point: str) -> None:
    """A comma between numbers that may be a list stays one."""
    assert in_mark(written, ".") == point


@pytest.mark.parametrize(
    "kept",
    [
        "`eta = 0.5`", "see https://example.org/v1.5/a_0.5.html or www.example.org/0.5", "file_0.5.csv, 0.5.csv", "version 1.2.3",
        "version 1.5 of it", "with Python 3.11 alone", "Section 2.1, Fig. 3.2 (eq. 1.4)", "on 22.11.2026 at 192.168.0.1",
        "a@0.5.org", "x1.5",
        "$a \\\\[0.5ex] b \\hspace{1.5em} c$",
    ],
)  # fmt: skip
def test_what_is_no_number_stays(kept: str) -> None:
    """Code, addresses, versions, sections, dates, lengths."""
    assert in_mark(kept, ",") == kept


def test_every_statement_of_the_bank_agrees_with_its_drawing() -> None:
    """No point is left between digits in a German reader's page, and all formulas are still set."""
    for id_ in bank.ids():
        made = html(in_mark(load(id_).statement, ","))
        assert not re.search(r"\d\.\d", re.sub(r"<[^>]*>", "", made)), id_
        assert made.count("<math") == html(load(id_).statement).count("<math")


def test_a_number_with_a_comma_is_one_number() -> None:
    """Not two with a sign between them."""
    assert "<mn>12,50</mn>" in html("$x = 12{,}50$")


def test_a_space_before_the_end_of_a_line_is_set_as_a_space() -> None:
    """A backslash before a line's end is no command that is not known."""
    assert "<code>" not in html("$$a = 1,\\\n  b = 2 \\\\\n c$$")
