"""Gradescope: the `results.json` of an autograder, and a zip that is one (`setup.sh` and `run_autograder` at its root)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Any

from grader.errors import Refused
from grader.exchange.marks import feedback
from grader.exchange.submitter import STUDENTS, Numbers
from grader.exchange.table import Table, written
from grader.exchange.wheel import Wheel

WHEN = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made
PLAIN, EXECUTABLE = 0o100644 << 16, 0o100755 << 16
ONE_SET = Numbers()


def results(report: Mapping[str, Any], output: str = "", output_format: str = "md") -> str:
    """The results of one report; `output` is what the student reads.

    Raises Refused where the sheet could not be graded: no results are shown as a failure, never as points.
    """
    if report.get("state") != "graded":
        message = f"not graded: {report.get('error') or ''}"
        raise Refused(message)
    score = report["score"]
    whole = {
        "score": float(Fraction(score["earned"])),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "output": output or feedback(report),
        "output_format": output_format if output else "text",
        "tests": [_test(part) for part in report.get("parts", ())],
        "extra_data": {
            "score": score,
            "problem": report.get("problem"),
            "review": report.get("review", []),
            "grader": report.get("grader"),
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _test(part: Mapping[str, str]) -> dict[str, Any]:
    earned, waits, possible = (Fraction(part[name]) for name in ("earned", "pending", "possible"))
    state = {} if waits or 0 < earned < possible else {"status": "passed" if earned == possible else "failed"}
    return {
        "name": part["label"] or "-",
        "score": float(earned),
        "max_score": float(possible),
        **state,
        **({"output": f"+{float(waits):g}?"} if waits else {}),
    }


def autograder(problem: str, language: str, wheel: Wheel, numbers: Numbers = ONE_SET) -> bytes:
    """The zip for a problem file: nothing to be done but to upload it; `numbers` says whose, where they are drawn."""
    words = {b"@LANGUAGE@": language.encode(), b"@NUMBERS@": numbers.shell().encode()}
    members = [
        ("setup.sh", _script("setup.sh", words), EXECUTABLE),
        ("run_autograder", _script("run_autograder", words), EXECUTABLE),
        ("problem.yaml", problem.encode(), PLAIN),
        (wheel.name, wheel.content, PLAIN),
    ]
    if numbers.students is not None:
        known = [(id_, id_, email) for email, id_ in numbers.students.items()]
        members.append((STUDENTS, written(Table((("student_id", "name", "email"), *known))).encode(), PLAIN))
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in members:
            info = zipfile.ZipInfo(name, WHEN)
            info.external_attr, info.compress_type, info.create_system = mode, zipfile.ZIP_DEFLATED, 3
            archive.writestr(info, content)
    return paper.getvalue()


def _script(name: str, words: Mapping[bytes, bytes]) -> bytes:
    script = (files(__package__) / "autograder" / name).read_bytes()
    for word, meaning in words.items():
        script = script.replace(word, meaning)
    return script
