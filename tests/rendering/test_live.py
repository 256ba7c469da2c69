"""Live reading: every line of a sheet, typeset as it was read, at once; nothing that was typed becomes markup."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.rendering.live import live_reading
from grader.rendering.sentences import LANGUAGES, Sentences

ROOT = Path(__file__).parent.parent.parent
SHEETS = sorted((ROOT / "submissions").glob("*/00*.txt"))
EN = Sentences("en")


class Tags(HTMLParser):
    """The elements and attributes of a piece of markup."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.append((tag, attrs))


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.stem for sheet in SHEETS])
def test_every_line_is_there_as_it_stands(sheet: Path) -> None:
    """As many views as lines, their pieces together the line; what was read is sound MathML."""
    text = sheet.read_text("utf-8")
    views = live_reading(text, EN)
    assert [view.number for view in views] == list(range(1, len(text.split("\n")) + 1))
    assert [view.text.split() for view in views] == [line.split() for line in text.split("\n")]
    formulas = [formula for view in views for formula in view.formulas]
    assert len(formulas) > 20
    assert {ET.fromstring(formula).tag for formula in formulas} == {"math"}  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("text", "number"),
    [("a_1 = 0{,}594", "0,594"), ("a_1 = 0,594", "0,594"), ("a_1 = 0.594", "0.594"), ("W = [0.1, 0.2]", "0.2")],
)
def test_a_number_is_one_number_in_its_writers_mark(text: str, number: str) -> None:
    """A decimal is one `mn`, its comma or point as it was written."""
    (view,) = live_reading(text, EN)
    assert f"<mn>{number}</mn>" in view.formulas[0]


def test_what_became_of_each_line() -> None:
    """Read, unread with its reason, words, an equation that goes on below."""
    views = live_reading("Forward pass\nz_1 = 0.3825\nz_2 = (0.5 + 0.1\nL = 0.1\n  + 0.2\n\n", EN)
    assert [view.kind for view in views][:3] == ["text", "read", "partly"]
    assert views[2].reasons == ("a bracket is missing",)
    assert [piece for piece, unread in views[2].pieces if unread]
    assert views[-1].kind == "text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_speak_the_readers_language(language: str) -> None:
    """A reason is a sentence's end, no key."""
    (view,) = live_reading("z_2 = (0.5 + 0.1", Sentences(language))
    assert view.reasons
    assert not view.reasons[0].startswith("reason-")


@given(st.text(alphabet="<>&\"'/=abz_{}^\\$0.5,+-*()[] \nscriptonload\u202e\x00\x1b", max_size=200))
@settings(max_examples=150, deadline=None)
def test_nothing_typed_becomes_markup(text: str) -> None:
    """Whatever is typed: formulas hold elements of MathML alone, with no address and no handler; pieces are printable."""
    for view in live_reading(text, EN):
        for formula in view.formulas:
            for tag, attrs in Tags(formula).found:
                assert tag[0] == "m"
                assert {name for name, _ in attrs} <= {"displaystyle", "class", "accent"}
        assert view.text.isprintable()


def test_a_name_and_ink_with_tags_is_text() -> None:
    """Tags in names, in numbers and in what could not be read are escaped."""
    for text in ("<b>x</b> = 1", "z_{<img src=x onerror=alert(1)>} = 0.5", "\\text{<script>alert(1)</script>} = 2"):
        for view in live_reading(text, EN):
            assert not [tag for formula in view.formulas for tag, _ in Tags(formula).found if tag in {"b", "img", "script"}]


def test_sixty_lines_while_one_types() -> None:
    """A sheet of sixty lines is read and typeset fast enough to be shown at each pause of the hand."""
    text = "\n".join(f"z_{n % 2 + 1}^{n % 3} = 0,15 \\cdot 0,05 + \\frac{{0,25}}{{2}} \\cdot 0,1 + 0,35 = 0,{3825 + n}" for n in range(60))
    live_reading(text, EN)
    times = []
    for _ in range(5):
        began = time.process_time()
        live_reading(text, EN)
        times.append(time.process_time() - began)
    assert min(times) < 0.1
