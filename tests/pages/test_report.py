"""The report: every line with its verdict and reason, the ways between lines, what may be shown when, the second look."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from grader.pages import report_view
from grader.pages.frame import SO_FAR
from grader.services.review import Decision
from tests.pages.site import Site, running

SHEETS = Path(__file__).parents[2] / "submissions"
SHEET = """$z_1^1 = 0,15 \\cdot 0,05 + 0,25 \\cdot 0,1 + 0,35 = 0,3825$
$a_1 = 0,594$
$z_2 = 0,2 \\cdot 0,05 + 0,3 \\cdot 0,1 + 0,35 = 0,39$
$a_2 = 0,596$
$z_1^2 = 0,4 \\cdot 0,594 + 0,5 \\cdot 0,596 = 0,5356$
$a_1 = 0,631$
a = (0,3
"""


@pytest.fixture
def report(site: Site) -> str:
    """The page of a student's sheet with a wrong line, one that follows from it, and one that cannot be read."""
    return str(site.browsers["student"].get(f"/submissions/{site.submit('student', SHEET)}").text)


def line(page: str, number: int) -> str:
    """A line of the report."""
    return page.partition(f'id="line-{number}"')[2].partition('<li class="line')[0]


def test_each_line_has_its_verdict_by_sign_and_word_and_its_reason(report: str) -> None:
    """Never by colour alone; the formula stands typeset, the text as it was typed."""
    assert all(word in line(report, 1) for word in ("✓", "right", "<math", r"0,15 \cdot 0,05"))
    assert all(word in line(report, 5) for word in ("✗", "wrong", "bias"))
    assert "↳" in line(report, 6)
    assert "a bracket is missing" in line(report, 7)


def test_one_finds_the_root_of_a_line_and_what_follows_from_it(report: str) -> None:
    """Links both ways; each leads to a line that is there."""
    assert 'href="#line-5"' in line(report, 6)
    assert 'href="#line-6"' in line(report, 5)
    assert {number for number in re.findall(r'href="#line-(\d+)"', report) if f'id="line-{number}"' not in report} == set()


def test_the_drawing_shows_where_errors_began(report: str) -> None:
    """The unit of the wrong line is marked with it."""
    assert re.search(r'<g class="unit mark mark-\d"><title>[^<]*line 5', report, re.IGNORECASE)


def test_numbers_keep_the_mark_of_the_sheet(report: str) -> None:
    """A sheet with commas has a report with commas, whatever the language."""
    assert re.search(r"\d,\d+ of|of \d+ points", report)
    assert ">0,15</text>" in report
    assert not re.search(r"gives \d\.\d", report)


def test_a_report_speaks_the_readers_language(site: Site) -> None:
    """Its sentences too, though it was made in English; what is kept stays as it is."""
    id_ = site.submit("student", SHEET)
    german = site.browsers["student"].get(f"/submissions/{id_}", headers={"Accept-Language": "de"}).text
    assert "falsch" in line(german, 5)
    assert "hier fehlt" in german or "Bias" in line(german, 5)
    assert "missing" not in line(german, 5)
    assert "wrong</span>" in site.browsers["student"].get(f"/submissions/{id_}").text


@pytest.mark.parametrize(("feedback", "shown"), [("verdicts", (False, False)), ("causes", (True, False)), ("solution", (True, True))])
def test_as_much_is_shown_as_the_set_says(tmp_path: Path, feedback: str, shown: tuple[bool, bool]) -> None:
    """Verdicts alone, causes too, or what would have been right; in every language."""
    with running(tmp_path, rules=f"feedback: {feedback}\n") as site:
        id_ = site.submit("student", SHEET.replace("0,631", "0,7"))
        for language, cause in (("en", "bias"), ("de", "Bias")):
            page = site.browsers["student"].get(f"/submissions/{id_}", headers={"Accept-Language": language}).text
            claims = " ".join(re.findall(r'<div class="claim.*?</div>', page, re.DOTALL))
            assert "✗" in claims
            assert (cause in claims, "1,13" in claims) == shown


@pytest.mark.parametrize("release", ["after_due", "by_hand"])
def test_nothing_is_shown_before_its_time(tmp_path: Path, release: str) -> None:
    """Neither marks nor verdicts nor a way to appeal; afterwards all of it."""
    with running(tmp_path, rules=f"due: 2026-12-01T23:59:00+01:00\nrelease: {release}\n") as site:
        student, id_ = site.browsers["student"], site.submit("student", SHEET)
        for path in (f"/submissions/{id_}", "/courses/ml", "/courses/ml/sets/week/problems/sigmoid-2-2-2"):
            page = student.get(path).text
            assert not re.search(r"✗|✓|of 32<|bias is|0,5356", page)
        assert student.get(f"/submissions/{id_}/lines/5/appeal").status_code == 404
        assert student.post(f"/submissions/{id_}/lines/5/appeal", {"message": "x"}).status_code == 404
        site.clock.at += timedelta(days=3)
        site.served.publish.release(site.asker("instructor"), "ml", "week")
        assert "✗" in student.get(f"/submissions/{id_}").text


def test_a_second_look_is_asked_for_and_its_answer_shown(site: Site) -> None:
    """The request stands at its line, then the answer and the decision."""
    student, id_ = site.browsers["student"], site.submit("student", SHEET)
    form = f"/submissions/{id_}/lines/5/appeal"
    assert form in student.get(f"/submissions/{id_}").text
    assert "0,5356" in student.get(form).text
    answer = student.post(form, {"message": "This is\r\nmy\x00 bias."})
    assert answer.headers["location"] == f"/submissions/{id_}#line-5"
    page = student.get(f"/submissions/{id_}").text
    assert "This is\nmy bias." in line(page, 5)
    assert form not in page
    assert student.post(form, {"message": "again"}).status_code == 422
    (asked,) = site.served.review.appeals(site.asker("student"), id_)
    decision = Decision(5, "z[2,1]", "correct", Fraction(1, 2), "the bias is meant")
    site.served.review.answer(site.asker("tutor"), asked.id, "upheld", "you are right", decision)
    page = line(student.get(f"/submissions/{id_}").text, 5)
    assert all(words in page for words in ("changed", "you are right", "Decided by a person", "the bias is meant"))


@pytest.mark.parametrize("message", ["", "  ", "x" * 2001])
def test_an_empty_or_endless_request_is_none(site: Site, message: str) -> None:
    """One is told so at the field."""
    id_ = site.submit("student", SHEET)
    answer = site.browsers["student"].post(f"/submissions/{id_}/lines/5/appeal", {"message": message})
    assert answer.status_code == 422
    assert "from 1 to 2000" in answer.text


def test_a_line_without_a_claim_has_no_second_look(site: Site) -> None:
    """Nor has one that there is not."""
    id_ = site.submit("student", SHEET)
    for number in (99, 0, -1):
        assert site.browsers["student"].get(f"/submissions/{id_}/lines/{number}/appeal").status_code == 404


def test_a_sheet_that_waits_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page looks again by itself until there is a report."""
    monkeypatch.setattr(site.served.background, "put", lambda _: None)
    id_ = site.submit("student", "z_1 = 0,3825\n" + "\n" * 20_001)
    page = site.browsers["student"].get(f"/submissions/{id_}").text
    assert '<meta http-equiv="refresh"' in page
    assert "being graded" in page


@pytest.mark.parametrize("sheet", sorted(SHEETS.rglob("*.txt")), ids=lambda path: path.stem)
def test_pages_of_real_sheets_are_light(site: Site, sheet: Path) -> None:
    """With all that they load but the font they stay under 150 kB."""
    problem = sheet.parent.name if sheet.parent.name in {"sigmoid-2-2-2", "relu-2-3-1"} else "sigmoid-2-2-2"
    student, id_ = site.browsers["student"], site.submit("student", sheet.read_text("utf-8"), problem=problem)
    for path in (f"/submissions/{id_}", f"/courses/ml/sets/week/problems/{problem}?from={id_}"):
        page = student.get(path).text
        files = {name for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page) if not name.endswith(".woff2")}
        assert len(page.encode()) + sum(len(student.get(name).content) for name in files) < 150_000


def test_what_stands_above_is_sent_before_the_lines_are_made(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks and drawing come first; where a line cannot be made, they stay, and the fault is told below them without a trace."""
    path = f"/submissions/{site.submit('student', SHEET)}"
    whole = site.browsers["student"].get(path).text
    assert SO_FAR not in whole

    def none(*_: object) -> None:
        message = "the inside"
        raise RuntimeError(message)

    monkeypatch.setattr(report_view, "line_views", none)
    answer = site.browsers["student"].get(path)
    assert answer.status_code == 200
    assert answer.text.startswith(whole.partition('<li class="line')[0].rstrip()[:-200])
    assert "<svg" in answer.text
    assert "the inside" not in answer.text
    assert answer.text.endswith('<p class="notice bad" role="alert">A fault of ours</p>')
    monkeypatch.setattr(report_view, "Naming", none)
    assert site.browsers["student"].get(path).status_code == 500
