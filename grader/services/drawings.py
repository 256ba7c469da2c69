"""Which numbers a student has: drawn when they are first asked for, and kept from then on, whatever becomes of the problem."""

from __future__ import annotations

import json
from dataclasses import replace

from grader import records
from grader.problem import Problem
from grader.problem.variants import variant_of
from grader.records import Change, Drawing, Look, Store, Submission, new_id
from grader.services.clock import Clock, utc_now
from grader.services.engine import Engine, Numbers
from grader.services.rights import Conflict


class Drawings:
    """The numbers that were drawn for people."""

    def __init__(self, store: Store, engine: Engine, clock: Clock = utc_now) -> None:
        """Kept in `store`; `engine` builds the problems that they are drawn in."""
        self._store, self._engine, self._now = store, engine, clock

    def of(self, pinned: records.Problem, person: str, told: int | None = None) -> Numbers:
        """Somebody's numbers in a version of a problem: those that they have, and for what is new in it the ones that are drawn.

        Who has none yet gets those of the variant that is `told`. A stored problem that this grader no longer accepts has its first
        numbers, and no grade.  Raises Conflict for who has another variant than is told.
        """
        try:
            first: Problem = self._engine.problem(pinned.source, Numbers())
        except Exception:  # noqa: BLE001 - whatever it is: the sheet is kept all the same
            return Numbers()
        if not first.draws:
            return Numbers()
        known = self._store.read(lambda t: _known(t, pinned, person))
        had = _had(known) if known else Numbers(told or variant_of(pinned.slug, person, first.variants, first.deployed))
        if told not in {None, had.variant}:
            message = f"this student has variant {had.variant}, not {told}"
            raise Conflict(message)
        numbers = self._drawn(pinned, had)
        if numbers != had:
            self._store.write(lambda t: self._keep(t, pinned, person, numbers))
        return numbers

    def _drawn(self, pinned: records.Problem, had: Numbers) -> Numbers:
        """All numbers that somebody has had, with those of this version."""
        problem: Problem = self._engine.problem(pinned.source, had)
        return Numbers(had.variant, json.dumps(had.by_place | dict(problem.draws), sort_keys=True))

    def _keep(self, t: Change, pinned: records.Problem, person: str, numbers: Numbers) -> None:
        known = _known(t, pinned, person)
        if known is None:
            t.add(Drawing(new_id(), pinned.course, pinned.slug, person, numbers.variant, numbers.kept, self._now()))
        else:
            t.put(replace(known, numbers=numbers.kept))


def numbers_of(t: Look, kept: Submission) -> Numbers:
    """The numbers that a submission is graded by."""
    known = t.last(Drawing, course=kept.course, slug=kept.problem_slug, person=kept.person)
    return Numbers(kept.variant) if known is None else _had(known)


def _known(t: Look, pinned: records.Problem, person: str) -> Drawing | None:
    return t.last(Drawing, course=pinned.course, slug=pinned.slug, person=person)


def _had(known: Drawing) -> Numbers:
    return Numbers(known.variant, known.numbers)
