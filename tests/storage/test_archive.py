"""Backup and restore: from each kind of database into each, whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from grader import records
from grader.errors import Refused
from grader.storage.archive import backup, restore
from grader.storage.store import SqlStore
from tests import databases
from tests.storage.records import EVERY


def filled(kind: str, folder: Path) -> str:
    """A database with one record of each kind."""
    url = databases.fresh(kind, folder)
    store = SqlStore.at(url)
    store.write(lambda t: t.add(*EVERY))
    store.close()
    return url


@pytest.mark.parametrize("target", databases.KINDS)
@pytest.mark.parametrize("source", databases.KINDS)
def test_everything_comes_back(source: str, target: str, tmp_path: Path) -> None:
    """Every record with its bytes and its times, also in a database of the other kind, and the log is guarded there too."""
    file, url = tmp_path / "backup.zip", databases.empty(target, tmp_path)
    assert backup(filled(source, tmp_path), file) == len(EVERY)
    assert restore(file, url) == len(EVERY)
    store = SqlStore.at(url)
    assert store.read(lambda t: [t.get(type(each), each.id) for each in EVERY]) == list(EVERY)
    with pytest.raises(Exception, match="only grows"):
        store.write(lambda t: t.drop(records.Audit, id="1"))
    store.close()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Neither a file that is there, nor a database that is not empty."""
    url, file = filled("sqlite", tmp_path), tmp_path / "backup.zip"
    backup(url, file)
    with pytest.raises(Refused, match="there already"):
        backup(url, file)
    with pytest.raises(Refused, match="not empty"):
        restore(file, url)


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "none"])
def test_a_damaged_backup_restores_nothing(damage: str, tmp_path: Path) -> None:
    """A file that is cut, changed or none of ours is refused, and the database stays empty."""
    file, url = tmp_path / "backup.zip", databases.fresh("sqlite", tmp_path)
    backup(filled("sqlite", tmp_path), file)
    with zipfile.ZipFile(file) as archive:
        lines, digest = archive.read("records.jsonl"), archive.read("digest.json")
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-40])
    elif damage == "none":
        file.unlink()
    else:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("records.jsonl", lines.replace(b"Ada", b"Eve") if damage == "changed" else b"[]\n")
            archive.writestr("digest.json", digest)
    with pytest.raises(Refused, match="no whole backup"):
        restore(file, url)
    store = SqlStore.at(url)
    assert store.read(lambda t: t.count(records.Person)) == 0
    store.close()
