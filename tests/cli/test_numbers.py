"""Numbers drawn for each student at the command line: the same student has the same ones in a solution, a reading, a grade and a batch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.problem import load
from grader.problem.variants import variant_for, variant_of

DRAWN, FIXED = "softmax-drawn", "sigmoid-2-2-2"
STUDENTS = ("1001", "1002", "1004", "Ada Ö", "Bo")


def run(*arguments: str, stdin: str | None = None) -> Result:
    """What the command does with these arguments."""
    return CliRunner().invoke(main, list(arguments), input=stdin)


def said(*arguments: str, stdin: str | None = None) -> str:
    """What it says where all is well."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


def marks(report: str) -> tuple[str, str]:
    """Earned and possible points of a report as JSON."""
    score = json.loads(report)["score"]
    return score["earned"], score["possible"]


@pytest.fixture(scope="module")
def worked() -> dict[str, str]:
    """Each student's numbers worked out, as the command prints it."""
    return {student: said("solve", DRAWN, "--student", student) for student in STUDENTS}


def test_a_student_has_the_variant_that_the_library_tells(worked: dict[str, str]) -> None:
    """The same function here and there, and only what is deployed."""
    problem = load(DRAWN)
    for student in STUDENTS:
        variant = variant_for(problem, student=student)
        assert variant == variant_of(DRAWN, student, problem.variants, problem.deployed)
        assert variant in problem.deployed
        assert said("solve", DRAWN, "--variant", str(variant)) == worked[student]
    assert len(set(worked.values())) == len(STUDENTS)
    assert said("solve", DRAWN) == said("solve", DRAWN, "--variant", "1") not in worked.values()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_sheet_is_graded_by_its_students_numbers(worked: dict[str, str], tmp_path: Path, jobs: str) -> None:
    """Full marks with their own numbers, in any process; not with somebody else's."""
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(worked["1001"], "utf-8")
    common = ("grade", DRAWN, str(sheet), "--format", "json", "--jobs", jobs)
    own = said(*common, "--student", "1001")
    assert marks(own) == ("19", "19")
    assert said(*common, "--variant", str(variant_for(load(DRAWN), student="1001"))) == own
    assert marks(said(*common, "--student", "1002")) != ("19", "19")
    assert marks(said(*common)) != ("19", "19")


def test_a_reading_goes_by_the_students_numbers() -> None:
    """A bare z is the unit whose numbers of this variant stand beside it."""
    values = load(DRAWN, variant_for(load(DRAWN), student="Bo")).trace.digits
    w1, x1, w2, x2, b, z = (values(name) for name in ("W[1,2,1]", "a[0,1]", "W[1,2,2]", "a[0,2]", "b[1,2]", "z[1,2]"))
    line = f"z = {w1} * {x1} + {w2} * ({x2}) + ({b}) = {z}\n"
    assert "interpreted as: z[1,2] = " in said("read", "-", "--problem", DRAWN, "--student", "Bo", stdin=line)
    assert "interpreted as: z[1,2] = " not in said("read", "-", "--problem", DRAWN, stdin=line)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--variant", "40"], 0, ""),
        (["--variant", "19"], 0, ""),  # not deployed: nobody new is given it, but who had it has it
        (["--variant", "41"], 2, "softmax-drawn has 40 variants: there is no variant 41"),
        (["--variant", "0"], 2, "Invalid value"),
        (["--variant", "x"], 2, "Invalid value"),
        (["--student", " "], 2, "the student's id or name is expected"),
        (["--variant", "3", "--student", "1001"], 2, "either --variant or --student"),
    ],
)
@pytest.mark.parametrize("command", ["grade", "read", "solve"])
def test_what_is_said_of_numbers(command: str, arguments: list[str], code: int, told: str) -> None:
    """Each command takes the same two options, and says what is wrong with them."""
    before = {"grade": ["grade", DRAWN, "-"], "read": ["read", "-", "--problem", DRAWN], "solve": ["solve", DRAWN]}[command]
    result = run(*before, *arguments, stdin="L = 1\n")
    assert result.exit_code == code, result.output
    assert told in result.output


def test_a_problem_without_variants() -> None:
    """Everybody has its numbers; a second variant there is not; a reading without a problem has no numbers at all."""
    assert said("solve", FIXED, "--student", "1001") == said("solve", FIXED, "--variant", "1") == said("solve", FIXED)
    refused = run("grade", FIXED, "-", "--variant", "2", stdin="a = 1")
    assert (refused.exit_code, "sigmoid-2-2-2 has no variants: there is no variant 2" in refused.output) == (2, True)
    bare = run("read", "-", "--student", "1001", stdin="a = 1")
    assert (bare.exit_code, "give --problem too" in bare.output) == (2, True)


def graded(output: Path) -> dict[str, tuple[str, str]]:
    """The marks of each submission of a batch."""
    return {json.loads(line)["submission"]: marks(line) for line in output.read_text("utf-8").splitlines()}


def test_a_class_in_which_everybody_has_other_numbers(worked: dict[str, str], tmp_path: Path) -> None:
    """Model sheets get full marks from a folder, from rows with students, and from Parquet with variants; from one process and two."""
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "class").mkdir()
    for student, text in worked.items():
        (tmp_path / "class" / f"{student}.txt").write_text(text, "utf-8")
    rows = [{"submission": student, "text": text, "student": student} for student, text in worked.items()]
    numbered = [{**row, "student": "", "variant": variant_for(load(DRAWN), student=row["student"])} for row in rows]
    for name, told in (("rows", rows), ("numbered", numbered)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, told)), "utf-8")
    duckdb.read_json(str(tmp_path / "numbered.jsonl")).write_parquet(str(tmp_path / "numbered.parquet"))
    for source, jobs in (("class", "1"), ("class", "2"), ("rows.jsonl", "1"), ("numbered.parquet", "1")):
        output = tmp_path / f"{source}-{jobs}-out.jsonl"
        said("batch", DRAWN, str(tmp_path / source), "-o", str(output), "--jobs", jobs)
        assert graded(output) == dict.fromkeys(STUDENTS, ("19", "19"))
    assert (tmp_path / "class-1-out.jsonl").read_bytes() == (tmp_path / "class-2-out.jsonl").read_bytes()


def test_a_variant_that_there_is_not_is_listed(worked: dict[str, str], tmp_path: Path) -> None:
    """The reason is told in the reader's language."""
    path = tmp_path / "class.jsonl"
    path.write_text(json.dumps({"submission": "s", "text": worked["Bo"], "student": "Bo", "variant": 41}), "utf-8")
    order = ("batch", DRAWN, str(path), "-o", str(tmp_path / "out.jsonl"), "--jobs", "1")
    assert "Left alone: s (no such variant of the problem)" in said(*order)
    assert re.search(r"s \(keine solche Variante der Aufgabe\)", said(*order, "--lang", "de"))
