"""Whose sheet is it, and on which problem: folders, zips, downloads of learning platforms, headed files, rows; and nothing guessed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from grader.errors import NotFound, Refused
from grader.services.batch.headings import sections
from grader.services.batch.sheet import Sheet, Unmatched
from grader.services.batch.source import gather
from tests.services.fakes import KNOWN

ONE = KNOWN[:1]


def lay(folder: Path, *names: str, text: str = "a1 = 1") -> Path:
    """Files of these names below the folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def pack(path: Path, *names: str) -> Path:
    """A zip with members of these names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "a1 = 1")
    return path


def found(source: Path, problems: tuple[object, ...] = KNOWN) -> list[tuple[str, ...]]:
    """(submission, problem, student) of each sheet, (name, reason) of what was not matched."""
    items = gather(source, KNOWN if problems is KNOWN else ONE)
    return [(i.submission, i.problem, i.student) if isinstance(i, Sheet) else tuple(i) for i in items]


FOLDERS = [
    (ONE, ["b.txt", "a.md"], [("a", "one-unit", "a"), ("b", "one-unit", "b")]),
    (ONE, ["a.txt", "a.md"], [("a.md", "two-files"), ("a.txt", "two-files")]),
    (ONE, ["a.txt", "a.pdf"], [("a.pdf", "not-text"), ("a", "one-unit", "a")]),
    (ONE, ["a.txt", ".DS_Store", "__MACOSX/a.txt"], [("a", "one-unit", "a")]),
    (ONE, ["team_1_2_a.txt", "team_1_3_b.txt"], [("team_1_2_a", "one-unit", "team_1_2_a"), ("team_1_3_b", "one-unit", "team_1_3_b")]),
    (KNOWN, ["ada/two-units.md", "ada/one-unit.txt"], [("ada/one-unit", "one-unit", "ada"), ("ada/two-units", "two-units", "ada")]),
    (KNOWN, ["ada/week3.txt"], [("ada/week3.txt", "no-problem-named")]),
    (KNOWN, ["one-unit.txt"], [("one-unit.txt", "no-student")]),
    (KNOWN, ["ada/one-unit.txt", "ada/sub/one-unit.md"], [("ada/one-unit.txt", "two-files"), ("ada/sub/one-unit.md", "two-files")]),
    (
        ONE,
        ["Ada Ö_123_assignsubmission_file_/my work.txt", "Bo_124_assignsubmission_file/x.txt"],
        [("Ada Ö_123", "one-unit", "Ada Ö"), ("Bo_124", "one-unit", "Bo")],
    ),
    (KNOWN, ["Ada Ö_123_assignsubmission_file_one-unit.txt"], [("Ada Ö_123/one-unit", "one-unit", "Ada Ö")]),
    (
        KNOWN,
        ["lovelaceada_77_9001_one-unit-2.txt", "turingalan_LATE_78_9002_two-units.txt"],
        [("lovelaceada_77/one-unit", "one-unit", "lovelaceada"), ("turingalan_78/two-units", "two-units", "turingalan")],
    ),
]


@pytest.mark.parametrize(("problems", "names", "expected"), FOLDERS)
def test_folders(tmp_path: Path, problems: tuple[object, ...], names: list[str], expected: list[tuple[str, ...]]) -> None:
    """Each layout gives exactly these sheets, and lists exactly those files that have no place."""
    assert found(lay(tmp_path, *names), problems) == expected


def test_a_file_with_headings_is_taken_apart(tmp_path: Path) -> None:
    """One file works both problems under headings; the lines keep their numbers."""
    text = "# Two units\na1 = 1\n\n## one-unit\na1 = 2\n"
    sheets = [item for item in gather(lay(tmp_path, "ada.txt", text=text), KNOWN) if isinstance(item, Sheet)]
    assert [(s.problem, s.text) for s in sheets] == [("one-unit", "\n\n\n\na1 = 2\n"), ("two-units", "\na1 = 1\n")]


def test_working_above_the_first_heading_is_told(tmp_path: Path) -> None:
    """Lines that stand under no heading are listed, not given to a problem."""
    folder = lay(tmp_path, "ada.txt", text="a1 = 9\n# one-unit\na1 = 2\n")
    assert [item for item in gather(folder, KNOWN) if isinstance(item, Unmatched)] == [Unmatched("ada.txt", "working-above-first-heading")]


@pytest.mark.parametrize("line", ["we saw in one-unit that a = 1", "one-unit and two-units", "# one-unit two-units", "one", ""])
def test_what_is_no_heading(line: str) -> None:
    """A sentence that mentions a problem, and a heading of two problems, name none."""
    assert sections(f"{line}\na = 1\n", KNOWN)[0] == {}


@pytest.mark.parametrize("line", ["one-unit", "**One unit**", "Aufgabe one-unit:", "### 3. One unit (b)", "# one-unit"])
def test_what_is_a_heading(line: str) -> None:
    """An id or a title alone, with one word before it, or in a heading of Markdown."""
    assert list(sections(f"{line}\na = 1\n", KNOWN)[0]) == ["one-unit"]


def test_zips(tmp_path: Path) -> None:
    """A zip is read in place; one folder round all is no student; paths that lead out are names like others."""
    assert found(pack(tmp_path / "a.zip", "week3/b.txt", "week3/a.txt"), ONE) == [("a", "one-unit", "a"), ("b", "one-unit", "b")]
    assert found(pack(tmp_path / "b.zip", "ada/one-unit.txt")) == [("ada/one-unit", "one-unit", "ada")]
    assert found(pack(tmp_path / "c.zip", "../../evil.txt"), ONE) == [("evil", "one-unit", "evil")]


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    """A zip member whose bytes are damaged costs itself."""
    path = pack(tmp_path / "a.zip", "a.txt", "b.txt")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"a1 = 1", b"a1 = 2", 1))
    assert found(path, ONE) == [("a.txt", "unreadable-file"), ("b", "one-unit", "b")]


def test_rows(tmp_path: Path) -> None:
    """Rows of JSONL: good ones are sheets, bad ones are listed by their place."""
    rows: list[object] = [
        {"submission": "a", "text": "x", "problem": "two-units", "student": 7},
        {"submission": "b", "text": "x", "problem": "three-units"},
        {"text": "x"},
        ["no", "object"],
        {"submission": "c", "text": "# One unit\nx\n"},
        {"submission": "d", "text": "x"},
    ]
    path = tmp_path / "class.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n{broken\n", encoding="utf-8")
    assert found(path) == [
        ("a", "two-units", "7"),
        ("b", "unknown-problem"),
        ("class.jsonl:3", "no-submission-or-text"),
        ("class.jsonl:4", "no-submission-or-text"),
        ("c/one-unit", "one-unit", ""),
        ("d", "no-problem-named"),
        ("class.jsonl:7", "no-submission-or-text"),
    ]


@pytest.mark.parametrize("mark", [",", ";"])
def test_csv(tmp_path: Path, mark: str) -> None:
    """CSV with commas or semicolons, quoted texts over several lines, and a byte order mark."""
    path = tmp_path / "class.csv"
    path.write_text(f'submission{mark}text\na{mark}"a1 = 0,5{mark}\nb"\n', encoding="utf-8-sig")
    assert [item.text for item in gather(path, ONE) if isinstance(item, Sheet)] == [f"a1 = 0,5{mark}\nb"]


def test_parquet(tmp_path: Path) -> None:
    """The same columns in Parquet, row by row in order."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "class.parquet"
    rows = duckdb.sql("SELECT 's' || i AS submission, 'a1 = ' || i AS text FROM range(3) t(i)")
    rows.write_parquet(str(path))
    assert [(i.submission, i.text) for i in gather(path, ONE) if isinstance(i, Sheet)] == [
        ("s0", "a1 = 0"),
        ("s1", "a1 = 1"),
        ("s2", "a1 = 2"),
    ]


def test_no_class_at_all(tmp_path: Path) -> None:
    """What is not there and what is no class are refused before anything is graded."""
    with pytest.raises(NotFound):
        gather(tmp_path / "nothing", ONE)
    (tmp_path / "photo.png").write_bytes(b"")
    with pytest.raises(Refused):
        gather(tmp_path / "photo.png", ONE)
