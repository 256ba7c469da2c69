"""The student's journey in a real browser: join, read, type with live reading, hand in, read the report, ask for a second look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.pages.chromium import SIZES, Running, Visitor, Window, chromium, serving, violations
from tests.pages.site import PROBLEM, Site, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHEETS = Path(__file__).parents[2] / "submissions"
LINES = ["z_1^1 = 0,15*0,05 + 0,25*0,1 + 0,35 = 0,3825", "a_1 = 0,594", "z_2 = (0,3", "a_2 = 0,7"]


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One site and one browser for all tests of this file."""
    with running(tmp_path_factory.mktemp("chromium")) as site, chromium() as browser, serving(site) as base:
        yield Running(browser, base, site)


def test_the_journey_of_a_student(on: Running) -> None:
    """From a join code to the answer to an appeal, with nothing to complain of for the browser."""
    code = on.site.served.courses.renew_code(on.site.asker("instructor"), "ml").join_code or ""
    with on.visitor() as eve:
        page = eve.go("/")
        page.get_by_label("Join code").fill(code)
        page.get_by_label("Your name").fill("Eve Nguyen")
        page.get_by_role("button", name="Join").click()
        page.get_by_role("link", name="Two sigmoid layers").click()
        page.get_by_role("heading", name="Two sigmoid layers").wait_for()
        assert page.locator("svg.drawing.across").is_visible()
        editor = page.get_by_label("Type or paste it")
        editor.press_sequentially("\n".join(LINES))
        page.locator("#reading [data-line='4'] math").first.wait_for()
        assert page.locator("#reading").inner_text().count("not read") >= 1
        assert "a bracket is missing" in page.locator("#reading").inner_text()
        assert page.locator("#reading .here").get_attribute("data-line") == "4"
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("heading", name="Line by line").wait_for()
        assert page.locator("#line-1").get_by_text("right").is_visible()
        assert page.locator("#line-4").get_by_text("wrong").is_visible()
        page.locator("#line-4").get_by_role("link", name="second look").click()
        page.get_by_label("What should be looked at?").fill("My 7 is a 6.")
        page.get_by_role("button", name="Send").click()
        page.locator("#line-4").get_by_text("My 7 is a 6.").wait_for()
        assert page.url.endswith("#line-4")
        assert eve.complaints == []


def test_a_draft_survives_a_closed_tab_and_ends_with_handing_in(on: Running) -> None:
    """It comes back on the same device for the same person, can be thrown away, and is gone once the sheet is handed in."""
    with on.visitor("student") as student:
        page = student.go(PROBLEM)
        page.get_by_label("Type or paste it").fill("z_1 = 0,3825")
        page.close()
        page = student.page = student.context.new_page()
        student.go(PROBLEM)
        editor = page.get_by_label("Type or paste it")
        assert editor.input_value() == "z_1 = 0,3825"
        assert page.get_by_text("Your draft is back").is_visible()
        page.locator("#reading math").first.wait_for()
        page.get_by_role("button", name="Discard it").click()
        assert editor.input_value() == ""
        student.go(PROBLEM)
        assert editor.input_value() == ""
        editor.fill("z_1 = 0,39")
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("heading", name="Line by line").wait_for()
        student.go(PROBLEM)
        assert editor.input_value() == ""
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_keys_put_signs_in_and_undoing_takes_them_out(on: Running) -> None:
    """At the cursor, with the keyboard staying where it is."""
    with on.visitor("fellow") as fellow:
        page = fellow.go(PROBLEM)
        editor = page.get_by_label("Type or paste it")
        editor.fill("L/")
        editor.press("Home")
        page.get_by_role("button", name="∂", exact=True).click()
        editor.press("End")
        page.get_by_role("button", name="∂", exact=True).click()
        assert editor.input_value() == "∂L/∂"
        editor.press("Control+z")
        assert editor.input_value() == "∂L/"


def test_a_dropped_file_is_read_at_once(on: Running) -> None:
    """Its text stands in the editor and beside it how it is read."""
    with on.visitor("fellow") as fellow:
        page = fellow.go(PROBLEM)
        page.evaluate(
            """() => {
              const given = new DataTransfer(), options = {dataTransfer: given, bubbles: true, cancelable: true};
              given.items.add(new File(["z_1 = 0,3825\\na_1 = 0,594"], "work.txt", {type: "text/plain"}));
              document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", options));
            }"""
        )
        page.locator("#reading [data-line='2'] math").first.wait_for()
        assert page.get_by_label("Type or paste it").input_value() == "z_1 = 0,3825\na_1 = 0,594"


def test_everything_but_live_reading_works_without_scripts(on: Running) -> None:
    """Typing, handing in, the report, the theme, a second look."""
    with on.visitor("student", Window(scripts=False)) as student:
        page = student.go(PROBLEM)
        assert page.get_by_text("Live reading needs scripts").is_visible()
        assert not page.get_by_role("group", name="Signs to put in").is_visible()
        page.get_by_label("Type or paste it").fill("z_1^1 = 0,15*0,05 + 0,25*0,1 = 0,0325")
        page.get_by_role("button", name="Hand in").click()
        assert page.locator("#line-1").get_by_text("wrong").is_visible()
        page.get_by_label("Show as typed").check()
        assert page.get_by_text("0,15*0,05").first.is_visible()
        page.get_by_role("button", name="Dark").click()
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.get_by_role("link", name="second look").click()
        page.get_by_label("What should be looked at?").fill("?")
        page.get_by_role("button", name="Send").click()
        assert page.get_by_text("You asked for a second look.").is_visible()
        page.get_by_role("button", name="Light").click()


def test_the_keyboard_alone_is_enough(on: Running) -> None:
    """First the way past the bar above, then every step in the order in which it is read, each focus to be seen."""
    with on.visitor("student") as student:
        page = student.go(PROBLEM)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        seen = []
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", seen[-1]
            if seen[-1] == "sheet":
                page.keyboard.type("z_1 = 0,3825")
            if seen[-1] == "Hand in":
                break
        assert seen.index("∂") < seen.index("sheet") < seen.index("file") < seen.index("Hand in")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Line by line").wait_for()


def real_sheets(site: Site) -> list[str]:
    """The reports on real sheets."""
    return [site.submit("student", sheet.read_text("utf-8"), problem=sheet.parent.name) for sheet in sorted(SHEETS.rglob("*.txt"))]


def opened(visitor: Visitor, path: str) -> None:
    """A page with everything unfolded and settled."""
    page = visitor.go(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    if page.locator("#reading").count():
        page.locator("#reading [role=status]").wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(on: Running, size: str, theme: Literal["light", "dark"]) -> None:
    """No violation on any page, nothing wider than the window, nothing to complain of in the console."""
    sheets = real_sheets(on.site)
    pages = [
        "/", "/join", "/settings", "/courses/ml", PROBLEM, f"{PROBLEM}?from={sheets[1]}", *(f"/submissions/{id_}" for id_ in sheets),
        f"/submissions/{sheets[1]}/lines/47/appeal",
    ]  # fmt: skip
    for who, paths in (("student", pages), ("", ["/", "/join", "/sign-in", "/sign-in?link=x", "/settings"])):
        with on.visitor(who, Window(size, theme)) as somebody:
            for path in paths:
                opened(somebody, path)
                assert violations(somebody.page) == [], path
                assert somebody.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert somebody.complaints == []
            somebody.go("/nowhere")
            assert violations(somebody.page) == []


SHAPE = re.compile(r"[0-9a-f]{32}|=[^&]*|/lines/\d+|(?<=/problems/)[a-z0-9-]+|#.*")


def found_from(visitor: Visitor, start: str) -> Iterator[str]:
    """The pages that links lead to from one page on, one of each shape of address."""
    shapes, waiting = set(), [start]
    while waiting:
        path = waiting.pop(0)
        if (shape := SHAPE.sub("*", path)) in shapes:
            continue
        shapes.add(shape)
        answer = visitor.page.request.get(visitor.base + path)
        if "html" in answer.headers["content-type"]:
            opened(visitor, path)
            yield path
            links = visitor.page.eval_on_selector_all("a[href]:not([download])", "found => found.map(one => one.getAttribute('href'))")
            waiting += [link for link in links if link.startswith("/")]


@pytest.mark.parametrize(
    ("who", "size", "theme"), [("instructor", "phone", "light"), ("instructor", "desk", "dark"), ("tutor", "phone", "dark")]
)
def test_axe_finds_nothing_for_those_who_teach(on: Running, who: str, size: str, theme: Literal["light", "dark"]) -> None:
    """Every page that links lead to."""
    real_sheets(on.site)
    seen = 0
    with on.visitor(who, Window(size, theme)) as somebody:
        for path in found_from(somebody, "/courses/ml"):
            seen += 1
            assert violations(somebody.page) == [], path
            assert somebody.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert somebody.complaints == []
    assert seen > 8


WIDER = "() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerHTML)"


def test_on_a_phone_drawings_and_tables_fit(on: Running) -> None:
    """The network is drawn down the page, each row of a table is a card; nothing has to be scrolled sideways."""
    sheet = real_sheets(on.site)[1]
    week = "/courses/ml/sets/week"
    pages = {
        "student": [PROBLEM, f"/submissions/{sheet}"],
        "instructor": [
            f"{week}/class",
            f"{week}/sheets",
            f"{week}/marks",
            "/courses/ml/people",
            "/courses/ml/problems",
            "/courses/ml/review",
        ],
    }
    for who, paths in pages.items():
        with on.visitor(who, Window("phone")) as somebody:
            for path in paths:
                opened(somebody, path)
                assert somebody.page.evaluate(WIDER) == [], path
                assert not somebody.page.locator("svg.drawing.across").first.is_visible(), path
    with on.visitor("instructor", Window("phone")) as boss:
        row = boss.go(f"{week}/marks").locator("table.stack tbody tr").first
        assert row.bounding_box()["width"] <= 390  # type: ignore[index]
        assert boss.page.evaluate("getComputedStyle(document.querySelector('.stack td[data-head]'), '::before').content").strip('"')


def painted(page: Page) -> float:
    """When the page was first painted, in milliseconds; asked for again until it is known."""
    for _ in range(100):
        found: float | None = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
        if found is not None:
            return found
        page.wait_for_timeout(50)
    pytest.fail("nothing was painted")


def test_the_report_is_painted_soon(on: Running) -> None:
    """The first paint of a real sheet's report comes within 300 ms, or on a busy machine within four times that of the plainest page."""
    id_ = real_sheets(on.site)[1]
    with on.visitor("student") as student:
        best = {path: min(painted(student.go(path)) for _ in range(8)) for path in (f"/submissions/{id_}", "/settings")}
        assert best[f"/submissions/{id_}"] < max(300, 4 * best["/settings"])


def test_a_report_fits_on_a4(on: Running) -> None:
    """Printed, it stays light whatever the theme, and what is no use on paper is left out."""
    id_ = real_sheets(on.site)[1]
    with on.visitor("student", Window(theme="dark")) as student:
        page = student.go(f"/submissions/{id_}")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator("header.top").is_visible()
        assert not page.locator("a.appeal").first.is_visible()
        page.set_viewport_size({"width": 680, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= 680
