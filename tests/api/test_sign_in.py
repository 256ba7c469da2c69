"""Being known: links that work once, sessions that scripts and other sites cannot use, join codes, rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from grader import records
from grader.wiring import Settings
from tests.api.service import Service, furnish, running

PHRASE = "correct horse battery staple"
LIMITED = Settings(rate="5/minute", rate_sign_in="3/minute")


def entered(service: Service, who: str = "student") -> Any:  # noqa: ANN401 - an answer
    """The answer to using up a link; the client keeps the cookie."""
    link = service.ok("instructor", "POST", f"/members/{service.ids[who]}/link")["link"].partition("link=")[2]
    return service.client.post("/v1/sign-in", json={"link": link})


def changed(service: Service, person: str, **changes: Any) -> None:  # noqa: ANN401 - any field
    """Somebody as they are, but for these fields."""
    found = service.store.read(lambda t: t.get(records.Person, person))
    assert found is not None
    service.store.write(lambda t: t.put(replace(found, **changes)))


def test_a_link_works_once(anywhere: Service) -> None:
    """The first use gives a session, the second is refused, and neither tells whether the link was ever one."""
    link = anywhere.ok("instructor", "POST", f"/members/{anywhere.ids['student']}/link")["link"]
    assert link.startswith("http://test/sign-in?link=ink_")
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


def test_the_cookie_is_closed(service: Service) -> None:
    """No script sees it, no other site sends it, and a forged or changed one is nobody's."""
    cookie = entered(service).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    kept = service.client.cookies["inkgrade_session"]
    assert service.client.get("/v1/me").status_code == 200
    service.client.cookies.clear()
    changed = "y" if kept[-2] == "x" else "x"  # the last character has bits to spare
    for forged in (kept[:-2] + changed + kept[-1], kept.partition(".")[0], "x", "\u00e9".encode().hex()):
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


@pytest.fixture
def peers(anywhere: Service) -> Service:
    """`second` and a course instructor `member` teach `ml`; `guest` too, and another course; `boss` is in it as a student."""
    for name, role in (("second", "instructor"), ("guest", "instructor"), ("boss", "instructor"), ("member", "member")):
        anywhere.person(name, role)  # type: ignore[arg-type]
        sent = {"role": "student" if name == "boss" else "instructor"}
        anywhere.ok("instructor", "PUT", f"/members/{anywhere.ids[name]}", json=sent)
    anywhere.ok("guest", "POST", "/v1/courses", json={"id": "third", "title": "Third"})
    return anywhere


def test_an_instructor_lets_another_of_the_course_in(anywhere: Service) -> None:
    """Enrolled, taken into the course, given a link, in: and all of it stands in the audit log."""
    new = anywhere.ok("instructor", "POST", "/v1/people", json={"name": "Grace", "role": "instructor"})["id"]
    assert anywhere.call("instructor", "POST", f"/members/{new}/link").status_code == 404
    anywhere.ok("instructor", "PUT", f"/members/{new}", json={"role": "instructor"})
    link = anywhere.ok("instructor", "POST", f"/members/{new}/link")["link"].partition("link=")[2]
    assert anywhere.client.post("/v1/sign-in", json={"link": link}).json()["name"] == "Grace"
    assert anywhere.client.get("/v1/courses/ml").json()["role"] == "instructor"
    made = [line for line in anywhere.ok("instructor", "GET", "/audit")["items"] if line["act"] == "link"]
    assert [(line["person"], line["target"]) for line in made] == [(anywhere.ids["instructor"], new)]


LINKED = ("student", "tutor", "member", "instructor", "second", "guest", "boss")


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("instructor", (201, 201, 201, 403, 201, 403, 403)),
        ("second", (201, 201, 201, 201, 403, 403, 403)),
        ("guest", (201, 201, 201, 201, 201, 403, 403)),
        ("member", (201, 201, 201, 403, 403, 403, 403)),
        ("tutor", (403,) * 7),
        ("student", (403,) * 7),
        ("stranger", (404,) * 7),
    ],
)
def test_who_may_make_a_link_for_whom(peers: Service, who: str, statuses: tuple[int, ...]) -> None:
    """For another instructor only where both may found courses and teach here; never for oneself, nor for who is in further courses."""
    for whom, status in zip(LINKED, statuses, strict=True):
        before = peers.rows()["links"]
        assert peers.call(who, "POST", f"/members/{peers.ids[whom]}/link").status_code == status, whom
        assert peers.rows()["links"] == before + (status == 201)


def test_a_narrow_token_becomes_no_instructor(peers: Service) -> None:
    """A link would make a session of it that is good for all; and links for everybody are for no instructor."""
    made = peers.ok("instructor", "POST", "/v1/tokens", json={"name": "narrow", "scopes": ["read", "submit", "teach"]})
    peers.tokens["narrow"] = made["token"]
    assert peers.call("narrow", "POST", f"/members/{peers.ids['second']}/link").status_code == 403
    assert peers.call("narrow", "POST", f"/members/{peers.ids['student']}/link").status_code == 201
    assert {each["name"] for each in peers.ok("instructor", "POST", "/links")["items"]} == {"Student", "Fellow"}


@pytest.mark.parametrize("admitted", [True, False])
def test_a_link_kept_back_leads_to_no_further_course(peers: Service, *, admitted: bool) -> None:
    """Made while both taught the same, it ends when the other founds a course or is taken into one."""
    link = peers.ok("instructor", "POST", f"/members/{peers.ids['second']}/link")["link"].partition("link=")[2]
    if admitted:
        peers.ok("stranger", "PUT", f"/v1/courses/other/members/{peers.ids['second']}", json={"role": "tutor"})
    else:
        peers.ok("second", "POST", "/v1/courses", json={"id": "fourth", "title": "Fourth"})
    assert peers.client.post("/v1/sign-in", json={"link": link}).status_code == 403
    assert peers.call("instructor", "POST", f"/members/{peers.ids['second']}/link").status_code == 403


FURTHER = ("admitted", "joined", "listed", "reactivated")


@pytest.mark.parametrize("way", FURTHER)
def test_a_students_link_kept_back_leads_to_no_further_course(anywhere: Service, way: str) -> None:
    """However a student comes to another instructor's course, what the first one has kept is worth nothing; one's own courses keep it."""
    student = anywhere.ids["student"]
    anywhere.ok("instructor", "POST", "/v1/courses", json={"id": "own", "title": "Own"})
    link = anywhere.ok("instructor", "POST", f"/members/{student}/link")["link"].partition("link=")[2]
    kept = next(e for e in anywhere.ok("instructor", "POST", "/links")["items"] if e["person"] == student)["link"].partition("link=")[2]
    anywhere.ok("instructor", "PUT", f"/v1/courses/own/members/{student}", json={"role": "student"})
    assert anywhere.client.post("/v1/sign-in", json={"link": link}).status_code == 200  # whoever made it teaches both
    anywhere.client.cookies.clear()
    if way == "joined":
        code = anywhere.ok("stranger", "POST", "/v1/courses/other/join-code", json={})["join_code"]
        anywhere.ok("student", "POST", "/v1/join", json={"code": code})
    elif way == "listed":
        changed(anywhere, student, email="s@example.org")
        listed = b"student_id,name,email,group\n7,S,s@example.org,A\n"
        anywhere.ok("stranger", "PUT", "/v1/courses/other/class-list", content=listed)
    else:
        anywhere.ok("stranger", "PUT", f"/v1/courses/other/members/{student}", json={"role": "student"})
    if way == "reactivated":
        anywhere.ok("stranger", "DELETE", f"/v1/courses/other/members/{student}")
        kept = anywhere.ok("instructor", "POST", f"/members/{student}/link")["link"].partition("link=")[2]
        anywhere.ok("stranger", "PUT", f"/v1/courses/other/members/{student}", json={"role": "student"})
    before = anywhere.rows()
    assert anywhere.client.post("/v1/sign-in", json={"link": kept}).status_code == 403
    assert anywhere.rows() == before
    assert anywhere.call("instructor", "POST", f"/members/{student}/link").status_code == 403


@pytest.mark.parametrize("way", ["admitted", "joined", "listed", "founded"])
def test_nor_does_what_a_kept_link_has_opened(anywhere: Service, way: str) -> None:
    """However a student comes to another instructor's course: a session of the first one's link ends, and a token made in it."""
    student, ours = anywhere.ids["student"], {"Origin": "http://test"}
    entered(anywhere)
    opened = {"cookie": f"inkgrade_session={anywhere.client.cookies['inkgrade_session']}"}
    made = anywhere.client.post("/v1/tokens", json={"name": "kept", "scopes": ["read"]}, headers=ours).json()["token"]
    token = {"Authorization": f"Bearer {made}"}
    anywhere.client.cookies.clear()
    anywhere.ok("instructor", "POST", "/v1/courses", json={"id": "own", "title": "Own"})
    anywhere.ok("instructor", "PUT", f"/v1/courses/own/members/{student}", json={"role": "student"})
    assert [anywhere.client.get("/v1/me", headers=known).status_code for known in (opened, token)] == [
        200,
        200,
    ]  # whoever made it teaches both
    if way == "joined":
        code = anywhere.ok("stranger", "POST", "/v1/courses/other/join-code", json={})["join_code"]
        anywhere.ok("student", "POST", "/v1/join", json={"code": code})
    elif way == "founded":
        changed(anywhere, student, role="instructor")
        anywhere.ok("student", "POST", "/v1/courses", json={"id": "fourth", "title": "Fourth"})
    elif way == "listed":
        changed(anywhere, student, email="s@example.org")
        anywhere.ok("stranger", "PUT", "/v1/courses/other/class-list", content=b"student_id,name,email,group\n7,S,s@example.org,A\n")
    else:
        anywhere.ok("stranger", "PUT", f"/v1/courses/other/members/{student}", json={"role": "student"})
    assert [anywhere.client.get("/v1/me", headers=known).status_code for known in (opened, token)] == [401, 401]
    assert anywhere.ok("student", "GET", "/v1/me")["name"] == "Student"  # a token that no link of somebody else's led to


def test_the_session_that_joins_lives_on(anywhere: Service) -> None:
    """Whoever shows a course's code is not shut out by it; other sessions of the same links are."""
    sessions = []
    for _ in range(2):
        entered(anywhere)
        sessions.append({"cookie": f"inkgrade_session={anywhere.client.cookies['inkgrade_session']}"})
        anywhere.client.cookies.clear()
    code = anywhere.ok("stranger", "POST", "/v1/courses/other/join-code", json={})["join_code"]
    joined = anywhere.client.post("/v1/join", json={"code": code}, headers=sessions[1] | {"Origin": "http://test"})
    assert joined.status_code < 300, joined.text
    assert [anywhere.client.get("/v1/me", headers=each).status_code for each in sessions] == [401, 200]


def test_a_link_ends_with_the_teaching_of_who_made_it(anywhere: Service) -> None:
    """Whoever is dismissed from a course has no way left to its students."""
    new = anywhere.ok("instructor", "POST", "/v1/people", json={"name": "Grace", "role": "instructor"})["id"]
    anywhere.ok("instructor", "PUT", f"/members/{new}", json={"role": "instructor"})
    way_in = anywhere.ok("instructor", "POST", f"/members/{new}/link")["link"].partition("link=")[2]
    csrf = anywhere.client.post("/v1/sign-in", json={"link": way_in}).json()["csrf"]
    made = anywhere.client.post(f"/v1/courses/ml/members/{anywhere.ids['student']}/link", headers={"X-CSRF-Token": csrf}).json()["link"]
    anywhere.client.cookies.clear()
    anywhere.ok("instructor", "DELETE", f"/members/{new}")
    assert anywhere.client.post("/v1/sign-in", json={"link": made.partition("link=")[2]}).status_code == 403


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


def with_password(service: Service, who: str = "student", password: str = PHRASE) -> Any:  # noqa: ANN401 - an answer
    """Signed in by a link that sets a password; the client keeps no cookie."""
    link = service.ok("instructor", "POST", f"/members/{service.ids[who]}/link")["link"].partition("link=")[2]
    answer = service.client.post("/v1/sign-in", json={"link": link, "password": password})
    service.client.cookies.clear()
    return answer


def by_password(service: Service, who: str, password: str) -> Any:  # noqa: ANN401 - an answer
    """The answer to coming in with a password."""
    return service.client.post("/v1/sign-in/password", json={"who": who, "password": password})


def test_a_password_lets_in_again_and_again(anywhere: Service) -> None:
    """Set with a link, by address or id, however its characters are put together; a digest that is too cheap is renewed."""
    anywhere.ok("instructor", "PUT", "/class-list", content="student_id,name,email\n7,Ada,ada@example.org\n")
    ada = next(each for each in anywhere.ok("instructor", "GET", "/members")["items"] if each["student_id"] == "7")
    anywhere.ids["ada"] = ada["person"]
    assert with_password(anywhere, "ada", "Stra\u00dfe der Ku\u0308hle").status_code == 200
    for who in ("Ada@Example.org", ada["person"], "ada@example.org"):
        answer = by_password(anywhere, who, "Stra\u00dfe der K\u00fchle")
        assert (answer.status_code, answer.json()["name"]) == (200, "Ada")
        assert anywhere.client.get("/v1/me").json()["id"] == ada["person"]
        anywhere.client.cookies.clear()
    (kept,) = anywhere.everything()["Password"]
    assert kept.digest.startswith("new ")
    assert "hle" not in str(anywhere.everything())


def test_a_failure_does_not_tell_what_was_wrong(service: Service) -> None:
    """Unknown, without a password, with another one, no longer active: the same answer after the same work, and no session."""
    with_password(service)
    with_password(service, "fellow")
    fellow = service.store.read(lambda t: t.get(records.Person, service.ids["fellow"]))
    assert fellow is not None
    service.store.write(lambda t: t.put(replace(fellow, active=False)))
    before, hasher = service.rows(), service.served.passwords._hasher
    answers = set()
    for who, password in (
        (service.ids["student"], "another password"), (service.ids["tutor"], PHRASE), (service.ids["fellow"], PHRASE),
        ("0" * 32, PHRASE), ("nobody@example.org", PHRASE), ("@", "x"), ("\u0000", "x" * 200),
    ):  # fmt: skip
        asked = hasher.asked  # type: ignore[attr-defined]
        answer = by_password(service, who, password)
        answers.add((answer.status_code, answer.text, str(answer.headers.get("set-cookie")), hasher.asked - asked))  # type: ignore[attr-defined]
    assert len(answers) == 1
    assert next(iter(answers))[0] == 403
    assert service.rows() == before


def test_a_changed_password_ends_other_sessions(service: Service) -> None:
    """A change needs the current one; whoever else is signed in is out, and the old one lets nobody in."""
    entered(service)
    other, ours = service.client.cookies["inkgrade_session"], {"Origin": "http://test"}
    service.client.cookies.clear()
    entered(service)
    first, second = {"password": PHRASE}, {"password": "quite another password"}
    assert service.client.put("/v1/me/password", json=first, headers=ours).status_code == 204
    assert service.client.get("/v1/me").status_code == 200
    assert service.client.get("/v1/me", headers={"cookie": f"inkgrade_session={other}"}).status_code == 401
    for wrong in (second, second | {"current": "no, not this one"}):
        assert service.client.put("/v1/me/password", json=wrong, headers=ours).status_code == 403
    assert service.client.put("/v1/me/password", json=second | {"current": PHRASE}, headers=ours).status_code == 204
    service.client.cookies.clear()
    assert by_password(service, service.ids["student"], PHRASE).status_code == 403
    assert by_password(service, service.ids["student"], second["password"]).status_code == 200


def test_another_site_changes_no_password(service: Service) -> None:
    """A page elsewhere can let a browser ask, but not with our word that it is meant."""
    entered(service)
    before = service.everything()
    answer = service.client.put("/v1/me/password", json={"password": PHRASE}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert service.everything() == before


def test_a_forgotten_password_is_replaced_by_a_link(service: Service) -> None:
    """A new link sets a new one and ends all sessions; a link that is used up sets none, and uses up nothing where the password is none."""
    with_password(service)
    entered(service)
    assert with_password(service, password=PHRASE.upper()).status_code == 200
    assert [session.person for session in service.everything()["Session"]] == [service.ids["student"]]
    assert by_password(service, service.ids["student"], PHRASE).status_code == 403
    link = service.ok("instructor", "POST", f"/members/{service.ids['student']}/link")["link"].partition("link=")[2]
    assert service.client.post("/v1/sign-in", json={"link": link, "password": "short"}).status_code == 422
    assert service.client.post("/v1/sign-in", json={"link": link}).status_code == 200
    before = service.everything()
    assert service.client.post("/v1/sign-in", json={"link": link, "password": PHRASE}).status_code == 403
    assert service.everything() == before


def test_whoever_is_forgotten_has_no_password(service: Service) -> None:
    """Deleted with the rest, and given out to nobody."""
    with_password(service)
    assert "digest" not in str(service.ok("instructor", "GET", f"/v1/people/{service.ids['student']}/export"))
    service.ok("instructor", "DELETE", f"/v1/people/{service.ids['student']}")
    assert service.rows()["passwords"] == 0
    assert by_password(service, service.ids["student"], PHRASE).status_code == 403


def test_guessing_passwords_is_slow(tmp_path: Path) -> None:
    """One address may guess so often, and somebody may be guessed at so often, from wherever."""
    with running(tmp_path, settings=LIMITED) as service:
        service.app.state.rates._windows.storage.reset()
        guesses = [by_password(service, f"{n}@example.org", PHRASE).status_code for n in range(4)]
        assert guesses == [403, 403, 403, 429]
        service.app.state.rates._windows.storage.reset()
        addresses = (TestClient(service.app, base_url="http://test", client=(f"10.0.0.{n}", 1)) for n in range(4))
        sent = {"who": "ada@example.org", "password": PHRASE}
        assert [address.post("/v1/sign-in/password", json=sent).status_code for address in addresses] == [403, 403, 403, 429]


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
