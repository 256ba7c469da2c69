"""The words of the pages: the same in every language, each used, none missing; templates that let nothing past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from grader.pages.words import Words, words
from grader.rendering.sentences import LANGUAGES, Sentences

ROOM = Path(__file__).parents[2] / "grader" / "pages"
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
SOURCES = [*TEMPLATES, *sorted(ROOM.rglob("*.py"))]


def messages(language: str) -> dict[str, ast.Message]:
    """The messages of a language's file."""
    body = FluentParser().parse((ROOM / "words" / f"{language}.ftl").read_text("utf-8")).body
    assert not [entry for entry in body if isinstance(entry, ast.Junk)]
    return {entry.id.name: entry for entry in body if isinstance(entry, ast.Message)}


def facts(message: ast.Message) -> set[str]:
    """The facts that a message asks for."""
    return {node.id.name for node in nodes(message) if isinstance(node, ast.VariableReference)}


def nodes(node: object) -> Iterator[object]:
    """A node and all that is in it."""
    yield node
    inside = node if isinstance(node, list) else vars(node).values() if isinstance(node, ast.BaseNode) else ()
    for child in inside:
        yield from nodes(child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same(language: str) -> None:
    """The same keys with the same facts, and none that the reports' sentences have already."""
    ours, english = messages(language), messages("en")
    assert ours.keys() == english.keys()
    assert {key: facts(ours[key]) for key in ours} == {key: facts(english[key]) for key in english}
    assert not ours.keys() & set(Sentences(language).keys())


def test_every_word_that_is_used_is_there_and_every_one_there_is_used() -> None:
    """Whole keys, and the beginnings that templates put together: `failure-` ~ known."""
    text = "\n".join(source.read_text("utf-8") for source in SOURCES)
    whole = set(re.findall(r"""word\(["']([a-z0-9-]+)["']\s*[,)]""", text))
    begun = set(re.findall(r"""word\(["']([a-z0-9-]+-)["'] ~""", text))
    named = set(re.findall(r"""["']([a-z]+(?:-[a-z0-9]+)+)["']""", text))
    known = set(words("en").keys())
    assert whole - known == set()
    assert {key for key in messages("en") if key not in whole | named and not key.startswith(tuple(begun))} == set()
    assert all(any(key.startswith(start) for key in known) for start in begun)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_sentences_too(language: str) -> None:
    """One catalogue speaks for pages and reports, in the reader's decimal mark."""
    said = words(language).marked(",")
    assert isinstance(said, Words)
    assert said.word("word-correct") == Sentences(language).word("word-correct")
    assert said.word("language-name")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_let_nothing_past(template: Path) -> None:
    """No text unescaped, no style or script in a page, and the token in every form that changes something."""
    text = template.read_text("utf-8")
    assert text.startswith("{#")
    assert not re.search(r"\|\s*safe|autoescape|style=|<style|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    for form in re.findall(r'<form method="post"[^>]*>(.{0,60})', text, re.DOTALL):
        assert "token()" in form
