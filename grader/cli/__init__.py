"""The command line: a thin coat over the library; each command lives in a file of its own and is imported when it is called."""

from __future__ import annotations

import click

from grader.cli.exits import Commands

#: Every command and the module that holds it under the name `command`.
COMMANDS = {
    "grade": "grader.cli.grade",
    "read": "grader.cli.read",
    "solve": "grader.cli.solve",
    "check": "grader.cli.check",
    "variants": "grader.cli.variants",
    "problems": "grader.cli.problems",
    "schema": "grader.cli.schema",
    "batch": "grader.cli.batch",
    "export": "grader.cli.export",
    "course": "grader.cli.course",
    "serve": "grader.cli.serve",
    "demo": "grader.cli.demo",
    "backup": "grader.cli.backup",
    "restore": "grader.cli.restore",
}


@click.group(cls=Commands, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inkgrade", prog_name="grader")
def main() -> None:
    """Grade hand-worked neural-network exercises line by line.

    Exit status: 0 graded (whatever the marks), 1 some sheet could not be graded, 2 bad usage or a bad problem file.
    """
