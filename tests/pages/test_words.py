"""The words of the pages: the same in every language, each used, none missing; templates that let nothing past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from grader.errors import AuthorError
from grader.pages.words import Words, words
from grader.problem import parse
from grader.rendering.sentences import LANGUAGES, Sentences
from grader.services.class_list import read_class_list
from grader.services.problem_set import parse_set

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
    told = (*begun, "fault-")  # by what is told in English
    assert {key for key in messages("en") if key not in whole | named and not key.startswith(told)} == set()
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


FAULTY = """
id: Broken
title: 7
network:
  inputs: [0.05, "0,1", abc]
  layers:
    - {weights: [[0.15], [0.20, 0.30]], biases: [0.35], activation: sigmoidd}
    - {weigts: [[0.40, 0.50]], activation: sigmoid}
  targets: [1e99]
  loss: half
  learning_rate: 3
parts:
  - {label: a, find: "q[1]", points: x}
"""
BROKEN = (
    "",
    "a: [",
    "a: b: c",
    "- x",
    "id: a\nid: b",
    "id: &x a\ntitle: *x",
    "id: !!python/name:os x",
    "\0",
    "x: " + "[" * 99,
    "id: [",
    "\t",
)
GRAPH = "id: g\ntitle: t\nstatement: s\ngraph: {given: {x: %s}, define: {%s}}\nparts: [{find: %s}]\n"
GRAPHS = [
    ("1", "f: x +", "f"), ("1", "f: y", "f"), ("1", "f: x ? 2", "f"), ("[1, 2]", "f: x[7]", "f"), ("1", "f: bad(x)", "g"),
    ("a", "2f: x", "f"), ("1", "x: 2", "x"), ("1", "f: exp(x, x)", "f"), ("1", "f: (x", "f"), ("1", "f: log(0 * x)", "f"),
]  # fmt: skip
LISTS = ("", "name\nx\n", "student_id,name,email\n1,Ann,nobody\n1,Bob,\n,Eve,\n", 'student_id,name\n1,"x\n')
SETS = (
    "set: A b\nproblems: x\n",
    "set: a\ntitle: [1]\nproblems: [nowhere, nowhere, 7]\ndue: soon\ngrace: long\nattempts: 0\nwhat: 1\n",
    "- x\n",
)


def faults() -> set[str]:
    """What is wrong with many files, in English."""
    told: set[str] = set()
    uses: list[tuple[Callable[[str], object], tuple[str, ...] | list[str]]] = [
        (parse, [FAULTY, *BROKEN, *(GRAPH % each for each in GRAPHS)]),
        (lambda text: read_class_list(text.encode()), [*LISTS, "\0"]),
        (parse_set, SETS),
    ]
    for read, texts in uses:
        for text in texts:
            try:
                read(text)
            except AuthorError as error:
                told |= {fault.message for fault in error.faults}
    return told


def test_what_is_wrong_with_files_is_told_in_every_language() -> None:
    """Each of many faults has a sentence of its own in German, with its facts; in English it stays as it is."""
    found = faults()
    assert len(found) > 40
    german, english = words("de"), words("en")
    assert {message for message in found if german.told(message) == message} == set()
    assert all(english.told(message) == message for message in found)
    assert (
        german.told("'x' is neither given nor defined above (at character 3)")
        == "'x' ist weder gegeben noch weiter oben definiert (bei Zeichen 3)"
    )
    assert german.told("something quite new") == "something quite new"
