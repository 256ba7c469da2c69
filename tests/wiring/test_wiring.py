"""The neck: settings from the environment, the public names, and that no fault ever turns into marks."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader import wiring
from grader.errors import NotFound, Refused
from grader.grading import pipeline
from grader.problem import parse
from grader.services.batch.inline import Inline
from grader.services.engine import Engine, Numbers, Task
from grader.wiring import Batch, Settings

SHEET = Path(__file__).parents[2] / "submissions/sigmoid-2-2-2/000_e95ce17405b7336a.txt"


def test_settings_from_the_environment() -> None:
    """Defaults where nothing is given, numbers where numbers are meant."""
    assert Settings.from_environment({}) == Settings()
    changed = Settings.from_environment({"GRADER_PORT": "9", "GRADER_DATABASE_URL": "sqlite://", "GRADER_LANGUAGE": "de", "OTHER": "x"})
    assert (changed.port, changed.database_url, changed.language) == (9, "sqlite://", "de")
    with pytest.raises(Refused, match="GRADER_JOBS"):
        Settings.from_environment({"GRADER_JOBS": "many"})


def test_public_names_are_all_there() -> None:
    """Every exported name can be had, and no other."""
    assert all(getattr(grader, name) for name in grader.__all__)
    assert set(dir(grader)) == set(grader.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        grader.nothing  # noqa: B018


def test_importing_costs_nothing() -> None:
    """`import grader` alone brings in none of the heavy libraries."""
    code = "import grader, sys; print([m for m in ('sympy', 'numpy', 'pydantic', 'fastapi', 'rich', 'grader.wiring') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_grading_needs_no_sympy() -> None:
    """Grading a sheet imports neither sympy nor the server's libraries."""
    code = (
        "import grader, sys; p = grader.load_problem('sigmoid-2-2-2'); grader.grade(p, 'z1 = 1').to_dict();"
        "print([m for m in ('sympy', 'fastapi', 'sqlalchemy', 'rich') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_fault_is_not_graded_and_costs_no_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks inside: state not_graded, all points pending, the error told."""

    def broken(*_: object) -> None:
        raise RecursionError("x" * 10_000)

    monkeypatch.setattr(pipeline, "grade", broken)
    problem = grader.load_problem("sigmoid-2-2-2")
    report = grader.grade(problem, "a1 = 0,594", submission="s").to_dict()
    assert (report["state"], report["score"]["earned"]) == ("not_graded", "0")
    assert report["score"]["pending"] == report["score"]["possible"] == "32"
    assert report["error"].startswith("RecursionError: xxx")
    assert len(report["error"]) <= 300
    assert report["review"]


def test_the_same_bytes_in_every_process() -> None:
    """A report does not depend on the order in which one process happens to keep its sets."""
    code = (
        "import grader, json, sys; p = grader.load_problem('sigmoid-2-2-2');"
        "print(json.dumps(grader.grade(p, open(sys.argv[1], 'rb').read()).to_dict()))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(SHEET)], capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    ]
    assert len({hashlib.sha256(run.stdout).hexdigest() for run in runs}) == 1


def test_passwords_are_kept_as_argon2(tmp_path: Path) -> None:
    """The digest of an installation is slow and salted, and lets in whoever knows the password."""
    from grader.records import Password

    served = wiring.services(Settings(database_url=f"sqlite:///{tmp_path / 'grader.db'}"))
    try:
        boss = served.passwords.enter_by_link(served.sign_in.first_link() or "", "correct horse battery staple").person
        kept = served.store.read(lambda t: t.find(Password))
        assert [each.digest.partition("$v=")[0] for each in kept] == ["$argon2id"]
        assert served.passwords.enter(boss.id, "correct horse battery staple").person == boss
        with pytest.raises(Refused):
            served.passwords.enter(boss.id, "another password")
    finally:
        served.close()


def test_a_batch_of_the_bank(tmp_path: Path) -> None:
    """The real grader over a folder: reports, figures, and one report a student in German."""
    (tmp_path / "class").mkdir()
    for name in ("ada", "bo"):
        (tmp_path / "class" / f"{name}.txt").write_text("z_1^2 = 0,38\n", encoding="utf-8")
    order = Batch(
        "sigmoid-2-2-2", tmp_path / "class", tmp_path / "out.jsonl", jobs=1, language="de", reports=tmp_path / "back", style="markdown"
    )
    outcome = wiring.batch(order)
    assert (outcome.summary.sheets, outcome.summary.graded, outcome.unmatched) == (2, 2, ())
    assert [json.loads(line)["submission"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()] == ["ada", "bo"]
    assert (tmp_path / "back" / "ada.md").read_text(encoding="utf-8")


def test_a_set_names_its_problems(tmp_path: Path) -> None:
    """A set's problems are files beside it or bank ids; sheets lie by student and problem."""
    (tmp_path / "week.yaml").write_text("set: week-3\nproblems: [sigmoid-2-2-2, relu-2-3-1]\n", encoding="utf-8")
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "relu-2-3-1.txt").write_text("z_1^2 = 0\n", encoding="utf-8")
    outcome = wiring.batch(Batch(str(tmp_path / "week.yaml"), tmp_path / "class", tmp_path / "out.jsonl", jobs=1))
    assert json.loads((tmp_path / "out.jsonl").read_bytes())["problem"] == "relu-2-3-1"
    assert outcome.summary.sheets == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"target": "no-such-problem"}, NotFound), ({"source": Path("nowhere")}, NotFound), ({"reports": Path("r"), "style": "pdf"}, Refused)],
)
def test_what_is_wrong_is_told_before_the_first_sheet(tmp_path: Path, changes: dict[str, object], error: type[Exception]) -> None:
    """An unknown problem, class or style leaves nothing behind."""
    given: dict[str, object] = {"target": "sigmoid-2-2-2", "source": tmp_path, "output": tmp_path / "out.jsonl"} | changes
    with pytest.raises(error):
        wiring.batch(Batch(**given))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_variant_is_built_with_the_numbers_that_are_kept() -> None:
    """What the service knows of numbers reaches where problems are built, here and in a worker: a variant, and kept numbers."""
    engine = Engine(parse, wiring.grade, Inline, "1")
    source = wiring.bank_source("neuron-drawn")
    place, number = engine.problem(source, Numbers(4)).draws[0]
    assert engine.problem(source, Numbers()).variant == 1
    numbers = Numbers(4, json.dumps({place: "77/100"}))
    kept = engine.problem(source, numbers)
    assert kept.variant == 4
    assert dict(kept.draws)[place] == "77/100" != number
    assert "77/100" in {str(value) for value in kept.trace.given.values()}
    task = Task("t", source, numbers, "anna", f"{kept.trace.given}".encode())
    assert dict(engine.later([task]))["t"] == engine.now(task)


def test_circles_are_looked_for_again_after_the_work_whoever_stopped_it() -> None:
    """Whoever turned the collector off turns it on, and nobody else."""
    assert gc.isenabled()
    with wiring.uncollected():
        assert not gc.isenabled()
        with wiring.uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_circles_are_looked_for_again_after_a_fault() -> None:
    """An exception leaves nothing turned off."""
    message = "a fault"
    with pytest.raises(ValueError, match=message), wiring.uncollected():
        raise ValueError(message)
    assert gc.isenabled()


def test_who_looks_for_no_circles_is_left_alone() -> None:
    """A program without the collector keeps it off."""
    gc.disable()
    try:
        with wiring.uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
