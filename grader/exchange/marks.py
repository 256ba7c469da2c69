"""What the other formats need of a report: whose it is, its points, its parts, and what is said about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from grader.errors import Refused

TOLD = frozenset({"wrong", "follows", "unreadable"})


class Mark(NamedTuple):
    """One student's points: over all problems of a set, where there are several.  `settled`: graded, and nothing waits for a person."""

    student: str
    submission: str
    earned: Fraction
    pending: Fraction
    possible: Fraction
    graded: bool
    feedback: str
    problems: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether these points may be entered without a person looking."""
        return self.graded and not self.pending


def reports(lines: Iterable[bytes | str], name: str = "reports") -> Iterator[Mapping[str, Any]]:
    """The reports of a JSONL file.

    Raises Refused with the line where something else stands.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            report = json.loads(line)
        except (ValueError, RecursionError):
            report = None
        if not isinstance(report, dict) or report.get("format") != 1 or "score" not in report:
            message = f"{name}:{number}: not a report"
            raise Refused(message)
        yield report


def marks(found: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """One mark a student, in the order in which they first appear; the problems of a set are added up."""
    students: dict[str, Mark] = {}
    for report in found:
        mark = mark_of(report)
        before = students.get(mark.submission)
        students[mark.submission] = mark if before is None else _sum(before, mark)
    return list(students.values())


def mark_of(report: Mapping[str, Any]) -> Mark:
    """The mark of one report; `<who>/<problem>` is handed in by `<who>`."""
    earned, pending, possible = (Fraction(report["score"][name]) for name in ("earned", "pending", "possible"))
    problem = str(report.get("problem", ""))
    submission = str(report.get("submission", "")).removesuffix(f"/{problem}")
    student = str(report.get("student") or submission)
    return Mark(student, submission, earned, pending, possible, report.get("state") == "graded", feedback(report), (problem,))


def _sum(first: Mark, second: Mark) -> Mark:
    return first._replace(
        earned=first.earned + second.earned,
        pending=first.pending + second.pending,
        possible=first.possible + second.possible,
        graded=first.graded and second.graded,
        feedback=f"{first.feedback}\n{second.feedback}",
        problems=(*first.problems, *second.problems),
    )


def feedback(report: Mapping[str, Any]) -> str:
    """The points, then each line that is not simply right with what the report says of it."""
    score = report["score"]
    waits = f" (+{decimal(score['pending'])}?)" if Fraction(score["pending"]) else ""
    head = f"{report.get('problem', '')}: {decimal(score['earned'])}/{decimal(score['possible'])}{waits}"
    return "\n".join([head, *(str(note) for note in report.get("notes", ())), *_told(report)])


def _told(report: Mapping[str, Any]) -> Iterator[str]:
    for line in report.get("lines", ()):
        for claim in line.get("claims", ()):
            if claim.get("verdict") in TOLD:
                name = f" {claim['quantity']}" if claim.get("quantity") else ""
                yield f"[{line.get('number')}]{name}: {claim.get('message', '')}"


def decimal(points: Fraction | str, mark: str = ".") -> str:
    """Points as a decimal number with five decimals at most: `27.25`, `2.33333`, `2,5`."""
    amount = Fraction(points)
    units = round(amount * 100_000)  # exact, halves to even
    text = f"{Decimal(units).scaleb(-5, Context(prec=len(str(units)) + 5)):f}".rstrip("0").rstrip(".")
    return (text if text not in {"", "-0"} else "0").replace(".", mark)
