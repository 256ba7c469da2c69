"""Tables for the terminal, drawn by rich: plain text of a fixed width where the output is no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from grader.cli.options import layout

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 140  # columns where nobody's terminal sets a bound


def show(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print the rows under their heads; what stands in a cell is never taken for markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    _console().print(table)


def _console() -> Console:
    from rich.console import Console

    room = layout(None)
    width = room.width if room.colour else max(room.width, WIDE)
    return Console(width=width, no_color=not room.colour, highlight=False)
