"""Whose numbers a sheet of a batch was worked with: the variant beside it, else its student's, else the first; and nothing guessed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from grader.grading.report import Report
from grader.problem import Problem
from grader.problem.variants import variant_of
from grader.services.batch import Progress, Sheet, Unmatched, run
from grader.services.batch.inline import Inline
from grader.services.batch.shard import shard_name
from grader.services.batch.sheet import Chunk, Context, Known
from grader.services.batch.source import gather
from grader.services.batch.workers import Workers
from tests.services import fakes

DRAWN = Known("drawn", "Drawn", "drawn", variants=40, deployed=(2, 3, 5, 8))
FIXED = Known("fixed", "Fixed", "fixed")
BOTH = (DRAWN, FIXED)
ADA, OE = (variant_of("drawn", student, 40, DRAWN.deployed) for student in ("1001", "Ö"))


def context(source: str = "drawn", **changes: Any) -> Context:  # noqa: ANN401 - any field
    """A context whose problem is the drawn one."""
    return Context((DRAWN._replace(source=source),), fakes.parse, fakes.grade, "", "1", **changes)


def found(source: Path, problems: tuple[Known, ...] = BOTH) -> list[tuple[str, int] | Unmatched]:
    """The variant of each sheet, and what was left alone."""
    return [(item.submission, item.variant) if isinstance(item, Sheet) else item for item in gather(source, problems)]


def rows(path: Path, *rows: dict[str, object]) -> Path:
    """A file of rows, each with a text."""
    path.write_text("\n".join(json.dumps({"text": "a = 1", "problem": "drawn"} | row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "variant"),
    [
        ({}, 1),
        ({"student": "1001"}, ADA),
        ({"student": 1001}, ADA),
        ({"student": 1001.0}, ADA),
        ({"student": " 1001 ", "variant": ""}, ADA),
        ({"student": "1001", "variant": None}, ADA),
        ({"student": "1001", "variant": float("nan")}, ADA),
        ({"student": "O\u0308"}, OE),
        ({"student": "1001", "variant": 40}, 40),
        ({"variant": "7"}, 7),
        ({"variant": 7.0}, 7),
        ({"variant": "7.0"}, 7),
        ({"problem": "fixed", "student": "1001"}, 1),
        ({"problem": "fixed", "variant": 1}, 1),
    ],
)
def test_the_variant_of_a_row(tmp_path: Path, row: dict[str, object], variant: int) -> None:
    """What is written decides, deployed or not; else the student, as the service does; else the first."""
    assert found(rows(tmp_path / "class.jsonl", {"submission": "s"} | row)) == [("s", variant)]


@pytest.mark.parametrize("variant", ["seven", 0, -1, 41, 7.5, "7,0", True, "٣", "1e1", 10**30, [3], "3 4"])
def test_a_variant_that_there_is_not_is_never_guessed(tmp_path: Path, variant: object) -> None:
    """The row is left alone with its reason, whoever its student is, and the others go on."""
    path = rows(tmp_path / "class.jsonl", {"submission": "s", "student": "1001", "variant": variant}, {"submission": "t", "variant": 3})
    assert found(path) == [Unmatched("s", "no-such-variant"), ("t", 3)]


def test_a_variant_of_a_problem_that_draws_nothing(tmp_path: Path) -> None:
    """One text under two headings: the drawn problem has the variant, the other one has no such thing."""
    text = "# Drawn\na = 1\n# Fixed\na = 2\n"
    path = rows(tmp_path / "class.jsonl", {"submission": "s", "text": text, "problem": "", "variant": 7})
    assert found(path) == [("s/drawn", 7), Unmatched("s/fixed", "no-such-variant")]


@pytest.mark.parametrize("mark", [",", ";"])
def test_csv(tmp_path: Path, mark: str) -> None:
    """The same columns in CSV, where a cell may be empty."""
    path = tmp_path / "class.csv"
    path.write_text("submission,text,student,variant\ns,a,1001,\nt,a,1001,3\nu,a,,\nv,a,,x\n".replace(",", mark), encoding="utf-8")
    assert found(path, (DRAWN,)) == [("s", ADA), ("t", 3), ("u", 1), Unmatched("v", "no-such-variant")]


@pytest.mark.parametrize("type_", ["INTEGER", "DOUBLE", "VARCHAR", "DECIMAL(9, 2)"])
def test_parquet(tmp_path: Path, type_: str) -> None:
    """The same columns in Parquet, of whatever type the column became."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "class.parquet"
    told = "VALUES ('s', 'a', '1001', NULL), ('t', 'a', '1001', 3), ('u', 'a', NULL, 41)"
    table = f"SELECT submission, text, student, CAST(variant AS {type_}) AS variant FROM ({told}) t(submission, text, student, variant)"  # noqa: S608 - our own words
    duckdb.sql(table).write_parquet(str(path))
    assert found(path, (DRAWN,)) == [("s", ADA), ("t", 3), Unmatched("u", "no-such-variant")]


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("1001.txt", "1001"),
        ("1001/drawn.txt", "1001"),
        ("O\u0308/drawn.md", "Ö"),
        ("Ada Lovelace_77_assignsubmission_file_/drawn.txt", "Ada Lovelace"),
    ],
)
def test_folders(tmp_path: Path, name: str, student: str) -> None:
    """The student is who the layout says."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("a = 1", encoding="utf-8")
    assert [variant for _, variant in found(tmp_path, (DRAWN,))] == [variant_of("drawn", student, 40, DRAWN.deployed)]


def test_a_file_with_headings(tmp_path: Path) -> None:
    """Each problem of the file has the student's numbers, if it has any."""
    (tmp_path / "1001.txt").write_text("# Drawn\na = 1\n# Fixed\na = 2\n", encoding="utf-8")
    assert found(tmp_path) == [("1001/drawn", ADA), ("1001/fixed", 1)]


def class_(count: int) -> list[Sheet]:
    """Students who have each other numbers."""
    return [Sheet(f"s{n}", f"a1 = 0,{n}", "drawn", f"s{n}", n % 5 + 1) for n in range(count)]


def texts(output: Path) -> list[str]:
    """What the claims of each report quote."""
    return [json.loads(line)["lines"][0]["claims"][0]["written"] for line in output.read_text(encoding="utf-8").splitlines()]


def test_each_sheet_is_graded_by_its_numbers_whoever_does_it(tmp_path: Path) -> None:
    """One process, two, and chunks of another size write the same bytes."""
    run(class_(12), context(), Inline(), tmp_path / "here.jsonl", size=3)
    run(class_(12), context(), Workers(2), tmp_path / "two.jsonl", size=5)
    assert texts(tmp_path / "here.jsonl")[:6] == ["a1 = 0,0", "a1 = 0,1 2", "a1 = 0,2 3", "a1 = 0,3 4", "a1 = 0,4 5", "a1 = 0,5"]
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_another_variant_is_graded_again_on_resuming(tmp_path: Path) -> None:
    """A shard rests on the variants of its sheets."""

    class Cut(Inline):
        def run(self, work: Any, context: Context, chunks: Any) -> Any:  # noqa: ANN401 - as above
            yield from super().run(work, context, chunks)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(class_(6), context(), Cut(), tmp_path / "out.jsonl", size=3)
    changed = [sheet._replace(variant=9) if sheet.submission == "s4" else sheet for sheet in class_(6)]
    seen: list[Progress] = []
    run(changed, context(), Inline(), tmp_path / "out.jsonl", size=3, resume=True, progress=seen.append)
    assert seen[-1].resumed == 1
    assert texts(tmp_path / "out.jsonl")[4] == "a1 = 0,4 9"
    names = {shard_name(context(), 0, (sheet, *class_(1))) for sheet in (class_(6)[4], changed[4])}
    assert len(names) == 2


def test_a_problem_is_built_once_a_variant(tmp_path: Path) -> None:
    """However the sheets are mixed, and also where a variant has no numbers."""
    built: Counter[int] = Counter()

    def parse(source: str, file: str, variant: int, kept: Any) -> Problem:  # noqa: ANN401 - a mapping
        built[variant] += 1
        return fakes.parse(source, file, variant, kept)

    told = Context((DRAWN._replace(source="drawn without=4"),), parse, fakes.grade, "", "1")
    run(class_(20), told, Inline(), tmp_path / "out.jsonl", size=3)
    assert built == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}


def test_a_variant_without_numbers_costs_its_own_sheets(tmp_path: Path) -> None:
    """Where nothing meets the requirements there is no grade, no mark, and the batch goes on; where no variant can be built it ends."""
    run(class_(6), context("drawn without=4"), Inline(), tmp_path / "out.jsonl", size=3)
    reports = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [report["submission"] for report in reports if report["state"] != "graded"] == ["s3"]
    assert (reports[3]["score"]["earned"], "no network" in reports[3]["error"]) == ("0", True)
    with pytest.raises(Exception, match="no network"):
        run(class_(2), context("faulty"), Inline(), tmp_path / "none.jsonl")


def test_a_poisonous_sheet_keeps_its_numbers(tmp_path: Path) -> None:
    """A sheet that is not tried again is reported beside the others, each with its own variant."""
    graded: list[int] = []

    def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
        graded.append(problem.variant)
        return fakes.grade(problem, text, submission, language)

    from grader.services.batch.chunk import grade_chunk

    told = Context((DRAWN,), fakes.parse, grade, str(tmp_path), "1")
    done = grade_chunk(told, Chunk(0, tuple(class_(5)), "shard", frozenset({2})), lambda _: None)
    assert (done.failed, graded) == (1, [1, 2, 4, 5])
