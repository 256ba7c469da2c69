"""The rules of a set, as its file gives them: when work is due, what lateness costs, how often one may try, what is shown when."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from grader.services.problem_set import parse_set
from grader.services.rights import Conflict

DAY = timedelta(days=1)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": DAY}


@dataclass(frozen=True, slots=True)
class Rules:
    """What a set says of time and tries; without `due` nothing is ever late."""

    due: datetime | None = None
    grace: timedelta = timedelta(0)
    per_day: Fraction | None = None
    until: datetime | None = None
    late: bool = False
    attempts: int | None = None
    release: str = "at_once"
    feedback: str = "solution"
    appeals_until: datetime | None = None

    def late_days(self, at: datetime, extended: datetime | None) -> int:
        """How many days too late work is, each begun day counted; 0 within the grace.

        Raises Conflict where it is too late for this set.
        """
        due = extended or self.due
        if due is None or at <= due + self.grace:
            return 0
        if not self.late or (self.until is not None and at > self.until):
            message = "the time for this set is over"
            raise Conflict(message)
        return math.ceil((at - due) / DAY)

    def adjusted(self, earned: Fraction, late_days: int) -> Fraction:
        """The marks after the deduction for lateness."""
        return earned * max(Fraction(0), 1 - (self.per_day or Fraction(0)) * late_days)

    def shows(self, at: datetime, extended: datetime | None, *, by_hand: bool) -> bool:
        """Whether a student sees the report by now."""
        due = extended or self.due
        if by_hand or self.release == "at_once":
            return True
        return self.release == "after_due" and due is not None and at > due + self.grace


@lru_cache(maxsize=512)
def rules(source: str) -> Rules:
    """The rules of a set's file."""
    written = parse_set(source).settings
    late: dict[str, Any] = written.get("late") or {}
    due = _moment(written.get("due"))
    return Rules(
        due=due,
        grace=_duration(written.get("grace")),
        per_day=_share(late.get("per_day")),
        until=_until(late.get("until"), due),
        late=bool(late),
        attempts=int(written["attempts"]) if "attempts" in written else None,
        release=written.get("release", "at_once"),
        feedback=written.get("feedback", "solution"),
        appeals_until=_moment(written.get("appeals_until")),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _duration(text: str | None) -> timedelta:
    found = re.fullmatch(r"(\d+) ?(min|h|d)", text or "")
    return int(found[1]) * _UNITS[found[2]] if found else timedelta(0)


def _share(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text.rstrip("% ")) / 100


def _until(text: str | None, due: datetime | None) -> datetime | None:
    """A moment, or the end of a day where the work is due."""
    if text is None:
        return None
    if len(text) > len("2026-12-08"):
        return datetime.fromisoformat(text)
    zone = UTC if due is None else due.tzinfo
    return datetime.combine(date.fromisoformat(text), time.max, zone)
