"""Names with commas, quotes, umlauts, emoji and signs of other scripts survive in every format, by the real command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.exchange.conftest import report

NAMES = (
    'O\'Brien, "Bob"',
    "Müller, Jörg",
    "Ünal 🦉",
    "李, 小龙",
    'semi;colon "and", tab\there',
    "Zoe\u0308 d’Été",
    "👩‍👩‍👧 Ñandú",
    "ﬁne <b>&amp;",
)
HEADS = {
    "canvas": ("Student", "ID", "SIS User ID", "Section", "Week 3 (881)"),
    "moodle": ("Identifier", "Full name", "Grade", "Maximum grade", "Feedback comments"),
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A class of these names, each with points of their own."""
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps(report(f"sheet {n}", str(n), student=name), ensure_ascii=False) for n, name in enumerate(NAMES, 1)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    """The cells, as the standard reader finds them."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def exported(*arguments: str) -> str:
    """What the command writes to its output."""
    result = CliRunner().invoke(main, ["export", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(("form", "points"), [("csv", "earned"), ("moodle", "grade"), ("nbgrader", "score")])
def test_tables_of_our_own(form: str, points: str, reports: Path) -> None:
    """Each name stands beside its own points, letter by letter."""
    head, *rows = table(exported(form, str(reports)))
    if form == "nbgrader":  # it has the last and the first name apart
        last, first = head.index("last_name"), head.index("first_name")
        found = [(", ".join(filter(None, (row[last], row[first]))), row[head.index(points)]) for row in rows]
    else:
        found = [(row[0], row[head.index(points)]) for row in rows]
    assert found == [(name, str(n)) for n, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("form", HEADS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_gradebooks_that_are_filled(form: str, delimiter: str, reports: Path, tmp_path: Path) -> None:
    """Everybody's row is found by the name alone, and the name stays as it was."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADS[form])
    if form == "canvas":
        writer.writerows((name, 4000 + n, f"u{n}", "G1", "") for n, name in enumerate(NAMES))
    else:
        writer.writerows((f"Participant {4000 + n}", name, "", "4.00", "") for n, name in enumerate(NAMES))
    gradebook, target = tmp_path / "gradebook.csv", tmp_path / "filled.csv"
    gradebook.write_text("\ufeff" + paper.getvalue(), "utf-8", newline="")
    exported(form, str(reports), "--into", str(gradebook), "--column", "Week 3", "-o", str(target))
    rows = table(target.read_bytes().decode("utf-8-sig"), delimiter)[1:]
    name, points = (0, 4) if form == "canvas" else (1, 2)
    assert [(row[name], row[points]) for row in rows] == [(name, str(n)) for n, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("form", ["gradescope-results", "prairielearn"])
@pytest.mark.parametrize("name", NAMES)
def test_results_of_autograders(form: str, name: str, tmp_path: Path) -> None:
    """What a part is called, and what is said of a line, arrives as it was."""
    made = report(name, "1", student=name)
    made["parts"][0]["label"] = made["lines"][0]["claims"][0]["message"] = name
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(made), "utf-8")
    results = json.loads(exported(form, str(path)))
    assert results["tests"][0]["name"] == name
    assert name in results["output"]
