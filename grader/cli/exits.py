"""What a fault means at this door: one table from the class of an error to the exit status; and the group that imports late."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from grader.errors import AuthorError, InkgradeError, NotFound, ReadError, Refused

GRADED, NOT_GRADED, BAD = 0, 1, 2

#: The first row that an error belongs to decides.
STATUS: tuple[tuple[type[InkgradeError], int], ...] = (
    (AuthorError, BAD),
    (NotFound, BAD),
    (Refused, BAD),
    (ReadError, BAD),
    (InkgradeError, NOT_GRADED),
)


def status(error: InkgradeError) -> int:
    """The exit status of an error."""
    return next(code for kind, code in STATUS if isinstance(error, kind))


class Commands(click.Group):
    """A group whose commands are imported by name; what is raised on purpose becomes a message and a status."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own
        """Keep the table of modules."""
        super().__init__(*arguments, **settings)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of the table."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name, imported now."""
        module = self.modules.get(cmd_name)
        command: click.Command | None = None if module is None else import_module(module).command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command; an error of ours ends it with its message on standard error."""
        try:
            return super().invoke(ctx)
        except InkgradeError as error:
            click.echo(str(error) or type(error).__name__, err=True)
            ctx.exit(status(error))
