"""The first tables, as text: `name:kind`, `?` where it may be missing, `>table` where it refers to one."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Those that others refer to first.
TABLES = {
    "audit": "id:s32 at:moment person:s32? course:s32? act:s60 target:s200",
    "courses": "id:s32 slug:s100 title:text join_code:s40? created:moment",
    "people": "id:s32 name:text email:s320? role:s40 created:moment active:flag",
    "secrets": "id:s40 value:text",
    "extensions": "id:s32 course:s32>courses slug:s100 person:s32>people due:moment reason:text by:s32>people at:moment",
    "links": "id:s32 person:s32>people digest:s64 expires:moment used:moment?",
    "members": (
        "id:s32 course:s32>courses person:s32>people role:s40 pseudonym:s40 student_id:s200? group:s200 created:moment active:flag"
    ),
    "problems": "id:s32 course:s32>courses slug:s100 version:number title:text source:text author:s32>people created:moment",
    "regrades": "id:s32 course:s32>courses slug:s100 by:s32>people created:moment state:s40 total:number done:number",
    "releases": "id:s32 course:s32>courses slug:s100 by:s32>people at:moment",
    "sessions": "id:s32 person:s32>people created:moment expires:moment",
    "sets": ("id:s32 course:s32>courses slug:s100 version:number title:text source:text author:s32>people created:moment due:moment?"),
    "tokens": "id:s32 person:s32>people name:text digest:s64 scopes:text created:moment expires:moment?",
    "set_problems": "id:s32 set:s32>sets place:number problem:s32>problems",
    "submissions": (
        "id:s32 course:s32>courses slug:s100 set:s32>sets problem_slug:s100 problem:s32>problems person:s32>people "
        "variant:number attempt:number name:text key:s200? state:s40 received:moment late_days:number report:s32? "
        "earned:text? pending:text? possible:text?"
    ),
    "appeals": (
        "id:s32 course:s32>courses submission:s32>submissions person:s32>people line:number message:text at:moment "
        "state:s40 answer:text by:s32?>people answered:moment?"
    ),
    "overrides": (
        "id:s32 course:s32>courses submission:s32>submissions line:number quantity:s200? verdict:s40? points:text? "
        "reason:text by:s32>people at:moment"
    ),
    "regrade_items": (
        "id:s32 regrade:s32>regrades submission:s32>submissions base:s32? problem:s32>problems state:s40 grader:s40 "
        "document:text earned:text pending:text possible:text"
    ),
    "reports": "id:s32 submission:s32>submissions problem:s32>problems grader:s40 document:text created:moment",
    "sheets": "id:s32>submissions raw:bytes",
}
UNIQUE = (
    ("courses", "join_code"),
    ("courses", "slug"),
    ("people", "email"),
    ("links", "digest"),
    ("members", "course person"),
    ("members", "course pseudonym"),
    ("members", "course student_id"),
    ("problems", "course slug version"),
    ("releases", "course slug"),
    ("sets", "course slug version"),
    ("tokens", "digest"),
    ("set_problems", "set place"),
    ("submissions", "course slug problem_slug person attempt"),
    ("submissions", "person key"),
    ("regrade_items", "regrade submission"),
)
INDEXES = (
    ("audit_of_course", "audit", "course id"),
    ("audit_of_person", "audit", "person id"),
    ("extensions_of_person", "extensions", "course slug person"),
    ("links_of_person", "links", "person"),
    ("members_of_person", "members", "person"),
    ("regrades_in_state", "regrades", "state"),
    ("regrades_of_course", "regrades", "course id"),
    ("sessions_of_person", "sessions", "person"),
    ("tokens_of_person", "tokens", "person"),
    ("submissions_in_state", "submissions", "state"),
    ("submissions_of_course", "submissions", "course slug"),
    ("appeals_of_course", "appeals", "course state"),
    ("appeals_of_submission", "appeals", "submission"),
    ("overrides_of_course", "overrides", "course id"),
    ("overrides_of_submission", "overrides", "submission id"),
    ("reports_of_submission", "reports", "submission id"),
)
KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "number": sa.Integer(),
    "flag": sa.Boolean(),
    "moment": sa.DateTime(timezone=True),
    "bytes": sa.LargeBinary(),
}


def upgrade() -> None:
    """Make them."""
    for table, columns in TABLES.items():
        unique = (sa.UniqueConstraint(*names.split()) for name, names in UNIQUE if name == table)
        op.create_table(table, *(_column(text) for text in columns.split()), *unique)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns.split())


def downgrade() -> None:
    """Drop them, those that refer to others first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _column(text: str) -> sa.Column[object]:
    rest, _, target = text.partition(">")
    name, _, kind = rest.removesuffix("?").partition(":")
    refers = (sa.ForeignKey(f"{target}.id"),) if target else ()
    type_ = KINDS.get(kind) or sa.String(int(kind[1:]))
    return sa.Column(name, type_, *refers, primary_key=name == "id", nullable=rest.endswith("?"))
