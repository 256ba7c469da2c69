"""A batch: results in order, resumed to the same bytes, figures that add up, progress that never exceeds the class."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from grader.services.batch import Progress, Sheet, Unmatched, run
from grader.services.batch.inline import Inline
from grader.services.batch.shard import keep, pour, reports_of, shard_at, whole
from grader.services.batch.sheet import Chunk, Context, Done, Step, Work
from grader.services.batch.summary import COLUMNS, add_up
from tests.services.fakes import context


class Stopped(Exception):
    """The power is cut."""


class Breaking(Inline):
    """Does some chunks, the last ones first, and then breaks."""

    def __init__(self, after: int) -> None:
        """Break after so many chunks."""
        self.after = after

    def run(self, work: Work, context: Context, chunks: Iterator[Chunk]) -> Iterator[Step | Done]:
        """The chunks in reverse, as far as it goes."""
        yield from super().run(work, context, iter(list(chunks)[::-1][: self.after]))
        raise Stopped


def items(count: int) -> list[Sheet | Unmatched]:
    """Sheets with something unmatched among them."""
    made: list[Sheet | Unmatched] = [
        Sheet(f"s{n}", f"a1 = 0,{n} wrong" if n % 3 == 0 else f"a1 = 0,{n}", "one-unit", f"ÄÖ {n}") for n in range(count)
    ]
    return [*made[:2], Unmatched("photo.png", "not-text"), *made[2:]]


@pytest.mark.parametrize("after", [0, 1, 3])
def test_resumed_output_is_the_same_to_the_byte(tmp_path: Path, after: int) -> None:
    """A batch that is cut off anywhere and resumed equals one that was never disturbed, and does not repeat what is done."""
    run(items(11), context(), Inline(), tmp_path / "whole.jsonl", size=3)
    with pytest.raises(Stopped):
        run(items(11), context(), Breaking(after), tmp_path / "cut.jsonl", size=3)
    assert not (tmp_path / "cut.jsonl").exists()
    seen: list[Progress] = []
    run(items(11), context(), Inline(), tmp_path / "cut.jsonl", size=3, resume=True, progress=seen.append)
    assert (tmp_path / "cut.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert (tmp_path / "cut.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert seen[-1].resumed == after
    assert not list(tmp_path.glob("*.parts"))


def test_a_changed_sheet_is_graded_again_on_resuming(tmp_path: Path) -> None:
    """A shard is kept only where nothing that it rests on has changed."""
    with pytest.raises(Stopped):
        run(items(6), context(), Breaking(2), tmp_path / "out.jsonl", size=3)
    changed = [item._replace(text="a1 = 7") if isinstance(item, Sheet) and item.submission == "s4" else item for item in items(6)]
    run(changed, context(), Inline(), tmp_path / "out.jsonl", size=3, resume=True)
    reports = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert reports[4]["lines"][0]["text"] == "a1 = 7"


def test_reports_that_go_elsewhere_are_written_on_resuming(tmp_path: Path) -> None:
    """Whoever asks for reports to hand back after a cut gets one for each sheet, not for the rest of them."""
    with pytest.raises(Stopped):
        run(items(6), context(), Breaking(1), tmp_path / "out.jsonl", size=3)
    told = context(render=str, reports=str(tmp_path / "back"), ending=".html")
    run(items(6), told, Inline(), tmp_path / "out.jsonl", size=3, resume=True)
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == [f"s{n}.html" for n in range(6)]


def test_figures_alone(tmp_path: Path) -> None:
    """A table as the only output has the same figures, and nothing is left beside it."""
    run(items(5), context(), Inline(), tmp_path / "whole.jsonl", size=2)
    (tmp_path / "alone").mkdir()
    run(items(5), context(), Inline(), tmp_path / "alone/out.csv", size=2)
    assert [path.name for path in (tmp_path / "alone").iterdir()] == ["out.csv"]
    assert (tmp_path / "alone/out.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_shard_gives_back_what_it_keeps(tmp_path: Path) -> None:
    """Reports and rows are told apart whatever stands in them, and a writing that fails leaves the old file."""
    shard = shard_at(tmp_path, "000000001-x")
    for reports, rows in ((b"", b""), (b'{"a": "7\\n"}\n', b"7\n8\n"), ("Ü\n".encode(), b"")):
        keep(shard, reports, rows)
        lines, table = io.BytesIO(), io.BytesIO()
        pour(shard, lines, table)
        assert (reports_of(shard), lines.getvalue(), table.getvalue()) == (reports, reports, rows)
    with pytest.raises(TypeError), whole(shard) as file:
        file.write("half")  # type: ignore[call-overload]
    assert reports_of(shard) == "Ü\n".encode()


def test_figures_add_up(tmp_path: Path) -> None:
    """The summary is the sum of the rows, and what was not matched is told."""
    outcome = run(items(7), context(), Inline(), tmp_path / "out.jsonl", size=3)
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert outcome.summary.sheets == outcome.summary.graded == len(rows) == 7
    assert outcome.summary.earned == sum(int(row["earned"]) for row in rows)
    assert outcome.summary.causes == {"arithmetic": 3}
    assert outcome.summary.verdicts["correct"] == 4
    assert outcome.unmatched == (Unmatched("photo.png", "not-text"),)
    assert rows[0]["student"] == "ÄÖ 0"


def test_a_name_that_a_spreadsheet_would_run_is_quoted(tmp_path: Path) -> None:
    """`=1+1` as a name of a submission stays text in a spreadsheet, and stays as it is in the reports."""
    run([Sheet("=1+1", "a", "one-unit")], context(), Inline(), tmp_path / "out.jsonl")
    assert "'=1+1" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out.jsonl").read_bytes())["submission"] == "=1+1"


def test_an_empty_class(tmp_path: Path) -> None:
    """No sheet at all: two files, and a summary of nothing."""
    outcome = run([], context(), Inline(), tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert outcome.summary.sheets == 0


def test_progress_ends_with_the_class(tmp_path: Path) -> None:
    """Progress rises and ends at the number of sheets."""
    seen: list[int] = []
    run(items(10), context(), Inline(), tmp_path / "out.jsonl", size=4, progress=lambda p: seen.append(p.sheets))
    assert seen == sorted(seen)
    assert seen[-1] == 10


def test_a_report_for_each_student(tmp_path: Path) -> None:
    """Reports to hand back carry the submission's name, and no name leads out of the folder."""
    told = context(render=str, reports=str(tmp_path / "back"), ending=".html")
    run([Sheet("ada", "a", "one-unit"), Sheet("../../etc/passwd", "b", "one-unit")], told, Inline(), tmp_path / "out.jsonl")
    names = sorted(path.name for path in (tmp_path / "back").iterdir())
    assert "ada.html" in names
    assert len(names) == 2
    assert not (tmp_path.parent / "etc").exists()


def test_parquet_holds_the_same_reports(tmp_path: Path) -> None:
    """Parquet has typed, nested lines, in the order of the sheets."""
    duckdb = pytest.importorskip("duckdb")
    run(items(5), context(), Inline(), tmp_path / "out.parquet", size=2)
    query = 'SELECT submission, student, lines[1].claims[1].verdict, typeof(lines[1].number), notation."decimal" FROM read_parquet(?)'
    rows = duckdb.execute(query, [str(tmp_path / "out.parquet")]).fetchall()
    assert rows[0] == ("s0", "ÄÖ 0", "wrong", "INTEGER", ",")
    assert [row[0] for row in rows] == [f"s{n}" for n in range(5)]


def test_the_class_by_tenths_parts_and_causes() -> None:
    """The spread counts graded sheets by tenths, the median is what half of them reach, parts and causes add up."""
    base = dict.fromkeys(COLUMNS, "0") | {
        "state": "graded",
        "possible": "4",
        "causes": "",
        "parts": "a:1:2 second%20half:2/3:2",
        "error": "",
    }
    marks = ["0", "1", "2", "4", "4"]
    rows = [base | {"earned": mark, "causes": "sign:2" if mark == "0" else ""} for mark in marks]
    rows.append(base | {"state": "not_graded", "earned": "0", "parts": ""})
    total = add_up(rows)
    assert (total.sheets, total.graded) == (6, 5)
    assert total.spread == (1, 0, 1, 0, 0, 1, 0, 0, 0, 2)
    assert total.median == Fraction(1, 2)
    assert total.parts["a"] == (Fraction(5), Fraction(10))
    assert total.parts["second half"] == (Fraction(10, 3), Fraction(10))
    assert (total.causes, total.affected) == ({"sign": 2}, {"sign": 1})
    assert len(total.rows) == 6
