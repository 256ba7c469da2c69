"""Of each student's attempts at a problem the one that counts: the best after people's decisions and lateness."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from grader import records
from grader.records import GradedReport, Look, Override, Submission
from grader.services.marks import Marks, settled
from grader.services.rules import rules


class Attempt(NamedTuple):
    """The attempt that counts, its marks, and how many there were."""

    submission: Submission
    marks: Marks
    tries: int


def counting_attempts(t: Look, kept: Sequence[Submission]) -> dict[tuple[str, str], Attempt]:
    """By person and problem; `kept` are graded submissions of one course."""
    marks = marks_of_all(t, kept)
    best: dict[tuple[str, str], Attempt] = {}
    for each in kept:
        before = best.get((each.person, each.problem_slug))
        if before is None:
            best[each.person, each.problem_slug] = Attempt(each, marks[each.id], 1)
        elif marks[each.id].adjusted > before.marks.adjusted:
            best[each.person, each.problem_slug] = Attempt(each, marks[each.id], before.tries + 1)
        else:
            best[each.person, each.problem_slug] = before._replace(tries=before.tries + 1)
    return best


def marks_of_all(t: Look, kept: Sequence[Submission]) -> dict[str, Marks]:
    """The marks of graded submissions with people's decisions and lateness; a report is read only where somebody has decided on it."""
    decided = _decided(t, kept)
    documents = _documents(t, [each for each in kept if each.id in decided])
    sets = {set_.id: rules(set_.source) for set_ in t.find(records.ProblemSet, id=tuple({each.set for each in kept}))}
    found = {}
    for each in kept:
        earned, pending, possible = (
            settled(json.loads(documents[each.id]), decided[each.id]) if each.id in documents else _as_reported(each)
        )
        adjusted = sets[each.set].adjusted(earned, each.late_days) if each.set in sets else earned
        found[each.id] = Marks(earned, pending, possible, adjusted)
    return found


def _decided(t: Look, kept: Sequence[Submission]) -> Mapping[str, list[Override]]:
    decided: dict[str, list[Override]] = defaultdict(list)
    for override in t.find(Override, course=tuple({each.course for each in kept})):
        decided[override.submission].append(override)
    return decided


def _documents(t: Look, kept: Sequence[Submission]) -> dict[str, str]:
    reports = {report.id: report.document for report in t.find(GradedReport, id=tuple(each.report for each in kept if each.report))}
    return {each.id: reports[each.report] for each in kept if each.report in reports}


def _as_reported(kept: Submission) -> tuple[Fraction, Fraction, Fraction]:
    return Fraction(kept.earned or 0), Fraction(kept.pending or 0), Fraction(kept.possible or 0)
