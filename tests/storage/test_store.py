"""The store: what was kept comes back unchanged, versions grow, keys make no doubles, a row says how far a sheet is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grader.storage.store import Store

pytest.importorskip("sqlalchemy")
NOW = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file of its own, with a fixed clock."""
    kept = Store.at(f"sqlite:///{tmp_path / 'grader.db'}")
    kept.now = lambda: NOW
    yield kept
    kept.close()


def handed_in(store: Store, raw: bytes = b"a", key: str | None = None) -> str:
    """A submission of somebody to some problem."""
    person = store.person_with("d") or store.add_person("Ada", "student", "d")
    problem = store.problem("p") or store.add_problem("p", "P", "id: p", person.id)
    return store.receive(person.id, problem.id, "sheet", raw, key).id


def test_raw_bytes_come_back_unchanged(store: Store) -> None:
    """Bytes that are no text at all are kept as they are, and the time keeps its zone."""
    raw = bytes(range(256)) * 3
    kept = store.submission(handed_in(store, raw))
    assert kept is not None
    assert (kept.raw, kept.state, kept.received, kept.report) == (raw, "received", NOW, None)


def test_each_upload_is_a_new_version(store: Store) -> None:
    """Another source is another version; the same source is none."""
    author = store.add_person("Bo", "instructor", "x").id
    versions = [store.add_problem("p", "P", source, author).version for source in ("one", "one", "two", "one")]
    assert versions == [1, 1, 2, 3]
    latest = store.problem("p")
    assert latest is not None
    assert (latest.version, latest.source) == (3, "one")
    assert [p.version for p in store.problems("", 10)] == [3]


def test_a_set_pins_the_versions_of_its_problems(store: Store) -> None:
    """A problem's later version does not change a set that was uploaded before."""
    author = store.add_person("Bo", "instructor", "x").id
    first = store.add_problem("p", "P", "one", author)
    other = store.add_problem("q", "Q", "one", author)
    store.add_set("week-3", "Week 3", "set: week-3", author, [other.id, first.id])
    store.add_problem("p", "P", "two", author)
    kept = store.set_("week-3")
    assert kept is not None
    assert [(p.slug, p.version) for p in kept.problems] == [("q", 1), ("p", 1)]
    assert store.add_set("week-3", "Week 3", "set: week-3", author, [other.id, first.id]).version == 1
    assert store.add_set("week-3", "Week 3", "set: week-3", author, [first.id]).version == 2


def test_the_same_key_gives_the_same_submission(store: Store) -> None:
    """A retried request makes no second submission; another person's same key is another one."""
    first = handed_in(store, b"a", "key")
    assert handed_in(store, b"b", "key") == first
    other = store.add_person("Bo", "student", "other")
    problem = store.problem("p")
    assert problem is not None
    assert store.receive(other.id, problem.id, "sheet", b"a", "key").id != first


def test_report_and_state_are_kept_together_and_once(store: Store) -> None:
    """The first report of a sheet stands; whoever grades it a second time changes nothing."""
    id_ = handed_in(store)
    assert store.unfinished() == [id_]
    assert store.begin(id_)
    assert store.unfinished() == [id_]
    assert store.finish(id_, "graded", "{}", "1").state == "graded"
    again = store.finish(id_, "not_graded", "[]", "1")
    assert (again.state, again.report) == ("graded", "{}")
    assert not store.begin(id_)
    assert store.unfinished() == []


def test_pages_follow_one_another(store: Store) -> None:
    """Pages in the order of arrival, of one person or of all."""
    ids = [handed_in(store, b"%d" % n) for n in range(5)]
    pages = [store.submissions(None, "", 2), store.submissions(None, ids[1], 2), store.submissions(None, ids[3], 2)]
    assert [[s.id for s in page] for page in pages] == [ids[:2], ids[2:4], ids[4:]]
    assert store.submissions("nobody", "", 9) == []


def test_what_is_kept_survives_a_restart(tmp_path: Path) -> None:
    """Another store on the same file finds it all."""
    url = f"sqlite:///{tmp_path / 'grader.db'}"
    first = Store.at(url)
    id_ = handed_in(first)
    first.close()
    second = Store.at(url)
    assert second.submission(id_) is not None
    second.close()


def test_rows_that_refer_to_nothing_are_refused(store: Store) -> None:
    """Foreign keys are in force."""
    with pytest.raises(IntegrityError):
        store.receive("nobody", "nothing", "sheet", b"", None)


def test_many_writers_at_once(store: Store) -> None:
    """Writers wait for one another; the same key from all of them makes one submission."""
    handed_in(store)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(handed_in(store, b"a", "key"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_sqlite_is_set_up_to_be_safe(store: Store) -> None:
    """Write-ahead log, foreign keys and patience."""
    with store.engine.connect() as connection:
        values = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")]
    assert values == ["wal", 1, 10000]
