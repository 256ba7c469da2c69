"""A class as files: a folder or a zip, laid out by student and problem, or as a learning platform packs it."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from grader.errors import Refused
from grader.reading.notebook import whole_sheet
from grader.reading.source import decode
from grader.services.batch.downloads import Handed, from_canvas, handed_in, names_problem
from grader.services.batch.headings import sections
from grader.services.batch.numbers import with_numbers
from grader.services.batch.sheet import Known, Sheet, Unmatched

NOTEBOOK = ".ipynb"
TEXT_ENDINGS = frozenset({"", ".txt", ".md", ".markdown", ".tex", ".latex", ".text", NOTEBOOK})
LARGEST_FILE = 5_000_000
CLUTTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class Entry(NamedTuple):
    """A file of the class: its path below the folder, its size, and a way to its bytes."""

    parts: tuple[str, ...]
    size: int
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The path as it is told to people."""
        return "/".join(self.parts)


def from_folder(folder: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """The sheets of a folder in the order of their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    yield from _matched([Entry(path.relative_to(folder).parts, path.stat().st_size, path.read_bytes) for path in files], problems)


def from_zip(path: Path, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """The sheets of a zip, read in place: nothing is unpacked, so no name in it can lead out of a folder."""
    with zipfile.ZipFile(path) as archive:
        entries = [_member(archive, info) for info in archive.infolist() if not info.is_dir()]
        yield from _matched(_without_common_folder(entries, problems), problems)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    def read() -> bytes:
        with archive.open(info) as file:
            return file.read(LARGEST_FILE + 1)

    parts = tuple(part for part in PurePosixPath(info.filename.replace("\\", "/")).parts if part not in {"/", ".", ".."})
    return Entry(parts or ("",), info.file_size, read)


def _without_common_folder(entries: list[Entry], problems: Sequence[Known]) -> list[Entry]:
    """A zip of one folder is that folder - unless that folder is a student's."""
    tops = {entry.parts[0] for entry in entries if not _clutter(entry)}
    if len(tops) != 1 or any(len(entry.parts) == 1 for entry in entries):
        return entries
    if handed_in((*tops, "file")).download or any(names_problem(e.parts[1], p.id, download=False) for e in entries for p in problems):
        return entries
    return [entry._replace(parts=entry.parts[1:]) for entry in entries]


def _clutter(entry: Entry) -> bool:
    return entry.parts[0] in CLUTTER or entry.parts[-1] in CLUTTER or entry.parts[-1].startswith(".")


def _matched(entries: Sequence[Entry], problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    files = [entry for entry in entries if not _clutter(entry)]
    canvas = from_canvas(entry.parts for entry in files)
    handed = [(handed_in(entry.parts, canvas=canvas), entry) for entry in files]
    handed.sort(key=lambda pair: (pair[0].submission, pair[1].parts))
    for _, group in groupby(handed, key=lambda pair: pair[0].submission):
        yield from _of_student(list(group), problems)


def _of_student(files: list[tuple[Handed, Entry]], problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    """One student's sheets in the order of the problems; two files that claim one problem are both left alone."""
    found: list[tuple[Entry, Sheet]] = []
    for handed, entry in files:
        if reason := _unfit(entry):
            yield Unmatched(entry.name, reason)
            continue
        alone = sum(not _unfit(other) for _, other in files) == 1
        for item in _sheets(handed, entry, problems, alone=alone):
            if isinstance(item, Unmatched):
                yield item
            else:
                found.append((entry, item))
    claimed = Counter(sheet.problem for _, sheet in found)
    order = [known.id for known in problems]
    for entry, sheet in sorted(found, key=lambda pair: order.index(pair[1].problem)):
        yield sheet if claimed[sheet.problem] == 1 else Unmatched(entry.name, "two-files")


def _unfit(entry: Entry) -> str:
    if PurePosixPath(entry.parts[-1]).suffix.lower() not in TEXT_ENDINGS:
        return "not-text"
    return "too-large" if entry.size > LARGEST_FILE else ""


def _sheets(handed: Handed, entry: Entry, problems: Sequence[Known], *, alone: bool) -> Iterator[Sheet | Unmatched]:
    if len(problems) == 1 and (alone or names_problem(handed.file, problems[0].id, download=handed.download)):
        yield from _whole(handed, entry, problems[0], "")
        return
    named = [known for known in problems if names_problem(handed.file, known.id, download=handed.download)]
    if named and len(entry.parts) == 1 and not handed.download:
        yield Unmatched(entry.name, "no-student")
    elif named:
        yield from _whole(handed, entry, named[0], f"/{named[0].id}")
    elif len(problems) == 1:
        yield Unmatched(entry.name, "two-files")
    else:
        yield from _headed(handed, entry, problems)


def _whole(handed: Handed, entry: Entry, known: Known, suffix: str) -> Iterator[Sheet | Unmatched]:
    content = _content(entry)
    if isinstance(content, Unmatched):
        yield content
    else:
        yield with_numbers(Sheet(handed.submission + suffix, content, known.id, handed.student), (known,))


def _headed(handed: Handed, entry: Entry, problems: Sequence[Known]) -> Iterator[Sheet | Unmatched]:
    content = _content(entry)
    if isinstance(content, Unmatched):
        yield content
        return
    texts, above = sections(decode(content), problems)
    if not texts:
        yield Unmatched(entry.name, "no-problem-named")
    elif above:
        yield Unmatched(entry.name, "working-above-first-heading")
    for problem, text in texts.items():
        yield with_numbers(Sheet(f"{handed.submission}/{problem}", text, problem, handed.student), problems)


def _content(entry: Entry) -> bytes | Unmatched:
    """The bytes of a file; a damaged, encrypted or overgrown one is told like any other that has no place."""
    try:
        content = entry.read()
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        return Unmatched(entry.name, "unreadable-file")
    if len(content) > LARGEST_FILE:
        return Unmatched(entry.name, "too-large")
    if PurePosixPath(entry.parts[-1]).suffix.lower() != NOTEBOOK:
        return content
    try:
        return whole_sheet(content).encode("utf-8", "replace")
    except Refused:
        return Unmatched(entry.name, "unreadable-file")
