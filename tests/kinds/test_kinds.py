"""Each kind of exercise: a model sheet earns full marks, a mistaken one is told its cause at the line where it begins."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.mistakes.catalogue import by_id
from grader.problem import Problem, bank

HERE = Path(__file__).parent
MODELS = sorted(HERE.glob("*/model.md"))
MISTAKEN = sorted(path for path in HERE.glob("*/*.md") if path.stem != "model")


@cache
def problem(name: str) -> Problem:
    """The bank problem, loaded once."""
    return grader.load_problem(name)


def report_on(path: Path) -> dict[str, Any]:
    """The report on a sheet of the problem that its folder is named after."""
    report = grader.grade(problem(path.parent.name), path.read_text("utf-8"), submission=path.stem).to_dict()
    assert report["state"] == "graded", report.get("error")
    return report


def verdicts(report: dict[str, Any]) -> list[tuple[int, str, str | None]]:
    """Line, verdict and cause of each claim."""
    return [(line["number"], claim["verdict"], claim["cause"]) for line in report["lines"] for claim in line["claims"]]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name)
def test_a_model_sheet_earns_everything(path: Path) -> None:
    """Nothing on it is wrong, nothing is missing, all points are earned."""
    report = report_on(path)
    assert [found for found in verdicts(report) if found[1] not in {"correct", "unchecked"}] == []
    assert report["missing"] == []
    assert report["score"]["earned"] == report["score"]["possible"]


@pytest.mark.parametrize("path", MISTAKEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_mistaken_sheet_is_told_its_cause(path: Path) -> None:
    """The first wrong line shows the cause that the sheet is named after, no other cause is named, and all before it is right."""
    found = verdicts(report_on(path))
    wrong = [cause for _, verdict, cause in found if verdict == "wrong"]
    assert wrong
    assert set(wrong) == {path.stem}
    first = next(place for place, (_, verdict, _) in enumerate(found) if verdict == "wrong")
    assert {verdict for _, verdict, _ in found[:first]} <= {"correct", "unchecked"}


@pytest.mark.parametrize("path", MISTAKEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_mistaken_sheet_differs_from_its_model(path: Path) -> None:
    """The cause is one of the catalogue, and the sheet is not the model."""
    assert by_id(path.stem) is not None
    assert path.read_text("utf-8") != (path.parent / "model.md").read_text("utf-8")


def test_every_kind_has_its_sheets() -> None:
    """Each problem of the bank has a model and a mistaken sheet."""
    modelled = {path.parent.name for path in MODELS}
    assert modelled == set(bank.ids())
    assert {path.parent.name for path in MISTAKEN} == modelled
