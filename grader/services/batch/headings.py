"""One sheet that works several problems under headings, taken apart without moving a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.services.batch.sheet import Known

DECORATION = re.compile(r"[\s#*_=:.)(\[\]>\-]+")
LONGEST_HEADING = 120


def sections(text: str, problems: Sequence[Known]) -> tuple[Mapping[str, str], bool]:
    """The text of each problem that has a heading, and whether working stands above the first heading.

    Each text keeps the place of its lines: what belongs to other problems is left empty, so that line numbers are the sheet's own.
    """
    lines = text.splitlines()
    owners: list[str] = []
    headings: set[int] = set()
    for number, line in enumerate(lines):
        named = _named(line, problems)
        headings |= {number} if named else set()
        owners.append(named or (owners[-1] if owners else ""))
    found = dict.fromkeys(owner for owner in owners if owner)
    above = any(not owner and "=" in line for owner, line in zip(owners, lines, strict=True))
    return {problem: _only(lines, owners, problem, headings) for problem in found}, above


def _only(lines: Sequence[str], owners: Sequence[str], problem: str, headings: set[int]) -> str:
    kept = (line if owner == problem and n not in headings else "" for n, (line, owner) in enumerate(zip(lines, owners, strict=True)))
    return "\n".join(kept).rstrip("\n") + "\n"


def _named(line: str, problems: Sequence[Known]) -> str:
    """The problem that a line names as a heading: a heading of Markdown with its id or title in it, or a line that is nothing else."""
    if len(line) > LONGEST_HEADING or not line.strip():
        return ""
    marked = line.lstrip().startswith("#")
    named = [known.id for known in problems if any(_says(_bare(line), _bare(name), marked) for name in (known.id, known.title) if name)]
    longest = max(named, key=len, default="")
    return longest if all(name in longest for name in named) else ""


def _bare(text: str) -> str:
    return DECORATION.sub(" ", text).strip().casefold()


def _says(line: str, name: str, marked: bool) -> bool:  # noqa: FBT001 - private, and named where it is called
    words = line.split()
    if not marked:
        return line == name or (len(words) == len(name.split()) + 1 and line.endswith(" " + name))
    return f" {name} " in f" {line} "
