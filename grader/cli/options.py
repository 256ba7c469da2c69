"""Options that several commands share, and where their output goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import click

LANGUAGES = ("en", "de")
Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


class Layout(NamedTuple):
    """How wide a text may be, and whether it has colours."""

    width: int = 100
    colour: bool = False


language: Decorator = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", envvar="GRADER_LANGUAGE", show_default=True, help="Language of the sentences."
)
output: Decorator = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to standard output."
)
jobs: Decorator = click.option(
    "--jobs",
    type=click.IntRange(0),
    default=0,
    envvar="GRADER_JOBS",
    help="Processes to use; 0: as many as there are cores.",
    show_default=True,
)
variant: Decorator = click.option("--variant", type=click.IntRange(1), metavar="N", help="Which of the problem's variants it is.")
student: Decorator = click.option("--student", metavar="ID", help="Whose variant it is: the one that this student is given.")
engine: Decorator = click.option("--engine", metavar="URL", help="Grade on a cluster: tcp://HOST:PORT of a Dask scheduler.")


def form(*names: str) -> Decorator:
    """The option `--format` with these choices, the first as the default."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="Form of the output.")


def write(pieces: Iterable[str], target: Path | None) -> None:
    """Write the pieces as UTF-8 to the file, or to standard output; what cannot be encoded becomes `?`."""
    if target is None:
        for piece in pieces:
            click.echo(piece.encode("utf-8", "replace"), nl=False)
        return
    try:
        with target.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
    except OSError as fault:
        raise click.FileError(str(target), fault.strerror or str(fault)) from fault


def layout(target: Path | None) -> Layout:
    """What the terminal allows, within what reads well; plain text of 100 columns where the output is no terminal."""
    from os import environ
    from shutil import get_terminal_size

    if target is not None or not sys.stdout.isatty():
        return Layout()
    colour = "NO_COLOR" not in environ and environ.get("TERM") != "dumb"
    return Layout(min(max(get_terminal_size((100, 24)).columns, 40), 120), colour)
