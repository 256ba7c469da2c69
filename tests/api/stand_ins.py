"""Stand-ins for problem and grader: a problem's text says what a right line is worth, a sheet's text says how it is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from types import SimpleNamespace
from typing import cast

from grader.errors import AuthorError, Fault, NotFound
from grader.grading.report import Claim, Finding, LineReport, Notation, Report, Review, Score, Verdict
from grader.problem import Problem
from grader.problem.loading import NOTHING
from grader.reading.source import decode

LINES = 4


def parse(source: str, file: str = "", variant: int = 1, kept: Mapping[str, str] = NOTHING) -> Problem:  # noqa: ARG001 - as the real one
    """`one Unit worth=2 variants=3`: id, title, what a right line is worth, how many variants; `faulty` is refused.

    With variants a number `x` is drawn, and a `y` where the source has `also=`: the variant's times what the source says there.
    """
    if source.startswith("faulty"):
        raise AuthorError((Fault("no network", 1, 1, "", "network"), Fault("no title", 2, 3)))
    facts = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", source)}
    id_, _, title = source.partition(" ")
    part = SimpleNamespace(label="a", quantities=("z[1,1]",), points=Fraction(LINES))
    variants = facts.get("variants", 0)
    places = [("x", "times"), *([("y", "also")] if "also" in facts else [])] if variants else []
    draws = tuple((place, kept.get(place) or str(variant * facts.get(fact, 1))) for place, fact in places)
    return cast(
        "Problem",
        SimpleNamespace(
            id=id_.strip(), title=title.strip() or id_, parts=(part,), statement=f"numbers {dict(draws)}",
            variants=variants, deployed=(), draws=draws,
            worth=facts.get("worth", 1), source=source,
        ),
    )  # fmt: skip


def grade(problem: Problem, text: str | bytes, submission: str = "", language: str = "en") -> Report:
    """One claim a line, `quantity = value verdict [cause]`; `crash` is a fault of ours."""
    sheet = decode(text)
    if "crash" in sheet:
        raise RuntimeError(sheet)
    worth = Fraction(getattr(problem, "worth", 1))
    lines = tuple(LineReport(n, line, "", (_claim(line, worth),)) for n, line in enumerate(sheet.splitlines(), 1) if "=" in line)
    pending = sum((worth for line in lines for claim in line.claims if claim.verdict == "unreadable"), Fraction(0))
    earned = sum((claim.earned for line in lines for claim in line.claims), Fraction(0))
    return Report(
        grader="1", problem=problem.id, submission=submission, state="graded", score=Score(earned, pending, worth * LINES), parts=(),
        notation=Notation(",", {}, "to-from", 1), lines=lines, missing=(),
        review=tuple(Review(n, Finding("look")) for n, line in enumerate(sheet.splitlines(), 1) if "doubt" in line),
        speak=lambda finding: f"{language}:{finding.key}",
    )  # fmt: skip


def _claim(line: str, worth: Fraction) -> Claim:
    quantity, _, rest = line.partition(" = ")
    words = [*rest.split(), "", "", ""]
    verdict = cast("Verdict", words[1] if words[1] in {"wrong", "unreadable", "follows"} else "correct")
    earned = worth if verdict == "correct" else Fraction(0)
    return Claim(
        quantity or None, verdict, Finding("said"), read_as=rest, written=words[0], expected="0.5", cause=words[2] or None,
        earned=earned, possible=worth,
    )  # fmt: skip


def bank_source(id_: str) -> str:
    """A bank with a single problem."""
    if id_ != "shipped":
        raise NotFound(id_)
    return "shipped Problem"


class Hasher:
    """Digests of no worth at no cost; it counts how often it was asked."""

    def __init__(self) -> None:
        """Not asked yet."""
        self.asked = 0

    def hash(self, password: str, /) -> str:
        """Any digest."""
        return f"old {sha256(password.encode()).hexdigest()}"

    def verify_and_update(self, password: str, digest: str, /) -> tuple[bool, str | None]:
        """An old digest is to be renewed."""
        self.asked += 1
        way, _, kept = digest.partition(" ")
        made = sha256(password.encode()).hexdigest()
        return made == kept, f"new {made}" if way == "old" and made == kept else None
