"""Who may see and do what by pages: every route that there is, as every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from grader.pages import assets
from grader.pages.app import ROOMS
from grader.services.review import Decision
from tests.pages.site import Site, running

PEOPLE = ("nobody", "student", "fellow", "tutor", "instructor", "stranger")
OPEN = (200,) * 6
SHEET = "$z_1 = 0,3825$\n$a_1 = 0,9$ \n"
COURSE, MINE = (401, 200, 200, 200, 200, 404), (401, 200, 404, 200, 200, 404)
STAFF, BOSS, BOSS_DOES = (401, 403, 403, 200, 200, 404), (401, 403, 403, 403, 200, 404), (401, 403, 403, 403, 303, 404)
# route: statuses for nobody, the student whose work it is, another student, a tutor, an instructor, another course's instructor
TABLE: dict[str, tuple[int, ...]] = {
    "GET /static/{digest}/{name}": (404,) * 6,
    "GET /sign-in": OPEN,
    "POST /sign-in": (403,) * 6,
    "GET /sign-in/password": OPEN,
    "POST /sign-in/password": (403,) * 6,
    "GET /join": OPEN,
    "POST /join": (422,) * 6,
    "POST /sign-out": (401, 303, 303, 303, 303, 303),
    "GET /settings": OPEN,
    "POST /settings": (303,) * 6,
    "GET /settings/password": OPEN,
    "POST /settings/password": (401, 303, 303, 303, 303, 303),
    "GET /": OPEN,
    "GET /courses/{course}": COURSE,
    "GET /courses/{course}/sets/{slug}/problems/{problem}": COURSE,
    "POST /courses/{course}/sets/{slug}/problems/{problem}": (401, 303, 303, 303, 303, 404),
    "POST /reading": (401, 200, 200, 200, 200, 200),
    "GET /submissions/{id_}": MINE,
    "GET /submissions/{id_}/sheet": MINE,
    "GET /submissions/{id_}/lines/{line}/appeal": (401, 200, 404, 404, 404, 404),
    "POST /submissions/{id_}/lines/{line}/appeal": (401, 303, 404, 403, 403, 404),
    "GET /courses/{course}/teach": STAFF,
    "GET /courses/{course}/review": STAFF,
    "POST /courses/{course}/review": (401, 403, 404, 303, 303, 404),
    "POST /courses/{course}/review/undo": (401, 403, 404, 303, 404, 404),
    "GET /courses/{course}/problems": STAFF,
    "POST /courses/{course}/problems": BOSS_DOES,
    "GET /courses/{course}/problems/{problem}": STAFF,
    "GET /courses/{course}/people": STAFF,
    "POST /courses/{course}/people": (401, 403, 403, 403, 422, 404),
    "POST /courses/{course}/people/code": BOSS_DOES,
    "POST /courses/{course}/people/links": (401, 403, 403, 403, 200, 404),
    "POST /courses/{course}/people/{person}/link": (401, 403, 403, 403, 200, 404),
    "POST /courses/{course}/people/{person}/role": BOSS_DOES,
    "GET /courses/{course}/sets/{set_}/class": STAFF,
    "GET /courses/{course}/sets/{set_}/sheets": STAFF,
    "GET /courses/{course}/sets/{set_}/groups": STAFF,
    "POST /courses/{course}/sets/{set_}/groups": (401, 403, 403, 303, 303, 404),
    "GET /courses/{course}/sets/{set_}/marks": STAFF,
    "GET /courses/{course}/sets/{set_}/marks/{form}": (401, 403, 403, 403, 200, 404),
    "POST /courses/{course}/sets/{set_}/marks": (401, 403, 403, 403, 422, 404),
    "GET /courses/{course}/sets/{set_}/rules": BOSS,
    "POST /courses/{course}/sets/{set_}/rules": BOSS_DOES,
    "POST /courses/{course}/sets/{set_}/extensions": BOSS_DOES,
    "POST /courses/{course}/sets/{set_}/release": BOSS_DOES,
    "GET /courses/{course}/sets/{set_}/regrades": BOSS,
    "POST /courses/{course}/sets/{set_}/regrades": BOSS_DOES,
    "GET /courses/{course}/regrades/{regrade}": BOSS,
    "POST /courses/{course}/regrades/{regrade}/apply": BOSS_DOES,
}
SENT: dict[str, dict[str, Any]] = {  # what a form sends; {names} stand for the values of the site
    "POST /sign-in/password": {"who": "{person}", "password": "long enough a secret"},
    "POST /settings/password": {"password": "long enough a secret", "again": "long enough a secret"},
    "POST /courses/{course}/review": {"submission": "{id_}", "line": "2", "quantity": "a[1,1]", "give": "keep"},
    "POST /courses/{course}/review/undo": {"override": "{override}"},
    "POST /courses/{course}/problems": {"text": "id: one\ngraph:\n  given: {{x: 1}}\n  define: {{f: x + 1}}\n"},
    "POST /courses/{course}/sets/{set_}/groups": {
        "problem": "{problem}",
        "numbers": "0123456789abcdef",
        "quantity": "a[1,1]",
        "verdict": "wrong",
        "give": "none",
        "worth": "1",
    },
    "POST /courses/{course}/sets/{set_}/extensions": {"person": "{person}", "due": "2026-12-09T12:00"},
    "POST /courses/{course}/sets/{slug}/problems/{problem}": {"text": "z_1 = 0,3825"},
    "POST /submissions/{id_}/lines/{line}/appeal": {"message": "why?"},
}


def routes() -> set[str]:
    """Every route of the pages."""
    rooms = [route for room in (assets, *ROOMS) for route in room.router.routes if isinstance(route, APIRoute)]
    return {f"{method} {route.path}" for route in rooms for method in route.methods or ()}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, str]]]:
    """One site with a student's sheet."""
    with running(tmp_path_factory.mktemp("rights")) as site:
        yield site, furnished(site)


def furnished(site: Site) -> dict[str, str]:
    """The values of the paths' parameters."""
    id_ = site.submit("student", SHEET)
    tutor, boss = site.asker("tutor"), site.asker("instructor")
    override = site.served.review.override(tutor, id_, Decision(2, None, None, None, "seen"))
    regrade = site.served.regrades.order(boss, "ml", "week")
    site.served.background.idle()
    return {
        "set_": "week", "person": site.ids["fellow"], "form": "csv", "override": override.id, "regrade": regrade.id,
        "course": "ml", "slug": "week", "problem": "sigmoid-2-2-2", "id_": id_, "line": "2",
        "digest": "0", "name": "none",
    }  # fmt: skip


def ask(site: Site, values: dict[str, str], route: str, who: str) -> Any:  # noqa: ANN401 - an answer
    """Call a route."""
    method, path = route.split()
    filled = re.sub(r"{(\w+)}", lambda found: values[found[1]], path)
    browser = site.browsers[who]
    sent = {name: text.format(**values) for name, text in SENT.get(route, {}).items()}
    return browser.get(filled) if method == "GET" else browser.post(filled, sent)


def test_every_route_has_its_row() -> None:
    """A new route without a row fails here."""
    assert routes() == set(TABLE)


@pytest.mark.parametrize("route", [route for route in TABLE if route.startswith("GET")])
def test_looking(shared: tuple[Site, dict[str, str]], route: str) -> None:
    """The table's statuses; whoever may not see the sheet finds nothing of it."""
    site, values = shared
    for who, status in zip(PEOPLE, TABLE[route], strict=True):
        answer = ask(site, values, route, who)
        assert answer.status_code == status, (who, answer.text)
        assert answer.headers["content-type"].startswith(("text/html", "application/octet-stream", "text/csv"))
        if who in {"nobody", "fellow", "stranger"}:
            assert "0,9" not in answer.text
            assert "{id_}" in route or values["id_"] not in answer.text


@pytest.mark.parametrize("route", [route for route in TABLE if route.startswith("POST")])
def test_doing(tmp_path_factory: pytest.TempPathFactory, route: str) -> None:
    """The table's statuses for everybody; who may come in last, so that nobody's turn depends on another's."""
    with running(tmp_path_factory.mktemp("doing")) as site:
        values = furnished(site)
        for who, status in sorted(zip(PEOPLE, TABLE[route], strict=True), key=lambda each: -each[1]):
            assert ask(site, values, route, who).status_code == status, who


@pytest.mark.parametrize("route", [route for route in TABLE if route.startswith("POST")])
def test_no_form_of_anybody_works_without_its_token(shared: tuple[Site, dict[str, str]], route: str) -> None:
    """The token is asked for before anything else, except of who is nobody."""
    site, values = shared
    method, path = route.split()
    assert method == "POST"
    filled = re.sub(r"{(\w+)}", lambda found: values[found[1]], path)
    answer = site.browsers["student"].client.post(filled, data=SENT.get(route, {}), follow_redirects=False)
    assert answer.status_code == 403
