"""The sheets that a command line names: files, folders of files, `-` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

ENDINGS = frozenset({"", ".txt", ".text", ".md", ".markdown", ".tex", ".latex", ".ipynb"})
LARGEST = 5_000_000
STANDARD_INPUT = "-"


class Sheet(NamedTuple):
    """A sheet's name without its ending, and its bytes; `fault` says why there are none."""

    name: str
    content: bytes
    fault: str = ""


def sheets(named: tuple[str, ...]) -> list[Sheet]:
    """All the sheets, in the order named; the files of a folder in the order of their names.

    Raises
    ------
    click.BadParameter
        There is no such file or folder, or a folder holds no sheet.
    """
    return [sheet for name in named for sheet in _under(name)]


def _under(name: str) -> Iterator[Sheet]:
    if name == STANDARD_INPUT:
        yield _bounded("stdin", sys.stdin.buffer.read(LARGEST + 1))
        return
    path = Path(name)
    if not path.exists():
        message = f"no such file or folder: {name}"
        raise click.BadParameter(message, param_hint="SHEET")
    files = sorted(found for found in path.rglob("*") if _is_sheet(found, path)) if path.is_dir() else [path]
    if not files:
        message = f"no sheet ({' '.join(sorted(ENDINGS - {''}))}) in the folder {name}"
        raise click.BadParameter(message, param_hint="SHEET")
    yield from map(_from_file, files)


def _is_sheet(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.is_file() and file.suffix.lower() in ENDINGS


def _from_file(path: Path) -> Sheet:
    try:
        with path.open("rb") as file:
            return _bounded(path.stem, file.read(LARGEST + 1))
    except OSError as fault:
        return Sheet(path.stem, b"", f"{path}: {fault.strerror}")


def _bounded(name: str, content: bytes) -> Sheet:
    if len(content) > LARGEST:
        return Sheet(name, b"", f"larger than {LARGEST // 1_000_000} MB")
    return Sheet(name, content)
