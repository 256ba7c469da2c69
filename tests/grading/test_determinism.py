"""The same bytes give the same report in every process, whatever the order of sets and dictionaries there."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import weakref
from pathlib import Path

import grader

ROOT = Path(__file__).parents[2]
SHEETS = (
    ("sigmoid-2-2-2", "submissions/sigmoid-2-2-2/000_e95ce17405b7336a.txt"),
    ("relu-2-3-1", "submissions/relu-2-3-1/002_1acf8ef0617d31a7.txt"),
)
CODE = """
import json, sys, grader
sheets = json.loads(sys.argv[1])
print(json.dumps([grader.grade(grader.load_problem(p), open(s, encoding="utf-8").read()).to_dict() for p, s in sheets]))
"""


def reports(seed: int) -> str:
    """The reports on both sample sheets from a process of its own with this seed of hashes."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps(SHEETS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_hashes_do_not_matter() -> None:
    """Two processes with hashes of their own write the same bytes, those of this one."""
    here = json.dumps([grader.grade(grader.load_problem(p), (ROOT / s).read_text("utf-8")).to_dict() for p, s in SHEETS])
    assert {reports(seed).strip() for seed in (1, 4242)} == {here}


def test_what_was_graded_before_does_not_matter() -> None:
    """A sheet's report is the same after other sheets of the same problem."""
    name, path = SHEETS[0]
    problem, text = grader.load_problem(name), (ROOT / path).read_text("utf-8")
    first = grader.grade(problem, text).to_dict()
    for other in ("z_1 = 0.5", text[::-1], text.replace("0,", "0."), "\n".join(reversed(text.split("\n")))):
        grader.grade(problem, other)
    assert grader.grade(problem, text).to_dict() == first
    assert grader.grade(grader.load_problem(name), text).to_dict() == first


def test_what_grading_keeps_of_a_problem_goes_with_it() -> None:
    """Each student's own numbers are a problem of their own: once graded and dropped, nothing of it stays."""
    problem = grader.load_problem(SHEETS[0][0])
    grader.grade(problem, (ROOT / SHEETS[0][1]).read_text("utf-8"))
    trace = weakref.ref(problem.trace)
    del problem
    gc.collect()
    assert trace() is None
