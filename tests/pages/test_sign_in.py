"""Coming in by pages: one-time links, join codes, signing out."""

from __future__ import annotations

import pytest

from tests.pages.site import Site


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
