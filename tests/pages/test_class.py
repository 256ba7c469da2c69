"""A class at a glance by its page: every figure leads to as many sheets as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.pages.site import Site, running

SET = "/courses/ml/sets/week"
RIGHT = "z_1 = 0,3825\nz_2 = 0,39\n"
BIASLESS = "z_1 = 0,0325\nz_2 = 0,04\n"
ODD = "z_1 = 0,9\n"
UNREAD = "z_1 = 0,3825\nz_2 = (0,2 + ?\n"


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A class of four that has handed in."""
    with running(tmp_path_factory.mktemp("class"), rules="due: 2026-12-01T23:59:00+01:00\n") as site:
        for who, text in (("student", BIASLESS), ("fellow", RIGHT), ("third", ODD), ("fourth", UNREAD)):
            if who not in site.ids:
                site.person(who)
                site.served.courses.admit(site.asker("instructor"), "ml", site.ids[who], "student")
            site.submit(who, text)
        site.submit("third", "a_1 = 1\n", problem="relu-2-3-1")
        yield site


def page(site: Site, path: str, who: str = "instructor") -> str:
    """A page that is there."""
    answer = site.browsers[who].get(path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def links(text: str) -> list[tuple[str, int]]:
    """Each link to sheets, with the number that it shows."""
    found = re.findall(r'<a href="([^"]*/sheets\?[^"]*)"(?: aria-label="[^"]*: (\d+)")?(?: data-head="[^"]*")?>(\d*)(?=<)', text)
    return [(unescape(href), int(said or shown)) for href, said, shown in found if said or shown]


def test_every_figure_leads_to_as_many_sheets(taught: Site) -> None:
    """Columns, cells and tiles; a day leads to those who came on it."""
    found = links(page(taught, f"{SET}/class"))
    assert len(found) >= 4
    for href, count in found:
        if "day=" not in href:
            assert page(taught, href).count('<th scope="row"><a href="/submissions/') == count, href


def test_the_page_tells_the_class(taught: Site) -> None:
    """Who handed in, what went wrong and where, which part brought what, the drawing with its table."""
    text = page(taught, f"{SET}/class")
    assert "4 of 4" in text
    assert "5 of 8" in text
    assert "bias left out" in text
    assert text.count('class="drawing across"') == text.count('class="drawing down"') == 1
    assert "on 1 of 5 sheets" in text
    assert 'class="limit"' in text
    assert "<table" in text.partition('class="plot"')[2]


def test_one_problem_alone(taught: Site) -> None:
    """Narrowed to a problem the figures are those of its sheets, and so are the links."""
    text = page(taught, f"{SET}/class?problem=relu-2-3-1")
    assert "1 of 4" in text
    assert all("problem=relu-2-3-1" in href for href, _ in links(text))


def test_the_sheets_say_what_they_have_in_common(taught: Site) -> None:
    """The narrowing in words, and the way to all of them; names for those who may see them, pseudonyms for tutors."""
    text = page(taught, f"{SET}/sheets?cause=bias-omitted&problem=sigmoid-2-2-2")
    assert ">bias left out<" in text
    assert ">Student</a>" in text
    assert re.search(r'href="/submissions/[0-9a-f]{32}#line-1"', text)
    for path in (f"{SET}/sheets", f"{SET}/class", f"{SET}/marks"):
        told = page(taught, path, "tutor")
        assert not re.search(r"Fellow|Third|Fourth", told)
    assert re.search(r">S-[A-Z0-9]{6}<", page(taught, f"{SET}/sheets", "tutor"))


@pytest.mark.parametrize("query", ["tenth=10", "tenth=x", "day=soon", "problem=../x", "cause=" + "x" * 300])
def test_what_cannot_be_asked_is_not_there(taught: Site, query: str) -> None:
    """An address that cannot be one is no page."""
    assert taught.browsers["instructor"].get(f"{SET}/sheets?{query}").status_code == 404


def test_an_empty_class(site: Site) -> None:
    """Nobody has handed in: the pages are there and say so."""
    for name in ("class", "sheets", "marks", "groups"):
        assert page(site, f"{SET}/{name}")
    assert "Nobody has handed in yet" in page(site, f"{SET}/class")
    assert "0 of 2" in page(site, "/courses/ml/teach")


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language(taught: Site, language: str) -> None:
    """No key is left unspoken on any page."""
    for path in (f"{SET}/class", f"{SET}/sheets?tenth=0", f"{SET}/marks", f"{SET}/groups", "/courses/ml/teach", "/courses/ml/review"):
        text = taught.browsers["instructor"].get(path, headers={"Accept-Language": language}).text
        assert f'<html lang="{language}"' in text
        assert not re.search(r">\s*(?:teach|glance|class|review|marks|sheets|groups|word)-[a-z-]+\s*<", text)
