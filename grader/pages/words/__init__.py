"""The words of the pages, one file a language, on top of the sentences of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from grader.rendering.sentences import LANGUAGES, Sentences


class Words(Sentences):
    """What the pages say in one language; the sentences of the reports are among it."""

    def _texts(self) -> Iterator[str]:
        yield from super()._texts()
        yield (files(__package__) / f"{self.language}.ftl").read_text("utf-8")


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)
