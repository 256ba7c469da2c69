"""Points: each asked quantity's last claim, by the problem's policy; what is pending; what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from grader.grading.judged import Judged
from grader.grading.report import Missing, PartScore, Score
from grader.grading.standing import others

if TYPE_CHECKING:
    from grader.problem import Problem
    from grader.problem.policy import Policy
    from grader.problem.problem import Part

NOTHING, HALF = Fraction(0), Fraction(1, 2)


@dataclass(slots=True)
class Marks:
    """The points of a sheet: per claim (by identity), per part, in all."""

    claims: dict[int, tuple[Fraction, Fraction]] = field(default_factory=dict)
    parts: tuple[PartScore, ...] = ()
    total: Score = field(default_factory=lambda: Score(NOTHING, NOTHING, NOTHING))
    missing: tuple[Missing, ...] = ()


def score(problem: Problem, judged: Iterable[Judged], *, doubtful: bool = False) -> Marks:
    """The marks of a sheet; `doubtful`: it may be another problem's sheet, everything waits for a person."""
    claims = list(judged)
    last: dict[str, Judged] = {}
    for claim in claims:
        if claim.quantity is not None and claim.verdict != "unchecked" and (claim.value is not None or claim.quantity not in last):
            last[claim.quantity] = claim
    marks = Marks()
    waiting = sum(claim.verdict == "unreadable" and claim.quantity is None for claim in claims)
    labels: dict[str, list[Score]] = {}
    missing: list[Missing] = []
    for part in problem.parts:
        earned, pending, gaps, waiting = _part(problem, part, last, marks, waiting)
        if doubtful:
            earned, pending = NOTHING, part.points
        labels.setdefault(part.label, []).append(Score(earned, pending, part.points))
        missing += gaps
    marks.parts = tuple(PartScore(label, _sum(scores)) for label, scores in labels.items())
    whole = _sum([p.score for p in marks.parts])
    marks.total = Score(rounded(whole.earned, problem.grading.round), whole.pending, whole.possible)
    marks.missing = tuple(missing)
    return marks


def _part(
    problem: Problem, part: Part, last: Mapping[str, Judged], marks: Marks, waiting: int
) -> tuple[Fraction, Fraction, list[Missing], int]:
    each = part.points / len(part.quantities) if part.quantities else NOTHING
    method = part.method / len(part.quantities) if part.method is not None and part.quantities else NOTHING
    earned: list[Fraction] = []
    pending: list[Fraction] = []
    gaps: list[Missing] = []
    for name in part.quantities:
        claim = _claimed(problem, name, last)
        if claim is None:
            gaps.append(Missing(name, part.label, each))
            if waiting:
                waiting -= 1
                pending.append(each)
            continue
        got, waits = share(problem.grading, claim, each, method)
        before = marks.claims.get(id(claim))
        marks.claims[id(claim)] = (got, each) if before is None else (before[0] + got, before[1] + each)
        earned.append(got)
        pending.append(waits)
    return _added(earned), _added(pending), gaps, waiting


def _claimed(problem: Problem, name: str, last: Mapping[str, Judged]) -> Judged | None:
    """The last claim of a quantity, by this name or by another that means the same."""
    found = last.get(name)
    return found or next((last[other] for other in others(problem.network, name) if other in last), None)


def share(policy: Policy, claim: Judged, each: Fraction, method: Fraction) -> tuple[Fraction, Fraction]:
    """The points that a claim earns, and those that wait for a person."""
    if claim.verdict == "correct" and claim.value is None:  # a formula alone: the way is right, the value was not given
        return method, NOTHING
    if claim.verdict == "correct":
        spoilt = policy.working == "required" and (claim.working_wrong or any(r.kind in {"formula", "substitution"} for r in claim.remarks))
        return (NOTHING if spoilt else each), NOTHING
    if claim.verdict == "follows":
        part = each if policy.follow_through == "full" else each * HALF if policy.follow_through == "half" else NOTHING
        return max(part, method if claim.formula_right else NOTHING), NOTHING
    if claim.verdict == "unreadable":
        return NOTHING, each
    if claim.verdict == "wrong" and claim.cause == "misread":
        return {"full": (each, NOTHING), "review": (NOTHING, each), "none": (NOTHING, NOTHING)}[policy.misread]
    if claim.verdict == "wrong" and claim.repeats is not None and policy.repeated == "once":
        return each, NOTHING
    return (method if claim.formula_right else NOTHING), NOTHING


def _sum(scores: Iterable[Score]) -> Score:
    found = list(scores)
    if len(found) == 1:
        return found[0]
    return Score(_added(s.earned for s in found), _added(s.pending for s in found), _added(s.possible for s in found))


def _added(points: Iterable[Fraction]) -> Fraction:
    """The sum, those of one denominator at once: fractions are slow to add."""
    numerators: dict[int, int] = {}
    for each in points:
        if each:
            numerators[each.denominator] = numerators.get(each.denominator, 0) + each.numerator
    sums = [Fraction(numerator, denominator) for denominator, numerator in numerators.items()]
    return sum(sums[1:], sums[0]) if sums else NOTHING


def rounded(points: Fraction, step: Fraction) -> Fraction:
    """The points to the nearest step, halves upward."""
    return floor(points / step + HALF) * step if step else points
