"""What people may be called and may write in one line: printable, bounded, nothing that steers a terminal."""

from __future__ import annotations

import re

from grader.errors import Refused

LONGEST = 200


def one_line(text: str) -> str:
    """The text in one printable line of bounded length; whatever is not printable becomes a space."""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()[:LONGEST]


def name(text: str, longest: int = LONGEST) -> str:
    """A name as it is kept.

    Raises Refused for a text that is none.
    """
    shown = " ".join(text.split())
    if not shown or len(shown) > longest or not shown.isprintable():
        message = f"a name has from 1 to {longest} printable characters"
        raise Refused(message)
    return shown
