"""The tables, one for each kind of record, with a column for each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from grader import records

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


metadata = MetaData()


def _id() -> Column[str]:
    return Column("id", String(IDENTITY), primary_key=True)


def _of(name: str, table: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String(IDENTITY), ForeignKey(f"{table}.id"), nullable=optional)


def _word(name: str, length: int = 40, *, optional: bool = False) -> Column[str]:
    return Column(name, String(length), nullable=optional)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _moment(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=optional)


TABLES: Mapping[type[Any], Table] = {
    records.Person: Table(
        "people", metadata, _id(), _text("name"), _word("email", 320, optional=True), _word("role"), _moment("created"), _flag("active"),
        UniqueConstraint("email"),
    ),
    records.Link: Table(
        "links", metadata, _id(), _of("person", "people"), _word("digest", 64), _moment("expires"), _moment("used", optional=True),
        _of("by", "people", optional=True), UniqueConstraint("digest"), Index("links_of_person", "person"),
    ),
    records.Password: Table(
        "passwords", metadata, Column("id", String(IDENTITY), ForeignKey("people.id"), primary_key=True),
        _text("digest"), _moment("changed"),
    ),
    records.Session: Table(
        "sessions", metadata, _id(), _of("person", "people"), _moment("created"), _moment("expires"), _of("by", "people", optional=True),
        Index("sessions_of_person", "person"),
    ),
    records.Token: Table(
        "tokens", metadata, _id(), _of("person", "people"), _text("name"), _word("digest", 64), _text("scopes"), _moment("created"),
        _moment("expires", optional=True), _of("by", "people", optional=True),
        UniqueConstraint("digest"), Index("tokens_of_person", "person"),
    ),
    records.Secret: Table("secrets", metadata, Column("id", String(40), primary_key=True), _text("value")),
    records.Course: Table(
        "courses", metadata, _id(), _word("slug", 100), _text("title"), _word("join_code", 40, optional=True), _moment("created"),
        UniqueConstraint("slug"), UniqueConstraint("join_code"),
    ),
    records.Member: Table(
        "members", metadata, _id(), _of("course", "courses"), _of("person", "people"), _word("role"), _word("pseudonym"),
        _word("student_id", 200, optional=True), _word("group", 200), _moment("created"), _flag("active"),
        UniqueConstraint("course", "person"), UniqueConstraint("course", "student_id"), UniqueConstraint("course", "pseudonym"),
        Index("members_of_person", "person"),
    ),
    records.Audit: Table(
        "audit", metadata, _id(), _moment("at"), _word("person", IDENTITY, optional=True), _word("course", IDENTITY, optional=True),
        _word("act", 60), _word("target", 200), Index("audit_of_course", "course", "id"), Index("audit_of_person", "person", "id"),
    ),
    records.Problem: Table(
        "problems", metadata, _id(), _of("course", "courses"), _word("slug", 100), _number("version"), _text("title"), _text("source"),
        _of("author", "people"), _moment("created"), UniqueConstraint("course", "slug", "version"),
    ),
    records.ProblemSet: Table(
        "sets", metadata, _id(), _of("course", "courses"), _word("slug", 100), _number("version"), _text("title"), _text("source"),
        _of("author", "people"), _moment("created"), _moment("due", optional=True), UniqueConstraint("course", "slug", "version"),
    ),
    records.SetProblem: Table(
        "set_problems", metadata, _id(), _of("set", "sets"), _number("place"), _of("problem", "problems"), UniqueConstraint("set", "place"),
    ),
    records.Release: Table(
        "releases", metadata, _id(), _of("course", "courses"), _word("slug", 100), _of("by", "people"), _moment("at"),
        UniqueConstraint("course", "slug"),
    ),
    records.Extension: Table(
        "extensions", metadata, _id(), _of("course", "courses"), _word("slug", 100), _of("person", "people"), _moment("due"),
        _text("reason"), _of("by", "people"), _moment("at"), Index("extensions_of_person", "course", "slug", "person"),
    ),
    records.Drawing: Table(
        "drawings", metadata, _id(), _of("course", "courses"), _word("slug", 100), _of("person", "people"), _number("variant"),
        _text("numbers"), _moment("at"), UniqueConstraint("course", "slug", "person"),
    ),
    records.Submission: Table(
        "submissions", metadata, _id(), _of("course", "courses"), _word("slug", 100), _of("set", "sets"), _word("problem_slug", 100),
        _of("problem", "problems"), _of("person", "people"), _number("variant"), _number("attempt"), _text("name"),
        _word("key", 200, optional=True), _word("state"), _moment("received"), _number("late_days"),
        _word("report", IDENTITY, optional=True),
        _text("earned", optional=True), _text("pending", optional=True), _text("possible", optional=True),
        UniqueConstraint("person", "key"), UniqueConstraint("course", "slug", "problem_slug", "person", "attempt"),
        Index("submissions_of_course", "course", "slug"), Index("submissions_in_state", "state"),
    ),
    records.Sheet: Table(
        "sheets", metadata, Column("id", String(IDENTITY), ForeignKey("submissions.id"), primary_key=True),
        Column("raw", LargeBinary, nullable=False),
    ),
    records.GradedReport: Table(
        "reports", metadata, _id(), _of("submission", "submissions"), _of("problem", "problems"), _word("grader"), _text("document"),
        _moment("created"), Index("reports_of_submission", "submission", "id"),
    ),
    records.Override: Table(
        "overrides", metadata, _id(), _of("course", "courses"), _of("submission", "submissions"), _number("line"),
        _word("quantity", 200, optional=True), _word("verdict", optional=True), _text("points", optional=True), _text("reason"),
        _of("by", "people"), _moment("at"), Index("overrides_of_submission", "submission", "id"),
        Index("overrides_of_course", "course", "id"),
    ),
    records.Appeal: Table(
        "appeals", metadata, _id(), _of("course", "courses"), _of("submission", "submissions"), _of("person", "people"), _number("line"),
        _text("message"), _moment("at"), _word("state"), _text("answer"), _of("by", "people", optional=True),
        _moment("answered", optional=True), Index("appeals_of_submission", "submission"), Index("appeals_of_course", "course", "state"),
    ),
    records.Regrade: Table(
        "regrades", metadata, _id(), _of("course", "courses"), _word("slug", 100), _of("by", "people"), _moment("created"), _word("state"),
        _number("total"), _number("done"), Index("regrades_in_state", "state"), Index("regrades_of_course", "course", "id"),
    ),
    records.RegradeItem: Table(
        "regrade_items", metadata, _id(), _of("regrade", "regrades"), _of("submission", "submissions"),
        _word("base", IDENTITY, optional=True), _of("problem", "problems"), _word("state"), _word("grader"), _text("document"),
        _text("earned"), _text("pending"), _text("possible"), UniqueConstraint("regrade", "submission"),
    ),
}  # fmt: skip
