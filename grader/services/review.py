"""Use cases of a second look: what waits for a person, decisions on single claims, appeals and their answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from grader import records
from grader.errors import NotFound
from grader.records import Appeal, AppealState, Change, GradedReport, Look, Member, Override, Release, Store, Submission, new_id
from grader.services.clock import Clock, utc_now
from grader.services.marks import ZERO, claimed, claims
from grader.services.publish import extended
from grader.services.rights import Asker, Conflict, Standing, note, stand, stand_by_id
from grader.services.rules import rules
from grader.services.seen import accessible

Why: TypeAlias = Literal["unreadable", "misread", "doubtful", "appeal", "not-graded"]
MOST_APPEALS = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that waits for a person; `by` is a pseudonym."""

    submission: str
    by: str
    problem: str
    line: int
    why: Why
    text: str
    quantity: str | None = None
    appeal: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides on one claim, and why."""

    line: int
    quantity: str | None
    verdict: str | None
    points: Fraction | None
    reason: str


class Review:
    """The second look."""

    def __init__(self, store: Store, clock: Clock = utc_now) -> None:
        """Kept in `store`."""
        self._store, self._now = store, clock

    def queue(self, asker: Asker, course: str, after: str, limit: int) -> tuple[Sequence[Waiting], str | None]:
        """What waits, sheet by sheet in the order of arrival; `after` and the second value are ids of submissions.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> tuple[list[Waiting], str | None]:
            here = stand(t, asker, course, "review")
            page = t.find(Submission, course=here.course.id, after=after, limit=limit)
            found = [waiting for kept in page for waiting in _waiting(t, kept)]
            return found, page[-1].id if len(page) == limit else None

        return self._store.read(ask)

    def override(self, asker: Asker, id_: str, decision: Decision) -> Override:
        """Decide on a claim; the decision stands beside all reports and survives regrading.

        Raises NotFound, Forbidden, and Conflict for a claim that there is not, or points beyond what it is worth.
        """

        def act(t: Change) -> Override:
            here, kept = accessible(t, asker, id_)
            here.require("review")
            return decide(t, here, kept, decision, self._now())

        return self._store.write(act)

    def overrides(self, asker: Asker, id_: str) -> Sequence[Override]:
        """All decisions on a submission, oldest first.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Override]:
            here, kept = accessible(t, asker, id_)
            here.require("review")
            return t.find(Override, submission=kept.id)

        return self._store.read(ask)

    def undo(self, asker: Asker, id_: str) -> Override:
        """Take back one's own decision; what was decided before it counts again.

        Raises NotFound for a decision that there is not, or that somebody else has made.
        """

        def act(t: Change) -> Override:
            override = t.get(Override, id_)
            if override is None:
                raise NotFound(id_)
            here, kept = accessible(t, asker, override.submission)
            here.require("review")
            if override.by != here.person:
                raise NotFound(id_)
            t.drop(Override, id=id_)
            note(t, self._now(), here, "override-undone", f"{kept.id} {override.line}")
            return override

        return self._store.write(act)

    def appeal(self, asker: Asker, id_: str, line: int, message: str) -> Appeal:
        """Ask for a second look at a line of one's own released report.

        Raises NotFound, Forbidden, and Conflict where there is no such line, or the time for it is over.
        """

        def act(t: Change) -> Appeal:
            here, kept = accessible(t, asker, id_)
            here.require("appeal")
            if kept.person != here.person:
                raise NotFound(id_)
            self._check_appeal(t, kept, line)
            if t.last(Appeal, submission=id_, line=line, state="open") is not None:
                message_ = "this line has an open appeal"
                raise Conflict(message_)
            appeal = Appeal(new_id(), kept.course, kept.id, here.person, line, message, self._now())
            t.add(appeal)
            note(t, self._now(), here, "appeal", f"{kept.id} {line}")
            return appeal

        return self._store.write(act)

    def _check_appeal(self, t: Look, kept: Submission, line: int) -> None:
        set_, now = t.get(records.ProblemSet, kept.set), self._now()
        report = None if kept.report is None else t.get(GradedReport, kept.report)
        by_hand = t.last(Release, course=kept.course, slug=kept.slug) is not None
        rule = None if set_ is None else rules(set_.source)
        if report is None or rule is None or not rule.shows(now, extended(t, kept.course, kept.slug, kept.person), by_hand=by_hand):
            message = "there is no report to appeal against yet"
            raise Conflict(message)
        if rule.appeals_until is not None and now > rule.appeals_until:
            message = "the time for appeals is over"
            raise Conflict(message)
        if t.count(Appeal, submission=kept.id) >= MOST_APPEALS:
            message = f"a submission may have {MOST_APPEALS} appeals"
            raise Conflict(message)
        if line not in {number for number, _ in _lines(json.loads(report.document))}:
            message = f"the report has no line {line}"
            raise Conflict(message)

    def appeals(self, asker: Asker, id_: str) -> Sequence[Appeal]:
        """The appeals of a submission with their answers.

        Raises NotFound.
        """

        def ask(t: Look) -> list[Appeal]:
            _, kept = accessible(t, asker, id_)
            return t.find(Appeal, submission=kept.id)

        return self._store.read(ask)

    def answer(self, asker: Asker, id_: str, state: AppealState, answer: str, decision: Decision | None = None) -> Appeal:
        """Answer an appeal, with a decision on its line where it is upheld.

        Raises NotFound, Forbidden, and Conflict for one that is answered already.
        """

        def act(t: Change) -> Appeal:
            appeal = t.get(Appeal, id_)
            if appeal is None:
                raise NotFound(id_)
            here = _here(t, asker, appeal.course, id_)
            here.require("review")
            if appeal.state != "open":
                message = "this appeal is answered"
                raise Conflict(message)
            kept = t.get(Submission, appeal.submission)
            if decision is not None and kept is not None:
                decide(t, here, kept, decision, self._now())
            done = replace(appeal, state=state, answer=answer, by=here.person, answered=self._now())
            t.put(done)
            note(t, self._now(), here, f"appeal-{state}", id_)
            return done

        return self._store.write(act)


def _here(t: Look, asker: Asker, course: str, name: str) -> Standing:
    try:
        here = stand_by_id(t, asker, course)
    except NotFound:
        raise NotFound(name) from None
    if not here.may("see-all"):
        raise NotFound(name)
    return here


def decide(t: Change, here: Standing, kept: Submission, decision: Decision, at: Any) -> Override:  # noqa: ANN401 - a time
    """Keep a decision on a claim of the latest report; one without verdict and points says that a person has looked, at any line.

    Raises Conflict for a claim that there is not, or points beyond what it, or its sheet, is worth.
    """
    report = None if kept.report is None else t.get(GradedReport, kept.report)
    document = {} if report is None else json.loads(report.document)
    claim = claimed(document, decision.line, decision.quantity)
    if claim is None and (decision.points is not None or decision.verdict is not None):
        message = f"line {decision.line} claims nothing of this name"
        raise Conflict(message)
    worth = ZERO if claim is None else Fraction(claim["points"]["possible"]) or Fraction(document["score"]["possible"])
    if decision.points is not None and not 0 <= decision.points <= worth:
        message = f"points are from 0 to {worth}"
        raise Conflict(message)
    given = None if decision.points is None else str(decision.points)
    override = Override(
        new_id(), kept.course, kept.id, decision.line, decision.quantity, decision.verdict, given, decision.reason, here.person, at
    )
    t.add(override)
    note(t, at, here, "override", f"{kept.id} {decision.line}")
    return override


def _lines(document: dict[str, Any]) -> list[tuple[int, str]]:
    return [(line["number"], line["text"]) for line in document.get("lines", [])]


def _waiting(t: Look, kept: Submission) -> Iterator[Waiting]:
    """What of a submission waits: appeals first, then what the report itself asks about and nobody has decided."""
    member = t.last(Member, course=kept.course, person=kept.person)
    by = "" if member is None else member.pseudonym
    report = None if kept.report is None else t.get(GradedReport, kept.report)
    document = {} if report is None else json.loads(report.document)
    texts = dict(_lines(document))
    for appeal in t.find(Appeal, submission=kept.id, state="open"):
        shown = texts.get(appeal.line, "")
        yield Waiting(kept.id, by, kept.problem_slug, appeal.line, "appeal", shown, None, appeal.id, appeal.message)
    if kept.state == "not_graded":
        yield Waiting(kept.id, by, kept.problem_slug, 0, "not-graded", "")
    decided = {(each.line, each.quantity) for each in t.find(Override, submission=kept.id)}
    lines = {line for line, _ in decided}
    told: set[int] = set()
    for number, claim in claims(document):
        why = _why(claim)
        if why is not None and (number, claim["quantity"]) not in decided:
            told.add(number)
            yield Waiting(kept.id, by, kept.problem_slug, number, why, texts.get(number, ""), claim["quantity"])
    for entry in document.get("review", []):
        if kept.state == "graded" and entry["line"] not in told | lines:
            told.add(entry["line"])
            yield Waiting(kept.id, by, kept.problem_slug, entry["line"], "doubtful", texts.get(entry["line"], ""), None, None, entry["why"])


def _why(claim: Any) -> Why | None:  # noqa: ANN401 - JSON
    if claim["verdict"] == "unreadable":
        return "unreadable"
    return "misread" if claim["cause"] == "misread" else None
