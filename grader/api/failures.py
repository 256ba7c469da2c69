"""What goes wrong, as problem details (RFC 9457): one table from the class of an error to its status, one shape for all."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from grader.errors import AuthorError, Fault, InkgradeError
from grader.web.statuses import status

MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("grader.api")


def problem(code: int, detail: str = "", faults: Sequence[dict[str, Any]] = (), headers: dict[str, str] | None = None) -> JSONResponse:
    """An answer that says what is wrong; `faults` have message, line, column and path."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": int(code)}
    body |= ({"detail": detail} if detail else {}) | ({"faults": list(faults)} if faults else {})
    return JSONResponse(body, code, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let the app answer every failure in this shape."""
    app.add_exception_handler(InkgradeError, _ours)
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _ours(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, InkgradeError):
        raise error
    if isinstance(error, AuthorError):
        return problem(status(error), f"{len(error.faults)} faults", [_fault(fault) for fault in error.faults])
    return problem(status(error), str(error))


def _fault(fault: Fault) -> dict[str, Any]:
    return {"message": fault.message, "line": fault.line, "column": fault.column, "path": fault.path, "file": fault.file}


def _request(_: Request, error: Exception) -> JSONResponse:
    """A request that does not fit the schema; what was sent is not sent back."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [{"message": str(e["msg"]), "line": 0, "column": 0, "path": ".".join(str(part) for part in e["loc"])} for e in found]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the request does not fit", faults)


def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s: %s", request.method, request.url.path, type(error).__name__)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
