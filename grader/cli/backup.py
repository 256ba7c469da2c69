"""`grader backup`: everything that the service keeps, in one file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--database", envvar="GRADER_DATABASE_URL", default="sqlite:///grader.db", show_default=True, help="URL of the database.")
def command(target: Path, database: str) -> None:
    """Write all that the service keeps to the new file TARGET, also while it is running."""
    from grader import wiring

    click.echo(f"{wiring.backup(database, target)} records written to {target}")
