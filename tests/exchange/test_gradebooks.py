"""Gradebooks: filled where a student is known beyond doubt, untouched elsewhere, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from grader.cli import main
from grader.errors import Refused
from grader.exchange import canvas, moodle, nbgrader, plain
from grader.exchange.marks import Mark, decimal, marks, reports
from grader.exchange.table import FORMULA_STARTS, Table, read_table, rows_of, written
from tests.exchange.conftest import CLASS

MARKS = marks(CLASS)
GRADEBOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Week 2 (880),Week 3 (881),Assignments Current Score\r\n"
    ",,,,,,Manual Posting,(read only)\r\n"
    "    Points Possible,,,,,10,4,(read only)\r\n"
    '"Lovelace, Ada",4711,u1,ada@x.edu,"Group, 1",9.5,,95\r\n'
    '"Grün, Jörg ""J"" 🦉",4712,u2,joerg@x.edu,G2,,1,\r\n'
    '"Ting, Wai",4713,u3,wai@x.edu,G2,7,,\r\n'
    '"Fault, Flo",4714,u4,flo@x.edu,G2,7,EX,\r\n'
    '"Student, Test",4999,,,G2,,,\r\n'
)
WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments\r\n"
    'Participant 4711,"Ada Lovelace",ada@x.edu,Submitted,,"4,00",Yes,-,\r\n'
    'Participant 4713,Wai Ting,wai@x.edu,Submitted,,"4,00",Yes,-,old\r\n'
    'Participant 47,Somebody Else,se@x.edu,Submitted,"3,00","4,00",Yes,-,\r\n'
)


def rows(text: str) -> list[list[str]]:
    """The cells of a CSV text, read by the standard reader."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def run(*arguments: str) -> Result:
    """What the command does."""
    return CliRunner().invoke(main, ["export", *arguments])


def test_canvas_changes_one_column_and_nothing_else() -> None:
    """Settled marks stand in their rows; every other cell, the byte order mark and the line ends are as they were."""
    filled = canvas.fill(GRADEBOOK.encode(), MARKS, "Week 3")
    before, after = rows(GRADEBOOK), rows(filled.text)
    assert [row[6] for row in after] == ["Week 3 (881)", "Manual Posting", "4", "2.5", "2.33333", "", "EX", ""]
    assert [row[:6] + row[7:] for row in before] == [row[:6] + row[7:] for row in after]
    assert filled.text.startswith("\ufeffStudent,")
    assert filled.text.count("\r\n") == GRADEBOOK.count("\r\n")
    assert (filled.lost, filled.waiting) == ((), ("waits_4713", "fault_4714"))


def test_canvas_would_import_it() -> None:
    """By the importer's rules: the head, the row of points, ids that are numbers, scores that are numbers or EX."""
    head, *others = rows(canvas.fill(GRADEBOOK.encode(), MARKS, "881").text)
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert "Section" in head[4]
    students = [row for row in others if "Points Possible" not in row[0] and any(row[:5])]
    assert all(row[1].isdigit() for row in students)
    assert all(re.fullmatch(r"(-?\d+(\.\d+)?|EX)?", row[6]) for row in students)


@pytest.mark.parametrize("column", ["Week 3 (881)", "Week 3", "881"])
def test_an_assignment_is_called_by_title_or_number(column: str) -> None:
    """All three say which column is meant."""
    assert canvas.fill(GRADEBOOK.encode(), MARKS, column).text.count("2.33333") == 1


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        (GRADEBOOK, "Week 4", "0 columns"),
        (GRADEBOOK.replace("Week 2 (880)", "Week 3 (880)"), "Week 3", "2 columns"),
        (GRADEBOOK, "Section", "0 columns"),
        (GRADEBOOK.replace("10,4,(read", "10,(read only),(read"), "Week 3", "read only"),
        ("name,points\na,1\n", "points", "head"),
        ("", "x", "empty"),
        ('"a,b\n', "x", "unexpected end"),
    ],
)
def test_another_gradebook_is_refused(content: str, column: str, said: str) -> None:
    """Nothing is guessed; what there is instead is told."""
    with pytest.raises(Refused, match=said):
        canvas.fill(content.encode(), MARKS, column)


def test_two_rows_or_two_marks_of_one_name_are_left_alone() -> None:
    """A student is known beyond doubt or not at all."""
    head = "Student,ID,Section,W (1)\n"
    twins = canvas.fill(f'{head}"Kim, Lee",1,,\n"Kim, Lee",2,,\n'.encode(), [MARKS[0]._replace(student="Kim, Lee", submission="kim")], "W")
    assert twins.lost == ("kim",)
    both = [MARKS[0]._replace(submission="a_1"), MARKS[0]._replace(submission="b_1")]
    doubled = canvas.fill(f'{head}"Kim, Lee",1,,\n'.encode(), both, "W")
    assert doubled.lost == ("a_1", "b_1")
    assert "2.5" not in twins.text + doubled.text


def test_canvas_with_semicolons() -> None:
    """The file's own delimiter is kept."""
    filled = canvas.fill(b"Student;ID;Section;W (1)\nKim;4711;;\n", MARKS, "W")
    assert filled.text == "Student;ID;Section;W (1)\nKim;4711;;2.5\n"


def test_moodle_worksheet() -> None:
    """Grades with the site's decimal mark, feedback beside them; by the number of the participant, and not by a part of it."""
    filled = moodle.fill(WORKSHEET.encode(), MARKS)
    head, ada, wai, other = rows(filled.text)
    grade, feedback = head.index("Grade"), head.index("Feedback comments")
    assert (ada[grade], wai[grade], other[grade]) == ("2,5", "", "3,00")
    assert ada[feedback].startswith("one: 2.5/4\n[7] z[1,1]: -1 stands")
    assert "(+1?)" in wai[feedback]
    assert [ada[i] for i in (0, 5, 6, 7)] == ["Participant 4711", "4,00", "Yes", "-"]
    assert filled.lost == ("grün_4712", "fault_4714")
    assert filled.waiting == ("waits_4713",)


def test_moodle_without_a_grade_column_is_refused() -> None:
    """Another file is not written into."""
    with pytest.raises(Refused, match="worksheet"):
        moodle.fill(b"Identifier,Full name\nParticipant 4711,Ada\n", MARKS)


def test_tables_of_our_own_leave_open_what_waits() -> None:
    """An open mark is an empty cell, never 0; the plain table has all numbers."""
    assert [row[2] for row in rows(moodle.table(MARKS))[1:]] == ["2.5", "2.33333", "", ""]
    nb = rows(nbgrader.table(MARKS))
    assert nb[0] == list(nbgrader.COLUMNS)
    assert [row[nb[0].index("score")] for row in nb[1:]] == ["2.5", "2.33333", "", ""]
    assert nb[1][3:6] == ["ada_4711", "Lovelace", "Ada"]
    assert [row[2:6] for row in rows(plain.table(MARKS))[1:]] == [
        ["2.5", "0", "4", "graded"], ["2.33333", "0", "4", "graded"], ["1", "1", "4", "graded"], ["0", "4", "4", "not_graded"],
    ]  # fmt: skip


@pytest.mark.parametrize("table", [plain.table, moodle.table, nbgrader.table])
@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_nothing_in_a_table_runs(table: object, start: str) -> None:
    """A name or a message that begins like a formula gets an apostrophe."""
    assert callable(table)
    evil = Mark(f"{start}cmd", f" {start}x", Fraction(1), Fraction(0), Fraction(1), graded=True, feedback=f"{start}y")
    cells = [cell for row in rows(table([evil])) for cell in row]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA_STARTS)]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.sampled_from(",;\t"), st.booleans())
def test_a_table_is_read_as_it_was_written(cells: list[tuple[str, str]], delimiter: str, marked: bool) -> None:  # noqa: FBT001 - drawn
    """Names with commas, quotes, umlauts and emoji survive, whatever the dialect."""
    plain_cells = [tuple(re.sub(r"[\r\x00\ud800-\udfff]", "", cell) for cell in row) for row in cells]
    table = Table((("a", "b"), *plain_cells), delimiter, marked)
    assert read_table(written(table).encode(), "t").rows == table.rows


@given(st.fractions())
def test_points_are_decimals_near_the_fraction(points: Fraction) -> None:
    """Five decimals at most, no exponent, no minus zero."""
    text = decimal(points)
    assert re.fullmatch(r"-?\d+(\.\d{1,5})?", text)
    assert abs(Fraction(text) - points) <= Fraction(1, 200_000)
    assert text != "-0"


def test_a_set_is_added_up() -> None:
    """Two problems of one student are one mark; one that is not graded leaves the whole unsettled."""
    first, second = CLASS[0] | {"submission": "ada/one"}, CLASS[0] | {"submission": "ada/two", "problem": "two"}
    (mark,) = marks([first, second])
    assert (mark.submission, mark.problems) == ("ada", ("one", "two"))
    assert (mark.earned, mark.possible) == (Fraction(5), Fraction(8))
    (mark,) = marks([first, second | {"state": "not_graded"}])
    assert not mark.settled


@pytest.mark.parametrize("line", ["{", "[]", '{"format": 2, "score": {}}', "[" * 100_000])
def test_what_is_no_report_is_refused_with_its_line(line: str) -> None:
    """The line is named."""
    with pytest.raises(Refused, match="x:2: not a report"):
        list(reports(["", line], "x"))


def test_the_command_fills_a_gradebook_and_tells_who_is_left(reports: Path, tmp_path: Path) -> None:
    """`grader export canvas` writes the file, and names whose marks wait."""
    gradebook, target = tmp_path / "canvas.csv", tmp_path / "filled.csv"
    gradebook.write_text(GRADEBOOK, "utf-8", newline="")
    result = run("canvas", str(reports), "--into", str(gradebook), "--column", "Week 3", "-o", str(target))
    assert result.exit_code == 0, result.output
    assert "waits_4713" in result.stderr
    assert rows(target.read_bytes().decode())[3][6] == "2.5"
    assert run("canvas", str(reports)).exit_code == 2
    assert run("canvas", str(reports), "--into", str(gradebook), "--column", "nonsense").exit_code == 2


@pytest.mark.parametrize("form", ["csv", "moodle", "nbgrader"])
def test_the_command_writes_tables(form: str, reports: Path) -> None:
    """Each table has a head and a row a student."""
    result = run(form, str(reports))
    assert result.exit_code == 0
    assert len(rows(result.stdout)) == 5
    assert "Grün 🦉" in result.stdout
    assert 'Jörg ""J""' in result.stdout


def test_our_own_rows_are_guarded() -> None:
    """The head is ours and stays; cells are guarded."""
    assert rows_of(("-a",), [("-a",)]) == "-a\n'-a\n"
