"""A service on a database in memory with a stand-in for the grader, and a client for each person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import func, select
from starlette.testclient import TestClient

from grader.api.app import build
from grader.errors import NotFound
from grader.services.people import People
from grader.services.problem_set import parse_set
from grader.services.publish import Publish
from grader.services.submit import Submissions
from grader.storage.store import Store
from grader.storage.tables import Base
from grader.wiring import Services, Settings
from tests.services import fakes

LARGEST = 2000
ROLES = ("instructor", "tutor", "student")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its client, its store and each person's token."""

    client: TestClient
    store: Store
    tokens: dict[str, str]

    def headers(self, who: str) -> dict[str, str]:
        """The headers of a request by that person; nobody has none."""
        return {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.store.engine.connect() as connection:
            return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in Base.metadata.tables.items()}


def bank_source(id_: str) -> str:
    """A bank with a single problem."""
    if id_ != "shipped":
        raise NotFound(id_)
    return "shipped problem"


@contextmanager
def running() -> Iterator[Service]:
    """A service with one instructor, one tutor and two students."""
    store = Store.at("sqlite://")
    people = People(store)
    judge = partial(fakes.grade, language="en")
    served = Services(
        people, Publish(store, fakes.parse, parse_set, bank_source), Submissions(store, fakes.parse, judge, LARGEST), store.close
    )
    tokens = {"instructor": people.first_instructor() or ""}
    boss = people.who(tokens["instructor"])
    assert boss is not None
    tokens |= {"tutor": people.enrol(boss, "Tim", "tutor")[1]}
    tokens |= {name: people.enrol(boss, name, "student")[1] for name in ("student", "other")}
    with TestClient(build(served, Settings(largest_body=LARGEST)), raise_server_exceptions=False) as client:
        yield Service(client, store, tokens)
