"""Autograders: results as the specifications want them, and a zip that runs in a clean folder laid out as Gradescope lays it out."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.errors import Refused
from grader.exchange import gradescope, prairielearn
from grader.exchange.wheel import wheel
from tests.exchange.conftest import CLASS, report

DRAWN = "softmax-drawn"
WHEN = {"hidden", "after_due_date", "after_published", "visible"}


def specified(results: dict[str, Any]) -> None:
    """The rules of Gradescope's specification for results.json."""
    known = {"score", "execution_time", "output", "output_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"}
    assert results.keys() <= known
    assert isinstance(results["score"], float)
    assert isinstance(results["output"], str)
    assert {results["visibility"], results["stdout_visibility"]} <= WHEN
    for test in results["tests"]:
        assert test.keys() <= {"score", "max_score", "status", "name", "number", "output", "tags", "visibility", "extra_data"}
        assert 0 <= test["score"] <= test["max_score"]
        assert test.get("status", "passed") in {"passed", "failed"}


def test_gradescope_results() -> None:
    """The score is the total, each part is a test; points that wait are told and have neither passed nor failed."""
    results = json.loads(gradescope.results(CLASS[2], "# Report"))
    specified(results)
    assert (results["score"], results["output"], results["output_format"]) == (1.0, "# Report", "md")
    assert [(test["name"], test["score"], test["max_score"], test.get("status")) for test in results["tests"]] == [
        ("a", 1.0, 3.0, None),
        ("-", 0.0, 1.0, "failed"),
    ]
    assert results["tests"][0]["output"] == "+1?"
    assert results["extra_data"]["score"]["pending"] == "1"


def test_a_fault_of_ours_makes_no_results() -> None:
    """Gradescope shows a failure; PrairieLearn neither gives nor takes."""
    with pytest.raises(Refused, match="boom"):
        gradescope.results(CLASS[3])
    assert json.loads(prairielearn.results(CLASS[3])) == {"gradable": False, "format_errors": ["=boom"]}


def test_prairielearn_results() -> None:
    """The score is a share, the tests carry points, the file stays below 1 MB."""
    results = json.loads(prairielearn.results(CLASS[1]))
    assert results["gradable"] is True
    assert results["score"] == pytest.approx(7 / 12)
    assert [(test["name"], test["max_points"]) for test in results["tests"]] == [("a", 3.0), ("-", 1.0)]
    huge = report("x", "1", lines=[CLASS[0]["lines"][0]] * 50_000, parts=CLASS[0]["parts"] * 50_000)
    assert len(prairielearn.results(huge).encode()) < 1_000_000
    assert 0 <= json.loads(prairielearn.results(report("x", "9")))["score"] <= 1


def test_the_wheel_records_what_it_holds() -> None:
    """Every member stands in RECORD with its digest and size; templates and catalogues are there; twice the same bytes."""
    made = wheel()
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        record = next(name for name in archive.namelist() if name.endswith("/RECORD"))
        listed = {row.split(",")[0]: row.split(",")[1:] for row in archive.read(record).decode().splitlines()}
        assert set(listed) == set(archive.namelist())
        for name, (digest, size) in listed.items():
            if name != record:
                found = base64.urlsafe_b64encode(hashlib.sha256(archive.read(name)).digest()).rstrip(b"=").decode()
                assert (digest, size) == (f"sha256={found}", str(len(archive.read(name))))
        assert {
            "grader/rendering/templates/report.html",
            "grader/rendering/sentences/en.ftl",
            "grader/exchange/autograder/setup.sh",
        } <= set(listed)
    assert wheel() == made


def laid_out(tmp_path: Path, problem: str, *options: str) -> Path:
    """A clean folder as Gradescope makes it, with what `setup.sh` would install put there without the network."""
    made = CliRunner().invoke(main, ["export", "gradescope", problem, *options, "-o", str(tmp_path / "autograder.zip")])
    assert made.exit_code == 0, made.output
    root = tmp_path / "autograder"
    for folder in ("source", "submission", "results"):
        (root / folder).mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        archive.extractall(root / "source")
        assert {info.filename: info.external_attr >> 16 & 0o111 for info in archive.infolist()}["run_autograder"] == 0o111
    script = root / "run_autograder"
    script.write_bytes((root / "source/run_autograder").read_bytes())
    script.chmod(0o755)
    installed(root / "source")
    return script


def installed(source: Path) -> None:
    """A virtual environment with the wheel's files; the libraries that it needs are lent by this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(source / ".venv")], check=True)
    packages = next((source / ".venv").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(next(source.glob("*.whl"))) as archive:
        archive.extractall(packages)
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


@pytest.mark.skipif(os.name != "posix", reason="Gradescope's scripts are for bash")
def test_the_zip_runs_in_a_clean_folder(tmp_path: Path) -> None:
    """What was handed in becomes results; nothing handed in, and two sheets at once, become none - and never points."""
    script = laid_out(tmp_path, "sigmoid-2-2-2")
    (script.parent / "submission" / "my sheet.txt").write_text("z_1^1 = 0,3825\na_1^2 = 0,594\na_1^2 = 0,7\n", "utf-8")
    (script.parent / "submission" / "photo.png").write_bytes(b"\x89PNG")
    bare = {"PATH": os.environ["PATH"], "LANG": "C"}
    done = subprocess.run([str(script)], cwd=script.parent, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads((script.parent / "results/results.json").read_text("utf-8"))
    specified(results)
    assert results["score"] == 0.75
    assert "a\\_1^2" in results["output"] or "a_1^2" in results["output"]
    (script.parent / "submission" / "other.txt").write_text("a_1^2 = 0,594", "utf-8")
    assert subprocess.run([str(script)], cwd=script.parent, env=bare, capture_output=True, check=False).returncode != 0
    assert not (script.parent / "results/results.json").exists()
    for sheet in (script.parent / "submission").iterdir():
        sheet.unlink()
    assert subprocess.run([str(script)], cwd=script.parent, env=bare, capture_output=True, check=False).returncode != 0
    assert not (script.parent / "results/results.json").exists()


def handed_in(script: Path, worked: str, *users: dict[str, Any]) -> dict[str, Any] | None:
    """The results of a sheet that these users handed in; None where the autograder leaves none."""
    metadata = {"id": 9, "assignment": {"title": "Week 3"}, "users": users, "previous_submissions": []}
    (script.parent / "submission_metadata.json").write_text(json.dumps(metadata), "utf-8")
    (script.parent / "submission/sheet.txt").write_text(worked, "utf-8")
    done = subprocess.run([str(script)], cwd=script.parent, env={"PATH": os.environ["PATH"], "LANG": "C"}, capture_output=True, check=False)
    results = script.parent / "results/results.json"
    assert (done.returncode == 0) is results.exists()
    return json.loads(results.read_bytes()) if results.exists() else None


def full(results: dict[str, Any] | None) -> bool:
    """Whether all points were earned."""
    return results is not None and bool(results["score"]) and results["score"] == sum(test["max_score"] for test in results["tests"])


@pytest.mark.skipif(os.name != "posix", reason="Gradescope's scripts are for bash")
def test_each_student_is_graded_by_their_own_numbers(tmp_path: Path) -> None:
    """The class list tells whose numbers a sheet was worked with; who is not in it, and who hands in with others, has no results."""
    class_list = tmp_path / "class.csv"
    class_list.write_text('student_id,name,email,group\n1001,"Ö, Ada",Ada@X.edu,\n1002,Bo,bo@x.edu,\n', "utf-8")
    script = laid_out(tmp_path, DRAWN, "--class", str(class_list))
    ada, bo, eve = ({"email": f"{name}@x.edu", "id": n, "name": name} for n, name in enumerate(("ada", "bo", "eve")))
    worked = CliRunner().invoke(main, ["solve", DRAWN, "--student", "1001"]).output
    assert full(handed_in(script, worked, ada))
    assert (theirs := handed_in(script, worked, bo)) is not None
    assert not full(theirs)
    assert handed_in(script, worked, eve) is None
    assert handed_in(script, worked, ada, bo) is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--variant", "7"), "numbers=(--variant 7)"),
        (("--by", "name"), '"$root/submission_metadata.json" --by name'),
        ((), None),
        (("--by", "email", "--variant", "7"), None),
        (("--variant", "4000"), None),
    ],
)
def test_whose_numbers_has_to_be_said(options: tuple[str, ...], said: str | None, tmp_path: Path) -> None:
    """A problem whose numbers are drawn makes no autograder that grades everybody by variant 1 unasked."""
    target = tmp_path / "autograder.zip"
    made = CliRunner().invoke(main, ["export", "gradescope", DRAWN, *options, "-o", str(target)])
    assert made.exit_code == (2 if said is None else 0), made.output
    assert target.exists() is (said is not None)
    if said is not None:
        with zipfile.ZipFile(target) as archive:
            assert said in archive.read("run_autograder").decode()
    elif not options:
        assert all(option in made.output for option in ("--class", "--by", "--variant"))


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ('{"users": [{"email": " ada@x.edu ", "name": "Ö, \\"Ada\\" 🦉"}]}', 'Ö, "Ada" 🦉'),
        ('{"users": [{"email": "ada@x.edu"}]}', None),
        ('{"users": [{"name": 7}]}', None),
        ('{"users": []}', None),
        ('{"users": "ada"}', None),
        ("[]", None),
        ("{", None),
        ("[" * 100_000, None),
    ],
)
def test_who_handed_in(metadata: str, found: str | None, tmp_path: Path) -> None:
    """One student, by name or not at all."""
    path = tmp_path / "submission_metadata.json"
    path.write_text(metadata, "utf-8")
    told = CliRunner().invoke(main, ["export", "gradescope-student", str(path), "--by", "name"])
    assert told.exit_code == (2 if found is None else 0), told.output
    assert found is None or told.stdout == f"{found}\n"


def test_a_class_list_without_addresses_is_told(tmp_path: Path) -> None:
    """Who cannot be known by an address, and who stands there twice."""
    class_list = tmp_path / "class.csv"
    class_list.write_text("student_id,name,email\n1001,Ada,\n=1+1,Bo,bo@x.edu\n1003,Bo,BO@x.edu\n", "utf-8")
    target = tmp_path / "autograder.zip"
    made = CliRunner().invoke(main, ["export", "gradescope", DRAWN, "--class", str(class_list), "-o", str(target)])
    assert [line.split(":")[1] for line in made.stderr.splitlines()] == ["2", "4"]
    with zipfile.ZipFile(target) as archive:
        assert archive.read("students.csv").decode().splitlines()[1:] == ["=1+1,=1+1,bo@x.edu"]


def test_the_zip_is_the_same_twice() -> None:
    """No clock in it."""
    made = wheel()
    assert gradescope.autograder("id: x", "de", made) == gradescope.autograder("id: x", "de", made)
    with zipfile.ZipFile(io.BytesIO(gradescope.autograder("id: x", "de", made))) as archive:
        assert b"--lang de" in archive.read("run_autograder")


def test_the_scripts_are_sound() -> None:
    """Bash finds no fault in them."""
    with zipfile.ZipFile(io.BytesIO(gradescope.autograder("id: x", "en", wheel()))) as archive:
        for name in ("setup.sh", "run_autograder"):
            assert subprocess.run(["/usr/bin/env", "bash", "-n"], input=archive.read(name), check=False).returncode == 0
