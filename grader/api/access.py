"""Who asks, what they send and what serves them, as the routes' arguments."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from grader.api.schemas import ProblemDetails
from grader.services.ports import Person
from grader.wiring import Services

BEARER = HTTPBearer(auto_error=False, description="The token that was shown when the person was enrolled.")
LARGEST_PAGE = 200
SLUG = "^[a-z0-9-]{1,200}$"
ID = "^[0-9a-f]{32}$"


def services(request: Request) -> Services:
    """The use cases of this installation."""
    found: Services = request.app.state.services
    return found


def person(request: Request, found: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> Person:
    """Whose token the request carries; 401 without one."""
    who = None if found is None else services(request).people.who(found.credentials)
    if who is None:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "a token is needed", {"WWW-Authenticate": "Bearer"})
    return who


async def body(request: Request, _: Annotated[Person, Depends(person)]) -> bytes:
    """The raw body, read after the token only."""
    return await request.body()


Served = Annotated[Services, Depends(services)]
Asker = Annotated[Person, Depends(person)]
Body = Annotated[bytes, Depends(body)]
After = Annotated[str, Query(max_length=200, pattern=r"^[0-9a-z-]*$", description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]
Slug = Annotated[str, Path(pattern=SLUG)]
Id = Annotated[str, Path(pattern=ID)]


def answers(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """The failures that a route documents, 401 and 422 among them."""
    content = {"application/problem+json": {"schema": ProblemDetails.model_json_schema()}}
    documented = {HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY, *statuses}
    return {int(status): {"description": status.phrase, "content": content} for status in sorted(documented)}


def text_body(media_type: str, example: str) -> dict[str, Any]:
    """The OpenAPI words for a raw text body."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": {"type": "string"}, "example": example}}}}
