"""PrairieLearn: the `results.json` of an external grader.

`score` is a share in [0, 1]; `gradable: false` neither gives nor costs anything, and takes no attempt; the file may have 1 MB.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from grader.exchange.marks import feedback

LARGEST = 1_000_000
LONGEST_TEXT = 200_000


def results(report: Mapping[str, Any], output: str = "") -> str:
    """The results of one report; `output` is shown as it is. A sheet that could not be graded, or has nothing to grade, is not gradable."""
    score = report["score"]
    possible = Fraction(score["possible"])
    if report.get("state") != "graded" or not possible:
        return _json({"gradable": False, "format_errors": [report.get("error") or feedback(report)]})
    parts = [_test(part) for part in report.get("parts", ())]
    shown = (output or feedback(report))[:LONGEST_TEXT]
    whole = {
        "gradable": True,
        "score": float(_share(score, possible)),
        "message": feedback(report)[:LONGEST_TEXT],
        "output": shown,
        "tests": parts,
    }
    text = _json(whole)
    return text if len(text.encode()) <= LARGEST else _json(whole | {"tests": []})


def _share(score: Mapping[str, str], possible: Fraction) -> Fraction:
    return min(max(Fraction(score["earned"]) / possible, Fraction(0)), Fraction(1))


def _test(part: Mapping[str, str]) -> dict[str, Any]:
    waits = Fraction(part["pending"])
    return {
        "name": part["label"] or "-",
        "points": float(Fraction(part["earned"])),
        "max_points": float(Fraction(part["possible"])),
        **({"message": f"+{float(waits):g}?"} if waits else {}),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
