"""Reports as their JSON: a class of four with awkward names, one who waits for a person, one that could not be graded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def report(submission: str, earned: str, pending: str = "0", **other: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of the JSON
    """A report with two parts and a line that is wrong."""
    claim = {"quantity": "z[1,1]", "verdict": "wrong", "message": "-1 stands where 2 belongs", "cause": "sign"}
    return {
        "format": 1, "grader": "0.1.0", "problem": "one", "submission": submission, "state": "graded",
        "score": {"earned": earned, "pending": pending, "possible": "4"},
        "parts": [
            {"label": "a", "earned": earned, "pending": pending, "possible": "3"},
            {"label": "", "earned": "0", "pending": "0", "possible": "1"},
        ],
        "lines": [{"number": 7, "text": "=cmd|' /C calc'!A0", "label": "a", "claims": [claim]}],
        "missing": [], "review": [], "notes": [],
    } | other  # fmt: skip


CLASS = (
    report("ada_4711", "5/2", student="Lovelace, Ada"),
    report("grün_4712", "7/3", student='Jörg "J" Grün 🦉'),
    report("waits_4713", "1", "1", student="Wai Ting"),
    report("fault_4714", "0", "4", student="=HYPERLINK(1)", state="not_graded", error="=boom", lines=[], parts=[]),
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """The class as JSONL."""
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in CLASS), "utf-8")
    return path
