"""What holds on every page: closed headers, files kept for good, failures in plain words, language and theme as one likes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.pages.assets import TYPES, assets
from grader.pages.visit import local
from grader.wiring import Settings
from tests.api.service import LARGEST, SETTINGS
from tests.pages.site import Site, running

PAGES = ("/", "/join", "/sign-in", "/settings", "/nowhere", "/courses/ml", "/v1/health", "/v1/nowhere", "/static/x/pages.css", "/v1/me")


def directives(answer: Any) -> dict[str, str]:  # noqa: ANN401 - an answer
    """The Content-Security-Policy of an answer, by directive."""
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_closed(quiet_site: Site, path: str) -> None:
    """Pages, files, failures and the API: no frames, no foreign code, no guessing of types."""
    for who in ("nobody", "student"):
        answer = quiet_site.browsers[who].get(path)
        policy = directives(answer)
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_a_fault_of_ours_is_told_without_a_trace(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a crash is closed like any other and shows nothing of the inside."""

    def crash(*_: object) -> None:
        message = "a secret of the inside"
        raise RuntimeError(message)

    monkeypatch.setattr(type(site.served.courses), "mine", crash)
    answer = site.browsers["student"].get("/")
    assert answer.status_code == 500
    assert "A fault of ours" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert directives(answer)["default-src"] == "'none'"


def test_too_large_a_body_is_refused_closed(site: Site) -> None:
    """Nothing of it is kept, and the answer is closed too."""
    answer = site.browsers["student"].post("/settings", {"back": "x" * (LARGEST + 1)})
    assert answer.status_code == 413
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", TYPES)
def test_files_are_kept_for_good_under_their_own_address(quiet_site: Site, name: str) -> None:
    """The address changes with the content; an old address still has the file, but not for good."""
    browser = quiet_site.browsers["nobody"]
    answer = browser.get(assets().address(name))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == TYPES[name]
    assert browser.get(f"/static/0000/{name}").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/x/../visit.py", "/static/x/..%2fvisit.py", "/static/x/__init__.py", "/static/x/"])
def test_only_the_named_files_are_served(quiet_site: Site, path: str) -> None:
    """No path leads to another file."""
    assert quiet_site.browsers["nobody"].get(path).status_code == 404


@pytest.mark.parametrize(
    ("header", "language"), [("de-AT,en;q=0.5", "de"), ("fr,en;q=0.3,de;q=0.7", "de"), ("fr", "en"), ("", "en"), ("de;q=x", "en")]
)
def test_pages_speak_the_language_of_the_browser(quiet_site: Site, header: str, language: str) -> None:
    """The best of its languages that there is a file for."""
    assert f'<html lang="{language}"' in quiet_site.browsers["nobody"].get("/", headers={"Accept-Language": header}).text


def test_what_is_chosen_stays(site: Site) -> None:
    """Language and theme by a form, with the way back; what is no choice changes nothing."""
    browser = site.browsers["student"]
    answer = browser.post("/settings", {"language": "de", "theme": "dark", "back": "/join?code=A"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/join?code=A")
    page = browser.get("/settings").text
    assert '<html lang="de" data-theme="dark">' in page
    assert "Einstellungen" in page
    browser.post("/settings", {"theme": "light", "language": "xx"})
    assert '<html lang="de" data-theme="light">' in browser.get("/").text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y", ""])
def test_no_form_leads_off_the_site(quiet_site: Site, back: str) -> None:
    """A way back that leads elsewhere leads home."""
    assert not local(back)
    assert quiet_site.browsers["student"].post("/settings", {"theme": "dark", "back": back}).headers["location"] in {"/", "/settings"}


@pytest.mark.parametrize("token", ["", "0" * 64, "\u00e4"])
def test_a_form_without_its_token_changes_nothing(quiet_site: Site, token: str) -> None:
    """Whoever is signed in proves that a page of ours was before them."""
    browser = quiet_site.browsers["student"]
    assert browser.post("/sign-out", {"csrf": token}).status_code == 403
    assert browser.get("/courses/ml").status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}])
def test_another_site_changes_nothing_even_with_a_token(quiet_site: Site, headers: dict[str, str]) -> None:
    """What the browser says of where a form came from goes before what the form says."""
    browser = quiet_site.browsers["student"]
    assert browser.post("/sign-out", headers=headers).status_code == 403
    assert quiet_site.browsers["nobody"].post("/join", {"code": "x"}, headers=headers).status_code == 403


def test_another_origin_signs_nobody_in(quiet_site: Site) -> None:
    """A browser that knows no Fetch Metadata tells the origin."""
    nobody = quiet_site.browsers["nobody"]
    assert nobody.post("/join", {"code": "x"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert nobody.post("/join", {"code": "x"}, headers={"Origin": "http://test"}).status_code == 422


def test_rates_are_bounded(tmp_path: Path) -> None:
    """Whoever knocks too often is told to wait, in plain words."""
    with running(tmp_path, Settings(rate="off", rate_sign_in="2/minute", largest_body=SETTINGS.largest_body)) as site:
        answers = [site.browsers["nobody"].post("/join", {"code": "x", "name": "Eve"}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [422, 422, 429]
        assert "Wait a minute" in answers[-1].text
        assert answers[-1].headers["retry-after"]
