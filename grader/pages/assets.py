"""The files beside the pages: style, scripts and font, at addresses that change with their content, to be kept by browsers for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from importlib.resources import files

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from grader.rendering.html import font_file

router = APIRouter()
TYPES = {
    "pages.css": "text/css; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "teach.css": "text/css; charset=utf-8",
    "teach.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "maths.woff2": "font/woff2",
}
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """All files with the digest of them all: they name one another by their bare names."""

    contents: dict[str, bytes]
    digest: str

    def address(self, name: str) -> str:
        """Where a file is found.

        Raises KeyError for a file that there is not.
        """
        if name not in self.contents:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"


@lru_cache(maxsize=1)
def assets() -> Assets:
    """The files of the package."""
    folder = files(__package__) / "static"
    contents = {name: font_file() if name == "maths.woff2" else (folder / name).read_bytes() for name in TYPES}
    return Assets(contents, hashlib.sha256(b"\0".join(contents.values())).hexdigest()[:16])


@router.get("/static/{digest}/{name}")
def asset(digest: str, name: str) -> Response:
    """One file; under the address of an older version too, but then it is not kept."""
    found = assets()
    if name not in found.contents:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    kept = FOR_GOOD if digest == found.digest else "no-cache"
    return Response(found.contents[name], media_type=TYPES[name], headers={"Cache-Control": kept})
