"""The commands of the service: a class set up from files, and what is kept carried from one database to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader import records
from grader.cli import main
from grader.services.class_work import Step
from grader.storage.store import SqlStore
from grader.wiring import load_problem

CLASS = "student_id,name,email,group\n1001,Ada,ada@example.org,A\n1002,Bo,,A\n1001,Ada,,B\n"
SET = "set: week-1\ntitle: Week 1\nproblems: [sigmoid-2-2-2]\n"


def run(folder: Path, *arguments: str) -> Result:
    """What a command says on the folder's database."""
    return CliRunner().invoke(main, [*arguments, "--database", f"sqlite:///{folder / 'grader.db'}"])


@pytest.fixture
def class_files(tmp_path: Path) -> Path:
    """A class list, a set, and sheets of two students and a stranger."""
    (tmp_path / "class.csv").write_text(CLASS, "utf-8")
    (tmp_path / "week.yaml").write_text(SET, "utf-8")
    for student in ("1001", "1002", "9999"):
        (tmp_path / "sheets" / student).mkdir(parents=True)
        (tmp_path / "sheets" / student / "sigmoid-2-2-2.txt").write_text("z_1^2 = 0,38\n", "utf-8")
    return tmp_path


def test_a_class_from_files(class_files: Path) -> None:
    """Founded, filled, graded; done again it changes nothing; what fits nobody is named."""
    files = [str(class_files / name) for name in ("class.csv", "week.yaml", "sheets")]
    arguments = ["course", "ml", "--class", files[0], "--set", files[1], "--sheets", files[2]]
    first = run(class_files, *arguments)
    assert first.output.splitlines() == [
        "course ml",
        "class list: 2 added, 0 updated, 0 deactivated",
        "class list, line 4: 1001 stands already in line 2",
        "set week-1",
        "set week-1: 2 sheets graded, 0 waiting",
        "left alone: 9999 (no-student)",
    ]
    assert run(class_files, *arguments).output.splitlines()[0] == "class list: 0 added, 0 updated, 0 deactivated"
    store = SqlStore.at(f"sqlite:///{class_files / 'grader.db'}")
    assert store.read(lambda t: (t.count(records.Submission, state="graded"), t.count(records.GradedReport))) == (2, 2)
    store.close()


def test_the_variant_beside_a_sheet_is_the_students(class_files: Path) -> None:
    """Who has no numbers yet has those of the variant that a row tells; who has others is left alone, as is a variant that there is not."""
    (class_files / "week.yaml").write_text("set: week-1\nproblems: [logistic-drawn]\n", "utf-8")
    files = [str(class_files / name) for name in ("class.csv", "week.yaml", "rows.csv")]

    def left(ada: str, bo: str) -> list[str]:
        rows = f"submission,student,problem,variant,text\na,1001,logistic-drawn,{ada},z_1 = 1\nb,1002,logistic-drawn,{bo},z_1 = 1\n"
        (class_files / "rows.csv").write_text(rows, "utf-8")
        return run(class_files, "course", "ml", "--class", files[0], "--set", files[1], "--sheets", files[2]).output.splitlines()[-2:]

    assert left("3", "9999") == ["set week-1: 1 sheets graded, 0 waiting", "left alone: b (no-such-variant)"]
    assert left("4", "") == ["set week-1: 1 sheets graded, 0 waiting", "left alone: a (this student has variant 3, not 4)"]
    store = SqlStore.at(f"sqlite:///{class_files / 'grader.db'}")
    kept, drawn = store.read(lambda t: (t.find(records.Submission), t.find(records.Drawing)))
    store.close()
    assert (kept[0].variant, drawn[0].variant) == (3, 3)
    assert drawn[0].numbers == json.dumps(dict(load_problem("logistic-drawn", 3).draws), sort_keys=True)
    assert [each.variant for each in kept] == [each.variant for each in drawn]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("class.csv", "student_id\n1\n", "name is missing"), ("week.yaml", "set: week-1\nproblems: [lost]\n", "lost")],
)
def test_a_faulty_file_is_told_with_its_faults(class_files: Path, name: str, text: str, said: str) -> None:
    """Status 2 and every fault."""
    (class_files / name).write_text(text, "utf-8")
    result = run(class_files, "course", "ml", "--class", str(class_files / "class.csv"), "--set", str(class_files / "week.yaml"))
    assert result.exit_code == 2
    assert said in result.output


def test_a_course_needs_an_id(tmp_path: Path) -> None:
    """An id that no address could hold is refused."""
    assert run(tmp_path, "course", "No Id!").exit_code == 2


def test_what_is_kept_moves(class_files: Path, tmp_path: Path) -> None:
    """Backup and restore through the command line; a second restore is refused."""
    run(class_files, "course", "ml", "--class", str(class_files / "class.csv"))
    file, other = str(tmp_path / "backup.zip"), tmp_path / "other"
    other.mkdir()
    said = run(class_files, "backup", file)
    assert said.exit_code == 0, said.output
    count = said.output.split()[0]
    assert run(other, "restore", file).output.startswith(f"{count} records restored")
    again = run(other, "restore", file)
    assert (again.exit_code, "not empty" in again.output) == (2, True)


def test_each_step_has_its_words() -> None:
    """What a command may do is what it can say."""
    from grader.cli.course import SAID

    assert set(SAID) == {"founded", "class", "duplicate", "set", "sheets", "left"}
    assert Step("set", ("x",)).what in SAID
