"""Reports as Parquet with typed, nested lines and claims, through DuckDB."""

from __future__ import annotations

from pathlib import Path

from grader.errors import Refused
from grader.services.batch.shard import settle

POINTS = "STRUCT(earned VARCHAR, possible VARCHAR)"
SCORE = "STRUCT(earned VARCHAR, pending VARCHAR, possible VARCHAR)"
REMARK = "STRUCT(kind VARCHAR, link INTEGER, message VARCHAR)"
CLAIM = f"""STRUCT(quantity VARCHAR, read_as VARCHAR, written VARCHAR, expected VARCHAR, expected_here VARCHAR, verdict VARCHAR,
    cause VARCHAR, also VARCHAR[], "with" VARCHAR[], "at" VARCHAR[], roots INTEGER[], repeats INTEGER, remarks {REMARK}[], points {POINTS},
    message VARCHAR)"""
COLUMNS = {
    "format": "INTEGER",
    "grader": "VARCHAR",
    "problem": "VARCHAR",
    "submission": "VARCHAR",
    "student": "VARCHAR",
    "state": "VARCHAR",
    "error": "VARCHAR",
    "score": SCORE,
    "parts": "STRUCT(label VARCHAR, earned VARCHAR, pending VARCHAR, possible VARCHAR)[]",
    "notation": 'STRUCT("decimal" VARCHAR, layers MAP(VARCHAR, INTEGER), weight_index VARCHAR, unit_base INTEGER, error VARCHAR, '
    "names MAP(VARCHAR, VARCHAR))",
    "lines": f'STRUCT("number" INTEGER, "text" VARCHAR, label VARCHAR, claims {CLAIM}[])[]',
    "missing": "STRUCT(quantity VARCHAR, label VARCHAR, possible VARCHAR)[]",
    "review": "STRUCT(line INTEGER, why VARCHAR)[]",
    "notes": "VARCHAR[]",
}
LARGEST_REPORT = 100_000_000


def to_parquet(reports: Path, target: Path) -> None:
    """Write the JSONL of reports as Parquet, in the same order.

    Raises Refused without the extra `analytics`.
    """
    try:
        import duckdb
    except ImportError as fault:
        message = "Parquet needs the extra: pip install 'inkgrade[analytics]'"
        raise Refused(message) from fault
    columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in COLUMNS.items())
    temporary = target.with_name(f".{target.name}.part")
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = true")
        read = f"read_json(?, format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {LARGEST_REPORT})"
        copy = f"COPY (SELECT * FROM {read}) TO '{_quoted(temporary)}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608 - our own words
        connection.execute(copy, [str(reports)])
    settle(temporary, target)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
