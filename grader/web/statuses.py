"""One table from the class of an error to the status that answers it, whatever door it was asked at."""

from __future__ import annotations

from http import HTTPStatus

from grader.errors import AuthorError, InkgradeError, NotFound, Refused
from grader.services.rights import Conflict, Forbidden, TooLarge

STATUS: dict[type[InkgradeError], HTTPStatus] = {
    AuthorError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Refused: HTTPStatus.BAD_REQUEST,
}


def status(error: InkgradeError) -> HTTPStatus:
    """The status of an error: that of the nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
