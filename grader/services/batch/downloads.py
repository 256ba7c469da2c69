"""How Moodle and Canvas name the files of a class in what they let a teacher download."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

MOODLE = re.compile(r"(?P<who>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)", re.DOTALL)
CANVAS = re.compile(r"(?P<who>[^\W_]+)_(?:late_)?(?P<id>\d+)_\d{3,}_(?P<rest>.+)", re.DOTALL | re.IGNORECASE)
TRY_AGAIN = re.compile(r"-\d{1,2}$")  # what Canvas adds to the name of a second upload


class Handed(NamedTuple):
    """Who handed in a file, and what the file is called."""

    student: str
    submission: str
    file: str
    download: bool = False


def from_canvas(paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether this is a Canvas download: every single file is called so."""
    return all(len(parts) == 1 and CANVAS.fullmatch(parts[0]) for parts in paths)


def handed_in(parts: tuple[str, ...], *, canvas: bool = False) -> Handed:
    """Read a path below the folder of a class: `<student>/<file>`, `<student>.txt`, or the names of a Moodle or Canvas download."""
    for pattern in (MOODLE, CANVAS) if canvas else (MOODLE,):
        if found := pattern.fullmatch(parts[0]):
            who, number, rest = found["who"], found["id"], found["rest"]
            if rest or len(parts) > 1:
                return Handed(who, f"{who}_{number}", parts[-1] if len(parts) > 1 else rest, download=True)
    student = parts[0] if len(parts) > 1 else parts[0].rpartition(".")[0] or parts[0]
    return Handed(student, student, parts[-1])


def names_problem(file: str, problem: str, *, download: bool) -> bool:
    """Whether a file's name without its ending is the problem's id; a download may have added the number of the upload."""
    stem = (file.rpartition(".")[0] or file).casefold()
    return stem == problem or (download and TRY_AGAIN.sub("", stem) == problem)
