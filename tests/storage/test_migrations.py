"""The migrations, on SQLite and on PostgreSQL: up gives the tables that the code means, down and up again keeps what was there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from grader import records
from grader.storage.database import connect
from grader.storage.migrations import downgrade, upgrade
from grader.storage.store import SqlStore
from grader.storage.tables import metadata
from tests import databases
from tests.storage.records import EVERY, NOW


@pytest.fixture(params=databases.KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    made = connect(databases.empty(request.param, tmp_path))
    yield made
    made.dispose()


def test_up_gives_the_tables_of_the_code(engine: Engine) -> None:
    """What Alembic would still change is nothing."""
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_down_and_up_again_keeps_what_was_there(engine: Engine) -> None:
    """Back, data changed there, and forward: every record is as it was but for what had no room there, and the log is guarded again."""
    upgrade(engine)
    store = SqlStore(engine)
    store.write(lambda t: t.add(*EVERY))
    downgrade(engine, "0003")
    assert "drawings" not in inspect(engine).get_table_names()
    downgrade(engine, "0002")
    assert "passwords" not in inspect(engine).get_table_names()
    downgrade(engine, "0001")
    store.write(lambda t: t.put(records.Audit("1", NOW, "1", "1", "changed", "target")))
    upgrade(engine)
    gone = records.Audit | records.Password | records.Drawing | records.Link
    kept = [
        replace(each, by=None) if isinstance(each, records.Session | records.Token) else each
        for each in EVERY
        if not isinstance(each, gone)
    ]
    assert store.read(lambda t: [t.get(type(each), each.id) for each in kept]) == kept
    assert store.read(lambda t: [*t.find(records.Password), *t.find(records.Drawing), *t.find(records.Link)]) == []
    assert store.read(lambda t: [line.act for line in t.find(records.Audit)]) == ["changed"]
    with pytest.raises(Exception, match="only grows"):
        store.write(lambda t: t.drop(records.Audit, id="1"))


def test_all_the_way_down_leaves_nothing(engine: Engine) -> None:
    """Before the first revision there are no tables but Alembic's own, and up works again."""
    upgrade(engine)
    SqlStore(engine).write(lambda t: t.add(*EVERY))
    downgrade(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert SqlStore(engine).read(lambda t: t.count(records.Person)) == 0
