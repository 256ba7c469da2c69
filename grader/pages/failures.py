"""What goes wrong, as pages: in plain words, with a way back, without a trace of the inside."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from grader.errors import AuthorError, Fault, InkgradeError
from grader.pages.visit import SignInNeeded, begun
from grader.web.statuses import status as status_of

log = logging.getLogger("grader.pages")
#: Statuses that have words of their own; all others are told as one of these.
TOLD = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500)


def install(app: FastAPI) -> None:
    """Let the app answer every failure with a page."""
    app.add_exception_handler(InkgradeError, _ours)
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def too_large(status: int, _: str) -> ASGIApp:
    """The answer to a body beyond the bound, of which nothing was read."""
    return PlainTextResponse(HTTPStatus(status).phrase, status)


def failure(request: Request, status: int, faults: tuple[Fault, ...] = (), reason: str = "") -> HTMLResponse:
    """The page of a failure: `reason` is the use case's own word for it, `faults` are those of a file."""
    known = status if status in TOLD else (HTTPStatus.INTERNAL_SERVER_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400)
    return begun(request).page("failure.html", status, known=int(known), faults=faults, reason=reason)


def _ours(request: Request, error: Exception) -> Response:
    if not isinstance(error, InkgradeError):
        raise error
    if isinstance(error, AuthorError):
        return failure(request, status_of(error), error.faults)
    told = status_of(error) in {HTTPStatus.CONFLICT, HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
    return failure(request, status_of(error), reason=str(error) if told else "")


def _request(request: Request, _: Exception) -> Response:
    """A form that does not fit; an address that cannot be one is not there."""
    shaped = request.method == "GET"
    return failure(request, HTTPStatus.NOT_FOUND if shaped else HTTPStatus.UNPROCESSABLE_ENTITY)


def _sign_in(request: Request, _: Exception) -> Response:
    return failure(request, HTTPStatus.UNAUTHORIZED)


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    answer = failure(request, error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("%s %s: %s", request.method, request.url.path, type(error).__name__)
    return failure(request, HTTPStatus.INTERNAL_SERVER_ERROR)
