"""What people may be called and may write in one line: printable, bounded, nothing that steers a terminal."""

from __future__ import annotations

import re

from grader.errors import Refused

LONGEST = 200
#: What no line holds: control characters, separators of lines, marks that turn the direction of writing.
_CLOSED = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
LINE = rf"^[^{_CLOSED}]*$"
NAME = rf"^[^{_CLOSED}]*[^{_CLOSED}\s][^{_CLOSED}]*$"


def one_line(text: str) -> str:
    """The text in one printable line of bounded length; whatever is not printable becomes a space."""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()[:LONGEST]


def name(text: str, longest: int = LONGEST) -> str:
    """A name as it is kept.

    Raises Refused for a text that is none.
    """
    shown = " ".join(text.split())
    if len(shown) > longest or not re.search(NAME, text):
        message = f"a name has from 1 to {longest} printable characters"
        raise Refused(message)
    return shown
