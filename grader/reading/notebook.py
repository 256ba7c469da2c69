"""A Jupyter notebook as working: its Markdown and raw cells in their order; nothing in a notebook is ever run."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

from grader.errors import NotFound, Refused

LARGEST: Final = 20_000_000  # characters or bytes: the pictures that its code drew count too
WRITTEN: Final = frozenset({"markdown", "raw"})


class Cell(NamedTuple):
    """A cell of working: its number in the notebook from 1, what it is called (id, tags, nbgrader's id), its source."""

    number: int
    names: tuple[str, ...]
    source: str


def cells(notebook: bytes | str) -> tuple[Cell, ...]:
    """The cells of working in their order; one without a source is empty.

    Raises Refused where this is no notebook.
    """
    found = _document(notebook).get("cells")
    if not isinstance(found, list):
        message = "not a notebook: it has no cells"
        raise Refused(message)
    return tuple(
        Cell(number, _names(cell), _source(cell))
        for number, cell in enumerate(found, 1)
        if isinstance(cell, dict) and cell.get("cell_type") in WRITTEN
    )


def cell_called(notebook: bytes | str, which: int | str) -> Cell:
    """The cell of that number, id, tag or nbgrader id.

    Raises NotFound where there is none, Refused where several are called so.
    """
    found = [one for one in cells(notebook) if which in {one.number, *one.names}]
    if not found:
        message = f"no cell {which!r} of Markdown or raw text"
        raise NotFound(message)
    if len(found) > 1:
        message = f"{len(found)} cells are called {which!r}"
        raise Refused(message)
    return found[0]


def whole_sheet(notebook: bytes | str) -> str:
    """All cells of working as one sheet, an empty line between them.

    Raises Refused where this is no notebook.
    """
    return "\n\n".join(one.source for one in cells(notebook))


def _document(notebook: bytes | str) -> dict[str, Any]:
    if len(notebook) > LARGEST:
        message = f"a notebook has {LARGEST // 1_000_000} MB at most"
        raise Refused(message)
    try:
        document = json.loads(notebook.decode("utf-8-sig") if isinstance(notebook, bytes) else notebook)
    except (ValueError, RecursionError) as fault:
        message = "not a notebook: no JSON"
        raise Refused(message) from fault
    return document if isinstance(document, dict) else {}


def _names(cell: dict[str, Any]) -> tuple[str, ...]:
    metadata = cell.get("metadata")
    known = metadata if isinstance(metadata, dict) else {}
    tags, assigned = known.get("tags"), known.get("nbgrader")
    names = [cell.get("id"), *(tags if isinstance(tags, list) else ()), assigned.get("grade_id") if isinstance(assigned, dict) else None]
    return tuple(name for name in names if isinstance(name, str))


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    pieces = source if isinstance(source, list) else [source]
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    return text.encode("utf-8", "replace").decode("utf-8")  # JSON can spell halves of characters
