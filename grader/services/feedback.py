"""What a student is shown of a report: verdicts alone, their causes too, or also what would have been right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from grader.records import Override
from grader.services.marks import counting

_SOLUTION = {"expected", "expected_here"}
_CAUSES = _SOLUTION | {"cause", "also", "with", "at", "roots", "repeats", "remarks", "message"}
HIDDEN: dict[str, AbstractSet[str]] = {"verdicts": _CAUSES, "causes": _SOLUTION, "solution": frozenset[str]()}


def shown(document: Mapping[str, Any], feedback: str) -> dict[str, Any]:
    """The report as this much feedback; where the solution is not shown, no sentence that quotes it is either."""
    hidden = HIDDEN[feedback]
    if not hidden:
        return dict(document)
    lines = [line | {"claims": [_claim(claim, hidden) for claim in line["claims"]]} for line in document.get("lines", [])]
    return {**document, "lines": lines}


def _claim(claim: Mapping[str, Any], hidden: AbstractSet[str]) -> dict[str, Any]:
    kept = {name: value for name, value in claim.items() if name not in hidden}
    expected = {value for name in _SOLUTION if (value := claim.get(name))}
    if expected and "message" in kept and _quotes(str(kept["message"]), expected):
        kept["message"] = ""
    if "remarks" in kept:
        kept["remarks"] = [remark for remark in kept["remarks"] if not _quotes(str(remark["message"]), expected)]
    return kept


def _quotes(message: str, expected: set[str]) -> bool:
    plain = message.replace(",", ".")
    return any(value.rstrip(".")[:6] in plain for value in expected if len(value) > 2)


def decided(overrides: Sequence[Override]) -> list[dict[str, Any]]:
    """People's decisions as a student sees them."""
    return [
        {"line": each.line, "quantity": each.quantity, "verdict": each.verdict, "points": each.points, "reason": each.reason}
        for each in counting(overrides)
    ]
