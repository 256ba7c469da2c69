"""A site with the real grader: a course with a set, people of every role, and a browser for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from grader import records, wiring
from grader.problem import parse
from grader.server import Doors, build
from grader.services.batch.inline import Inline
from grader.services.engine import Engine
from grader.services.rights import Asker
from grader.services.together import Services, together
from grader.storage.store import SqlStore
from grader.web.cookies import COOKIE, Cookies
from grader.wiring import Settings
from tests.api.service import LARGEST, SETTINGS, Clock
from tests.api.stand_ins import Hasher

PROBLEM = "/courses/ml/sets/week/problems/sigmoid-2-2-2"
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@dataclass
class Browser:
    """Somebody's browser; posts carry the token of the session as our forms do."""

    client: TestClient
    token: str = ""

    def get(self, path: str, **sent: Any) -> Any:  # noqa: ANN401 - an answer
        """A page, without being led on."""
        return self.client.get(path, follow_redirects=False, **sent)

    def post(self, path: str, data: dict[str, Any] | None = None, **sent: Any) -> Any:  # noqa: ANN401 - an answer
        """A form's answer, without being led on."""
        return self.client.post(path, data={"csrf": self.token} | (data or {}), follow_redirects=False, **sent)


@dataclass
class Site:
    """A running site."""

    app: Doors
    served: Services
    clock: Clock
    ids: dict[str, str] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)

    def person(self, name: str, role: records.PersonRole = "member", shown: str = "") -> Asker:
        """Somebody new, signed in with a browser of their own."""
        person = records.Person(records.new_id(), shown or name.title(), None, role, self.clock())
        self.served.store.write(lambda t: t.add(person))
        asker = self.served.store.write(lambda t: self.served.sign_in.session(t, person))
        cookies = Cookies(self.served.sign_in.key())
        client = self.client()
        client.cookies.set(COOKIE, cookies._signer.sign(asker.session or "").decode("ascii"))
        self.ids[name], self.browsers[name] = person.id, Browser(client, cookies.csrf(asker.session or ""))
        return asker

    def client(self) -> TestClient:
        """A browser that nobody is signed in with."""
        return TestClient(self.app, raise_server_exceptions=False, base_url="http://test")

    def upload(self, problem: str) -> None:
        """A problem's file, by the instructor."""
        self.served.publish.problem(self.asker("instructor"), "ml", problem.encode())

    def set_up(self, set_: str) -> None:
        """A set's file, by the instructor."""
        self.served.publish.set_(self.asker("instructor"), "ml", set_.encode())

    def asker(self, name: str) -> Asker:
        """Somebody, as the use cases know them."""
        person = self.served.store.read(lambda t: t.get(records.Person, self.ids[name]))
        assert person is not None
        return Asker(person)

    def submit(self, who: str, text: str, set_: str = "week", problem: str = "sigmoid-2-2-2") -> str:
        """A sheet handed in by its use case; the submission's id."""
        return self.served.submissions.submit(self.asker(who), "ml", set_, problem, text.encode()).submission.id


@contextmanager
def running(folder: Path, settings: Settings = SETTINGS, rules: str = "") -> Iterator[Site]:
    """A course `ml` with its instructor, a tutor, two students and the set `week`; `stranger` teaches another course."""
    store, clock = SqlStore.at(f"sqlite:///{folder / 'site.db'}"), Clock()
    engine = Engine(parse, wiring.grade, Inline, "1")
    served = together(store, engine, Hasher(), parse, wiring.bank_source, largest=LARGEST, now=clock)
    site = Site(build(served, settings), served, clock)
    with TestClient(site.app):
        for boss, course in (("instructor", "ml"), ("stranger", "other")):
            served.courses.found(site.person(boss, "instructor"), course, course.upper())
        roles: tuple[tuple[str, records.CourseRole], ...] = (("tutor", "tutor"), ("student", "student"), ("fellow", "student"))
        for name, role in roles:
            site.person(name)
            served.courses.admit(site.asker("instructor"), "ml", site.ids[name], role)
        site.browsers["nobody"] = Browser(site.client())
        site.set_up(f"set: week\ntitle: Week 3\n{rules}problems: [sigmoid-2-2-2, relu-2-3-1]\n")
        yield site
