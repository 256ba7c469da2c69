"""Use case of a report as its reader wants it: in their language, with the sheet, the problem and what was asked about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from grader import records
from grader.errors import NotFound
from grader.problem import Problem
from grader.records import Appeal, Course, GradedReport, Look, Sheet, Store, Submission
from grader.services.clock import Clock, utc_now
from grader.services.drawings import numbers_of
from grader.services.engine import Engine, Numbers, Task
from grader.services.feedback import shown
from grader.services.publish import extended
from grader.services.rights import Asker, Standing
from grader.services.rules import Rules, rules
from grader.services.seen import Seen, accessible
from grader.services.submit import Submissions

REPORTS_READY = 512
_SPOKEN = frozenset({"message", "why", "notes"})


class Kept(NamedTuple):
    """All that is kept round a submission."""

    here: Standing
    submission: Submission
    numbers: Numbers
    raw: bytes
    problem: records.Problem
    set: records.ProblemSet
    report: GradedReport | None
    appeals: Sequence[Appeal]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Given:
    """A report with all that belongs to it; `problem` is None where this grader no longer accepts it."""

    seen: Seen
    course: Course
    set: records.ProblemSet
    rules: Rules
    title: str
    raw: bytes
    problem: Problem | None
    appeals: Sequence[Appeal]
    may_appeal: bool
    own: bool
    due: datetime | None


class Reports:
    """What is given back."""

    def __init__(self, store: Store, engine: Engine, submissions: Submissions, clock: Clock = utc_now) -> None:
        """Kept in `store`; `engine` speaks other languages; `submissions` knows what may be shown."""
        self._store, self._engine, self._submissions, self._now = store, engine, submissions, clock
        self._spoken = lru_cache(maxsize=REPORTS_READY)(self._speak)

    def given(self, asker: Asker, id_: str, language: str) -> Given:
        """One submission with its report in a language; somebody else's does not exist for a student.

        Raises NotFound.
        """
        seen = self._submissions.get(asker, id_)
        kept = self._store.read(lambda t: _kept(t, asker, id_))
        if seen.report is not None and kept.report is not None:
            spoken = self._spoken(kept.report, kept.problem.source, kept.numbers, kept.raw, kept.submission.name, language)
            seen = replace(seen, report=shown(json.loads(spoken), seen.feedback))
        rule = rules(kept.set.source)
        own = kept.submission.person == asker.person.id
        open_ = rule.appeals_until is None or self._now() <= rule.appeals_until
        return Given(
            seen, kept.here.course, kept.set, rule, kept.problem.title, kept.raw, self._problem(kept), kept.appeals,
            own and kept.here.may("appeal") and open_ and seen.report is not None, own, kept.due or rule.due,
        )  # fmt: skip

    def _problem(self, kept: Kept) -> Problem | None:
        try:
            found: Problem = self._engine.problem(kept.problem.source, kept.numbers)
        except Exception:  # noqa: BLE001 - whatever it is: the report is shown all the same
            return None
        return found

    def _speak(self, report: GradedReport, source: str, numbers: Numbers, raw: bytes, name: str, language: str) -> str:
        """The same report in another language: graded anew, and kept as it is where this grader would judge it otherwise by now."""
        if language == self._engine.language:
            return report.document
        again = self._engine.now(Task(report.id, source, numbers, name, raw), language).document
        return again if _unspoken(json.loads(again)) == _unspoken(json.loads(report.document)) else report.document


def _kept(t: Look, asker: Asker, id_: str) -> Kept:
    here, submission = accessible(t, asker, id_)
    sheet, problem, set_ = t.get(Sheet, id_), t.get(records.Problem, submission.problem), t.get(records.ProblemSet, submission.set)
    if sheet is None or problem is None or set_ is None:
        raise NotFound(id_)
    report = None if submission.report is None else t.get(GradedReport, submission.report)
    due = extended(t, submission.course, submission.slug, submission.person)
    return Kept(here, submission, numbers_of(t, submission), sheet.raw, problem, set_, report, t.find(Appeal, submission=id_), due)


def _unspoken(document: Any) -> Any:  # noqa: ANN401 - JSON
    """What a report says without its sentences."""
    if isinstance(document, Mapping):
        return {name: _unspoken(value) for name, value in document.items() if name not in _SPOKEN}
    return [_unspoken(value) for value in document] if isinstance(document, list) else document
