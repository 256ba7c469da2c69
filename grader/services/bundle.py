"""A set and its problems in one upload: a YAML file, or a zip of them, read in place and bounded before anything is made of it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from grader.errors import AuthorError, Fault

MOST_FILES = 200
LARGEST_FILE = 1_000_000
LARGEST_WHOLE = 10_000_000
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def unpacked(raw: bytes) -> Mapping[str, str]:
    """The YAML texts of an upload by their file names; a single file has no name.

    Raises AuthorError with every fault.
    """
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw)
    return {"": decoded(raw)}


def decoded(source: bytes, file: str = "") -> str:
    """The text of an uploaded file.

    Raises AuthorError with the line of the first byte that is no UTF-8.
    """
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = source.count(b"\n", 0, fault.start) + 1
        raise AuthorError((Fault("the file is not UTF-8", line, fault.start - source.rfind(b"\n", 0, fault.start), file),)) from fault


def _zipped(raw: bytes) -> Mapping[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _members(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise AuthorError((Fault("the zip cannot be read"),)) from fault


def _members(archive: zipfile.ZipFile) -> Mapping[str, str]:
    files = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    if len(files) > MOST_FILES:
        raise AuthorError((Fault(f"a zip may hold {MOST_FILES} files"),))
    faults = [Fault(why, file=info.filename[:200]) for info in files if (why := _unfit(info))]
    texts: dict[str, str] = {}
    room = LARGEST_WHOLE
    for info in files if not faults else ():
        with archive.open(info) as member:
            content = member.read(min(LARGEST_FILE, room) + 1)
        room -= len(content)
        name = info.filename.rsplit("/", 1)[-1]
        if len(content) > LARGEST_FILE or room < 0:
            faults.append(Fault("the file is too large", file=info.filename))
            break
        if name in texts:
            faults.append(Fault("a file of this name stands here a second time", file=info.filename))
        try:
            texts[name] = decoded(content, info.filename)
        except AuthorError as error:
            faults += error.faults
    if faults:
        raise AuthorError(tuple(faults))
    return texts


def _is_clutter(name: str) -> bool:
    return name.startswith(_CLUTTER) or name.rsplit("/", 1)[-1] in _CLUTTER


def _unfit(info: zipfile.ZipInfo) -> str:
    parts = info.filename.split("/")
    if ".." in parts or "" in parts or "\\" in info.filename or ":" in info.filename or not info.filename.isprintable():
        return "this is no plain file name"
    if not info.filename.lower().endswith((".yaml", ".yml")):
        return "only .yaml files are expected here"
    return "the file is too large" if info.file_size > LARGEST_FILE else ""
