"""The way of a sheet: problems and sets, variants, preview, submission, due dates, attempts, what is shown when."""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from grader.grading.report import Report
from grader.problem.variants import variant_of
from tests.api.service import LARGEST, NOW, Service, furnish

SHEET = "z[1,1] = 0.5\nz[1,2] = 7 wrong sign\n"
DUE = (NOW + timedelta(hours=1)).isoformat()


def zipped(**files: str | bytes) -> bytes:
    """A zip of files; `__` in a name is a slash."""
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".yaml", content)
    return paper.getvalue()


def test_the_main_way(anywhere: Service) -> None:
    """An instructor uploads, a student hands in bytes, fetches the report and finds the same again."""
    furnish(anywhere)
    sent = anywhere.submit(text=SHEET, params={"name": "sheet 1.txt"})
    assert (sent["state"], sent["name"], sent["problem_version"], sent["attempt"]) == ("graded", "sheet 1.txt", 1, 1)
    assert sent["marks"] == {"earned": "1", "pending": "0", "possible": "4", "adjusted": "1"}
    assert anywhere.ok("student", "GET", f"/v1/submissions/{sent['id']}") == sent
    raw = anywhere.call("student", "GET", f"/v1/submissions/{sent['id']}/raw")
    assert raw.content == SHEET.encode()
    assert "attachment" in raw.headers["content-disposition"]


def test_each_upload_is_a_new_version_and_sets_pin_theirs(anywhere: Service) -> None:
    """The same source is the same version; a set keeps the versions that it was uploaded with until it is uploaded again."""
    furnish(anywhere)
    upload = [anywhere.ok("instructor", "POST", "/problems", content=text)["version"] for text in ("one Unit", "one Better worth=2")]
    assert upload == [1, 2]
    assert anywhere.ok("student", "GET", "/sets/week")["problems"][0]["version"] == 1
    again = anywhere.ok("instructor", "POST", "/sets", content="set: week\ntitle: Week\nproblems: [one]\n")
    assert (again["version"], again["problems"][0]["version"]) == (2, 2)
    same = anywhere.ok("instructor", "POST", "/sets", content="set: week\ntitle: Week\nproblems: [one]\n")
    assert same["version"] == 2
    assert anywhere.ok("tutor", "GET", "/problems/one/source") == b"one Better worth=2"


def test_courses_are_strangers(anywhere: Service) -> None:
    """Two courses may have problems of one id."""
    furnish(anywhere)
    other = anywhere.ok("stranger", "POST", "/v1/courses/other/problems", content="one Other")
    assert (other["version"], other["title"]) == (1, "Other")
    assert anywhere.ok("instructor", "GET", "/problems/one")["title"] == "Unit"


def test_a_set_may_bring_its_problems_along(service: Service) -> None:
    """A zip of a set and its problems, by file name or by id, with the bank's beside them."""
    content = zipped(week="set: zipped\nproblems: [two.yaml, three, shipped]\n", two="two Two", problems__third="three Three")
    made = service.ok("instructor", "POST", "/sets", content=content)
    assert [(each["id"], each["version"]) for each in made["problems"]] == [("two", 1), ("three", 1), ("shipped", 1)]
    assert [each["id"] for each in service.ok("tutor", "GET", "/problems")["items"]] == ["one", "shipped", "three", "two"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"faulty: x\nproblems: [one]\n", "set"),
        (b"set: week\nproblems: [one, lost]\n", "lost"),
        (zipped(a="faulty", b="set: x\nproblems: []\n"), "no network"),
        (zipped(a="one Unit", b="two Unit"), "exactly one file"),
        (zipped(**{"..__evil": "set: x\nproblems: [one]\n"}), "no plain file name"),
        (zipped(__evil="set: x\nproblems: [one]\n"), "no plain file name"),
        (zipped(**{"C:__evil": "set: x\nproblems: [one]\n"}), "no plain file name"),
        (zipped(bomb=b"0" * 30_000_000), "too large"),
        (zipped(**{f"p{n}": "one Unit" for n in range(201)}), "200 files"),
        (zipped(week="set: x\nproblems: [one]\n")[:-30], "cannot be read"),
        (b"PK\x03\x04 no zip", "cannot be read"),
        (b"set: &a week\nproblems: [*a, *a]\n", "alias"),
        (b"set: week\nproblems: " + b"[" * 50_000, "nested"),
        (b"set: we\x00ek\n", "YAML"),
        ("set: week".encode("utf-16"), "UTF-8"),
        (b"", "empty"),
    ],
)
def test_a_faulty_upload_changes_nothing(service: Service, content: bytes, told: str) -> None:
    """All faults are told; nothing is kept of a set that is not right as a whole, and nothing is unpacked anywhere."""
    before = service.rows()
    answer = service.call("instructor", "POST", "/sets", content=content)
    assert answer.status_code == 422
    assert told in json.dumps(answer.json()["faults"])
    assert service.rows() == before


def test_all_faults_of_a_problem_are_answered_at_once(service: Service) -> None:
    """Problem details with each fault's line, column and path."""
    answer = service.call("instructor", "POST", "/problems", content="faulty")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [(fault["message"], fault["line"], fault["column"], fault["path"]) for fault in answer.json()["faults"]] == [
        ("no network", 1, 1, "network"),
        ("no title", 2, 3, ""),
    ]


def test_each_student_has_their_numbers(service: Service) -> None:
    """Variants differ between students and stay the same for each, on the page and in the grading."""
    service.ok("instructor", "POST", "/problems", content="many Many variants=1000")
    service.ok("instructor", "POST", "/sets", content="set: drawn\nproblems: [many]\n")
    asked = {who: service.ok(who, "GET", "/sets/drawn/problems/many") for who in ("student", "fellow", "student")}
    assert asked["student"]["variant"] != asked["fellow"]["variant"]
    assert asked["student"]["variant"] == variant_of("many", service.ids["student"], 1000)
    assert asked["student"]["statement"] == f"numbers {{'x': '{asked['student']['variant']}'}}"
    sent = service.ok("student", "POST", "/sets/drawn/problems/many/submissions", content="z = 1")
    assert sent["variant"] == asked["student"]["variant"]


def test_a_corrected_problem_leaves_everybody_their_numbers(anywhere: Service) -> None:
    """Whoever has seen numbers keeps them, whatever is drawn by now; what is new is drawn; others get the new ones."""

    def publish(problem: str) -> None:
        anywhere.ok("instructor", "POST", "/problems", content=problem)
        anywhere.ok("instructor", "POST", "/sets", content="set: drawn\nproblems: [many]\n")

    def numbers(who: str) -> tuple[int, str]:
        found = anywhere.ok(who, "GET", "/sets/drawn/problems/many")
        return found["variant"], found["statement"]

    publish("many Many variants=1000")
    variant, statement = numbers("student")
    assert statement == f"numbers {{'x': '{variant}'}}"
    publish("many Many variants=900 times=2 also=3")
    assert numbers("student") == numbers("student") == (variant, f"numbers {{'x': '{variant}', 'y': '{3 * variant}'}}")
    fellow, other = numbers("fellow")
    assert other == f"numbers {{'x': '{2 * fellow}', 'y': '{3 * fellow}'}}"
    publish("many Many variants=900 times=5 also=7")
    assert numbers("student") == (variant, f"numbers {{'x': '{variant}', 'y': '{3 * variant}'}}")
    assert numbers("fellow") == (fellow, other)
    assert anywhere.rows()["drawings"] == 2


def test_the_same_key_is_the_same_submission(anywhere: Service) -> None:
    """A client that sends again after a lost answer makes no second submission; the key of something else is a conflict."""
    furnish(anywhere)
    headers = {"Idempotency-Key": "k-1"}
    ids = {anywhere.submit(headers=headers)["id"] for _ in range(3)}
    assert len(ids) == 1
    assert anywhere.rows()["reports"] == 1
    other = anywhere.call("student", "POST", "/sets/week/problems/one/submissions", content="z = 2", headers=headers)
    assert other.status_code == 409
    assert anywhere.submit("fellow", headers=headers)["id"] not in ids


def test_a_preview_tells_the_reading_and_no_verdict(service: Service) -> None:
    """A student sees how a line is read before handing it in; nothing is kept."""
    before = service.rows()
    item = service.ok("student", "POST", "/sets/week/problems/one/preview", content=SHEET)["items"][1]
    assert item["quantity"] == "z[1,2]"
    assert not {"verdict", "correct", "message"} & set(item)
    assert service.rows() == before


@pytest.mark.parametrize(
    ("late", "rules", "expected"),
    [
        (timedelta(hours=1), "", (201, 0, "1")),
        (timedelta(hours=1, seconds=1), "", (409, None, None)),
        (timedelta(hours=1, minutes=10), "grace: 10 min\n", (201, 0, "1")),
        (timedelta(hours=2), "late: {per_day: 10 %}\n", (201, 1, "9/10")),
        (timedelta(hours=1, days=1), "late: {per_day: 10 %}\n", (201, 1, "9/10")),
        (timedelta(hours=2, days=2), "late: {per_day: 12.5 %}\n", (201, 3, "5/8")),
        (timedelta(days=40), "late: {per_day: 10 %}\n", (201, 40, "0")),
        (timedelta(days=2), "late: {per_day: 10 %, until: 2026-12-02}\n", (201, 2, "4/5")),
        (timedelta(days=2, hours=12), "late: {per_day: 10 %, until: 2026-12-02}\n", (409, None, None)),
    ],
)
def test_lateness(service: Service, late: timedelta, rules: str, expected: tuple[Any, ...]) -> None:
    """Raw and adjusted marks are both kept; each begun day counts from the due date; after the end nothing is taken."""
    service.ok("instructor", "POST", "/sets", content=f"set: due\ndue: {DUE}\n{rules}problems: [one]\n")
    service.clock.at = NOW + late
    answer = service.call("student", "POST", "/sets/due/problems/one/submissions", content="z[1,1] = 0.5")
    found = answer.json()
    marks = found.get("marks") or {}
    assert (answer.status_code, found.get("late_days"), marks.get("adjusted")) == expected
    assert marks.get("earned", "1") == "1"


def test_an_extension_is_one_students(service: Service) -> None:
    """With another due date a student may still hand in; the others may not."""
    service.ok("instructor", "POST", "/sets", content=f"set: due\ndue: {DUE}\nproblems: [one]\n")
    later = (NOW + timedelta(days=3)).isoformat()
    service.ok("instructor", "PUT", f"/sets/due/extensions/{service.ids['student']}", json={"due": later, "reason": "ill"})
    service.clock.at = NOW + timedelta(days=2)
    assert service.submit(set_="due")["late_days"] == 0
    assert service.call("fellow", "POST", "/sets/due/problems/one/submissions", content="z = 1").status_code == 409


def test_attempts_are_counted(anywhere: Service) -> None:
    """After the last one nothing is taken; each student has their own; the best one counts."""
    furnish(anywhere, "attempts: 2\n")
    sheets = ("z[1,1] = 0.5\n", "z[1,1] = 0.5 wrong\n")
    assert [anywhere.submit(text=text)["attempt"] for text in sheets] == [1, 2]
    assert anywhere.call("student", "POST", "/sets/week/problems/one/submissions", content="z = 1").status_code == 409
    assert anywhere.submit("fellow")["attempt"] == 1
    assert anywhere.ok("student", "GET", "/sets/week/problems/one")["used"] == 2
    marks = {
        row["name"]: (row["attempts"], row["marks"]["earned"]) for row in anywhere.ok("instructor", "GET", "/sets/week/marks")["items"]
    }
    assert marks == {"Student": (2, "1"), "Fellow": (1, "1")}


@pytest.mark.parametrize("rules", [f"due: {DUE}\nrelease: after_due\n", "release: by_hand\n"])
def test_a_report_is_shown_when_it_is_released(service: Service, rules: str) -> None:
    """Before, a student sees the state alone, tutors see everything; afterwards the student does too."""
    service.ok("instructor", "POST", "/sets", content=f"set: held\n{rules}problems: [one]\n")
    sent = service.submit(set_="held", text=SHEET)
    assert (sent["state"], sent["report"], sent["marks"], sent["decisions"]) == ("graded", None, None, [])
    assert service.ok("student", "GET", "/submissions")["items"][0]["marks"] is None
    assert service.call("student", "POST", f"/v1/submissions/{sent['id']}/appeals", json={"line": 1, "message": "?"}).status_code == 409
    assert service.ok("tutor", "GET", f"/v1/submissions/{sent['id']}")["report"] is not None
    if "by_hand" in rules:
        service.ok("instructor", "POST", "/sets/held/release")
    service.clock.at = NOW + timedelta(hours=2)
    assert service.ok("student", "GET", f"/v1/submissions/{sent['id']}")["report"]["state"] == "graded"


@pytest.mark.parametrize(
    ("feedback", "there", "gone"),
    [
        ("verdicts", {"verdict", "written"}, {"cause", "message", "expected", "expected_here", "roots", "remarks"}),
        ("causes", {"verdict", "cause", "message"}, {"expected", "expected_here"}),
        ("solution", {"verdict", "cause", "message", "expected"}, set()),
    ],
)
def test_as_much_is_shown_as_the_set_says(service: Service, feedback: str, there: set[str], gone: set[str]) -> None:
    """Verdicts alone, causes too, or what would have been right; tutors see all of it."""
    service.ok("instructor", "POST", "/sets", content=f"set: shy\nfeedback: {feedback}\nproblems: [one]\n")
    sent = service.submit(set_="shy", text=SHEET)
    claim = sent["report"]["lines"][1]["claims"][0]
    assert there <= set(claim)
    assert not gone & set(claim)
    assert "expected" in service.ok("tutor", "GET", f"/v1/submissions/{sent['id']}")["report"]["lines"][1]["claims"][0]


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"\xff\xfe", "½ ∂".encode("utf-16"), b"\n" * 10_000, b"z = 1\n" * 10_000])
def test_any_bytes_are_a_submission(anywhere: Service, raw: bytes) -> None:
    """Nothing that a student sends is refused for what it holds, and it comes back as it came."""
    furnish(anywhere)
    sent = anywhere.submit(text=raw)
    anywhere.served.background.idle()
    assert anywhere.ok("student", "GET", f"/v1/submissions/{sent['id']}")["state"] == "graded"
    assert anywhere.ok("student", "GET", f"/v1/submissions/{sent['id']}/raw") == raw


def test_a_large_sheet_is_graded_in_its_turn(anywhere: Service) -> None:
    """The request is answered at once; the report comes by asking again."""
    furnish(anywhere)
    sent = anywhere.submit(text="z[1,1] = 0.5\n" * 2000)
    assert (sent["state"], sent["report"]) == ("received", None)
    anywhere.served.background.idle()
    assert anywhere.ok("student", "GET", f"/v1/submissions/{sent['id']}")["marks"]["earned"] == "4"


def test_sheets_are_graded_one_after_the_other(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that compute at once only hold each other up: whoever comes meanwhile waits for their turn."""
    grade, inside, seen = service.served.submissions._engine._grade, threading.Semaphore(0), []

    def watched(*task: Any) -> Report:  # noqa: ANN401 - as it comes
        inside.release()
        time.sleep(0.05)
        seen.append(inside._value)
        inside.acquire()
        return grade(*task)

    monkeypatch.setattr(service.served.submissions._engine, "_grade", watched)
    students = [threading.Thread(target=service.submit, kwargs={"text": f"z[1,1] = 0.{n}\n"}) for n in range(4)]
    for student in students:
        student.start()
    for student in students:
        student.join()
    assert seen == [1, 1, 1, 1]
    assert service.rows()["reports"] == 4


def test_a_rush_of_sheets_holds_up_nobody_else(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """More sheets at once than there are threads: whoever asks for something else is answered meanwhile."""
    grade, free = service.served.submissions._engine._grade, threading.Event()

    def held_up(*task: Any) -> Report:  # noqa: ANN401 - as it comes
        free.wait(60)
        return grade(*task)

    monkeypatch.setattr(service.served.submissions._engine, "_grade", held_up)
    students = [threading.Thread(target=service.submit, kwargs={"text": f"z[1,1] = 0.{n}\n"}) for n in range(60)]
    for student in students:
        student.start()
    while service.rows()["submissions"] == 0 and any(student.is_alive() for student in students):
        time.sleep(0.05)
    with ThreadPoolExecutor(1) as other:
        try:
            answers = [other.submit(service.ok, "fellow", "GET", "/v1/me").result(timeout=30) for _ in range(5)]
        finally:
            free.set()
    for student in students:
        student.join()
    assert [answer["name"] for answer in answers] == ["Fellow"] * 5
    assert service.rows()["reports"] == 60


def test_a_notebook_is_read_by_its_cells(service: Service) -> None:
    """The grader gets the file as it came, so that the reader of all doors unpacks it; what is no notebook is read as it is."""
    cells = [{"cell_type": "markdown", "source": ["z[1,1] = 0.5\n"]}, {"cell_type": "code", "source": "z[1,2] = 1"}]
    raw = json.dumps({"cells": cells})
    sent = service.submit(text=raw, params={"name": "Week.IPYNB"})
    assert sent["report"]["lines"] == service.submit(text="z[1,1] = 0.5\n")["report"]["lines"]
    assert len(sent["report"]["lines"]) == 1
    assert service.ok("student", "GET", f"/v1/submissions/{sent['id']}/raw") == raw.encode()
    assert service.submit(text="z[1,1] = 0.5\nz[1,2] = 1", params={"name": "torn.ipynb"})["marks"]["earned"] == "2"


def test_a_fault_of_ours_makes_no_marks(service: Service) -> None:
    """A crash is the state not graded, seen by tutors, and says nothing of what was written."""
    sent = service.submit(text="crash secret")
    assert (sent["state"], sent["marks"]) == ("not_graded", None)
    assert sent["report"]["error"] == "RuntimeError"
    assert service.ok("tutor", "GET", "/review")["items"][0]["why"] == "not-graded"
    assert service.ok("instructor", "GET", "/sets/week/marks")["items"] == []


@pytest.mark.parametrize("announced", [True, False])
def test_no_body_grows_beyond_the_bound(service: Service, announced: bool) -> None:  # noqa: FBT001 - parametrized
    """A body beyond the bound gets 413, whether its length was announced or it came in pieces; nothing is kept."""
    before = service.rows()
    pieces = (b"x" * 1000 for _ in range(LARGEST // 1000 + 1))
    answer = service.call("student", "POST", "/sets/week/problems/one/submissions", content=b"".join(pieces) if announced else pieces)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert service.rows() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/submissions/0", 422),
        ("GET", "/v1/submissions/" + "0" * 32, 404),
        ("GET", "/problems/nothing", 404),
        ("GET", "/problems/NOTHING", 422),
        ("GET", "/sets/nothing", 404),
        ("GET", "/problems?limit=0", 422),
        ("GET", "/problems?limit=100000", 422),
        ("GET", "/v1/nothing", 404),
        ("PATCH", "/problems", 405),
        ("POST", "/sets/week/problems/nothing/submissions", 404),
        ("POST", "/v1/people", 422),
    ],
)
def test_one_shape_for_all_that_is_wrong(service: Service, method: str, path: str, status: int) -> None:
    """Whatever is wrong is told as problem details."""
    answer = service.call("instructor", method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_pages_follow_one_another(service: Service) -> None:
    """Following `next` meets everything once, in order."""
    for slug in ("c", "a", "e", "b", "d"):
        service.ok("instructor", "POST", "/problems", content=f"{slug} problem")
    for text in ("z = 1", "z = 2", "z = 3"):
        service.submit(text=text)
    for path, expected in (("/problems", [*"abcde", "one"]), ("/submissions", None), ("/members", None), ("/audit", None)):
        seen: list[str] = []
        after: str | None = ""
        while after is not None:
            page = service.ok("instructor", "GET", path, params={"limit": 2, "after": after})
            seen += [item["id"] for item in page["items"]]
            after = page["next"]
        assert len(set(seen)) == len(seen) >= 3
        assert seen == (expected or sorted(seen))


def crashed(*_: object) -> None:
    """What a dying process does."""
    raise MemoryError


def test_what_was_unfinished_is_taken_up(anywhere: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that was received, or in hand, but never graded is graded when the service starts again, once."""
    furnish(anywhere)
    engine = anywhere.served.submissions._engine
    monkeypatch.setattr(engine, "now", crashed)
    assert anywhere.call("student", "POST", "/sets/week/problems/one/submissions", content="z[1,1] = 0.5").status_code == 500
    monkeypatch.undo()
    left = anywhere.ok("student", "GET", "/submissions")["items"][0]
    assert left["state"] == "grading"
    assert anywhere.served.submissions.take_up() == 1
    anywhere.served.background.idle()
    assert anywhere.ok("student", "GET", f"/v1/submissions/{left['id']}")["state"] == "graded"
    assert anywhere.served.submissions.take_up() == 0
    assert anywhere.rows()["reports"] == 1
