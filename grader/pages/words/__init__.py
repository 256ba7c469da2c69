"""The words of the pages, one file a language, on top of the sentences of the reports; and what is wrong with files, told in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from grader.rendering.sentences import LANGUAGES, Sentences

_FAULT = re.compile(r"^(fault-[a-z-]+) = (.*)$", re.MULTILINE)
_FACT = re.compile(r"\\\{\\ \\\$(\w+)\\ \\\}")  # a fact's place in an escaped sentence
_DEEP = 3  # sentences within sentences


class Words(Sentences):
    """What the pages say in one language; the sentences of the reports are among it."""

    def _texts(self) -> Iterator[str]:
        yield from super()._texts()
        yield _text(self.language)

    def told(self, message: str, deep: int = 0) -> str:
        """What is wrong with a file, known by its English sentence, in this language; a sentence that is not known as it is."""
        if self.language == "en" or deep > _DEEP:
            return message
        for key, sentence in _faults():
            if found := sentence.fullmatch(message):
                return self.word(key, **{fact: self.told(text, deep + 1) for fact, text in found.groupdict().items()})
        return message


@lru_cache(maxsize=len(LANGUAGES))
def _text(language: str) -> str:
    return (files(__package__) / f"{language}.ftl").read_text("utf-8")


@lru_cache(maxsize=1)
def _faults() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences of faults as patterns, in their order: the narrower ones stand first."""
    return tuple((key, re.compile(_FACT.sub(r"(?P<\1>.+?)", re.escape(said)), re.DOTALL)) for key, said in _FAULT.findall(_text("en")))


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)
