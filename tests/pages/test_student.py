"""A student's way: the course, the problem with live reading, handing in."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from grader.pages.work import EXAMPLES, KEYS
from grader.reading import read
from grader.services.submit import SMALL
from tests.pages.site import PROBLEM, Site, running

LINE = "$z_{} = (0,15 \\cdot 0,05) + (0,25 \\cdot 0,1) + 0,35 = 0,3825$"


def test_a_course_shows_what_is_due_and_how_far_one_is(tmp_path: Path) -> None:
    """Due dates with one's own extension, problems not begun and handed in, marks in the visitor's decimal mark."""
    with running(tmp_path, rules="due: 2026-12-01T23:59:00+01:00\n") as site:
        student = site.browsers["student"]
        page = student.get("/courses/ml").text
        assert "Dec 1, 2026" in page
        assert page.count("not begun") == 2
        site.submit("student", "z_1 = 0,3825")
        site.served.publish.extend(site.asker("instructor"), "ml", "week", site.ids["student"], site.clock.at + timedelta(days=9), "ill")
        page = student.get("/courses/ml").text
        assert "Dec 9, 2026" in page
        assert page.count("not begun") == 1
        assert re.search(r">0.75 of 32<", page)
        student.post("/settings", {"decimals": "comma"})
        assert ">0,75 of 32<" in student.get("/courses/ml").text


def test_a_problem_is_typeset_and_drawn_without_style_or_script_inside(quiet_site: Site) -> None:
    """Formulas in MathML, the network as SVG with numbers on its edges in the visitor's decimal mark."""
    page = quiet_site.browsers["student"].get(PROBLEM).text
    assert "<math" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="drawing across"' in page
    assert ">0.15</text>" in page
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?! src=)", page)
    german = quiet_site.browsers["fellow"].get(PROBLEM, headers={"Accept-Language": "de"}).text
    assert ">0,15</text>" in german
    assert "Deine Rechnung" in german


def test_live_reading_shows_each_line_and_what_was_not_read(quiet_site: Site) -> None:
    """Typeset as it was read, unread ink marked with its reason, nothing of right or wrong."""
    answer = quiet_site.browsers["student"].post("/reading", {"text": "z_1 = 0,3825\r\na_1 = (0,5\r\nso far\r\nz_2 = 7"})
    assert answer.status_code == 200
    assert re.findall(r'data-line="(\d)"', answer.text) == ["1", "2", "4"]
    assert "<mn>0,3825</mn>" in answer.text
    assert "a bracket is missing" in answer.text
    assert "<mark>" in answer.text
    assert not re.search("wrong|right|correct", answer.text)


def test_live_reading_is_somebodys_and_bounded(quiet_site: Site) -> None:
    """Nobody else's machine works for free, nor for long."""
    assert quiet_site.browsers["nobody"].post("/reading", {"text": "z = 1"}).status_code == 401
    assert quiet_site.browsers["student"].post("/reading", {"text": "x" * (SMALL + 1)}).status_code == 413
    assert quiet_site.browsers["student"].client.post("/reading", data={"text": "z = 1"}).status_code == 403


def test_live_reading_keeps_up_with_typing(quiet_site: Site) -> None:
    """Sixty lines are answered in a tenth of a second; the best of five times, for the machine has other work."""
    student, text = quiet_site.browsers["student"], "\n".join(LINE.format(number) for number in range(60))
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert student.post("/reading", {"text": text}).status_code == 200
        times.append(time.perf_counter() - began)
    assert min(times) < 0.1


def test_what_is_typed_is_handed_in_once(site: Site) -> None:
    """Line ends are those of text; pressing twice is one attempt, another text another one."""
    student = site.browsers["student"]
    sent = {"text": "z_1 = 0,3825\r\na_1 = 0,594", "nonce": "once"}
    first, again = student.post(PROBLEM, sent), student.post(PROBLEM, sent)
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    other = student.post(PROBLEM, sent | {"text": "z_1 = 0,4"})
    assert other.headers["location"] != first.headers["location"]
    raw = student.get(first.headers["location"].partition("?")[0] + "/sheet")
    assert raw.content == b"z_1 = 0,3825\na_1 = 0,594"
    assert raw.headers["content-disposition"] == "attachment"


def test_a_file_counts_before_what_is_typed(site: Site) -> None:
    """Its bytes as they are, under its name."""
    student = site.browsers["student"]
    answer = student.post(PROBLEM, {"text": "typed", "nonce": "x"}, files={"file": ("work.md", b"z_1 = 0,3825\n", "text/markdown")})
    where = answer.headers["location"].partition("?")[0]
    assert student.get(where + "/sheet").content == b"z_1 = 0,3825\n"
    assert "work.md" in student.get(where).text


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_nothing_is_not_handed_in(quiet_site: Site, text: str) -> None:
    """One is told why, on the page where one was."""
    answer = quiet_site.browsers["student"].post(PROBLEM, {"text": text, "nonce": "x"}, files={"file": ("", b"")})
    assert answer.status_code == 422
    assert "nothing to hand in yet" in answer.text


def test_what_cannot_be_handed_in_any_more_stays_in_the_editor(tmp_path: Path) -> None:
    """Too late, or too many attempts: the text is not lost."""
    with running(tmp_path, rules="due: 2026-12-01T23:59:00+01:00\nattempts: 1\n") as site:
        student = site.browsers["student"]
        site.clock.at += timedelta(days=5)
        answer = student.post(PROBLEM, {"text": "z_1 = 0,3825", "nonce": "x"})
        assert answer.status_code == 422
        assert "z_1 = 0,3825</textarea>" in answer.text
        site.clock.at -= timedelta(days=5)
        assert student.post(PROBLEM, {"text": "z_1 = 0,3825", "nonce": "y"}).status_code == 303
        page = student.get(PROBLEM).text
        assert "All attempts are used" in page
        assert "<textarea" not in page
        assert "1 of 1 attempts used" in page


def test_one_goes_on_from_a_sheet_of_ones_own_only(site: Site) -> None:
    """Its text stands in the editor; somebody else's is not there."""
    id_ = site.submit("student", "z_1 = 0,3825\nsecret")
    assert "secret</textarea>" in site.browsers["student"].get(f"{PROBLEM}?from={id_}").text
    for who in ("fellow", "tutor", "instructor"):
        assert site.browsers[who].get(f"{PROBLEM}?from={id_}").status_code == 404


@pytest.mark.parametrize("line", [line for _, line in EXAMPLES])
@pytest.mark.parametrize("decimal", [".", ","])
def test_what_may_be_typed_is_read(line: str, decimal: str) -> None:
    """The examples are no promises that reading does not keep."""
    work = read(line.replace(".", decimal))
    assert not work.unread
    assert len(work.lines) == 1


@pytest.mark.parametrize("key", KEYS)
def test_every_key_puts_in_what_is_read(key: str) -> None:
    """A sign beside a letter, or between two, leaves no unread ink."""
    tries = [f"a{key} = 2", f"{key} = 2", f"{key}a = 2", f"b = 3 {key} 2", f"b {key} 2", f"c = {key}2", f"{key}L/{key}a = 2"]
    assert any(read(text).lines and not read(text).unread for text in tries)
