"""Whose row is whose: marks are tied to the rows of a gradebook by what they have in common, never by a guess."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.exchange.marks import Mark

LAST_NUMBER = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class Roll:
    """The marks by the number of their row; who has no row, or more than one."""

    rows: Mapping[int, Mark]
    lost: tuple[str, ...]


def call(marks: Sequence[Mark], rows: Iterable[tuple[int, Sequence[str]]]) -> Roll:
    """Tie each mark to the one row that is called like its student; two marks for one row are both left out.

    `rows` are the numbers of the rows with all that a student may be called there: ids, logins, addresses, names.
    """
    named: defaultdict[str, set[int]] = defaultdict(set)
    for number, names in rows:
        for name in names:
            for form in _forms(name):
                named[form].add(number)
    tied: dict[int, list[Mark]] = defaultdict(list)
    lost = []
    for mark in marks:
        found = _row(mark, named)
        if found is None:
            lost.append(mark.submission)
        else:
            tied[found].append(mark)
    lost += [mark.submission for several in tied.values() if len(several) > 1 for mark in several]
    return Roll({number: several[0] for number, several in tied.items() if len(several) == 1}, tuple(lost))


def _row(mark: Mark, named: Mapping[str, set[int]]) -> int | None:
    """The row by the number that a platform put into the file's name, else by the submission's name, else by the student's."""
    number = LAST_NUMBER.search(mark.submission)
    for name in (number[1] if number else "", mark.submission, mark.student):
        found = named.get(_plain(name), set()) if name else set()
        if len(found) == 1:
            return next(iter(found))
    return None


def _forms(name: str) -> Iterable[str]:
    """A name as it is, and `Last, First` also as `First Last` and as the `lastfirst` of a download."""
    plain = _plain(name)
    if not plain:
        return
    yield plain
    last, comma, first = plain.partition(",")
    if comma and first.strip():
        yield f"{first.strip()} {last.strip()}"
        yield "".join(c for c in last + first if c.isalnum())


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
