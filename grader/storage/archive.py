"""A backup in one file that any database of ours can be restored from: every record as a line of JSON, in a zip with a digest."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.types import LargeBinary

from grader.errors import Refused
from grader.storage.database import connect
from grader.storage.migrations import upgrade
from grader.storage.store import SqlStore
from grader.storage.tables import TABLES, Moment, metadata
from grader.storage.transaction import Transaction

FORMAT = 1
RECORDS, DIGEST = "records.jsonl", "digest.json"
PAGE = 500
_KINDS = {table.name: kind for kind, table in TABLES.items()}


def backup(url: str, target: Path) -> int:
    """Write everything that stands in the database into a new file, as of one moment; how many records those are.

    Raises Refused where there is such a file already.
    """
    if target.exists():
        message = f"{target} is there already"
        raise Refused(message)
    store = SqlStore.at(url)
    partial = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            count = store.read(lambda look: _written(archive, look))
        partial.replace(target)
    finally:
        store.close()
        partial.unlink(missing_ok=True)
    return count


def restore(source: Path, url: str) -> int:
    """Fill an empty database from a backup, whole or not at all; how many records those are.

    Raises Refused for a file that is no whole backup, and for a database that is not empty.
    """
    engine = connect(url)
    upgrade(engine)
    store = SqlStore(engine)
    try:
        with zipfile.ZipFile(source) as archive:
            return store.write(lambda change: _read(archive, change))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as fault:
        message = f"{source} is no whole backup: {fault}"
        raise Refused(message) from fault
    finally:
        store.close()


def _written(archive: zipfile.ZipFile, look: Any) -> int:  # noqa: ANN401 - the transaction itself: rows are streamed past the records
    digest, count = hashlib.sha256(), 0
    with archive.open(RECORDS, "w", force_zip64=True) as file:
        for line in _lines(look):
            file.write(line)
            digest.update(line)
            count += 1
    archive.writestr(DIGEST, json.dumps({"format": FORMAT, "records": count, "sha256": digest.hexdigest()}))
    return count


def _lines(transaction: Transaction) -> Iterator[bytes]:
    """Those that others refer to first."""
    for table in metadata.sorted_tables:
        rows = transaction.connection.execution_options(yield_per=PAGE).execute(select(table).order_by(table.c.id))
        for row in rows.mappings():
            yield json.dumps([table.name, {name: _plain(value) for name, value in row.items()}], ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's value
    if isinstance(value, datetime):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _read(archive: zipfile.ZipFile, change: Any) -> int:  # noqa: ANN401 - the transaction
    if any(change.count(kind) for kind in _KINDS.values()):
        message = "the database is not empty"
        raise Refused(message)
    expected, digest, count = json.loads(archive.read(DIGEST)), hashlib.sha256(), 0
    with archive.open(RECORDS) as file:
        for line in file:
            digest.update(line)
            name, values = json.loads(line)
            change.add(_KINDS[name](**{key: _typed(name, key, value) for key, value in values.items()}))
            count += 1
    if (FORMAT, count, digest.hexdigest()) != (expected["format"], expected["records"], expected["sha256"]):
        message = "its digest is another"
        raise ValueError(message)
    return count


def _typed(table: str, column: str, value: Any) -> Any:  # noqa: ANN401 - a column's value
    kind = metadata.tables[table].c[column].type
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, LargeBinary) else value
