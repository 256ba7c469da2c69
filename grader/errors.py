"""The tree of everything that may be raised on purpose.

InkgradeError
├── AuthorError      a problem file or set is faulty: all faults at once, each with its place
├── NotFound         no problem, quantity, course or person of that name
├── Refused          understood, but not allowed or beyond a bound
└── ReadError        `read_expression` alone: the text is not one expression
"""

from __future__ import annotations

from dataclasses import dataclass


class InkgradeError(Exception):
    """Anything the grader raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a file: what is wrong, and where (line and column count from 1; 0 where there is no place)."""

    message: str
    line: int = 0
    column: int = 0
    file: str = ""
    path: str = ""  # the place in the document's own structure, such as `network.layers[1].weights`

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line or "", self.column or "") if part)
        inside = f" ({self.path})" if self.path else ""
        return f"{place}: {self.message}{inside}" if place else f"{self.message}{inside}"


class AuthorError(InkgradeError):
    """A problem file is faulty; `faults` holds all of its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults in the order of the file."""
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class NotFound(InkgradeError):
    """Nothing of that name."""


class Refused(InkgradeError):
    """Understood, but not allowed or beyond a bound."""


class ReadError(InkgradeError):
    """The text is not one expression; `place` is the offset of the first character that does not fit."""

    def __init__(self, message: str, place: int) -> None:
        """Keep the place beside the message."""
        self.place = place
        super().__init__(f"{message} (at character {place + 1})")
