"""The pieces of the names of one sheet, kept by the place they stand in."""

from __future__ import annotations

from typing import final

from grader.grading.tokens import Tokens, tokens
from grader.reading.tree import Name


@final
class Spelling:
    """The pieces of the names of one sheet, each place looked at once."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._known: dict[int, tuple[Name, Tokens]] = {}

    def __call__(self, name: Name) -> Tokens:
        """The pieces of a name."""
        known = self._known.get(id(name))
        if known is None:
            known = self._known[id(name)] = name, tokens(name)
        return known[1]
