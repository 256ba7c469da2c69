"""The second look: the queue, decisions that outlive reports, appeals, answer groups, pseudonyms, a person's own data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from grader import records
from tests.api.service import NOW, Service, furnish

SHEET = "z[1,1] = 0.5\nz[1,2] = 7 wrong misread\nz[2,1] = 8 unreadable\nz[2,2] = 9 wrong sign\n"


def decide(service: Service, id_: str, who: str = "tutor", **decision: Any) -> Any:  # noqa: ANN401 - an answer
    """A decision on a claim of a submission."""
    return service.call(who, "POST", f"/v1/submissions/{id_}/overrides", json={"reason": "seen on paper"} | decision)


def test_the_queue_holds_what_waits(anywhere: Service) -> None:
    """Unreadable, misread and doubtful lines and appeals wait until somebody has decided."""
    furnish(anywhere)
    id_ = anywhere.submit(text=SHEET + "\nz[3,3] = 1 correct doubt\n")["id"]
    appeal = anywhere.ok("student", "POST", f"/v1/submissions/{id_}/appeals", json={"line": 4, "message": "a 9?"})["id"]
    waiting = anywhere.ok("tutor", "GET", "/review")["items"]
    assert [(each["why"], each["line"]) for each in waiting] == [("appeal", 4), ("misread", 2), ("unreadable", 3), ("doubtful", 6)]
    assert {each["by"][:2] for each in waiting} == {"S-"}
    assert waiting[0]["message"] == "a 9?"
    for line, quantity in ((2, "z[1,2]"), (3, "z[2,1]"), (6, "z[3,3]")):
        assert decide(anywhere, id_, line=line, quantity=quantity, points="1").status_code == 201
    anywhere.ok("tutor", "POST", f"/v1/appeals/{appeal}/answer", json={"state": "declined", "answer": "no"})
    assert anywhere.ok("tutor", "GET", "/review")["items"] == []


def test_a_decision_changes_the_marks(anywhere: Service) -> None:
    """Points of a claim are replaced, what waited is settled, the latest decision counts, and the student sees it with its reason."""
    furnish(anywhere)
    sent = anywhere.submit(text=SHEET)
    assert (sent["marks"]["earned"], sent["marks"]["pending"]) == ("1", "1")
    decide(anywhere, sent["id"], line=3, quantity="z[2,1]", points="1/2", verdict="correct")
    decide(anywhere, sent["id"], line=4, quantity="z[2,2]", points="1")
    decide(anywhere, sent["id"], line=4, quantity="z[2,2]", points="0.25", reason="half of it")
    seen = anywhere.ok("student", "GET", f"/v1/submissions/{sent['id']}")
    assert seen["marks"] == {"earned": "7/4", "pending": "0", "possible": "4", "adjusted": "7/4"}
    assert [(each["line"], each["points"], each["reason"]) for each in seen["decisions"]] == [
        (3, "1/2", "seen on paper"),
        (4, "1/4", "half of it"),
    ]
    assert seen["report"] == sent["report"]
    assert len(anywhere.ok("tutor", "GET", f"/v1/submissions/{sent['id']}/overrides")["items"]) == 3


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"line": 9, "quantity": "z[9,9]", "points": "1"}, 409),
        ({"line": 1, "quantity": "z[1,1]", "points": "2"}, 409),
        ({"line": 1, "quantity": "z[1,1]", "points": "-1"}, 422),
        ({"line": 1, "quantity": "z[1,1]", "points": "1/0"}, 422),
        ({"line": 0, "quantity": "z[1,1]"}, 422),
        ({"line": 1, "quantity": "z[1,1]", "verdict": "fine"}, 422),
        ({"line": 1, "quantity": "z[1,1]", "reason": ""}, 422),
        ({"line": 1, "quantity": "z[1,1]", "reason": "\x00"}, 422),
        ({"line": 1, "quantity": "z[1,1]", "surprise": 1}, 422),
    ],
)
def test_a_decision_that_cannot_be_is_refused(service: Service, decision: dict[str, Any], status: int) -> None:
    """On a claim that there is not, beyond what it is worth, without a reason: nothing is kept."""
    id_ = service.submit(text=SHEET)["id"]
    before = service.rows()
    assert decide(service, id_, **decision).status_code == status
    assert service.rows() == before


def test_an_appeal_and_its_answer(anywhere: Service) -> None:
    """The student sees what became of it; an upheld one changes the marks; nothing is answered twice."""
    furnish(anywhere)
    id_ = anywhere.submit(text=SHEET)["id"]
    path = f"/v1/submissions/{id_}/appeals"
    appeal = anywhere.ok("student", "POST", path, json={"line": 4, "message": "look"})
    assert anywhere.call("student", "POST", path, json={"line": 4, "message": "look again"}).status_code == 409
    assert anywhere.call("student", "POST", path, json={"line": 99, "message": "look"}).status_code == 409
    answer = {"state": "upheld", "answer": "right", "decision": {"line": 4, "quantity": "z[2,2]", "points": "1", "reason": "right"}}
    anywhere.ok("tutor", "POST", f"/v1/appeals/{appeal['id']}/answer", json=answer)
    assert anywhere.call("tutor", "POST", f"/v1/appeals/{appeal['id']}/answer", json=answer).status_code == 409
    seen = anywhere.ok("student", "GET", path)["items"]
    assert [(each["state"], each["answer"]) for each in seen] == [("upheld", "right")]
    assert anywhere.ok("student", "GET", f"/v1/submissions/{id_}")["marks"]["earned"] == "2"


def test_appeals_have_an_end(service: Service) -> None:
    """After the date of the set nothing is appealed."""
    until = (NOW + timedelta(days=1)).isoformat()
    service.ok("instructor", "POST", "/sets", content=f"set: brief\nappeals_until: {until}\nproblems: [one]\n")
    id_ = service.submit(set_="brief")["id"]
    service.clock.at = NOW + timedelta(days=2)
    assert service.call("student", "POST", f"/v1/submissions/{id_}/appeals", json={"line": 1, "message": "?"}).status_code == 409


def test_an_answer_group_is_decided_once(anywhere: Service) -> None:
    """All claims of a class with the same quantity, value and cause get the same decision; others do not."""
    furnish(anywhere)
    ids = [anywhere.submit(who, text=SHEET)["id"] for who in ("student", "fellow")]
    odd = anywhere.submit("fellow", text="z[2,2] = 8 wrong sign\n")["id"]
    path = "/sets/week/groups"
    groups = anywhere.ok("tutor", "GET", path, params={"problem": "one"})["items"]
    group = next(each for each in groups if each["key"]["cause"] == "sign" and each["key"]["written"] == "9")
    assert (group["count"], group["sheets"], group["decided"]) == (2, 2, 0)
    assert groups[0]["count"] == 2
    before = anywhere.rows()
    refused = anywhere.call("tutor", "POST", path, json={"key": group["key"], "points": "2", "reason": "too much"})
    assert (refused.status_code, anywhere.rows()) == (409, before)
    assert anywhere.ok("tutor", "POST", path, json={"key": group["key"], "points": "1/2", "reason": "half"}) == {"changed": 2}
    assert [anywhere.ok("tutor", "GET", f"/v1/submissions/{id_}")["marks"]["earned"] for id_ in [*ids, odd]] == ["3/2", "3/2", "0"]
    groups = anywhere.ok("tutor", "GET", path, params={"problem": "one"})["items"]
    assert next(each for each in groups if each["key"] == group["key"])["decided"] == 2


def _put(record: records.Drawing, t: records.Change) -> None:
    t.put(record)


def test_an_answer_group_has_the_same_numbers_given(anywhere: Service) -> None:
    """The numbers themselves tell, not the variant's: after a correction one variant may be two, and two variants may draw the same."""
    anywhere.ok("instructor", "POST", "/problems", content="many Many variants=1000")
    anywhere.ok("instructor", "POST", "/sets", content="set: drawn\nproblems: [many]\n")

    def groups(**drawn: tuple[int, str]) -> list[int]:
        had = {each.person: each for each in anywhere.store.read(lambda t: t.find(records.Drawing))}
        for who, (variant, x) in drawn.items():
            changed = replace(had[anywhere.ids[who]], variant=variant, numbers=json.dumps({"x": x}))
            anywhere.store.write(partial(_put, changed))
        items = anywhere.ok("tutor", "GET", "/sets/drawn/groups", params={"problem": "many"})["items"]
        return [group["count"] for group in items]

    for who in ("student", "fellow"):
        anywhere.ok(who, "POST", "/sets/drawn/problems/many/submissions", content="z[2,2] = 9 wrong sign\n")
    assert groups(student=(3, "1/2"), fellow=(3, "7")) == [1, 1]
    assert groups(student=(3, "1/2"), fellow=(4, "1/2")) == [2]


def test_tutors_see_pseudonyms(service: Service) -> None:
    """No name, address, number or id of a student anywhere that a tutor looks; instructors see them."""
    id_ = service.submit(text=SHEET)["id"]
    service.ok("instructor", "PUT", "/class-list", content="student_id,name,email\n4711,Zoe,zoe@example.org\n")
    paths = ["/members", "/review", "/submissions", "/sets/week/marks", f"/v1/submissions/{id_}", "/sets/week/groups?problem=one"]
    for path in paths:
        told = service.call("tutor", "GET", path).text
        assert not [word for word in ("Student", "4711", "Zoe", "zoe@", service.ids["student"]) if word in told]
    assert "4711" in service.call("instructor", "GET", "/members").text
    assert service.ok("instructor", "GET", "/sets/week/marks")["items"][0]["name"] == "Student"


def test_a_persons_data_is_given_out_and_forgotten(anywhere: Service) -> None:
    """The export holds the sheets, reports and decisions and no secrets; deletion leaves the bare audit and other people's work."""
    furnish(anywhere)
    id_ = anywhere.submit(text="secret = 1\n")["id"]
    other = anywhere.submit("fellow")["id"]
    decide(anywhere, id_, line=1, quantity="secret", points="0")
    anywhere.ok("student", "POST", f"/v1/submissions/{id_}/appeals", json={"line": 1, "message": "secret"})
    anywhere.ok("instructor", "POST", "/regrades", json={"set": "week"})
    anywhere.served.background.idle()
    me = anywhere.ids["student"]
    export = anywhere.ok("student", "GET", f"/v1/people/{me}/export")
    assert [len(export[name]) for name in ("submissions", "appeals", "members", "tokens")] == [1, 1, 1, 1]
    assert len(export["submissions"][0]["overrides"]) == 1
    assert "digest" not in str(export)
    anywhere.ok("instructor", "DELETE", f"/v1/people/{me}")
    assert anywhere.call("student", "GET", "/v1/me").status_code == 401
    kept = anywhere.everything()
    audit = str(kept.pop("Audit"))
    assert "secret" not in str(kept) + audit
    assert "Student" not in str(kept)
    assert me in audit
    assert anywhere.ok("fellow", "GET", f"/v1/submissions/{other}")["state"] == "graded"
    assert anywhere.ok("tutor", "GET", "/sets/week/marks")["items"][0]["submission"] == other
