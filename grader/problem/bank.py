"""The problem bank: the problem files that ship with the package, found by their id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_ID = re.compile(r"[a-z0-9-]{1,100}")


def _folders() -> Iterator[Traversable]:
    shipped = files("grader").joinpath("bank")
    if shipped.is_dir():
        yield shipped
    checkout = Path(__file__).parents[2] / "problems"
    if checkout.is_dir():
        yield checkout


def text(name: str) -> str | None:
    """The text of the bank problem of that id; None where there is none."""
    if not _ID.fullmatch(name):
        return None
    for folder in _folders():
        file = folder.joinpath(f"{name}.yaml")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return None


def order() -> tuple[str, ...]:
    """The ids in teaching order, as the bank's own list names them."""
    lists = [folder.joinpath("order.txt") for folder in _folders()]
    return next((tuple(found.read_text(encoding="utf-8").split()) for found in lists if found.is_file()), ())


def ids() -> tuple[str, ...]:
    """The ids of all bank problems in teaching order, those that the order does not name at the end."""
    names = {file.name.removesuffix(".yaml") for folder in _folders() for file in folder.iterdir() if file.name.endswith(".yaml")}
    known = [name for name in order() if name in names]
    return (*known, *sorted(names.difference(known)))
