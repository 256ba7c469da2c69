"""Notebooks: a cell graded by what it is called, a report shown in a frame, sheets handed in as notebooks."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.errors import NotFound, Refused
from grader.reading.notebook import cell_called, cells, whole_sheet
from grader.services.batch import Known, Sheet, gather

NAMED = {"nbgrader": {"grade_id": "forward"}, "tags": ["task"]}
CELLS: list[dict[str, Any]] = [
    {"cell_type": "code", "id": "c0", "metadata": {}, "source": "import os; os.remove('x')"},
    {"cell_type": "markdown", "id": "m1", "metadata": {"tags": ["task"]}, "source": ["$a_1^2 = 0,594$\n", "$a_2^2 = 0,7$"]},
    {
        "cell_type": "markdown",
        "id": "m2",
        "metadata": {"nbgrader": {"grade_id": "forward"}, "tags": ["task"]},
        "source": "$z_1^1 = 0,3825$",
    },
]


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook with two cells of working."""
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": CELLS}), "utf-8")
    return path


@pytest.mark.parametrize(("which", "quantity"), [(2, "a[1,1]"), ("m1", "a[1,1]"), (3, "z[1,1]"), ("forward", "z[1,1]")])
def test_a_cell_is_graded_by_what_it_is_called(notebook: Path, which: int | str, quantity: str) -> None:
    """By its number, its id, a tag, nbgrader's id."""
    report = grader.grade_cell(grader.load_problem("sigmoid-2-2-2"), notebook, which)
    assert report.lines[0].claims[0].quantity == quantity
    assert report.submission == f"ada/{which}"


def test_no_such_cell_and_two_of_them(notebook: Path, tmp_path: Path) -> None:
    """Code is no working; a tag on two cells is no name; a file that is not there is told."""
    problem = grader.load_problem("sigmoid-2-2-2")
    for which in ("c0", 1, "nonsense"):
        with pytest.raises(NotFound):
            grader.grade_cell(problem, notebook, which)
    with pytest.raises(Refused, match="2 cells"):
        grader.grade_cell(problem, notebook, "task")
    with pytest.raises(NotFound):
        grader.grade_cell(problem, tmp_path / "none.ipynb", 1)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"cells": 7}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_notebook_is_refused(broken: bytes) -> None:
    """Never anything but Refused."""
    with pytest.raises(Refused):
        cells(broken)


@pytest.mark.parametrize("odd", [{}, {"cell_type": "markdown"}, {"cell_type": "markdown", "metadata": 7, "source": {"a": 1}}, 5])
def test_odd_cells_do_no_harm(odd: object) -> None:
    """A cell without source is empty, one that is no cell is passed over."""
    document = json.dumps({"cells": [odd, *CELLS]})
    assert cell_called(document, "forward").source == "$z_1^1 = 0,3825$"
    assert "import" not in whole_sheet(document)


def test_a_notebook_handed_in_is_its_markdown(notebook: Path) -> None:
    """A class of notebooks: code is left out, a broken one is told."""
    (notebook.parent / "broken.ipynb").write_text("{", "utf-8")
    items = list(gather(notebook.parent, (Known("sigmoid-2-2-2", "", ""),)))
    sheet = next(item for item in items if isinstance(item, Sheet))
    assert sheet.text == b"$a_1^2 = 0,594$\n$a_2^2 = 0,7$\n\n$z_1^1 = 0,3825$"
    assert [getattr(item, "reason", "") for item in items] == ["", "unreadable-file"]


def test_a_report_shows_itself_in_a_frame() -> None:
    """The page in a sandbox: what a student wrote can neither leave the frame nor run in it."""
    report = grader.grade(grader.load_problem("sigmoid-2-2-2"), "a_1^2 = 0,594 <script>alert(1)</script>", submission='"><b>')
    shown = report._repr_html_()  # type: ignore[attr-defined]
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert shown.count("<") == 2  # the frame and its end
    page = html.unescape(shown.partition('srcdoc="')[2].partition('"')[0])
    assert page.lstrip().startswith("<!doctype html>")
    assert "<script" not in page
    assert report.to_dict()["format"] == 1
