"""Use cases with submissions: keep the bytes first, grade them, keep the report; take up again what was never finished."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple, cast

from grader import records
from grader.errors import NotFound
from grader.problem import Problem
from grader.records import Change, GradedReport, Look, Sheet, State, Store, Submission, new_id
from grader.services.background import Background
from grader.services.clock import Clock, utc_now
from grader.services.drawings import Drawings, numbers_of
from grader.services.engine import Engine, Outcome, Task
from grader.services.marks import claims
from grader.services.preview import blanked
from grader.services.publish import Offered, extended, offered
from grader.services.rights import Asker, Conflict, Standing, TooLarge, note, stand
from grader.services.seen import Around, Seen, accessible, seen
from grader.services.wording import one_line

OPEN: tuple[State, ...] = ("received", "grading")
SMALL = 20_000  # bytes: up to here a sheet is graded in the request
AT_ONCE = 200  # submissions that are taken up in one run


class Reading(NamedTuple):
    """How one claim of a line is read: what it is about, and the line in canonical names; None where its names do not tell the quantity."""

    line: int
    text: str
    quantity: str | None
    read_as: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A student's problem: their numbers, and what time and tries are left."""

    problem: Problem
    version: int
    variant: int
    due: datetime | None
    attempts: int | None
    used: int


class Submissions:
    """What is handed in, and what is given back."""

    def __init__(self, store: Store, engine: Engine, background: Background, largest: int = 5_000_000, clock: Clock = utc_now) -> None:
        """Kept in `store`, graded by `engine`; a sheet may have `largest` bytes."""
        self._store, self._engine, self._background, self._largest, self._now = store, engine, background, largest, clock
        self._drawings = Drawings(store, engine, clock)
        self._waiting: deque[str] = deque()

    def asked(self, asker: Asker, course: str, set_: str, problem: str) -> Asked:
        """The problem with the asker's own numbers.

        Raises NotFound, and AuthorError where this grader accepts it no longer.
        """

        def ask(t: Look) -> tuple[Offered, records.Problem, datetime | None, int]:
            here = stand(t, asker, course)
            offer, pinned = _pinned(t, here, set_, problem)
            used = t.count(Submission, course=here.course.id, slug=set_, problem_slug=problem, person=here.person)
            return offer, pinned, extended(t, here.course.id, set_, here.person), used

        offer, pinned, due, used = self._store.read(ask)
        numbers = self._drawings.of(pinned, asker.person.id)
        built = self._engine.problem(pinned.source, numbers)
        return Asked(built, pinned.version, numbers.variant, due or offer.rules.due, offer.rules.attempts, used)

    def preview(self, asker: Asker, course: str, set_: str, problem: str, raw: bytes, name: str = "") -> tuple[Reading, ...]:
        """How each line of a sheet would be read, by its names alone: no written value has a say.  Nothing is kept.

        Raises NotFound, Forbidden, TooLarge, and AuthorError where this grader accepts the problem no longer.
        """
        self._check(raw)
        if len(raw) > SMALL:
            message = f"a preview is of {SMALL} bytes at most"
            raise TooLarge(message)
        pinned = self._store.read(lambda t: _pinned(t, stand(t, asker, course, "submit"), set_, problem)[1])
        numbers = self._drawings.of(pinned, asker.person.id)
        self._engine.problem(pinned.source, numbers)
        sheet = blanked(raw)
        read = self._engine.now(Task("", pinned.source, numbers, one_line(name) or problem, sheet.text.encode()))
        return tuple(
            Reading(number, sheet.lines.get(number, ""), claim["quantity"], sheet.restored(claim["read_as"]))
            for number, claim in claims(json.loads(read.document))
        )

    def submit(  # noqa: PLR0913 - whose, where and what
        self,
        asker: Asker,
        course: str,
        set_: str,
        problem: str,
        raw: bytes,
        *,
        name: str = "",
        key: str | None = None,
        told: int | None = None,
    ) -> Seen:
        """Keep a sheet and grade it, a large one in its turn; the same `key` again gives the same submission again.

        `told` is the variant that it is known to be worked with.

        Raises NotFound, Forbidden, TooLarge, and Conflict where time or tries are over, the key was used for something else, or the
        numbers are others.
        """
        self._check(raw)
        offer, pinned = self._store.read(lambda t: _pinned(t, stand(t, asker, course, "submit"), set_, problem))
        numbers = self._drawings.of(pinned, asker.person.id, told)
        small = len(raw) <= SMALL
        draft = Submission(
            new_id(), "", set_, "", problem, pinned.id, asker.person.id, numbers.variant, 1, one_line(name) or problem, key,
            "grading" if small else "received", self._now(),
        )  # fmt: skip

        def receive(t: Change) -> tuple[Standing, Submission]:
            here = stand(t, asker, course, "submit")
            return here, self._receive(t, here, draft, offer, raw)

        here, kept = self._store.write(receive)
        if kept.id == draft.id and small:
            outcome = self._engine.now(Task(kept.id, pinned.source, numbers, kept.name, raw))
            known = Around(pinned.version, offer.rules) if kept.set == offer.set.id else None
            return self._store.write(lambda t: self._seen_finished(t, here, kept.id, outcome, known))
        if kept.id == draft.id:
            self._waiting.append(kept.id)
            self._background.put(self._grade_waiting)
        return self.get(asker, kept.id)

    def _receive(self, t: Change, here: Standing, draft: Submission, known: Offered, raw: bytes) -> Submission:
        """Keep the sheet, if time and tries are left by the set as it is now; `known` is what it was just before."""
        if draft.key is not None and (earlier := t.last(Submission, person=here.person, key=draft.key)) is not None:
            return _same(earlier, draft, here, t.get(Sheet, earlier.id), raw)
        offer, pinned = _pinned(t, here, draft.slug, draft.problem_slug, known)
        if pinned.id != draft.problem:
            message = "the problem has just been changed: fetch it again"
            raise Conflict(message)
        late = offer.rules.late_days(draft.received, extended(t, here.course.id, draft.slug, here.person))
        used = t.count(Submission, course=here.course.id, slug=draft.slug, problem_slug=draft.problem_slug, person=here.person)
        if here.member.role == "student" and offer.rules.attempts is not None and used >= offer.rules.attempts:
            message = f"all {used} attempts are used"
            raise Conflict(message)
        kept = replace(draft, course=here.course.id, set=offer.set.id, attempt=used + 1, late_days=late)
        t.add(kept, Sheet(kept.id, raw))
        note(t, draft.received, here, "submit", kept.id)
        return kept

    def _seen_finished(self, t: Change, here: Standing, id_: str, outcome: Outcome, known: Around | None) -> Seen:
        """Keep what became of a sheet, and show it; `known` is what is around it but for the report."""
        kept, report = self._finished(t, id_, outcome)
        if kept is None:
            raise NotFound(id_)
        return seen(t, here, kept, self._now(), known._replace(report=report) if known and report else None)

    def _finish(self, id_: str, outcome: Outcome) -> None:
        self._store.write(lambda t: self._finished(t, id_, outcome))

    def _finished(self, t: Change, id_: str, outcome: Outcome) -> tuple[Submission | None, GradedReport | None]:
        """Keep report and state together.

        A sheet that somebody else has finished keeps the report that it has; one that has been deleted is passed over.
        """
        kept = t.get(Submission, id_)
        return (kept, None) if kept is None or kept.state not in OPEN else reported(t, kept, outcome, self._now())

    def grade(self, ids: Sequence[str]) -> None:
        """Grade what is not graded yet by the executor; what it cannot take, here."""
        tasks = {task.id: task for task in self._store.read(lambda t: [_task(t, id_) for id_ in ids]) if task is not None}
        for id_, outcome in self._engine.later(list(tasks.values())):
            tasks.pop(id_)
            self._finish(id_, outcome)
        for id_, task in tasks.items():
            self._finish(id_, self._engine.now(task))

    def _grade_waiting(self) -> None:
        """All that has come together by now in one run: starting workers costs more than most sheets."""
        ids = [self._waiting.popleft() for _ in range(min(len(self._waiting), AT_ONCE))]
        if ids:
            self.grade(ids)

    def take_up(self) -> int:
        """Put all that an earlier run of the program left unfinished in its turn; how many that were."""
        left = [kept.id for kept in self._store.read(lambda t: t.find(Submission, state=OPEN))]
        for start in range(0, len(left), AT_ONCE):
            self._background.put(partial(self.grade, left[start : start + AT_ONCE]))
        return len(left)

    def get(self, asker: Asker, id_: str) -> Seen:
        """One submission; somebody else's does not exist for a student.

        Raises NotFound.
        """
        return self._store.read(lambda t: seen(t, *accessible(t, asker, id_), self._now()))

    def raw(self, asker: Asker, id_: str) -> bytes:
        """The bytes that were handed in.

        Raises NotFound.
        """

        def ask(t: Look) -> bytes:
            _, kept = accessible(t, asker, id_)
            sheet = t.get(Sheet, kept.id)
            if sheet is None:
                raise NotFound(id_)
            return sheet.raw

        return self._store.read(ask)

    def listed(self, asker: Asker, course: str, after: str, limit: int, set_: str | None = None) -> Sequence[Seen]:
        """A page of one's own submissions in a course, or of all for who may see them; without their reports.

        Raises NotFound.
        """

        def ask(t: Look) -> list[Seen]:
            here = stand(t, asker, course)
            narrowed = {"course": here.course.id} | ({"slug": set_} if set_ is not None else {})
            narrowed |= {} if here.may("see-all") else {"person": here.person}
            return [seen(t, here, kept, self._now(), brief=True) for kept in t.find(Submission, after=after, limit=limit, **narrowed)]

        return self._store.read(ask)

    def _check(self, raw: bytes) -> None:
        if len(raw) > self._largest:
            message = f"a sheet may have {self._largest} bytes"
            raise TooLarge(message)


def _pinned(t: Look, here: Standing, set_: str, problem: str, known: Offered | None = None) -> tuple[Offered, records.Problem]:
    offer = offered(t, here.course.id, set_, known)
    found = next((pinned for pinned in offer.problems if pinned.slug == problem), None)
    if found is None:
        raise NotFound(problem)
    return offer, found


def _same(earlier: Submission, draft: Submission, here: Standing, sheet: Sheet | None, raw: bytes) -> Submission:
    """The submission of the same key; the key of something else is a mistake of the client."""
    same_place = (earlier.course, earlier.slug, earlier.problem_slug) == (here.course.id, draft.slug, draft.problem_slug)
    if not same_place or sheet is None or sheet.raw != raw:
        message = "this Idempotency-Key was used for something else"
        raise Conflict(message)
    return earlier


def _task(t: Look, id_: str) -> Task | None:
    kept, sheet = t.get(Submission, id_), t.get(Sheet, id_)
    problem = None if kept is None else t.get(records.Problem, kept.problem)
    if kept is None or sheet is None or problem is None or kept.state not in OPEN:
        return None
    return Task(kept.id, problem.source, numbers_of(t, kept), kept.name, sheet.raw)


def reported(t: Change, kept: Submission, outcome: Outcome, at: datetime, problem: str | None = None) -> tuple[Submission, GradedReport]:
    """Keep a report as the submission's latest one; both as they are then."""
    report = GradedReport(new_id(), kept.id, problem or kept.problem, outcome.grader, outcome.document, at)
    done = replace(kept, state=cast("State", outcome.state), report=report.id, problem=report.problem)
    done = replace(done, earned=outcome.earned, pending=outcome.pending, possible=outcome.possible)
    t.add(report)
    t.put(done)
    return done, report
