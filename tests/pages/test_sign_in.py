"""Coming in by pages: one-time links, passwords, join codes, signing out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from grader import records
from tests.api.service import SETTINGS
from tests.pages.site import Browser, Site, running

PHRASE = "correct horse battery staple"
OTHER = "quite another password"


def link(site: Site) -> str:
    """A student's one-time link."""
    return site.served.sign_in.link(site.asker("instructor"), "ml", site.ids["student"])


def test_a_link_works_once_and_only_when_the_button_is_pressed(site: Site) -> None:
    """Looking uses nothing up; the second press is told why it leads nowhere."""
    secret, browser = link(site), site.browsers["nobody"]
    for _ in range(2):
        assert secret in browser.get("/sign-in", params={"link": secret}).text
    answer = browser.post("/sign-in", {"link": secret})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "Signed in as Student" in browser.get("/").text
    again = site.client().post("/sign-in", data={"link": secret})
    assert again.status_code == 403
    assert "unknown, used, or too old" in again.text


def test_a_page_escapes_what_it_is_given(quiet_site: Site) -> None:
    """No link and no code breaks out of the page."""
    for path, name in (("/sign-in", "link"), ("/join", "code")):
        page = quiet_site.browsers["nobody"].get(path, params={name: '"><script>alert(1)</script>'})
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_a_join_code_lets_newcomers_in(site: Site) -> None:
    """A name and a code make a member; somebody known needs no name."""
    code = site.served.courses.renew_code(site.asker("instructor"), "ml").join_code or ""
    newcomer = site.browsers["nobody"]
    answer = newcomer.post("/join", {"code": code.lower(), "name": "Eve"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/courses/ml")
    assert "Week 3" in newcomer.get("/courses/ml").text
    known = site.browsers["stranger"].post("/join", {"code": code})
    assert known.headers["location"] == "/courses/ml"
    assert "set-cookie" not in known.headers


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [("WRONG", "Eve", "No course has this code"), ("", "Eve", "No course has this code"), (None, "\x07", "A name has")],
)
def test_a_form_that_does_not_fit_says_so_at_its_field(site: Site, code: str | None, name: str, said: str) -> None:
    """What was typed stays, and what is wrong stands beside it."""
    right = site.served.courses.renew_code(site.asker("instructor"), "ml").join_code
    answer = site.browsers["nobody"].post("/join", {"code": right if code is None else code, "name": name})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_who_was_dismissed_does_not_come_back_by_a_code(site: Site) -> None:
    """They are told so."""
    code = site.served.courses.renew_code(site.asker("instructor"), "ml").join_code
    site.served.courses.dismiss(site.asker("instructor"), "ml", site.ids["student"])
    answer = site.browsers["student"].post("/join", {"code": code})
    assert answer.status_code == 422
    assert "ended your membership" in answer.text


def test_signing_out_ends_the_session(site: Site) -> None:
    """The cookie is worth nothing afterwards, wherever it was copied to."""
    browser = site.browsers["student"]
    kept = browser.client.cookies["inkgrade_session"]
    assert browser.post("/sign-out").status_code == 303
    assert site.client().get("/courses/ml", headers={"cookie": f"inkgrade_session={kept}"}).status_code == 401


def chosen(browser: Browser, new: str = PHRASE, current: str = "", again: str | None = None) -> Any:  # noqa: ANN401 - an answer
    """The answer to the form of the settings."""
    return browser.post("/settings/password", {"password": new, "again": new if again is None else again, "current": current})


def by_password(site: Site, who: str, password: str) -> Any:  # noqa: ANN401 - an answer
    """The answer to a browser that nobody is signed in with."""
    return Browser(site.client()).post("/sign-in/password", {"who": who, "password": password})


def test_a_password_set_in_the_settings_lets_in(site: Site) -> None:
    """The settings show what one signs in as; with that and the password somebody is in, elsewhere."""
    student = site.browsers["student"]
    page = student.get("/settings").text
    assert f'value="{site.ids["student"]}" autocomplete="username" readonly' in page
    assert 'name="current"' not in page
    assert (chosen(student).status_code, by_password(site, site.ids["student"], OTHER).status_code) == (303, 403)
    told = student.get("/settings?changed=true").text
    assert "Your password is set" in told
    assert re.search(r'name="current" type="password"[^>]* autocomplete="current-password"', told)
    assert len(re.findall(r'type="password"[^>]* autocomplete="new-password"', told)) == 2
    browser = Browser(site.client())
    answer = browser.post("/sign-in/password", {"who": site.ids["student"], "password": PHRASE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "Signed in as Student" in browser.get("/").text


def test_a_failure_of_a_password_does_not_tell_what_was_wrong(site: Site) -> None:
    """Unknown, without a password, with another one, no longer active, nothing at all: the same page, which keeps no password."""
    for name in ("student", "fellow"):
        assert chosen(site.browsers[name]).status_code == 303
    fellow = site.served.store.read(lambda t: t.get(records.Person, site.ids["fellow"]))
    assert fellow is not None
    site.served.store.write(lambda t: t.put(replace(fellow, active=False)))
    pages = set()
    for who, password in (
        (site.ids["student"], OTHER), (site.ids["tutor"], PHRASE), (site.ids["fellow"], PHRASE), ("0" * 32, PHRASE),
        ("nobody@example.org", PHRASE), ("nobody@example.org", ""),
    ):  # fmt: skip
        answer = by_password(site, who, password)
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
        assert f'value="{who}"' in answer.text
        assert PHRASE not in answer.text
        assert OTHER not in answer.text
        pages.add(answer.text.replace(who, ""))
    assert len(pages) == 1
    assert "nobody&#39;s address and password" in next(iter(pages))


@pytest.mark.parametrize(
    ("sent", "status", "field", "said"),
    [
        ({"new": "short", "current": PHRASE}, 422, "password", "From 12 to 200 characters."),
        ({"new": "x" * 201, "current": PHRASE}, 422, "password", "From 12 to 200 characters."),
        ({"new": OTHER, "again": PHRASE, "current": PHRASE}, 422, "again", "The two are not the same."),
        ({"new": OTHER, "current": OTHER}, 403, "current", "not your current password"),
        ({"new": OTHER}, 403, "current", "not your current password"),
    ],
)
def test_what_is_wrong_with_a_new_password_stands_at_its_field(
    site: Site, sent: dict[str, str], status: int, field: str, said: str
) -> None:
    """Nothing is changed, and nothing that was typed comes back."""
    student = site.browsers["student"]
    assert chosen(student).status_code == 303
    answer = chosen(student, **sent)
    assert answer.status_code == status
    assert re.search(f'id="field-{field}"[^>]*aria-invalid="true"', answer.text)
    assert answer.text.count("aria-invalid") == 1
    assert said in re.findall(r'<p class="fault"[^>]*>(.*?)</p>', answer.text)[0]
    assert sent["new"] not in answer.text
    assert by_password(site, site.ids["student"], PHRASE).status_code == 303


def test_a_page_that_tells_of_a_failure_can_be_led_back_to(site: Site) -> None:
    """Light or dark, pressed on it, leads to the form again."""
    for who, path in (("nobody", "/sign-in/password"), ("student", "/settings/password")):
        browser = site.browsers[who]
        back = re.search(r'name="back" value="([^"]*)"', browser.post(path, {"password": "short"}).text)
        assert back is not None
        led = browser.post("/settings", {"theme": "dark", "back": back[1]})
        answer = browser.get(led.headers["location"])
        assert (answer.status_code, f'action="{path}"' in answer.text) == (200, True)


def test_a_changed_password_signs_out_elsewhere(site: Site) -> None:
    """Other browsers are nobody's; the one that asked stays."""
    here, there = site.browsers["student"], Browser(site.client())
    chosen(here)
    there.post("/sign-in/password", {"who": site.ids["student"], "password": PHRASE})
    assert there.get("/courses/ml").status_code == 200
    assert chosen(here, OTHER, PHRASE).status_code == 303
    assert (here.get("/courses/ml").status_code, there.get("/courses/ml").status_code) == (200, 401)
    assert 'href="/sign-in"' in there.get("/courses/ml").text
    assert by_password(site, site.ids["student"], PHRASE).status_code == 403


def test_another_site_signs_nobody_in(site: Site) -> None:
    """Nor does a page elsewhere make a browser somebody else's."""
    chosen(site.browsers["student"])
    sent = {"who": site.ids["student"], "password": PHRASE}
    answer = site.client().post("/sign-in/password", data=sent, headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_guessing_passwords_by_pages_is_slow(tmp_path: Path) -> None:
    """One address may guess so often, somebody may be guessed at so often from wherever, by pages and the web API together."""
    with running(tmp_path, replace(SETTINGS, rate_sign_in="3/minute")) as site:
        guesses = [by_password(site, f"{n}@example.org", PHRASE).status_code for n in range(4)]
        assert guesses == [403, 403, 403, 429]
        addresses = [TestClient(site.app, base_url="http://test", client=(f"10.0.0.{n}", 1)) for n in range(4)]
        sent = {"who": "ada@example.org", "password": PHRASE}
        assert [each.post("/sign-in/password", data=sent).status_code for each in addresses[:2]] == [403, 403]
        assert addresses[2].post("/v1/sign-in/password", json=sent).status_code == 403
        assert addresses[3].post("/sign-in/password", data=sent | {"who": "Ada@Example.org"}).status_code == 429
        assert chosen(site.browsers["student"]).status_code == 429
