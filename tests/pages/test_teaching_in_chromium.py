"""What tutors and instructors do, in a real browser: decide with one key each; upload, look, regrade, take the marks along."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from tests.pages.chromium import SIZES, Running, Visitor, Window, chromium, serving, violations
from tests.pages.site import Site, running

COURSE, SET = "/courses/ml", "/courses/ml/sets/week"
UNREAD = "z_1 = 0,3825\nz_2 = (0,2 + ?\na_1 = 0,9\n"
BIASLESS = "z_1 = 0,0325\nz_2 = 0,04\nL = 0,1\n"
ONE = "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1, 2]\n  layers: [{weights: [[0.5, 0.25]], activation: %s}]\n"


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A site with a class that has handed in, and a browser."""
    with running(tmp_path_factory.mktemp("teaching"), rules="due: 2026-12-01T23:59:00+01:00\n") as site:
        for number in range(4):
            site.person(f"s{number}", shown=f"Student {number}")
            site.served.courses.admit(site.asker("instructor"), "ml", site.ids[f"s{number}"], "student")
            site.submit(f"s{number}", UNREAD if number % 2 else BIASLESS)
        with chromium() as browser, serving(site) as base:
            yield Running(browser, base, site)


def waiting(site: Site) -> int:
    """How much waits for a person."""
    return len(site.served.review.queue(site.asker("tutor"), "ml", "", 200)[0])


def test_a_tutor_decides_with_one_key_each(on: Running) -> None:
    """The next thing comes by itself; undo brings the last one back, next passes one over; keys can be turned off."""
    before = waiting(on.site)
    assert before >= 2
    with on.visitor("tutor") as tutor:
        page = tutor.go(f"{COURSE}/review")
        page.locator(".paper .current").wait_for()
        assert "Student" not in page.inner_text("main")
        first = page.url
        page.keyboard.press("k")
        page.get_by_text("Decided.").wait_for()
        assert waiting(on.site) == before - 1
        page.keyboard.press("u")
        page.get_by_text("Taken back").wait_for()
        assert waiting(on.site) == before
        page.keyboard.press("n")
        page.wait_for_url("**/review?*")
        assert page.url != first
        assert waiting(on.site) == before
        page.get_by_text("Other points, a reason").first.click()
        page.get_by_label("Points").first.fill("0,5")
        page.get_by_label("Reason").first.press_sequentially("kurz")
        assert waiting(on.site) == before
        page.get_by_role("button", name="Keys are on").click()
        page.keyboard.press("k")
        assert page.get_by_role("button", name="Keys are off").is_visible()
        assert waiting(on.site) == before
        page.get_by_role("button", name="Keys are off").click()
        assert tutor.complaints == []


def test_a_tutor_decides_without_scripts(on: Running) -> None:
    """Every key is a button; a group is decided with one press."""
    before = waiting(on.site)
    with on.visitor("tutor", Window(scripts=False)) as tutor:
        page = tutor.go(f"{COURSE}/review")
        page.get_by_role("button", name="As it stands").first.click()
        assert page.get_by_text("Decided.").is_visible()
        page.get_by_role("button", name="Undo").click()
        assert waiting(on.site) == before
        page.get_by_role("link", name="Next").click()
        page = tutor.go(f"{SET}/groups")
        group = page.locator(".group").filter(has_text="bias left out").first
        group.get_by_role("button", name="Half").click()
        assert page.get_by_text("2 answers are decided").is_visible()


def test_an_instructor_uploads_a_problem_with_its_faults_mended(on: Running) -> None:
    """A faulty file is shown with its fault; mended in place it is kept, and its page says what its numbers tell apart."""
    with on.visitor("instructor") as boss:
        page = boss.go(f"{COURSE}/problems")
        page.get_by_label("Or type it here").fill(ONE % "sigmod")
        page.get_by_role("button", name="Check and keep").click()
        faulted = page.locator(".source .faulted")
        faulted.wait_for()
        assert "sigmod" in faulted.inner_text()
        page.get_by_label("Or type it here").fill(ONE % "sigmoid")
        page.get_by_role("button", name="Check and keep").click()
        page.get_by_role("heading", name="One unit", exact=True).wait_for()
        assert page.locator("svg.drawing.across").is_visible()
        page.get_by_text("mistakes are told apart").click()
        assert page.get_by_text("another activation function").is_visible()
        assert [text for text in boss.complaints if "422" not in text] == []


def test_an_instructor_looks_at_the_class_and_goes_to_the_sheets(on: Running) -> None:
    """From a bar to its sheets, from a sheet to its report, by the keyboard too."""
    with on.visitor("instructor") as boss:
        page = boss.go(f"{COURSE}/teach")
        page.get_by_role("link", name="Week 3").click()
        page.get_by_role("heading", name="What went wrong").wait_for()
        page.get_by_role("link", name="bias left out").click()
        page.get_by_text("2 sheets").wait_for()
        page.get_by_role("link", name="Student 0").click()
        page.get_by_role("heading", name="Line by line").wait_for()
        page = boss.go(f"{SET}/class")
        page.locator("svg.plot a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/sheets?*")
        assert boss.complaints == []


def test_an_instructor_regrades_and_takes_the_marks_along(on: Running, tmp_path: Path) -> None:
    """The difference first, then all of it at once; the marks as a table on the disk."""
    with on.visitor("instructor") as boss:
        page = boss.go(f"{SET}/regrades")
        page.get_by_role("button", name="See what would change").click()
        page.get_by_text("Every report stays as it is").or_(page.get_by_text("What would change")).wait_for()
        page.get_by_role("button", name="Apply").click()
        page.get_by_text(re.compile("have changed|has changed")).wait_for()
        page = boss.go(f"{SET}/marks")
        with page.expect_download() as download:
            page.get_by_role("link", name="Plain CSV").click()
        download.value.save_as(tmp_path / "marks.csv")
        with (tmp_path / "marks.csv").open(newline="") as file:
            assert {row["student"] for row in csv.DictReader(file)} == {f"Student {number}" for number in range(4)}
        assert boss.complaints == []


def unfolded(visitor: Visitor, path: str) -> None:
    """A page with everything on it open."""
    visitor.go(path).evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(on: Running, size: str, theme: Literal["light", "dark"]) -> None:
    """No violation on any page of those who teach, nothing wider than the window, nothing to complain of in the console."""
    regrade = on.site.served.regrades.order(on.site.asker("instructor"), "ml", "week").id
    on.site.served.background.idle()
    rooms = ("class", "sheets?cause=bias-omitted", "groups?which=all", "marks", "regrades", "rules")
    paths = [f"{COURSE}/{room}" for room in ("teach", "review", "problems", "problems/sigmoid-2-2-2", "people", f"regrades/{regrade}")]
    with on.visitor("instructor", Window(size, theme)) as boss:
        for path in [*paths, *(f"{SET}/{room}" for room in rooms)]:
            unfolded(boss, path)
            assert violations(boss.page) == [], path
            assert boss.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert boss.complaints == []


def test_pages_are_light(on: Running) -> None:
    """With style and scripts, but without the font, less than 150 kB each."""
    with on.visitor("instructor") as boss:
        sizes: dict[str, int] = {}
        boss.page.on("response", lambda answer: sizes.__setitem__(answer.url, 0 if "woff2" in answer.url else len(answer.body())))
        for path in (f"{SET}/class", f"{SET}/groups?which=all", f"{COURSE}/review", f"{COURSE}/people"):
            sizes.clear()
            boss.go(path)
            boss.page.wait_for_load_state("networkidle")
            assert 0 < sum(sizes.values()) < 150_000, path
