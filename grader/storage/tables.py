"""The tables: people, problems in immutable versions, sets, submissions with their raw bytes, reports as they were given."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, LargeBinary, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

IDENTITY = 32


class Moment(TypeDecorator[datetime]):
    """A time in UTC, with its offset also where the database keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """From the database."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables of one installation."""


class PersonRow(Base):
    """Somebody; of the token only its digest is kept."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(String(IDENTITY), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime] = mapped_column(Moment)


class ProblemRow(Base):
    """One version of a problem; never changed."""

    __tablename__ = "problems"
    __table_args__ = (UniqueConstraint("slug", "version"),)
    id: Mapped[str] = mapped_column(String(IDENTITY), primary_key=True)
    slug: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(ForeignKey("people.id"))
    created: Mapped[datetime] = mapped_column(Moment)


class SetRow(Base):
    """One version of a problem set; never changed."""

    __tablename__ = "sets"
    __table_args__ = (UniqueConstraint("slug", "version"),)
    id: Mapped[str] = mapped_column(String(IDENTITY), primary_key=True)
    slug: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(ForeignKey("people.id"))
    created: Mapped[datetime] = mapped_column(Moment)


class SetProblemRow(Base):
    """A problem's version at its place in a set's version."""

    __tablename__ = "set_problems"
    set_id: Mapped[str] = mapped_column(ForeignKey("sets.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    problem_id: Mapped[str] = mapped_column(ForeignKey("problems.id"))


class SubmissionRow(Base):
    """What was handed in, unchanged, and how far its grading is."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("submissions_of_person", "person_id", "id"),
        Index("submissions_in_state", "state"),
    )
    id: Mapped[str] = mapped_column(String(IDENTITY), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    problem_id: Mapped[str] = mapped_column(ForeignKey("problems.id"))
    name: Mapped[str] = mapped_column(Text)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(20))
    key: Mapped[str | None] = mapped_column(String(200))
    received: Mapped[datetime] = mapped_column(Moment)


class ReportRow(Base):
    """A report as it was given; another grader's later report is another row."""

    __tablename__ = "reports"
    __table_args__ = (Index("reports_of_submission", "submission_id", "id"),)
    id: Mapped[str] = mapped_column(String(IDENTITY), primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    grader: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Moment)
