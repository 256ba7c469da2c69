"""The installed package as a wheel, so that another machine can install what is running here."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

WHEN = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = frozenset({"__pycache__"})
COMPILED = (".so", ".pyd")  # for this machine alone; their sources stand beside them
WHEEL = "Wheel-Version: 1.0\nGenerator: inkgrade\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ENTRY_POINTS = "[console_scripts]\ngrader = grader.cli:main\n"


class Wheel(NamedTuple):
    """A wheel's file name and its bytes."""

    name: str
    content: bytes


def wheel(package: str = "grader", project: str = "inkgrade") -> Wheel:
    """The package with the metadata of its installation; the same bytes for the same files."""
    installed = distribution(project)
    info = f"{project}-{installed.version}.dist-info"
    members = dict(_members(files(package), package))
    members[f"{info}/METADATA"] = (installed.read_text("METADATA") or "").encode()
    members[f"{info}/WHEEL"] = WHEEL.encode()
    members[f"{info}/entry_points.txt"] = ENTRY_POINTS.encode()
    members[f"{info}/RECORD"] = "".join([*(f"{n},{_digest(c)},{len(c)}\n" for n, c in members.items()), f"{info}/RECORD,,\n"]).encode()
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.external_attr, entry.compress_type = 0o100644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return Wheel(f"{project}-{installed.version}-py3-none-any.whl", paper.getvalue())


def _members(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in LEFT_OUT or entry.name.startswith(".") or entry.name.endswith(COMPILED):
            continue
        if entry.is_dir():
            yield from _members(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
