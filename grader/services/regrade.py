"""Use cases of regrading: grade a set's submissions anew in the background, show the difference, apply it in one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any, Literal, TypeAlias

from grader import records
from grader.errors import NotFound
from grader.records import Change, GradedReport, Look, Member, Override, Regrade, RegradeItem, Sheet, Store, Submission, new_id
from grader.services.background import Background
from grader.services.clock import Clock, utc_now
from grader.services.drawings import numbers_of
from grader.services.engine import Engine, Outcome, Task
from grader.services.marks import claims, settled
from grader.services.publish import offered
from grader.services.rights import Asker, Conflict, Standing, note, stand, stand_by_id
from grader.services.submit import OPEN, reported

Way: TypeAlias = Literal["up", "down", "unchanged"]
UNFINISHED = ("queued", "running")


@dataclass(frozen=True, slots=True)
class LineChange:
    """A claim whose verdict, cause or points would be others."""

    line: int
    quantity: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What regrading would change for one submission, decisions of people included."""

    submission: str
    problem: str  # its slug
    by: str
    way: Way
    before: Fraction
    after: Fraction
    overrides: int
    lines: tuple[LineChange, ...]


@dataclass(frozen=True, slots=True)
class Dry:
    """A regrading and what it would do."""

    regrade: Regrade
    differences: tuple[Difference, ...]


class Regrades:
    """Grading anew."""

    def __init__(self, store: Store, engine: Engine, background: Background, clock: Clock = utc_now) -> None:
        """Kept in `store`, graded by `engine` in its turn."""
        self._store, self._engine, self._background, self._now = store, engine, background, clock

    def order(self, asker: Asker, course: str, set_: str) -> Regrade:
        """Grade all submissions to a set anew, on the problems that its latest version pins.

        Raises NotFound and Forbidden.
        """

        def act(t: Change) -> Regrade:
            here = stand(t, asker, course, "regrade")
            offered(t, here.course.id, set_)
            total = sum(kept.state not in OPEN for kept in t.find(Submission, course=here.course.id, slug=set_))
            regrade = Regrade(new_id(), here.course.id, set_, here.person, self._now(), total=total)
            t.add(regrade)
            note(t, self._now(), here, "regrade", regrade.id)
            return regrade

        ordered = self._store.write(act)
        self._background.put(lambda: self.run(ordered.id))
        return ordered

    def run(self, id_: str) -> None:
        """Grade what is not graded anew yet; one sheet's report is kept as soon as it is there."""
        tasks = {task.id: (task, problem) for task, problem in self._store.write(lambda t: _begun(t, id_))}
        for submission, outcome in self._engine.later([task for task, _ in tasks.values()]):
            _, problem = tasks.pop(submission)
            self._keep(id_, submission, problem, outcome)
            if self._background.stopping:
                return
        for submission, (task, problem) in tasks.items():
            self._keep(id_, submission, problem, self._engine.now(task))
        self._store.write(lambda t: _ready(t, id_))

    def _keep(self, id_: str, submission: str, problem: str, outcome: Outcome) -> None:
        def act(t: Change) -> None:
            regrade, kept = t.get(Regrade, id_), t.get(Submission, submission)
            if regrade is None or kept is None or t.last(RegradeItem, regrade=id_, submission=submission) is not None:
                return
            marks = (outcome.earned, outcome.pending, outcome.possible)
            t.add(RegradeItem(new_id(), id_, submission, kept.report, problem, outcome.state, outcome.grader, outcome.document, *marks))
            t.put(replace(regrade, done=regrade.done + 1))

        self._store.write(act)

    def take_up(self) -> int:
        """Put what an earlier run of the program left unfinished in its turn; how many that were."""
        left = self._store.read(lambda t: t.find(Regrade, state=UNFINISHED))
        for regrade in left:
            self._background.put(partial(self.run, regrade.id))
        return len(left)

    def get(self, asker: Asker, id_: str) -> Dry:
        """How far a regrading is, and what it would change.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> Dry:
            here, regrade = self._mine(t, asker, id_)
            items = t.find(RegradeItem, regrade=id_) if regrade.state == "ready" else []
            return Dry(regrade, tuple(_difference(t, here, item) for item in items))

        return self._store.read(ask)

    def listed(self, asker: Asker, course: str, after: str, limit: int) -> Sequence[Regrade]:
        """A page of a course's regradings.

        Raises NotFound and Forbidden.
        """

        def ask(t: Look) -> list[Regrade]:
            here = stand(t, asker, course, "regrade")
            return t.find(Regrade, course=here.course.id, after=after, limit=limit)

        return self._store.read(ask)

    def apply(self, asker: Asker, id_: str, *, lower: bool = False) -> int:
        """Let the new reports count, all in one transaction; marks fall only with `lower`.  How many submissions have changed.

        Raises NotFound, Forbidden, and Conflict where it is not ready, or where a submission was graded otherwise meanwhile.
        """

        def act(t: Change) -> int:
            here, regrade = self._mine(t, asker, id_)
            if regrade.state != "ready":
                message = f"the regrading is {regrade.state}"
                raise Conflict(message)
            changed = sum(self._apply(t, here, item, lower=lower) for item in t.find(RegradeItem, regrade=id_))
            t.put(replace(regrade, state="applied"))
            note(t, self._now(), here, "regrade-applied", f"{id_} {changed} changed")
            return changed

        return self._store.write(act)

    def _apply(self, t: Change, here: Standing, item: RegradeItem, *, lower: bool) -> bool:
        kept = t.get(Submission, item.submission)
        if kept is None or item.state != "graded":
            return False
        if kept.report != item.base:
            message = f"submission {kept.id} was graded otherwise meanwhile"
            raise Conflict(message)
        difference = _difference(t, here, item)
        if difference.way == "down" and not lower:
            return False
        outcome = Outcome(item.state, item.document, item.earned, item.pending, item.possible, item.grader)
        reported(t, kept, outcome, self._now(), item.problem)
        return difference.way != "unchanged" or bool(difference.lines)

    @staticmethod
    def _mine(t: Look, asker: Asker, id_: str) -> tuple[Standing, Regrade]:
        regrade = t.get(Regrade, id_)
        if regrade is None:
            raise NotFound(id_)
        try:
            here = stand_by_id(t, asker, regrade.course)
        except NotFound:
            raise NotFound(id_) from None
        here.require("regrade")
        return here, regrade


def _begun(t: Change, id_: str) -> list[tuple[Task, str]]:
    """What is left to grade anew, on which versions of the problems."""
    regrade = t.get(Regrade, id_)
    if regrade is None or regrade.state not in UNFINISHED:
        return []
    t.put(replace(regrade, state="running"))
    pinned = {problem.slug: problem for problem in offered(t, regrade.course, regrade.slug).problems}
    done = {item.submission for item in t.find(RegradeItem, regrade=id_)}
    found = []
    for kept in t.find(Submission, course=regrade.course, slug=regrade.slug):
        problem = pinned.get(kept.problem_slug) or t.get(records.Problem, kept.problem)
        sheet = t.get(Sheet, kept.id)
        if kept.state not in OPEN and kept.id not in done and problem is not None and sheet is not None:
            found.append((Task(kept.id, problem.source, numbers_of(t, kept), kept.name, sheet.raw), problem.id))
    return found


def _ready(t: Change, id_: str) -> None:
    regrade = t.get(Regrade, id_)
    if regrade is not None and regrade.state in UNFINISHED:
        t.put(replace(regrade, state="ready"))


def _difference(t: Look, here: Standing, item: RegradeItem) -> Difference:
    kept = t.get(Submission, item.submission)
    report = None if item.base is None else t.get(GradedReport, item.base)
    old: dict[str, Any] = {"score": {"earned": "0", "pending": "0", "possible": "0"}} if report is None else json.loads(report.document)
    new = json.loads(item.document)
    overrides = t.find(Override, submission=item.submission)
    before, after = settled(old, overrides)[0], settled(new, overrides)[0]
    way: Way = "unchanged" if before == after else "up" if after > before else "down"
    person = "" if kept is None else kept.person
    member = None if here.may("see-names") else t.last(Member, course=here.course.id, person=person)
    by = person if member is None else member.pseudonym
    problem = "" if kept is None else kept.problem_slug
    return Difference(item.submission, problem, by, way, before, after, len(overrides), _lines(old, new))


def _lines(old: dict[str, Any], new: dict[str, Any]) -> tuple[LineChange, ...]:
    before, after = _said(old), _said(new)
    keys = sorted(before.keys() | after.keys(), key=lambda key: (key[0], key[1] or ""))
    return tuple(LineChange(key[0], key[1], before.get(key, ""), after.get(key, "")) for key in keys if before.get(key) != after.get(key))


def _said(document: dict[str, Any]) -> dict[tuple[int, str | None], str]:
    """Each claim's verdict, cause and points in one word."""
    found: dict[tuple[int, str | None], str] = {}
    for line, claim in claims(document):
        said = f"{claim['verdict']} {claim['cause'] or '-'} {claim['points']['earned']}"
        found[line, claim["quantity"]] = f"{found[line, claim['quantity']]}; {said}" if (line, claim["quantity"]) in found else said
    return found
