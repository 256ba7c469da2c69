"""Who asks, what they send and what serves them, as the routes' arguments.

Only what waits for the database is done in a thread of its own: each change of threads costs a request more than these answers do.
"""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from grader.api.schemas.shape import ID, SLUG, ProblemDetails
from grader.services.rights import Asker
from grader.services.together import Services
from grader.web.cookies import COOKIE, Cookies
from grader.web.turns import turn

BEARER = HTTPBearer(auto_error=False, description="An API token; browsers have a session cookie instead.")
LARGEST_PAGE = 200
FAILURES = (
    HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS,
)  # fmt: skip


async def services(request: Request) -> Services:
    """The use cases of this installation."""
    return _services(request)


async def cookies(request: Request) -> Cookies:
    """How sessions are kept in browsers."""
    return _cookies(request)


def maybe(request: Request, found: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> Asker | None:
    """Whose token or session the request carries, if anybody's; counted against their rate or their address's."""
    who = _by_token(request, found.credentials) if found is not None else _by_cookie(request)
    request.state.person = None if who is None else who.person.id
    request.app.state.rates.check(request.state.person or _address(request))
    return who


def _by_token(request: Request, secret: str) -> Asker | None:
    return _services(request).sign_in.by_token(secret)


def _by_cookie(request: Request) -> Asker | None:
    session = _cookies(request).session(request.cookies.get(COOKIE))
    if session is None:
        return None
    _cookies(request).refuse_foreign(request, session)
    return _services(request).sign_in.by_session(session)


def _services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


def _cookies(request: Request) -> Cookies:
    found: Cookies = request.app.state.cookies
    return found


async def person(who: Annotated[Asker | None, Depends(maybe)]) -> Asker:
    """Whose token or session the request carries; 401 without one."""
    if who is None:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "a token or a session is needed", {"WWW-Authenticate": "Bearer"})
    return who


async def knocking(request: Request) -> None:
    """Count an attempt to be let in against the rate of its address."""
    request.app.state.rates.check_knock(_address(request))


def knocking_at(request: Request, who: str) -> None:
    """Count an attempt to come in as somebody, wherever it comes from."""
    request.app.state.rates.check_knock(f"at {who.lower()}")


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else ""


async def body(request: Request, _: Annotated[Asker, Depends(person)]) -> bytes:
    """The raw body, read after the token only."""
    return await request.body()


async def body_in_turn(raw: Annotated[bytes, Depends(body)], _: Annotated[None, Depends(turn, scope="function")]) -> bytes:
    """The same for what keeps the processor busy: in its turn, which begins when all has been read."""
    return raw


Served = Annotated[Services, Depends(services)]
Jar = Annotated[Cookies, Depends(cookies)]
AskerOf = Annotated[Asker, Depends(person)]
Maybe = Annotated[Asker | None, Depends(maybe)]
Knock = Depends(knocking)
Body = Annotated[bytes, Depends(body)]
BodyInTurn = Annotated[bytes, Depends(body_in_turn, scope="function")]
After = Annotated[str, Query(max_length=100, pattern=r"^[0-9a-z-]*$", description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]
Slug = Annotated[str, Path(pattern=SLUG)]
Id = Annotated[str, Path(pattern=ID)]


def answers(*without: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """The failures that a route documents, all of one shape."""
    content = {"application/problem+json": {"schema": ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")}}
    content["application/problem+json"]["schema"].pop("$defs", None)
    return {int(status): {"description": status.phrase, "content": content} for status in FAILURES if status not in without}


def raw_body(example: str, *media_types: str) -> dict[str, Any]:
    """The OpenAPI words for a raw body."""
    content = {media_type: {"schema": {}, "example": example} for media_type in media_types}
    return {"requestBody": {"required": True, "content": content}}
