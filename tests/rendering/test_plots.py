"""Plots drawn on the server: in proportion, sound, told in words, leading somewhere, and never made of what somebody wrote."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from grader.rendering.plots import Bar, bar, bars, columns

VALUES = [Bar("a", 4, "4"), Bar("b", 1, "1"), Bar("c", 0, "0")]


def drawing(svg: str) -> ET.Element:
    """The SVG as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - our own


def filled(svg: str) -> list[ET.Element]:
    """The columns of a plot."""
    return [rect for rect in drawing(svg).iter("rect") if rect.get("class") == "fill"]


def test_columns_are_in_proportion_and_stand_on_one_floor() -> None:
    """The largest fills the room, a small one can be seen, nothing is nothing."""
    tall = [float(rect.get("height") or 0) for rect in filled(columns(VALUES, "x"))]
    assert tall[1] == pytest.approx(tall[0] / 4, abs=0.1)
    assert tall[2] == 0
    assert {float(rect.get("y") or 0) + float(rect.get("height") or 0) for rect in filled(columns(VALUES, "x"))} == {166.0}
    assert float(filled(columns([Bar("a", 10_000, ""), Bar("b", 1, "1")], "x"))[1].get("height") or 0) >= 2
    assert filled(columns([], "x")) == []
    assert [rect.get("height") for rect in filled(columns([Bar("a", 0, "0")], "x"))] == ["0"]


def test_columns_are_told_in_words() -> None:
    """Without links one picture with all of its numbers; with links a group, each link with its own words."""
    plain = drawing(columns(VALUES, "How many"))
    assert (plain.get("role"), plain.get("aria-label")) == ("img", "How many: a 4; b 1; c 0")
    linked = drawing(columns([Bar("a", 2, "2 sheets", "?tenth=1"), Bar("b", 0, "0")], "How many"))
    assert linked.get("role") == "group"
    assert [(link.get("href"), link.get("aria-label")) for link in linked.iter("a")] == [("?tenth=1", "a: 2 sheets")]


def test_many_columns_have_names_that_do_not_touch() -> None:
    """Of very many columns only some are named."""
    names = [
        text for text in drawing(columns([Bar(str(n), n, str(n)) for n in range(90)], "x")).iter("text") if text.get("class") == "tick"
    ]
    assert 8 <= len(names) <= 12


@pytest.mark.parametrize(("limit", "side"), [(0, "start"), (2, "end")])
def test_a_limit_stands_behind_its_column(limit: int, side: str) -> None:
    """A due date is a line with its name on the side that has room."""
    group = next(found for found in drawing(columns(VALUES, "x", limit=limit, limit_told="due")).iter("g") if found.get("class") == "limit")
    line, text = group
    assert float((line.get("x1") or "").rstrip("%")) == pytest.approx(100 * (limit + 1) / 3, abs=0.01)
    assert (text.text, text.get("text-anchor")) == ("due", side)


def test_bars_are_for_eyes_alone_and_in_proportion() -> None:
    """The number stands beside a bar; the largest fills its room, none is longer or negative."""
    widths = [list(drawing(drawn).iter("rect"))[1].get("width") for _, drawn in bars([*VALUES, Bar("d", -1, "-1")])]
    assert widths == ["100.00%", "25.00%", "0.00%", "0.00%"]
    assert drawing(bar(3, 0)).get("aria-hidden") == "true"
    assert bars([]) == []


def test_what_somebody_wrote_is_text() -> None:
    """Labels and addresses are escaped."""
    evil = '"><script>alert(1)</script>'
    svg = columns([Bar(evil, 1, evil, evil, evil)], evil, limit=0, limit_told=evil)
    assert "<script" not in svg
    assert not list(drawing(svg).iter("script"))
