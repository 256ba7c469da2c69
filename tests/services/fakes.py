"""Stand-ins for problem and grader that worker processes can import: a sheet's text says what happens to whoever grades it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from grader.errors import AuthorError, Fault
from grader.grading.report import Claim, Finding, LineReport, Notation, Report, Score
from grader.problem import Problem
from grader.problem.loading import NOTHING
from grader.services.batch.sheet import Context, Known

KNOWN = (Known("one-unit", "One unit", "one-unit"), Known("two-units", "Two units", "two-units"))


def parse(source: str, file: str, variant: int = 1, kept: Mapping[str, str] = NOTHING) -> Problem:  # noqa: ARG001 - as the real one
    """A problem whose id is the first word of its source; `faulty` is refused, and so is a variant that it says is `without`."""
    if source.startswith("faulty") or f"without={variant} " in f"{source} ":
        raise AuthorError((Fault("no network", 1, 1, file, "network"), Fault("no title", 2, 3, file)))
    part = SimpleNamespace(points=Fraction(4))
    return cast("Problem", SimpleNamespace(id=source.split(maxsplit=1)[0], title=source.title(), parts=(part,), variant=variant))


def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
    """A report that depends on the text alone - unless the text kills, hangs, or does so at its first trial."""
    words = (text.decode("utf-8", "replace") if isinstance(text, bytes) else text).split()
    if words[:1] == ["once"]:
        words = words[1:2] if _first(Path(words[2])) else []
    if words[:1] == ["die"]:
        os.kill(os.getpid(), signal.SIGKILL)
    if words[:1] == ["slow"]:
        if journal := os.environ.get("GRADED_JOURNAL"):
            _noted(journal, submission)
        time.sleep(0.05)
    if words[:1] == ["hang"]:
        time.sleep(60)
    drawn = f" {problem.variant}" if problem.variant > 1 else ""
    return report(problem.id, submission, str(text) + drawn, language)


def _noted(journal: str, submission: str) -> None:
    """One more line of the journal, whole whoever else writes to it."""
    with Path(journal).open("ab", buffering=0) as file:
        file.write(f"{submission}\n".encode())


def _first(mark: Path) -> bool:
    seen = mark.exists()
    mark.write_text("tried", encoding="utf-8")
    return not seen


def report(problem: str, submission: str, text: str, language: str = "en") -> Report:
    """A graded report with one claim that quotes the text."""
    cause = "arithmetic" if "wrong" in text else None
    claim = Claim("z[1,1]", "wrong" if cause else "correct", Finding("correct"), written=text, cause=cause)
    return Report(
        grader="1",
        problem=problem,
        submission=submission,
        state="graded",
        score=Score(Fraction(len(text)), Fraction(0), Fraction(1000)),
        parts=(),
        notation=Notation(",", {}, "to-from", 1),
        lines=(LineReport(1, text, "", (claim,)),),
        missing=(),
        review=(),
        speak=lambda finding: f"{language}:{finding.key}",
    )


def context(**changes: Any) -> Context:  # noqa: ANN401 - any field
    """A context with these stand-ins."""
    return Context(KNOWN, parse, grade, "", "1", **changes)
