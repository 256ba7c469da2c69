"""The real command: exit statuses, forms, standard input, folders; one row a call."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from grader.cli import COMMANDS, main
from grader.cli.exits import STATUS, status
from grader.errors import AuthorError, InkgradeError, NotFound, ReadError

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROBLEM = "sigmoid-2-2-2"
DOUBTFUL = "id: doubtful\nnetwork:\n  inputs: [2]\n  layers: [{weights: [[0.5]], biases: [0], activation: tanh}]\nparts: [{find: z}]\n"
SHEET = "z_1^1 = 0,15*0,05 + 0,25*0,10 + 0,35 = 0,3825\na_1^2 = 0,594\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """What the command does with these arguments."""
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet with two right lines."""
    path = tmp_path / "sheets" / "anna.txt"
    path.parent.mkdir()
    path.write_text(SHEET, "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A problem file with two faults."""
    path = tmp_path / "faulty.yaml"
    path.write_text("id: Bad Id\ntitle: x\nnetwork:\n  inputs: [0.1, zero]\n  layers: []\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--help"], 0, "Commands:"),
        (["--version"], 0, "grader, version"),
        (["grade", "--help"], 0, "standard input"),
        (["nonsense"], 2, "No such command"),
        (["grade"], 2, "Missing argument"),
        (["grade", PROBLEM], 2, "Missing argument"),
        (["grade", PROBLEM, "no-such-file.txt"], 2, "no such file or folder"),
        (["grade", "no-such-problem", "{sheet}"], 2, "no-such-problem"),
        (["grade", "{faulty}", "{sheet}"], 2, ":4:"),
        (["grade", PROBLEM, "{sheet}", "--format", "xml"], 2, "Invalid value"),
        (["grade", PROBLEM, "{sheet}"], 0, "✓ right"),
        (["grade", PROBLEM, "{sheet}", "--lang", "de"], 0, "✓ richtig"),
        (["grade", PROBLEM, "{folder}"], 0, "anna"),
        (["grade", PROBLEM, "{empty}"], 2, "no sheet"),
        (["read", "{sheet}"], 0, "z_1^1 = 0.15*0.05 + 0.25*0.10 + 0.35 = 0.3825"),
        (["read", "{sheet}", "--problem", PROBLEM], 0, "interpreted as: z[1,1] = "),
        (["read", "{sheet}", "--problem", "no-such-problem"], 2, "no-such-problem"),
        (["solve", PROBLEM], 0, "z[1,1] = W[1,1,1] · a[0,1]"),
        (["solve", PROBLEM, "--digits", "1"], 2, "Invalid value"),
        (["solve", PROBLEM, "--format", "markdown"], 0, r"\begin{aligned}"),
        (["solve", "classic-2-2-2", "--decimal-comma"], 0, "net_h1 = w1 · i1 + w2 · i2 + b1"),
        (["check", PROBLEM], 0, "no faults"),
        (["check", "{faulty}"], 2, ":4:"),
        (["check", "{doubtful}"], 0, "bias-omitted gives the right value"),
        (["variants", "neuron-drawn", "--seeds", "3"], 0, "variants: {seeds: 3, deploy: [1, 2, 3]}"),
        (["variants", PROBLEM], 2, "draws no numbers"),
        (["problems"], 0, "lstm-step"),
        (["schema"], 0, "https://json-schema.org/draft/2020-12/schema"),
        (["check", "{faulty}", PROBLEM], 2, "no faults"),
        (["batch", PROBLEM, "no-such-folder"], 2, "does not exist"),
    ],
)
def test_each_call_says_and_returns_what_it_should(
    arguments: list[str], code: int, said: str, sheet: Path, faulty: Path, tmp_path: Path
) -> None:
    """Status 0 for whatever was graded, 2 for bad usage and bad problem files, always with a word why."""
    empty = tmp_path / "empty"
    empty.mkdir()
    doubtful = tmp_path / "doubtful.yaml"
    doubtful.write_text(DOUBTFUL, "utf-8")
    names = {"doubtful": doubtful, "sheet": sheet, "faulty": faulty, "folder": sheet.parent, "empty": empty}
    result = run(*(argument.format(**names) for argument in arguments))
    assert said in result.output
    assert result.exit_code == code


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_standard_input_and_a_file_give_the_same_report(sheet: Path, newline: str) -> None:
    """`-` reads a sheet; only its name differs."""
    piped = json.loads(run("grade", PROBLEM, "-", "--format", "json", stdin=SHEET.replace("\n", newline).encode()).output)
    filed = json.loads(run("grade", PROBLEM, str(sheet), "--format", "json").output)
    assert (piped.pop("submission"), filed.pop("submission")) == ("stdin", "anna")
    assert [line["claims"] for line in piped["lines"]] == [line["claims"] for line in filed["lines"]]


def test_forms_carry_the_same_verdicts(sheet: Path, tmp_path: Path) -> None:
    """JSON, JSONL and CSV agree; Markdown and HTML are written whole to the file named."""
    record = json.loads(run("grade", PROBLEM, str(sheet), "--format", "json").output)
    verdicts = [claim["verdict"] for line in record["lines"] for claim in line["claims"]]
    assert verdicts == ["correct", "correct"]
    assert json.loads(run("grade", PROBLEM, str(sheet), "--format", "jsonl").output) == record
    rows = list(csv.DictReader(io.StringIO(run("grade", PROBLEM, str(sheet), "--format", "csv").output)))
    assert [row["verdict"] for row in rows] == verdicts
    for form, begins in (("markdown", "# sigmoid"), ("html", "<!doctype html>")):
        target = tmp_path / f"report.{form}"
        assert run("grade", PROBLEM, str(sheet), "--format", form, "-o", str(target)).output == ""
        assert target.read_text("utf-8").strip().startswith(begins)


def test_several_sheets_keep_their_order_whatever_the_jobs(sheet: Path) -> None:
    """One report a line, in the order of the sheets, the same bytes from one process and from two."""
    for name in ("berta.md", "carl.tex"):
        (sheet.parent / name).write_text(SHEET, "utf-8")
    (sheet.parent / "photo.png").write_bytes(b"no sheet")
    alone = run("grade", PROBLEM, str(sheet.parent), "--format", "jsonl", "--jobs", "1").output
    assert [json.loads(line)["submission"] for line in alone.splitlines()] == ["anna", "berta", "carl"]
    assert run("grade", PROBLEM, str(sheet.parent), "--format", "jsonl", "--jobs", "2").output == alone
    assert len(json.loads(run("grade", PROBLEM, str(sheet.parent), "--format", "json").output)) == 3


def test_a_sheet_beyond_the_bounds_is_not_graded_and_the_status_says_so(sheet: Path) -> None:
    """The others are graded all the same; no marks are made of the fault."""
    (sheet.parent / "bulk.txt").write_bytes(b"1" * 5_000_001)
    result = run("grade", PROBLEM, str(sheet.parent), "--format", "jsonl")
    states = {record["submission"]: record["state"] for record in map(json.loads, result.output.splitlines())}
    assert states == {"anna": "graded", "bulk": "not_graded"}
    assert result.exit_code == 1


def test_read_as_json_gives_lines_and_places(tmp_path: Path) -> None:
    """What was read and what was not, with offsets into the sheet."""
    path = tmp_path / "torn.txt"
    path.write_text("a_1 = 0,594\nz = ((((0,3 +\n", "utf-8")
    record = json.loads(run("read", str(path), "--format", "json").output)
    assert record["lines"][0]["read"] == ["a_1 = 0.594"]
    torn = record["unread"][0]
    assert path.read_text("utf-8")[torn["start"] : torn["end"]] == torn["text"]


def test_read_puts_a_caret_under_what_was_not_read(tmp_path: Path) -> None:
    """The carets stand under the piece, in the line above them."""
    path = tmp_path / "torn.txt"
    path.write_text("a_1 = 0,594\nz = ((((0,3 +\n", "utf-8")
    lines = run("read", str(path)).output.splitlines()
    below = next(number for number, line in enumerate(lines) if "^" in line and set(line[7:]) <= set(" ^"))
    start, end = lines[below].index("^"), lines[below].rindex("^") + 1
    assert lines[below - 1][start:end] == "((((0,3 +"
    assert "not read" in lines[below + 1]


def test_a_batch_writes_reports_and_marks(sheet: Path, tmp_path: Path) -> None:
    """A folder becomes JSONL and a table; what fits nowhere is named."""
    (sheet.parent / "photo.png").write_bytes(b"no sheet")
    target, pages = tmp_path / "out.jsonl", tmp_path / "pages"
    result = run("batch", PROBLEM, str(sheet.parent), "-o", str(target), "--jobs", "1", "--reports", str(pages), "--as", "markdown")
    assert result.exit_code == 0, result.output
    assert "1 of 1 sheets graded." in result.output
    assert "Left alone: photo.png (not a text file)" in result.output
    assert json.loads(target.read_text("utf-8"))["submission"] == "anna"
    assert target.with_suffix(".csv").read_text("utf-8").count("\n") == 2
    assert (pages / "anna.md").read_text("utf-8").startswith("# sigmoid")


@pytest.mark.parametrize("error", [AuthorError(()), NotFound("x"), ReadError("x", 0), InkgradeError("x")])
def test_each_error_has_a_status(error: InkgradeError) -> None:
    """The table is complete: its last row takes every error of ours."""
    assert status(error) in {1, 2}
    assert STATUS[-1][0] is InkgradeError


def test_every_command_is_in_the_readme() -> None:
    """A command that nobody is told of does not exist, and none is told of that does not exist."""
    assert set(re.findall(r"\bgrader ([a-z]+)\b", README)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_a_sentence(name: str) -> None:
    """Help is complete."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_help_starts_at_once_and_imports_nothing_heavy() -> None:
    """The command line needs neither numbers nor servers to say what it can do."""
    code = (
        "import sys; from click.testing import CliRunner; from grader.cli import main;"
        "CliRunner().invoke(main, ['--help']);"
        "print(sorted({'sympy', 'numpy', 'rich', 'fastapi', 'pydantic', 'flint', 'jinja2', 'fluent'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "grader", "--help"], capture_output=True, text=True, check=True)
    assert "Commands:" in done.stdout
    assert time.perf_counter() - began < 3  # ten times what it takes on an idle machine
