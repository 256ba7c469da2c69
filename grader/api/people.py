"""Routes for people: enrol somebody, give out or delete all that is kept of somebody."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response

from grader.api.access import AskerOf, Id, Served, answers
from grader.api.schemas.people import NewPerson, PersonOut

router = APIRouter(tags=["people"])


@router.post("/people", status_code=HTTPStatus.CREATED, responses=answers())
def enrol(asker: AskerOf, served: Served, new: NewPerson) -> PersonOut:
    """Enrol somebody in the installation."""
    email = None if new.email is None else new.email.lower()
    return PersonOut.model_validate(served.people.enrol(asker, new.name, email, new.role))


@router.get("/people/{id_}/export", responses=answers())
def export(asker: AskerOf, served: Served, id_: Id) -> dict[str, Any]:
    """All that is kept of a person: of oneself, or of somebody all of whose courses one teaches."""
    return dict(served.people.export(asker, id_))


@router.delete("/people/{id_}", status_code=HTTPStatus.NO_CONTENT, responses=answers())
def forget(asker: AskerOf, served: Served, id_: Id) -> Response:
    """Delete what a person handed in and who they were; the audit log keeps the bare id."""
    served.people.forget(asker, id_)
    return Response(status_code=HTTPStatus.NO_CONTENT)
