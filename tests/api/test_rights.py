"""Who may call what: every route that the app has, as every role, on one's own, other people's and another course's objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

from tests.api.service import Service, furnish, running

PEOPLE = ("nobody", "student", "fellow", "tutor", "instructor", "stranger")
OPEN, EVERYBODY, TEACH = (200,) * 6, (401, 200, 200, 200, 200, 200), (401, 403, 403, 403, 201, 404)
# route: statuses for nobody, the student whose work it is, another student, a tutor, an instructor, another course's instructor
TABLE: dict[str, tuple[int, ...]] = {
    "GET /v1/health": OPEN,
    "GET /v1/ready": OPEN,
    "GET /v1/metrics": OPEN,
    "POST /v1/sign-in": (403,) * 6,
    "POST /v1/sign-in/password": (403,) * 6,
    "PUT /v1/me/password": (401, 403, 403, 403, 403, 403),  # not by a token, whosever it is
    "DELETE /v1/session": (401, 204, 204, 204, 204, 204),
    "GET /v1/me": EVERYBODY,
    "POST /v1/tokens": (401, 201, 201, 201, 201, 201),
    "GET /v1/tokens": EVERYBODY,
    "DELETE /v1/tokens/{token}": (401, 204, 404, 404, 404, 404),
    "POST /v1/people": (401, 403, 403, 403, 201, 201),
    "GET /v1/people/{person}/export": (401, 200, 404, 404, 200, 404),
    "DELETE /v1/people/{person}": (401, 403, 404, 404, 204, 404),
    "POST /v1/courses": (401, 403, 403, 403, 201, 201),
    "GET /v1/courses": EVERYBODY,
    "GET /v1/courses/{course}": (401, 200, 200, 200, 200, 404),
    "GET /v1/courses/{course}/members": (401, 403, 403, 200, 200, 404),
    "PUT /v1/courses/{course}/members/{person}": (401, 403, 403, 403, 200, 404),
    "DELETE /v1/courses/{course}/members/{person}": (401, 403, 403, 403, 204, 404),
    "POST /v1/courses/{course}/members/{person}/link": TEACH,
    "POST /v1/courses/{course}/links": TEACH,
    "PUT /v1/courses/{course}/class-list": (401, 403, 403, 403, 200, 404),
    "POST /v1/courses/{course}/join-code": (401, 403, 403, 403, 200, 404),
    "DELETE /v1/courses/{course}/join-code": (401, 403, 403, 403, 200, 404),
    "POST /v1/join": (404,) * 6,
    "GET /v1/courses/{course}/audit": (401, 403, 403, 403, 200, 404),
    "POST /v1/courses/{course}/problems": TEACH,
    "GET /v1/courses/{course}/problems": (401, 403, 403, 200, 200, 404),
    "GET /v1/courses/{course}/problems/{problem}": (401, 403, 403, 200, 200, 404),
    "GET /v1/courses/{course}/problems/{problem}/source": (401, 403, 403, 200, 200, 404),
    "POST /v1/courses/{course}/sets": TEACH,
    "GET /v1/courses/{course}/sets": (401, 200, 200, 200, 200, 404),
    "GET /v1/courses/{course}/sets/{set}": (401, 200, 200, 200, 200, 404),
    "GET /v1/courses/{course}/sets/{set}/source": (401, 403, 403, 200, 200, 404),
    "POST /v1/courses/{course}/sets/{set}/release": (401, 403, 403, 403, 204, 404),
    "PUT /v1/courses/{course}/sets/{set}/extensions/{person}": (401, 403, 403, 403, 200, 404),
    "GET /v1/courses/{course}/sets/{set}/problems/{problem}": (401, 200, 200, 200, 200, 404),
    "POST /v1/courses/{course}/sets/{set}/problems/{problem}/submissions": (401, 201, 201, 201, 201, 404),
    "POST /v1/courses/{course}/sets/{set}/problems/{problem}/preview": (401, 200, 200, 200, 200, 404),
    "GET /v1/courses/{course}/submissions": (401, 200, 200, 200, 200, 404),
    "GET /v1/submissions/{submission}": (401, 200, 404, 200, 200, 404),
    "GET /v1/submissions/{submission}/raw": (401, 200, 404, 200, 200, 404),
    "GET /v1/courses/{course}/sets/{set}/marks": (401, 403, 403, 200, 200, 404),
    "GET /v1/courses/{course}/review": (401, 403, 403, 200, 200, 404),
    "POST /v1/submissions/{submission}/overrides": (401, 403, 404, 201, 201, 404),
    "GET /v1/submissions/{submission}/overrides": (401, 403, 404, 200, 200, 404),
    "POST /v1/submissions/{submission}/appeals": (401, 201, 404, 403, 403, 404),
    "GET /v1/submissions/{submission}/appeals": (401, 200, 404, 200, 200, 404),
    "POST /v1/appeals/{appeal}/answer": (401, 404, 404, 200, 200, 404),
    "GET /v1/courses/{course}/sets/{set}/groups": (401, 403, 403, 200, 200, 404),
    "POST /v1/courses/{course}/sets/{set}/groups": (401, 403, 403, 200, 200, 404),
    "POST /v1/courses/{course}/regrades": (401, 403, 403, 403, 202, 404),
    "GET /v1/courses/{course}/regrades": (401, 403, 403, 403, 200, 404),
    "GET /v1/regrades/{regrade}": (401, 403, 403, 403, 200, 404),
    "POST /v1/regrades/{regrade}/apply": (401, 403, 403, 403, 200, 404),
}
KEY = {"problem": "one", "numbers": "0123456789abcdef", "quantity": "z[1,1]", "written": "0.5", "verdict": "correct"}
SENT: dict[str, dict[str, Any]] = {
    "POST /v1/sign-in": {"json": {"link": "ink_wrong"}},
    "POST /v1/sign-in/password": {"json": {"who": "ada@example.org", "password": "secret"}},
    "PUT /v1/me/password": {"json": {"password": "long enough a secret"}},
    "POST /v1/tokens": {"json": {"name": "x", "scopes": ["read"]}},
    "POST /v1/people": {"json": {"name": "Eve", "role": "instructor"}},
    "POST /v1/courses": {"json": {"id": "new", "title": "New"}},
    "PUT /v1/courses/{course}/members/{person}": {"json": {"role": "instructor"}},
    "PUT /v1/courses/{course}/class-list": {"content": "student_id,name\n1,Eve\n"},
    "POST /v1/join": {"json": {"code": "WRONG", "name": "Eve"}},
    "POST /v1/courses/{course}/problems": {"content": "new Problem"},
    "POST /v1/courses/{course}/sets": {"content": "set: new\nproblems: [one]\n"},
    "PUT /v1/courses/{course}/sets/{set}/extensions/{person}": {"json": {"due": "2026-12-24T00:00:00+01:00", "reason": "ill"}},
    "POST /v1/courses/{course}/sets/{set}/problems/{problem}/submissions": {"content": "z = secret"},
    "POST /v1/courses/{course}/sets/{set}/problems/{problem}/preview": {"content": "z = secret"},
    "POST /v1/submissions/{submission}/overrides": {"json": {"line": 1, "quantity": "z[1,1]", "points": "0", "reason": "no"}},
    "POST /v1/submissions/{submission}/appeals": {"json": {"line": 2, "message": "why?"}},
    "POST /v1/appeals/{appeal}/answer": {"json": {"state": "declined", "answer": "no"}},
    "GET /v1/courses/{course}/sets/{set}/groups": {"params": {"problem": "one"}},
    "POST /v1/courses/{course}/sets/{set}/groups": {"json": {"key": KEY, "points": "0", "reason": "no"}},
    "POST /v1/courses/{course}/regrades": {"json": {"set": "week"}},
    "POST /v1/regrades/{regrade}/apply": {"json": {}},
}
SHEET = "z[1,1] = 0.5\nz[1,2] = secret wrong\n"


def furnished(service: Service) -> dict[str, str]:
    """Every kind of object, of the student's and of the course, as the values of the paths' parameters."""
    furnish(service)
    submission = service.submit(text=SHEET)["id"]
    appeal = service.ok("student", "POST", f"/v1/submissions/{submission}/appeals", json={"line": 1, "message": "why?"})["id"]
    regrade = service.ok("instructor", "POST", "/regrades", json={"set": "week"})["id"]
    service.served.background.idle()
    token = service.ok("student", "GET", "/v1/tokens")["items"]
    spare = service.ok("student", "POST", "/v1/tokens", json={"name": "spare", "scopes": ["read"]})["id"]
    assert len(token) == 1
    return {
        "course": "ml", "problem": "one", "set": "week", "person": service.ids["student"], "submission": submission,
        "appeal": appeal, "regrade": regrade, "token": spare,
    }  # fmt: skip


def named(route: str) -> str:
    """A route with its parameters named by what they are."""
    found = re.sub(r"(submissions|appeals|regrades|people|members|extensions|tokens)/{id_}", r"\1/{\1}", route)
    found = re.sub(r"{(submission|appeal|regrade|token|member|extension)s}", r"{\1}", found).replace("{people}", "{person}")
    found = found.replace("{member}", "{person}").replace("{extension}", "{person}")
    return re.sub(r"(problem|set)s/{slug}", r"\1s/{\1}", found)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[str, str]]]:
    """One service for all denials, which change nothing."""
    with running(tmp_path_factory.mktemp("rights")) as service:
        yield service, furnished(service)


def ask(service: Service, values: dict[str, str], route: str, who: str) -> Any:  # noqa: ANN401 - an answer
    """Call a route."""
    method, path = route.split()
    return service.call(who, method, re.sub(r"{(\w+)}", lambda m: values[m[1]], path), **SENT.get(route, {}))


def test_every_route_has_its_row(shared: tuple[Service, dict[str, str]]) -> None:
    """A new route without a row fails here."""
    service, _ = shared
    paths = service.client.get("/v1/openapi.json").json()["paths"]
    declared = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    hidden = {route.path for route in service.app.routes if isinstance(route, APIRoute)}
    assert {route.partition(" ")[2] for route in declared} >= hidden
    assert {named(route) for route in declared} == set(TABLE)


DENIED = [(route, who) for route, row in TABLE.items() for who, status in zip(PEOPLE, row, strict=True) if status >= 400]
ALLOWED = [(route, who) for route, row in TABLE.items() for who, status in zip(PEOPLE, row, strict=True) if status < 400]


@pytest.mark.parametrize(("route", "who"), DENIED)
def test_denied(shared: tuple[Service, dict[str, str]], route: str, who: str) -> None:
    """The table's status, nothing told, and not a row of any table changed."""
    service, values = shared
    before = service.everything()
    answer = ask(service, values, route, who)
    assert answer.status_code == TABLE[route][PEOPLE.index(who)], answer.text
    assert service.everything() == before
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


@pytest.mark.parametrize(("route", "who"), [pair for pair in ALLOWED if pair[0].startswith("GET")])
def test_allowed_to_look(shared: tuple[Service, dict[str, str]], route: str, who: str) -> None:
    """The table's status; whoever may not see others' work finds none of it in the answer."""
    service, values = shared
    answer = ask(service, values, route, who)
    assert answer.status_code == TABLE[route][PEOPLE.index(who)], answer.text
    if who in {"nobody", "fellow", "stranger"}:
        assert "secret" not in answer.text
        assert values["submission"] not in answer.text
    if who == "tutor":
        assert service.ids["student"] not in answer.text


@pytest.mark.parametrize("route", sorted({route for route, _ in ALLOWED if not route.startswith("GET")}))
def test_allowed_to_act(tmp_path: Path, route: str) -> None:
    """The table's status for everybody who may; the work of each is done on a service of its own."""
    for who in (who for found, who in ALLOWED if found == route):
        with running(tmp_path) as service:
            answer = ask(service, furnished(service), route, who)
            assert answer.status_code == TABLE[route][PEOPLE.index(who)], (who, answer.text)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ink_wrong", "Basic abc", "Bearer \u00e9"])
def test_a_wrong_token_is_none(service: Service, header: str) -> None:
    """What is no token of anybody gets 401 and is told which scheme is meant."""
    answer = service.client.get("/v1/me", headers={b"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("scopes", "route", "status"),
    [
        (["read"], "POST /v1/courses/{course}/sets/{set}/problems/{problem}/submissions", 403),
        (["read"], "GET /v1/courses/{course}/sets", 200),
        (["submit"], "GET /v1/courses", 403),
        (["read", "review"], "POST /v1/courses/{course}/problems", 403),
        (["read"], "POST /v1/tokens", 201),
        (["submit"], "POST /v1/tokens", 403),
        (["read"], "DELETE /v1/people/{person}", 404),
    ],
)
def test_a_token_does_what_its_scopes_say(shared: tuple[Service, dict[str, str]], scopes: list[str], route: str, status: int) -> None:
    """An instructor's token is good for its scopes only, and makes no token that is good for more."""
    service, values = shared
    made = service.ok("instructor", "POST", "/v1/tokens", json={"name": "narrow", "scopes": scopes})
    service.tokens["narrow"] = made["token"]
    values = values | {"person": service.ids["outsider"]}
    assert ask(service, values, route, "narrow").status_code == status


def test_secrets_are_kept_as_digests(service: Service) -> None:
    """Neither the secret of a token nor that of a link stands in the database."""
    secret = service.ok("student", "POST", "/v1/tokens", json={"name": "x", "scopes": ["read"]})["token"]
    link = service.ok("instructor", "POST", f"/members/{service.ids['student']}/link")["link"].partition("link=")[2]
    kept = str(service.everything())
    assert len(secret) > 40
    assert secret not in kept
    assert len(link) > 40
    assert link not in kept
