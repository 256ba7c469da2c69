"""`grader restore`: an empty database filled from a backup."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--database", envvar="GRADER_DATABASE_URL", default="sqlite:///grader.db", show_default=True, help="URL of the database.")
def command(source: Path, database: str) -> None:
    """Fill an empty database from the backup SOURCE; SQLite and PostgreSQL take each other's."""
    from grader import wiring

    click.echo(f"{wiring.restore(source, database)} records restored from {source}")
