"""Submissions and reports in the database: the row is the truth about how far a sheet is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from sqlalchemy import select, update

from grader.storage.database import new_id
from grader.storage.problems import record as problem_record
from grader.storage.records import State, Submission
from grader.storage.tables import ProblemRow, ReportRow, SubmissionRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPEN = ("received", "grading")


class Draft(NamedTuple):
    """What is to be kept of a submission."""

    person_id: str
    problem_id: str
    name: str
    raw: bytes
    key: str | None


class Given(NamedTuple):
    """A report and the version of the grader that gave it."""

    document: str
    grader: str


def receive(session: Session, draft: Draft, now: datetime) -> Submission:
    """Keep what came, once for each key of a person."""
    if draft.key is not None:
        same = (SubmissionRow.person_id == draft.person_id, SubmissionRow.key == draft.key)
        if (earlier := session.scalar(select(SubmissionRow).where(*same))) is not None:
            return _record(session, earlier)
    row = SubmissionRow(id=new_id(), state="received", received=now, **draft._asdict())
    session.add(row)
    session.flush()
    return _record(session, row)


def one(session: Session, id_: str) -> Submission | None:
    """One submission with its latest report."""
    row = session.get(SubmissionRow, id_)
    return None if row is None else _record(session, row)


def listed(session: Session, person: str | None, after: str, limit: int) -> Sequence[Submission]:
    """In the order of arrival, those behind `after`."""
    query = select(SubmissionRow).where(SubmissionRow.id > after).order_by(SubmissionRow.id).limit(limit)
    rows = session.scalars(query if person is None else query.where(SubmissionRow.person_id == person))
    return [_record(session, row) for row in rows.all()]


def begin(session: Session, id_: str) -> bool:
    """Mark it as being graded; False where it is graded already."""
    query = (
        update(SubmissionRow)
        .where(SubmissionRow.id == id_, SubmissionRow.state.in_(OPEN))
        .values(state="grading")
        .returning(SubmissionRow.id)
    )
    return session.scalar(query) is not None


def finish(session: Session, id_: str, state: State, given: Given, now: datetime) -> Submission:
    """Keep the report and the state together; a sheet that somebody else has finished keeps the report that it has."""
    row = session.get_one(SubmissionRow, id_, with_for_update=True)
    if row.state in OPEN:
        row.state = state
        session.add(ReportRow(id=new_id(), submission_id=id_, created=now, **given._asdict()))
        session.flush()
    return _record(session, row)


def unfinished(session: Session) -> Sequence[str]:
    """The ids of what was received or begun and never finished."""
    return session.scalars(select(SubmissionRow.id).where(SubmissionRow.state.in_(OPEN)).order_by(SubmissionRow.id)).all()


def _record(session: Session, row: SubmissionRow) -> Submission:
    latest = select(ReportRow.document).where(ReportRow.submission_id == row.id).order_by(ReportRow.id.desc()).limit(1)
    problem = problem_record(session.get_one(ProblemRow, row.problem_id))
    return Submission(row.id, row.person_id, problem, row.name, row.raw, cast("State", row.state), row.received, session.scalar(latest))
