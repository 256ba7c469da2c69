"""A service with stand-ins for problem and grader, two courses, and a client for each person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from starlette.testclient import TestClient

from grader import records
from grader.api import build
from grader.services.batch.inline import Inline
from grader.services.engine import Engine
from grader.services.rights import SCOPES, Asker
from grader.services.together import Services, together
from grader.storage.store import SqlStore
from grader.storage.tables import TABLES
from grader.web.installation import Installation
from grader.wiring import Settings
from tests import databases
from tests.api import stand_ins

if TYPE_CHECKING:
    from fastapi import FastAPI

LARGEST = 100_000
COURSE = "/v1/courses/ml"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SETTINGS = Settings(largest_body=LARGEST, rate="off", rate_sign_in="off")


@dataclass
class Clock:
    """A clock that is set by hand."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        """The time that it was set to."""
        return self.at


@dataclass
class Service:
    """A running service: its client, its store, its use cases, its clock, each person's id and token."""

    client: TestClient
    app: FastAPI
    store: SqlStore
    served: Services
    clock: Clock
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def asker(self, who: str) -> Asker:
        """That person, as the use cases know them."""
        person = self.store.read(lambda t: t.get(records.Person, self.ids[who]))
        assert person is not None
        return Asker(person)

    def headers(self, who: str) -> dict[str, str]:
        """The headers of a request by that person; nobody has none."""
        return {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}

    def call(self, who: str, method: str, path: str, **sent: Any) -> Any:  # noqa: ANN401 - an answer
        """An answer to a person; a path that does not begin with /v1 is within the course."""
        headers = self.headers(who) | sent.pop("headers", {})
        return self.client.request(method, path if path.startswith("/v1") else COURSE + path, headers=headers, **sent)

    def ok(self, who: str, method: str, path: str, **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """What an answer holds that is no failure."""
        answer = self.call(who, method, path, **sent)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content and "json" in answer.headers["content-type"] else answer.content

    def submit(self, who: str = "student", text: str | bytes = "z[1,1] = 0.5\n", set_: str = "week", **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """A submission to the problem `one`."""
        return self.ok(who, "POST", f"/sets/{set_}/problems/one/submissions", content=text, **sent)

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.store.engine.connect() as connection:
            return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES.values()}

    def everything(self) -> dict[str, list[Any]]:
        """Every row of every table."""
        return self.store.read(lambda t: {kind.__name__: t.find(kind) for kind in TABLES})

    def person(self, name: str, role: records.PersonRole, scopes: tuple[str, ...] = SCOPES) -> None:
        """Somebody with a token of these scopes."""
        person = records.Person(records.new_id(), name.title(), None, role, self.clock())
        self.store.write(lambda t: t.add(person))
        self.tokens[name] = self.served.sign_in.new_token(Asker(person), "test", scopes, None)[1]  # type: ignore[arg-type]
        self.ids[name] = person.id


@contextmanager
def running(folder: Path, kind: str = "sqlite", settings: Settings = SETTINGS) -> Iterator[Service]:
    """A course `ml` with its instructor, a tutor and two students, and a course `other` of a stranger with a student."""
    store, clock = SqlStore.at(databases.fresh(kind, folder)), Clock()
    engine = Engine(stand_ins.parse, stand_ins.grade, Inline, "1")
    served = together(store, engine, stand_ins.Hasher(), stand_ins.parse, stand_ins.bank_source, largest=LARGEST, now=clock)
    app = build(Installation.of(served, settings))
    with TestClient(app, raise_server_exceptions=False, base_url="http://test") as client:
        service = Service(client, app, store, served, clock)
        for boss, course in (("instructor", "ml"), ("stranger", "other")):
            service.person(boss, "instructor")
            service.ok(boss, "POST", "/v1/courses", json={"id": course, "title": course.upper()})
        for name, course, role in (
            ("tutor", "ml", "tutor"), ("student", "ml", "student"), ("fellow", "ml", "student"), ("outsider", "other", "student"),
        ):  # fmt: skip
            service.person(name, "member")
            boss = "instructor" if course == "ml" else "stranger"
            service.ok(boss, "PUT", f"/v1/courses/{course}/members/{service.ids[name]}", json={"role": role})
        yield service


def furnish(service: Service, rules: str = "") -> None:
    """The problem `one` and the set `week` with these rules."""
    service.ok("instructor", "POST", "/problems", content="one Unit")
    service.ok("instructor", "POST", "/sets", content=f"set: week\ntitle: Week\n{rules}problems: [one]\n")
