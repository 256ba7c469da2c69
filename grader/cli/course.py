"""`grader course`: a course set up on this machine, with its class, a set, and sheets that lie in files."""

from __future__ import annotations

from pathlib import Path

import click

SAID = {
    "founded": "course {}",
    "class": "class list: {} added, {} updated, {} deactivated",
    "duplicate": "class list, line {}: {}",
    "set": "set {}",
    "sheets": "set {}: {} sheets graded, {} waiting",
    "left": "left alone: {} ({})",
}
FILE = click.Path(path_type=Path, exists=True)


@click.command("course")
@click.argument("course")
@click.option("--title", default="", help="The course's title; its id by default.")
@click.option("--class", "class_list", type=FILE, help="A class list: CSV with student_id,name,email,group.")
@click.option("--set", "set_", type=FILE, help="A problem set: YAML, or a zip of it with its problems.")
@click.option("--sheets", type=FILE, help="A folder or zip of sheets: STUDENT_ID/PROBLEM.txt; or rows, as of `grader batch`.")
@click.option("--database", envvar="GRADER_DATABASE_URL", default="sqlite:///grader.db", show_default=True, help="URL of the database.")
def command(course: str, title: str, class_list: Path | None, set_: Path | None, sheets: Path | None, database: str) -> None:
    """Found the course COURSE, or add to it: its class, a problem set, sheets to be graded."""
    from grader import wiring
    from grader.services.class_work import CourseOrder

    for step in wiring.course(database, CourseOrder(course, title, class_list, set_, sheets)):
        click.echo(SAID[step.what].format(*step.facts))
