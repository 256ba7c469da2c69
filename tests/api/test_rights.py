"""Who may call what: every route that the app has, as every role; a denial changes nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.routing import APIRoute

from tests.api.service import Service, running

PEOPLE = ("nobody", "student", "other", "tutor", "instructor")
# route: statuses for nobody, the student whose sheet it is, another student, a tutor, an instructor
TABLE: dict[str, tuple[int, int, int, int, int]] = {
    "GET /v1/health": (200, 200, 200, 200, 200),
    "GET /v1/ready": (200, 200, 200, 200, 200),
    "GET /v1/me": (401, 200, 200, 200, 200),
    "POST /v1/people": (401, 403, 403, 403, 201),
    "POST /v1/problems": (401, 403, 403, 403, 201),
    "GET /v1/problems": (401, 200, 200, 200, 200),
    "GET /v1/problems/{slug}": (401, 200, 200, 200, 200),
    "GET /v1/problems/{slug}/source": (401, 403, 403, 200, 200),
    "POST /v1/sets": (401, 403, 403, 403, 201),
    "GET /v1/sets": (401, 200, 200, 200, 200),
    "GET /v1/sets/{slug}": (401, 200, 200, 200, 200),
    "POST /v1/problems/{slug}/submissions": (401, 201, 201, 201, 201),
    "POST /v1/problems/{slug}/preview": (401, 200, 200, 200, 200),
    "GET /v1/submissions": (401, 200, 200, 200, 200),
    "GET /v1/submissions/{id_}": (401, 200, 404, 200, 200),
    "GET /v1/submissions/{id_}/text": (401, 200, 404, 200, 200),
}
SENT: dict[str, dict[str, Any]] = {
    "POST /v1/people": {"json": {"name": "Eve", "role": "instructor"}},
    "POST /v1/problems": {"content": "new-problem"},
    "POST /v1/sets": {"content": "set: new\nproblems: [one]\n"},
    "POST /v1/problems/{slug}/submissions": {"content": "a1 = 1"},
}


def furnished(service: Service) -> dict[str, str]:
    """A problem, a set of its name and the student's submission, as the values of the paths' parameters."""
    boss = service.headers("instructor")
    assert service.client.post("/v1/problems", content="one unit", headers=boss).status_code == 201
    assert service.client.post("/v1/sets", content="set: one\nproblems: [one]\n", headers=boss).status_code == 201
    sheet = service.client.post("/v1/problems/one/submissions", content="a1 = 1", headers=service.headers("student"))
    return {"slug": "one", "id_": sheet.json()["id"]}


def routes() -> set[str]:
    """Every route of the app."""
    with running() as service:
        paths = service.client.get("/v1/openapi.json").json()["paths"]
        declared = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
        hidden = {route.path for route in service.client.app.routes if isinstance(route, APIRoute)}  # type: ignore[attr-defined]
        assert {route.partition(" ")[2] for route in declared} >= hidden
        return declared


def test_every_route_has_its_row() -> None:
    """A new route without a row fails here."""
    assert routes() == set(TABLE)


@pytest.mark.parametrize("route", TABLE)
@pytest.mark.parametrize("who", PEOPLE)
def test_rights(service: Service, route: str, who: str) -> None:
    """The table's status; where it is a denial, nothing has changed and nothing is told."""
    values = furnished(service)
    method, path = route.split()
    before = service.rows()
    answer = service.client.request(
        method, re.sub(r"{(\w+)}", lambda m: values[m[1]], path), headers=service.headers(who), **SENT.get(route, {})
    )
    assert answer.status_code == TABLE[route][PEOPLE.index(who)], answer.text
    if answer.status_code >= 400:
        assert service.rows() == before
        assert answer.headers["content-type"] == "application/problem+json"
        assert "a1 = 1" not in answer.text


def test_a_student_lists_only_their_own(service: Service) -> None:
    """Lists are cut to one's own sheets, for who may not see all."""
    furnished(service)
    counts = [
        len(service.client.get("/v1/submissions", headers=service.headers(who)).json()["items"]) for who in ("student", "other", "tutor")
    ]
    assert counts == [1, 0, 1]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ink_wrong", "Basic abc", "Bearer \u00e9"])
def test_a_wrong_token_is_none(service: Service, header: str) -> None:
    """What is no token of anybody gets 401 and is told which scheme is meant."""
    answer = service.client.get("/v1/me", headers={b"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_is_shown_once_and_kept_as_a_digest(service: Service) -> None:
    """The token of a new person works, and stands nowhere in the database."""
    new = service.client.post("/v1/people", json={"name": "Eve", "role": "student"}, headers=service.headers("instructor")).json()
    me = service.client.get("/v1/me", headers={"Authorization": f"Bearer {new['token']}"}).json()
    assert me == {"id": new["id"], "name": "Eve", "role": "student"}
    with service.store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM people").fetchall()
    assert not any(new["token"] in str(row) for row in kept)
