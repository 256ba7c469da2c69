"""Being known: links that work once, sessions that scripts and other sites cannot use, join codes, rates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from grader.wiring import Settings
from tests.api.service import Service, furnish, running

LIMITED = Settings(rate="5/minute", rate_sign_in="3/minute")


def entered(service: Service, who: str = "student") -> Any:  # noqa: ANN401 - an answer
    """The answer to using up a link; the client keeps the cookie."""
    link = service.ok("instructor", "POST", f"/members/{service.ids[who]}/link")["link"].partition("link=")[2]
    return service.client.post("/v1/sign-in", json={"link": link})


def test_a_link_works_once(anywhere: Service) -> None:
    """The first use gives a session, the second is refused, and neither tells whether the link was ever one."""
    link = anywhere.ok("instructor", "POST", f"/members/{anywhere.ids['student']}/link")["link"]
    assert link.startswith("http://test/v1/sign-in?link=ink_")
    page = anywhere.client.get(link)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in page.text
    secret = {"link": link.partition("link=")[2]}
    assert anywhere.client.post("/v1/sign-in", json=secret).json()["name"] == "Student"
    again, never = (anywhere.client.post("/v1/sign-in", json=sent) for sent in (secret, {"link": "ink_never"}))
    assert (again.status_code, again.json()["detail"]) == (403, never.json()["detail"])
    assert anywhere.client.get("/v1/me").json()["name"] == "Student"


def test_a_link_grows_old(service: Service) -> None:
    """After two weeks a link is worth nothing."""
    link = service.ok("instructor", "POST", f"/members/{service.ids['student']}/link")["link"].partition("link=")[2]
    service.clock.at += timedelta(days=15)
    assert service.client.post("/v1/sign-in", json={"link": link}).status_code == 403


def test_the_form_of_the_page_signs_in(service: Service) -> None:
    """A browser without scripts presses the button and is led on."""
    link = service.ok("instructor", "POST", f"/members/{service.ids['student']}/link")["link"].partition("link=")[2]
    answer = service.client.post("/v1/sign-in/form", data={"link": link}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/v1/me")
    assert service.client.get("/v1/me").json()["name"] == "Student"


def test_a_page_escapes_what_it_is_given(service: Service) -> None:
    """No link breaks out of the page."""
    page = service.client.get("/v1/sign-in", params={"link": '"><script>alert(1)</script>'})
    assert "<script" not in page.text


def test_the_cookie_is_closed(service: Service) -> None:
    """No script sees it, no other site sends it, and a forged or changed one is nobody's."""
    cookie = entered(service).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    kept = service.client.cookies["inkgrade_session"]
    assert service.client.get("/v1/me").status_code == 200
    service.client.cookies.clear()
    for forged in (kept[:-1] + "x", kept.partition(".")[0], "x", "\u00e9".encode().hex()):
        assert service.client.get("/v1/me", headers={"cookie": f"inkgrade_session={forged}"}).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://test"}, 403),
        ({"X-CSRF-Token": "wrong"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "http://test"}, 201),
        ({"X-CSRF-Token": "{csrf}"}, 201),
    ],
)
def test_another_site_changes_nothing(service: Service, headers: dict[str, str], status: int) -> None:
    """A change by a session is done only where it was asked for by our own pages."""
    csrf = entered(service).json()["csrf"]
    before = service.rows()
    sent = {name: value.format(csrf=csrf) for name, value in headers.items()}
    answer = service.client.post("/v1/courses/ml/sets/week/problems/one/submissions", content="z = 1", headers=sent)
    assert answer.status_code == status
    assert (service.rows() == before) == (status == 403)
    assert service.client.get("/v1/me").status_code == 200


def test_signing_out_ends_the_session(service: Service) -> None:
    """The cookie is worth nothing afterwards, wherever it was copied to."""
    entered(service)
    kept = service.client.cookies["inkgrade_session"]
    assert service.client.delete("/v1/session", headers={"Origin": "http://test"}).status_code == 204
    assert service.client.get("/v1/me", headers={"cookie": f"inkgrade_session={kept}"}).status_code == 401


def test_a_session_ends_by_itself(service: Service) -> None:
    """After a month one signs in again."""
    entered(service)
    service.clock.at += timedelta(days=31)
    assert service.client.get("/v1/me").status_code == 401


def test_nobody_becomes_somebody_with_more_rights(anywhere: Service) -> None:
    """No link for an instructor, for a stranger, or for a student who is in somebody else's course too."""
    assert anywhere.call("instructor", "POST", f"/members/{anywhere.ids['instructor']}/link").status_code == 403
    assert anywhere.call("instructor", "POST", f"/members/{anywhere.ids['outsider']}/link").status_code == 404
    anywhere.ok("instructor", "PUT", f"/members/{anywhere.ids['outsider']}", json={"role": "student"})
    assert anywhere.call("instructor", "POST", f"/members/{anywhere.ids['outsider']}/link").status_code == 403
    links = anywhere.ok("instructor", "POST", "/links")["items"]
    assert {each["name"] for each in links} == {"Student", "Fellow"}


def test_a_join_code_lets_newcomers_in(anywhere: Service) -> None:
    """Somebody new gets a session, somebody known a membership; a closed code lets nobody in, nor does one's own door twice."""
    code = anywhere.ok("instructor", "POST", "/join-code")["join_code"]
    assert anywhere.ok("instructor", "GET", "/v1/courses/ml")["join_code"] == code
    assert anywhere.ok("student", "GET", "/v1/courses/ml")["join_code"] is None
    joined = anywhere.client.post("/v1/join", json={"code": code.lower(), "name": "Eve"}).json()
    assert joined["course"] == "ml"
    assert anywhere.client.get("/v1/courses").json()["items"][0]["role"] == "student"
    anywhere.client.cookies.clear()
    for _ in range(2):
        assert anywhere.ok("outsider", "POST", "/v1/join", json={"code": code})["csrf"] is None
    anywhere.ok("instructor", "DELETE", f"/members/{anywhere.ids['outsider']}")
    assert anywhere.call("outsider", "POST", "/v1/join", json={"code": code}).status_code == 403
    anywhere.ok("instructor", "DELETE", "/join-code")
    assert anywhere.client.post("/v1/join", json={"code": code, "name": "Mallory"}).status_code == 404


def test_an_instructor_who_joins_as_a_student_stays_one(service: Service) -> None:
    """A code changes nobody's role."""
    code = service.ok("instructor", "POST", "/join-code")["join_code"]
    service.ok("instructor", "POST", "/v1/join", json={"code": code})
    assert service.ok("instructor", "GET", "/v1/courses/ml")["role"] == "instructor"


def test_rates_are_bounded(tmp_path: Path) -> None:
    """Whoever asks too often is told when to come again; another person is not held up."""
    with running(tmp_path, settings=LIMITED) as service:
        service.app.state.rates._windows.storage.reset()
        statuses = [service.client.post("/v1/sign-in", json={"link": "ink_guess"}).status_code for _ in range(4)]
        assert statuses == [403, 403, 403, 429]
        answers = [service.call("student", "GET", "/v1/me") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert service.call("fellow", "GET", "/v1/me").status_code == 200


def test_tokens_end(service: Service) -> None:
    """A token that has run out, or was dropped, is nobody's."""
    made = service.ok("student", "POST", "/v1/tokens", json={"name": "short", "scopes": ["read"], "days": 1})
    headers = {"Authorization": f"Bearer {made['token']}"}
    assert service.client.get("/v1/me", headers=headers).status_code == 200
    service.clock.at += timedelta(days=2)
    assert service.client.get("/v1/me", headers=headers).status_code == 401
    other = service.ok("student", "POST", "/v1/tokens", json={"name": "other", "scopes": ["read"]})
    service.ok("student", "DELETE", f"/v1/tokens/{other['id']}")
    assert service.client.get("/v1/me", headers={"Authorization": f"Bearer {other['token']}"}).status_code == 401


def test_the_first_link_is_told_once(tmp_path: Path) -> None:
    """An installation with an instructor makes no further one, unless it is asked to."""
    with running(tmp_path) as service:
        assert service.served.sign_in.first_link() is None
        assert service.served.sign_in.first_link(again=True) is not None


def test_a_class_list_adds_and_deactivates(anywhere: Service) -> None:
    """Importing again adds who is new and deactivates who is gone, and deletes nobody; duplicates are told with their line."""
    furnish(anywhere)
    text = "student_id;name;email;group\n1;Ada;ada@example.org;A\n2;Bo;;B\n1;Ada again;;A\n"
    first = anywhere.ok("instructor", "PUT", "/class-list", content=text)
    assert (first["added"], first["deactivated"], [each["line"] for each in first["duplicates"]]) == (2, 0, [4])
    second = anywhere.ok("instructor", "PUT", "/class-list", content="student_id,name\n2,Bo\n3,Cy\n")
    assert (second["added"], second["deactivated"]) == (1, 1)
    third = anywhere.ok("instructor", "PUT", "/class-list", content=text)
    assert (third["added"], third["updated"], third["deactivated"]) == (0, 2, 1)
    listed = {each["student_id"]: each["active"] for each in anywhere.ok("instructor", "GET", "/members")["items"] if each["student_id"]}
    assert listed == {"1": True, "2": True, "3": False}


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"student_id,name\n,Ada\n2,\n3,C\x07y\n", [2, 3, 4]),
        (b"name,email\nAda,a@b\n", [1]),
        (b"", [1]),
        (b"student_id,name,email\n1,Ada,no address\n", [2]),
        (b"student_id,name\n1,\xff\n", [2]),
        (b"student_id,name\n1,A\x00\n", [2]),
    ],
)
def test_a_faulty_class_list_changes_nothing(service: Service, content: bytes, lines: list[int]) -> None:
    """All faults are told with their lines, and nobody is added."""
    before = service.rows()
    answer = service.call("instructor", "PUT", "/class-list", content=content)
    assert (answer.status_code, [fault["line"] for fault in answer.json()["faults"]]) == (422, lines)
    assert service.rows() == before
