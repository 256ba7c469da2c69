"""From a class in a folder to marks elsewhere: the real commands, one after the other."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main

PROBLEM = "sigmoid-2-2-2"
NAMES = ("Müller, Jörg_101_55_sheet.txt", "=cmd_102_56_sheet.txt", "Ünal 🦉_103_57_sheet.txt")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three, graded into JSONL, with a report on the class."""
    folder = tmp_path_factory.mktemp("class")
    for number, name in enumerate(NAMES):
        (folder / name).write_text("z_1^1 = 0,3825\na_1^2 = 0,594\n" * (number > 0) + "a_2^2 = 0,7\n", "utf-8")
    target = tmp_path_factory.mktemp("out") / "reports.jsonl"
    call = ["batch", PROBLEM, str(folder), "-o", str(target), "--jobs", "1", "--summary", str(target.with_suffix(".html"))]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 0, result.output
    assert "3 of 3 sheets graded." in result.output
    return target


def test_the_class_has_a_page(graded: Path) -> None:
    """The spread of the marks, bars for causes and parts, and the names as text."""
    page = graded.with_suffix(".html").read_text("utf-8")
    assert page.count("<figure>") == page.count('<svg class="plot"') == 1
    assert page.count('<table class="bars">') == 2
    assert "Ünal 🦉" in page


@pytest.mark.parametrize("form", ["csv", "moodle", "nbgrader"])
def test_marks_of_a_batch_reach_each_table(graded: Path, form: str) -> None:
    """Three rows, nothing in them runs, names with commas and signs of their own survive."""
    result = CliRunner().invoke(main, ["export", form, str(graded)])
    assert result.exit_code == 0, result.output
    rows = list(csv.reader(io.StringIO(result.stdout, newline="")))
    assert len(rows) == 4
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any("Ünal 🦉" in cell for cell in cells)


def test_one_report_becomes_results(graded: Path, tmp_path: Path) -> None:
    """One report is enough for an autograder, three are refused."""
    assert CliRunner().invoke(main, ["export", "prairielearn", str(graded)]).exit_code == 2
    alone = tmp_path / "one.jsonl"
    alone.write_text(graded.read_text("utf-8").splitlines()[-1], "utf-8")
    for form in ("prairielearn", "gradescope-results"):
        result = CliRunner().invoke(main, ["export", form, str(alone)])
        assert result.exit_code == 0, result.output
        assert json.loads(result.stdout)["score"] > 0
