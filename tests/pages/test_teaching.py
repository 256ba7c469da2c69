"""What instructors do by pages: upload with every fault at its line, people, rules, marks in other programs' formats, regrading."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from tests.pages.site import Site

COURSE = "/courses/ml"
SET = f"{COURSE}/sets/week"
FAULTY = "id: Bad Id\ntitle: 5\nnetwork:\n  inputs: [0.5]\n  layers:\n    - {weights: [[0.1, 0.2]], activation: sigmod}\n"
GOOD = (
    "id: one-unit\ntitle: One unit\nnetwork:\n  inputs: [1, 2]\n  layers: [{weights: [[0.5, 0.5]], activation: sigmoid}]\n  targets: [1]\n"
)
GOOD += "  loss: half_squared_error\n"
CLASS = "student_id,name,email,group\n1001,Ada Lovelace,ada@example.org,A\n1002,Emil Berg,,B\n"


def upload(site: Site, content: bytes | None = None, text: str = "", name: str = "p.yaml") -> object:
    """An answer to an upload by the instructor."""
    files = {} if content is None else {"files": {"file": (name, content)}}
    return site.browsers["instructor"].post(f"{COURSE}/problems", {"text": text}, **files)


def test_every_fault_stands_at_its_line(site: Site) -> None:
    """The file is shown whole, each fault below its line, ready to be mended; nothing is kept."""
    for answer in (upload(site, FAULTY.encode()), upload(site, text=FAULTY)):
        assert answer.status_code == 422  # type: ignore[attr-defined]
        shown = answer.text  # type: ignore[attr-defined]
        lines = re.findall(r'<li value="(\d+)" class="faulted">', shown)
        assert {"1", "6"} <= set(lines)
        assert shown.count('class="at"') == 6
        assert "sigmod" in shown
        assert re.search(r"<textarea[^>]*>id: Bad Id", shown)
    assert site.served.publish.problems(site.asker("instructor"), "ml", "", 50)[0].slug != "bad id"


def test_a_zip_names_the_faulty_file(site: Site) -> None:
    """Faults of several files stand each in its own file; a good zip makes a set."""

    def zipped(**files: str) -> bytes:
        paper = io.BytesIO()
        with zipfile.ZipFile(paper, "w") as archive:
            for name, text in files.items():
                archive.writestr(f"{name}.yaml", text)
        return paper.getvalue()

    answer = upload(site, zipped(bad=FAULTY, set="set: extra\nproblems: [nowhere, 7]\n"), name="s.zip")
    assert "<code>bad.yaml</code>" in answer.text  # type: ignore[attr-defined]
    answer = upload(site, zipped(one=GOOD, set="set: extra\ntitle: Extra\nproblems: [one.yaml]\n"), name="s.zip")
    assert answer.headers["location"] == f"{COURSE}/problems?kept=extra"  # type: ignore[attr-defined]
    assert "Extra" in site.browsers["instructor"].get(f"{COURSE}/teach").text


def test_a_problem_shows_what_its_numbers_hide(site: Site) -> None:
    """Statement, drawing, and a row for each mistake that can be made; where numbers hide one, it says so."""
    answer = upload(site, text=GOOD)
    text = site.browsers["instructor"].get(answer.headers["location"]).text  # type: ignore[attr-defined]
    assert "One unit" in text
    assert 'class="drawing across"' in text
    assert re.search(r"\d+ of \d+ mistakes are told apart", text)
    assert 'class="correct verdict"' in text
    hidden = upload(site, text=GOOD.replace("[1, 2]", "[2, 2]").replace("one-unit", "hidden"))
    shown = site.browsers["instructor"].get(hidden.headers["location"]).text  # type: ignore[attr-defined]
    assert "<details open>" in shown
    assert 'class="unreadable verdict"' in shown


def test_a_long_faulty_file_is_shown_around_its_faults() -> None:
    """Only the lines near faults of a file of thousands; faults without a place stand above."""
    from grader.errors import Fault
    from grader.pages.teach.problems import faulty_file

    shown = faulty_file("", "x\n" * 5000, (Fault("here", 2500, 1), Fault("nowhere"), Fault("other", 1, file="b.yaml")))
    assert [line.number for line in shown.lines] == list(range(2496, 2505))
    assert [line.gap for line in shown.lines] == [True] + [False] * 8
    assert [fault.message for fault in shown.faults] == ["nowhere"]


def test_a_class_list_comes_in_or_is_told_at_its_lines(site: Site) -> None:
    """Added by number; a faulty one changes nobody."""
    boss = site.browsers["instructor"]
    answer = boss.post(f"{COURSE}/people", files={"file": ("class.csv", CLASS.encode())})
    assert "2 added, 0 updated" in answer.text
    assert "Ada Lovelace" in boss.get(f"{COURSE}/people").text
    answer = boss.post(f"{COURSE}/people", files={"file": ("class.csv", b"student_id,name\n1,Eve\n,Nobody\n")})
    assert answer.status_code == 422
    assert re.search(r'<li value="3" class="faulted">', answer.text)
    assert "Eve" not in boss.get(f"{COURSE}/people").text


def test_codes_links_and_roles(site: Site) -> None:
    """A code comes and goes; links are shown once and work; a role changes; tutors see pseudonyms and no forms."""
    boss = site.browsers["instructor"]
    boss.post(f"{COURSE}/people/code")
    code = site.served.courses.get(site.asker("instructor"), "ml").course.join_code
    assert code is not None
    assert code in boss.get(f"{COURSE}/people").text
    boss.post(f"{COURSE}/people/code", {"closed": "true"})
    assert "The course is closed" in boss.get(f"{COURSE}/people").text
    answer = boss.post(f"{COURSE}/people/links")
    assert answer.headers["cache-control"] == "no-store"
    assert len(re.findall(r"/sign-in\?link=ink_", answer.text)) == 2
    one = boss.post(f"{COURSE}/people/{site.ids['student']}/link").text
    secret = re.search(r"link=(ink_[\w-]+)", one)
    assert secret is not None
    assert site.served.sign_in.enter(secret[1]).person.id == site.ids["student"]
    boss.post(f"{COURSE}/people/{site.ids['fellow']}/role", {"role": "tutor"})
    assert site.browsers["fellow"].get(f"{COURSE}/teach").status_code == 200
    boss.post(f"{COURSE}/people/{site.ids['fellow']}/role")
    assert site.browsers["fellow"].get(f"{COURSE}/teach").status_code == 404
    seen = site.browsers["tutor"].get(f"{COURSE}/people").text
    assert ">Student<" not in seen
    assert '<form method="post" action="/courses/ml/people' not in seen


def test_rules_are_kept_or_told_at_their_fields(site: Site) -> None:
    """The form's moments with their offset; what does not fit is told beside it and changes nothing."""
    boss = site.browsers["instructor"]
    sent = {"due": "2026-12-03T18:00", "offset": "+01:00", "attempts": "2", "per_day": "10 %", "until": "2026-12-08", "feedback": "causes"}
    assert boss.post(f"{SET}/rules", sent).status_code == 303
    rules = site.served.publish.get_set(site.asker("instructor"), "ml", "week").rules
    assert (str(rules.due), rules.attempts, rules.feedback) == ("2026-12-03 18:00:00+01:00", 2, "causes")
    text = boss.get(f"{SET}/rules?kept=true").text
    assert 'value="2026-12-03T18:00"' in text
    assert "<option selected>+01:00" in text
    answer = boss.post(f"{SET}/rules", sent | {"grace": "a while", "attempts": "many"})
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2
    assert 'value="a while"' in answer.text
    assert site.served.publish.get_set(site.asker("instructor"), "ml", "week").rules == rules


def test_extensions_and_release(site: Site) -> None:
    """One student has longer; the reports are shown when they are released."""
    boss = site.browsers["instructor"]
    boss.post(f"{SET}/rules", {"due": "2026-12-01T23:59", "release": "by_hand"})
    sent = {"person": site.ids["student"], "due": "2026-12-09T12:00", "offset": "+00:00", "reason": "illness"}
    assert boss.post(f"{SET}/extensions", sent).status_code == 303
    assert "illness" in boss.get(f"{SET}/rules").text
    assert boss.post(f"{SET}/extensions", sent | {"due": "later"}).status_code == 422
    assert "Release now" in boss.get(f"{SET}/rules").text
    boss.post(f"{SET}/release")
    text = boss.get(f"{SET}/rules").text
    assert "Released" in text
    assert "Release now" not in text


def handed_in(site: Site) -> None:
    """Two students, one of whom waits for a person."""
    site.submit("student", "z_1 = 0,3825\nz_2 = 0,39\n")
    site.submit("fellow", "z_1 = 0,3825\nz_2 = (0,2 + ?\n")


def test_marks_leave_in_every_format(site: Site) -> None:
    """The tables hold each student once, with all points that the set can bring."""
    handed_in(site)
    boss = site.browsers["instructor"]
    assert ">Student" in boss.get(f"{SET}/marks").text
    for form, column, waits in (("csv", "earned", None), ("moodle", "grade", ""), ("nbgrader", "score", "")):
        answer = boss.get(f"{SET}/marks/{form}")
        assert "attachment" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert len(rows) == 2
        assert float(rows[0][column]) > 0
        assert waits in {None, rows[1][column]}
    assert boss.get(f"{SET}/marks/excel").status_code == 404


def test_ones_own_gradebook_is_filled(site: Site) -> None:
    """Who has no row or waits is told first; with the box ticked the file comes."""
    handed_in(site)
    boss = site.browsers["instructor"]
    book = b"Student,ID,SIS Login ID,Section,Week 3 (77)\n    Points Possible,,,,32\nStudent,1,s,A,\nFellow,2,f,A,\n"
    sent, files = {"form": "canvas", "column": "Week 3"}, {"file": ("book.csv", book)}
    told = boss.post(f"{SET}/marks", sent, files=files)
    assert told.status_code == 422
    assert "A person has to look at these first" in told.text
    filled = boss.post(f"{SET}/marks", sent | {"anyway": "true"}, files=files)
    rows = list(csv.reader(io.StringIO(filled.text)))
    assert rows[2][:4] == ["Student", "1", "s", "A"]
    assert float(rows[2][4]) > 0
    assert rows[3][4] == ""
    assert "columns are called" in boss.post(f"{SET}/marks", sent | {"column": "nothing"}, files=files).text


def test_regrading_shows_its_difference_before_it_counts(site: Site) -> None:
    """The set pins a problem that is worth more: a dry run, the students who gain, then all of it at once."""
    upload(site, text=GOOD)
    site.set_up("set: own\ntitle: Own\nproblems: [one-unit]\n")
    id_ = site.submit("student", "\nz = 1,5\n\n\n\n\n\n\n\na = 0,8176\n", "own", "one-unit")
    before = site.served.submissions.get(site.asker("student"), id_).marks
    upload(site, text=GOOD + "parts: [{find: z, points: 9}]\n")
    site.set_up("set: own\ntitle: Own\nproblems: [one-unit]\n")
    boss = site.browsers["instructor"]
    place = boss.post(f"{COURSE}/sets/own/regrades").headers["location"]
    site.served.background.idle()
    text = boss.get(place).text
    assert "What would change" in text
    assert ">Student</a>" in text
    assert re.search(r"right: <del>[\d.]+</del> <span aria-hidden=.true.>→</span> <ins>[\d.]+</ins>", text)
    assert "<td>One unit</td>" in text
    assert 0 < text.index("Line 2 <math>") < text.index("Line 10 <math>")
    assert site.served.submissions.get(site.asker("student"), id_).marks == before
    answer = boss.post(f"{place}/apply")
    assert "One sheet has changed" in boss.get(answer.headers["location"]).text
    after = site.served.submissions.get(site.asker("student"), id_).marks
    assert before is not None
    assert after is not None
    assert (before.earned, after.earned) != (after.earned, before.earned)
    assert boss.post(f"{place}/apply").status_code == 409
    assert "applied" in boss.get(f"{COURSE}/sets/own/regrades").text


@pytest.mark.parametrize(
    "path", [f"{COURSE}/sets/none/class", f"{COURSE}/problems/none", f"{COURSE}/regrades/{'0' * 32}", "/courses/none/teach"]
)
def test_what_is_not_there(site: Site, path: str) -> None:
    """A page in plain words."""
    answer = site.browsers["instructor"].get(path)
    assert answer.status_code == 404
    assert "Not found" in answer.text
