"""A notebook handed in as a file: its Markdown cells, one after the other, are the sheet."""

from __future__ import annotations

import json

MOST_CELLS = 2000


def sheet_text(name: str, raw: bytes) -> bytes:
    """What is read of a file: of a notebook its Markdown cells, of anything else the bytes themselves."""
    if not name.lower().endswith(".ipynb"):
        return raw
    try:
        notebook = json.loads(raw)
        cells = [cell for cell in notebook["cells"][:MOST_CELLS] if cell["cell_type"] == "markdown"]
        texts = ["".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return raw
    return "\n\n".join(texts).encode("utf-8", "replace")
