"""The store, on SQLite and on PostgreSQL: what was kept comes back unchanged, all of an act is kept or nothing, nobody overtakes."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from grader import records
from grader.errors import Refused
from grader.records import Change, Record
from grader.storage.database import connect
from grader.storage.store import SqlStore
from grader.storage.tables import TABLES
from tests import databases
from tests.storage.records import EVERY, NOW, PERSON, PROBLEM, SUBMISSION


def filled(store: SqlStore) -> SqlStore:
    """The store with one record of each kind."""
    store.write(lambda t: t.add(*EVERY))
    return store


def people(count: int) -> list[records.Person]:
    """Some people, in the order of their ids."""
    return [replace(PERSON, id=f"{n:02d}", name=f"P{n}", email=None) for n in range(count)]


def test_each_kind_has_a_table_with_its_fields() -> None:
    """A record's fields are its table's columns, in name and number; every kind is kept and tested."""
    assert set(get_args(Record)) == set(TABLES) == {type(each) for each in EVERY}
    for kind, table in TABLES.items():
        assert [field.name for field in fields(kind)] == [column.name for column in table.columns]


def test_what_is_kept_comes_back_unchanged(store: SqlStore) -> None:
    """Every record, its bytes, its fractions as text and its times with their zone."""
    filled(store)
    assert store.read(lambda t: [t.get(type(each), each.id) for each in EVERY]) == list(EVERY)


def test_times_come_back_in_utc(store: SqlStore) -> None:
    """A record's time does not depend on the zone in which it was given."""
    store.write(lambda t: t.add(PERSON))
    found = store.read(lambda t: t.get(records.Person, PERSON.id))
    assert found is not None
    assert found.created == NOW
    assert found.created.utcoffset() == NOW.utcoffset()


def test_find_pages_and_narrows(store: SqlStore) -> None:
    """Pages follow one another in the order of ids; None, tuples and values narrow."""
    everybody = people(5)
    store.write(lambda t: t.add(*reversed(everybody)))
    find = records.Person
    assert store.read(lambda t: t.find(find, limit=2)) == everybody[:2]
    assert store.read(lambda t: t.find(find, after="01", limit=2)) == everybody[2:4]
    assert store.read(lambda t: t.find(find, id=("00", "04", "99"))) == [everybody[0], everybody[4]]
    assert store.read(lambda t: t.find(find, id=())) == []
    assert store.read(lambda t: t.count(find, email=None)) == 5
    assert store.read(lambda t: t.last(find, role="member")) == everybody[4]
    assert store.read(lambda t: t.last(find, role="instructor")) is None


def test_put_and_drop(store: SqlStore) -> None:
    """A record is put in place of itself, and dropped by its values."""
    store.write(lambda t: t.add(*people(3)))
    store.write(lambda t: t.put(replace(people(3)[1], name="Other")))
    store.write(lambda t: t.drop(records.Person, id="02"))
    assert [person.name for person in store.read(lambda t: t.find(records.Person))] == ["P0", "Other"]


def test_all_of_an_act_or_nothing(store: SqlStore) -> None:
    """What an act has added is gone where the act fails."""

    def act(t: Change) -> None:
        t.add(PERSON)
        message = "no"
        raise Refused(message)

    with pytest.raises(Refused):
        store.write(act)
    assert store.read(lambda t: t.count(records.Person)) == 0


@pytest.mark.parametrize("record", [SUBMISSION, PROBLEM])
def test_rows_that_refer_to_nothing_are_refused(store: SqlStore, record: Record) -> None:
    """Foreign keys are in force."""
    with pytest.raises(IntegrityError):
        store.write(lambda t: t.add(record))


def test_the_audit_log_only_grows(store: SqlStore) -> None:
    """The database itself refuses to change or to delete a line of the log."""
    filled(store)
    line = records.Audit("1", NOW, "1", "1", "another", "target")
    for act in (lambda t: t.put(line), lambda t: t.drop(records.Audit, id="1")):
        with pytest.raises(DBAPIError, match="only grows"):
            store.write(act)
    assert store.read(lambda t: t.find(records.Audit))[0].act == "act"


def test_nobody_overtakes(store: SqlStore) -> None:
    """Writers that count and then add wait for one another or try again: no number is given twice, none is left out."""

    def act(t: Change) -> None:
        t.add(replace(PERSON, id=f"{t.count(records.Person):02d}", email=None))

    threads = [threading.Thread(target=store.write, args=(act,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [person.id for person in store.read(lambda t: t.find(records.Person))] == [f"{n:02d}" for n in range(6)]


def test_what_is_kept_survives_a_restart(tmp_path: Path) -> None:
    """Another store on the same file finds it all."""
    url = databases.fresh("sqlite", tmp_path)
    for _ in range(2):
        store = SqlStore.at(url)
        if store.read(lambda t: t.count(records.Person)) == 0:
            filled(store)
        store.close()
    store = SqlStore.at(url)
    assert store.read(lambda t: t.get(records.Sheet, "1")) is not None
    store.close()


def test_sqlite_is_set_up_to_be_safe(tmp_path: Path) -> None:
    """Write-ahead log, foreign keys and patience."""
    store = SqlStore.at(databases.fresh("sqlite", tmp_path))
    with store.engine.connect() as connection:
        values = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")]
    store.close()
    assert values == ["wal", 1, 30000]


@pytest.mark.parametrize("url", ["mysql://localhost/x", "no url at all", ""])
def test_another_kind_of_database_is_refused(url: str) -> None:
    """What is no URL of a database that we know is said at once."""
    with pytest.raises(Refused):
        connect(url)
