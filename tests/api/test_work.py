"""The way of a sheet through the API, and what is answered to whatever is wrong."""

from __future__ import annotations

import pytest

from tests.api.service import LARGEST, Service


def test_the_main_way(service: Service) -> None:
    """An instructor uploads a problem, a student hands in bytes and fetches the report."""
    boss, ada = service.headers("instructor"), service.headers("student")
    assert service.client.post("/v1/problems", content="one unit", headers=boss).json() == {"id": "one", "version": 1, "title": "One Unit"}
    sent = service.client.post("/v1/problems/one/submissions?name=sheet%201", content="a₁ = 0,5".encode(), headers=ada).json()
    assert (sent["state"], sent["name"], sent["problem_version"]) == ("graded", "sheet 1", 1)
    again = service.client.get(f"/v1/submissions/{sent['id']}", headers=ada).json()
    assert again == sent
    assert again["report"]["submission"] == "sheet 1"
    text = service.client.get(f"/v1/submissions/{sent['id']}/text", headers=ada)
    assert text.content == "a₁ = 0,5".encode()
    assert "attachment" in text.headers["content-disposition"]


def test_the_same_key_is_the_same_submission(service: Service) -> None:
    """A client that sends again after a lost answer makes no second submission."""
    service.client.post("/v1/problems", content="one unit", headers=service.headers("instructor"))
    headers = service.headers("student") | {"Idempotency-Key": "k-1"}
    ids = {service.client.post("/v1/problems/one/submissions", content="a1 = 1", headers=headers).json()["id"] for _ in range(3)}
    assert len(ids) == 1
    assert service.rows()["reports"] == 1


def test_a_preview_tells_the_reading_and_no_verdict(service: Service) -> None:
    """A student sees how a line is read before handing it in; nothing is kept."""
    service.client.post("/v1/problems", content="one unit", headers=service.headers("instructor"))
    before = service.rows()
    answer = service.client.post("/v1/problems/one/preview", content="a1 = 0,5", headers=service.headers("student"))
    assert answer.json()["items"][0]["quantity"] == "z[1,1]"
    assert not {"verdict", "correct", "message"} & set(answer.json()["items"][0])
    assert service.rows() == before


def test_all_faults_of_a_problem_are_answered_at_once(service: Service) -> None:
    """Problem details with each fault's line, column and path; nothing is kept."""
    answer = service.client.post("/v1/problems", content="faulty", headers=service.headers("instructor"))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["faults"] == [
        {"message": "no network", "line": 1, "column": 1, "path": "network"},
        {"message": "no title", "line": 2, "column": 3, "path": ""},
    ]
    assert service.rows()["problems"] == 0


def test_a_set_takes_the_banks_problems_and_names_those_that_nobody_knows(service: Service) -> None:
    """A set may name shipped problems; an unknown one is a fault with its line."""
    boss = service.headers("instructor")
    made = service.client.post("/v1/sets", content="set: week-3\ntitle: Week 3\nproblems: [shipped]\n", headers=boss).json()
    assert made == {
        "id": "week-3",
        "version": 1,
        "title": "Week 3",
        "problems": [{"id": "shipped", "version": 1, "title": "Shipped Problem"}],
    }
    answer = service.client.post("/v1/sets", content="set: week-4\nproblems:\n  - shipped\n  - lost\n", headers=boss)
    assert (answer.status_code, answer.json()["faults"][0]["line"]) == (422, 4)


def test_bytes_that_are_no_text_have_a_place_too(service: Service) -> None:
    """A problem file in a wrong encoding is refused with the line of the first wrong byte."""
    answer = service.client.post("/v1/problems", content=b"id: x\ntitle: \xff\n", headers=service.headers("instructor"))
    assert answer.json()["faults"] == [{"message": "the file is not UTF-8", "line": 2, "column": 8, "path": ""}]


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"\xff\xfe", "½ ∂".encode("utf-16"), b"\n" * LARGEST])
def test_any_bytes_are_a_submission(service: Service, raw: bytes) -> None:
    """Nothing that a student sends is refused for what it holds."""
    service.client.post("/v1/problems", content="one unit", headers=service.headers("instructor"))
    sent = service.client.post("/v1/problems/one/submissions", content=raw, headers=service.headers("student"))
    assert sent.status_code == 201
    assert service.client.get(f"/v1/submissions/{sent.json()['id']}/text", headers=service.headers("student")).content == raw


@pytest.mark.parametrize("announced", [True, False])
def test_no_body_grows_beyond_the_bound(service: Service, announced: bool) -> None:  # noqa: FBT001 - parametrized
    """A body beyond the bound gets 413, whether its length was announced or it came in pieces; nothing is kept."""
    service.client.post("/v1/problems", content="one unit", headers=service.headers("instructor"))
    before = service.rows()
    pieces = (b"x" * 100 for _ in range(LARGEST // 100 + 1))
    content = b"".join(pieces) if announced else pieces
    answer = service.client.post("/v1/problems/one/submissions", content=content, headers=service.headers("student"))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert service.rows() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/submissions/0", 422),
        ("GET", "/v1/submissions/" + "0" * 32, 404),
        ("GET", "/v1/problems/nothing", 404),
        ("GET", "/v1/problems/NOTHING", 422),
        ("GET", "/v1/sets/nothing", 404),
        ("GET", "/v1/problems?limit=0", 422),
        ("GET", "/v1/problems?limit=100000", 422),
        ("GET", "/v1/nothing", 404),
        ("DELETE", "/v1/problems", 405),
        ("POST", "/v1/problems/nothing/submissions", 404),
        ("POST", "/v1/people", 422),
    ],
)
def test_one_shape_for_all_that_is_wrong(service: Service, method: str, path: str, status: int) -> None:
    """Whatever is wrong is told as problem details."""
    answer = service.client.request(method, path, headers=service.headers("instructor"))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_pages_follow_one_another(service: Service) -> None:
    """Following `next` meets every problem once, in order."""
    boss = service.headers("instructor")
    for slug in ("c", "a", "e", "b", "d"):
        service.client.post("/v1/problems", content=f"{slug} problem", headers=boss)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = service.client.get("/v1/problems", params={"limit": 2, "after": after}, headers=boss).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == list("abcde")


def test_what_was_unfinished_is_taken_up(service: Service) -> None:
    """A sheet that was received but never graded is graded when the service starts again."""
    service.client.post("/v1/problems", content="one unit", headers=service.headers("instructor"))
    ada = service.client.get("/v1/me", headers=service.headers("student")).json()["id"]
    problem = service.store.problem("one")
    assert problem is not None
    left = service.store.receive(ada, problem.id, "left", b"a1 = 1", None).id
    assert service.client.get(f"/v1/submissions/{left}", headers=service.headers("student")).json()["report"] is None
    service.client.app.state.services.submissions.take_up()  # type: ignore[attr-defined]
    shown = service.client.get(f"/v1/submissions/{left}", headers=service.headers("student")).json()
    assert (shown["state"], shown["report"]["state"]) == ("graded", "graded")


def test_a_stored_problem_that_is_no_longer_accepted_is_not_graded(service: Service) -> None:
    """A fault of ours is a state of the sheet: no marks, no failure of the request."""
    ada = service.client.get("/v1/me", headers=service.headers("student")).json()["id"]
    service.store.add_problem("old", "Old", "faulty by now", ada)
    sent = service.client.post("/v1/problems/old/submissions", content="a1 = 1", headers=service.headers("student"))
    assert (sent.status_code, sent.json()["state"], sent.json()["report"]["error"]) == (201, "not_graded", "AuthorError")


def test_openapi_documents_bodies_and_failures(service: Service) -> None:
    """Each route that takes text says so, with an example; each that needs a token documents 401."""
    paths = service.client.get("/v1/openapi.json").json()["paths"]
    assert "application/yaml" in paths["/v1/problems"]["post"]["requestBody"]["content"]
    open_paths = {"/v1/health", "/v1/ready"}
    missing = [
        path for path, methods in paths.items() for row in methods.values() if "401" not in row["responses"] and path not in open_paths
    ]
    assert missing == []
