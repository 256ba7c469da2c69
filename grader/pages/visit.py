"""One request of a browser: who asks, how they want to see pages, and that a change was asked for by a page of ours."""

import hmac
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from http import HTTPStatus
from itertools import chain
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from markupsafe import Markup
from starlette.exceptions import HTTPException

from grader.pages.frame import environment, stretches
from grader.pages.look import Look, look_of
from grader.pages.words import Words, words
from grader.rendering.figures import marked, points
from grader.services.rights import Asker
from grader.services.together import Services
from grader.web.cookies import COOKIE, SAFE
from grader.web.installation import Installation

log = logging.getLogger("grader.pages")
TOKEN, HEADER = "csrf", "x-csrf-token"  # the names of a field and of a header
PRIVATE = {"Cache-Control": "private, no-cache"}
SLUG = r"^[a-z0-9-]{1,100}$"
ID = r"^[0-9a-f]{32}$"


class SignInNeeded(Exception):
    """Nobody is signed in, and the page is somebody's."""


@dataclass(frozen=True)
class Visit:
    """What a handler needs to answer."""

    request: Request
    at: Installation
    who: Asker | None
    look: Look

    @property
    def served(self) -> Services:
        """The use cases."""
        return self.at.served

    @property
    def asker(self) -> Asker:
        """Who is signed in.

        Raises SignInNeeded.
        """
        if self.who is None:
            raise SignInNeeded
        return self.who

    @cached_property
    def say(self) -> Words:
        """The words of the visitor's language, numbers in their decimal mark."""
        found = words(self.look.language).marked(self.look.decimal)
        assert isinstance(found, Words)  # noqa: S101 - the same class with another mark
        return found

    @property
    def token(self) -> str:
        """What a form of ours carries; empty where nobody is signed in."""
        return "" if self.who is None or self.who.session is None else self.at.cookies.csrf(self.who.session)

    @property
    def here(self) -> str:
        """The address of the page, as a path of ours."""
        query = f"?{self.request.url.query}" if self.request.url.query else ""
        return f"{quote(self.request.url.path)}{query}"

    def points(self, amount: Fraction) -> str:
        """Points in the visitor's decimal mark."""
        return marked(points(amount), self.look.decimal)

    def page(self, template: str, status: int = HTTPStatus.OK, **facts: Any) -> HTMLResponse:  # noqa: ANN401 - a page's own facts
        """The page of a template, with these facts in it."""
        return HTMLResponse(environment().get_template(template).render(self._facts(facts)), int(status), PRIVATE)

    def gradually(self, template: str, **facts: Any) -> Response:  # noqa: ANN401 - a page's own facts
        """The same, sent as far as it is made wherever the template says `{{ so_far }}`: what stands above is seen while the rest is made.

        Raises whatever making the first stretch raises; a fault further down stands at the end of what was sent.
        """
        made = stretches(template, self._facts(facts))
        return StreamingResponse(chain([next(made)], self._rest(made)), media_type="text/html", headers=PRIVATE)

    def _rest(self, made: Iterator[str]) -> Iterator[str]:
        try:
            yield from made
        except Exception as error:  # noqa: BLE001 - whatever it is: it is told where the page ends
            log.error("%s %s: %s", self.request.method, self.request.url.path, type(error).__name__)  # noqa: TRY400 - without anybody's text
            yield Markup('<p class="notice bad" role="alert">{}</p>').format(self.say.word("failure-500"))

    def _facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What every template knows, and a page's own."""
        return {
            "visit": self,
            "word": self.say.word,
            "language": self.look.language,
            "theme": self.look.theme,
            "points": self.points,
            "fault_told": self.say.told,
            **facts,
        }

    def go(self, path: str) -> RedirectResponse:
        """Lead on to a page of ours, with GET; a path that leads elsewhere leads home."""
        return RedirectResponse(path if local(path) else "/", int(HTTPStatus.SEE_OTHER))


def local(path: str) -> bool:
    """Whether a path stays on this site, whatever a browser makes of backslashes and doubled slashes."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path


def visit(request: Request) -> Visit:
    """The visit, counted against the rate of the person or of the address."""
    at: Installation = request.app.state.at
    session = at.cookies.session(request.cookies.get(COOKIE))
    who = None if session is None else at.served.sign_in.by_session(session)
    request.state.person = None if who is None else who.person.id
    at.rates.check(request.state.person or _address(request))
    request.state.visit = Visit(request, at, who, look_of(request, at.settings.language))
    return begun(request)


def begun(request: Request) -> Visit:
    """The visit as far as it got: nobody's where it failed before it was known whose it is."""
    at: Installation = request.app.state.at
    found: Visit | None = getattr(request.state, "visit", None)
    return found or Visit(request, at, None, look_of(request, at.settings.language))


def knock(request: Request) -> None:
    """Count an attempt to be let in against the rate of its address."""
    at: Installation = request.app.state.at
    at.rates.check_knock(_address(request))


def knock_at(request: Request, who: str) -> None:
    """Count an attempt to come in as somebody, wherever it comes from; the web API counts with it."""
    at: Installation = request.app.state.at
    at.rates.check_knock(f"at {who.lower()}")


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else ""


async def ours_alone(request: Request, visited: Annotated[Visit, Depends(visit)]) -> None:
    """Answer 403 to a change that another site's page may have asked for.

    Who is signed in sends the token of their session in the form; where nobody is, the browser must not say that another site asks.
    """
    if request.method in SAFE:
        return
    given = request.headers.get(HEADER) or ((await request.form()).get(TOKEN, "") if visited.token else "")
    matches = isinstance(given, str) and hmac.compare_digest(given.encode("utf-8", "replace"), visited.token.encode())
    if not matches or not visited.at.cookies.may_be_ours(request, proven=bool(visited.token)):
        raise HTTPException(HTTPStatus.FORBIDDEN, "foreign-form")


Visited = Annotated[Visit, Depends(visit)]
Slug = Annotated[str, Path(pattern=SLUG)]
Id = Annotated[str, Path(pattern=ID)]
