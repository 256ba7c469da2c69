"""What of a submission may be seen, and by whom: its report once that is released, and the marks after people's decisions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from grader import records
from grader.errors import NotFound
from grader.records import GradedReport, Look, Member, Override, Release, Submission
from grader.services.feedback import decided, shown
from grader.services.marks import Marks, settled
from grader.services.publish import extended
from grader.services.rights import Asker, Standing, stand_by_id
from grader.services.rules import Rules, rules


@dataclass(frozen=True, slots=True)
class Seen:
    """A submission as the asker may see it: `report` is None until there is one that may be shown."""

    submission: Submission
    by: str  # the person's id or pseudonym
    problem_version: int
    report: dict[str, Any] | None
    marks: Marks | None
    decisions: tuple[dict[str, Any], ...] = ()
    feedback: str = "solution"  # how much of the report the asker may see


class Around(NamedTuple):
    """What a submission refers to, and what people have decided on it."""

    version: int  # of its problem
    rule: Rules | None
    report: GradedReport | None = None
    overrides: Sequence[Override] = ()


def accessible(t: Look, asker: Asker, id_: str) -> tuple[Standing, Submission]:
    """A submission that the asker may see, and their standing in its course.

    Raises NotFound.
    """
    kept = t.get(Submission, id_)
    if kept is None:
        raise NotFound(id_)
    try:
        here = stand_by_id(t, asker, kept.course)
    except NotFound:
        raise NotFound(id_) from None
    if kept.person != asker.person.id and not here.may("see-all"):
        raise NotFound(id_)
    return here, kept


def seen(t: Look, here: Standing, kept: Submission, at: datetime, known: Around | None = None, *, brief: bool = False) -> Seen:
    """A submission as somebody may see it by now; `known` is what it refers to, for who has that already; without its report if `brief`."""
    version, rule, report, overrides = known or _around(t, kept)
    who = kept.person if here.may("see-names") or kept.person == here.person else _pseudonym(t, kept)
    if report is None or rule is None or not (here.may("see-all") or _released(t, kept, rule, at)):
        return Seen(kept, who, version, None, None)
    document = json.loads(report.document)
    feedback = "solution" if here.may("see-all") else rule.feedback
    marks = None  # a fault of ours is no marks, not even zero
    if kept.state == "graded":
        earned, pending, possible = settled(document, overrides)
        marks = Marks(earned, pending, possible, rule.adjusted(earned, kept.late_days))
    return Seen(kept, who, version, None if brief else shown(document, feedback), marks, tuple(decided(overrides)), feedback)


def _around(t: Look, kept: Submission) -> Around:
    problem, set_ = t.get(records.Problem, kept.problem), t.get(records.ProblemSet, kept.set)
    report = None if kept.report is None else t.get(GradedReport, kept.report)
    overrides = [] if report is None else t.find(Override, submission=kept.id)
    return Around(0 if problem is None else problem.version, None if set_ is None else rules(set_.source), report, overrides)


def _released(t: Look, kept: Submission, rule: Rules, at: datetime) -> bool:
    """Whether a student sees the report by now; what is shown at once is looked up no further."""
    if rule.release == "at_once":
        return True
    by_hand = t.last(Release, course=kept.course, slug=kept.slug) is not None
    return rule.shows(at, extended(t, kept.course, kept.slug, kept.person), by_hand=by_hand)


def _pseudonym(t: Look, kept: Submission) -> str:
    member = t.last(Member, course=kept.course, person=kept.person)
    return "" if member is None else member.pseudonym
