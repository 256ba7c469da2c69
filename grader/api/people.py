"""Routes for people: enrol somebody, see who one is."""

from http import HTTPStatus

from fastapi import APIRouter

from grader.api.access import Asker, Served, answers
from grader.api.schemas import Enrolled, NewPerson, PersonOut

router = APIRouter(tags=["people"])


@router.post("/people", status_code=HTTPStatus.CREATED, responses=answers(HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST))
def enrol(asker: Asker, served: Served, new: NewPerson) -> Enrolled:
    """Enrol somebody; the token in the answer is shown this once."""
    person, token = served.people.enrol(asker, new.name, new.role)
    return Enrolled(**PersonOut.of(person).model_dump(), token=token)


@router.get("/me", responses=answers())
def me(asker: Asker) -> PersonOut:
    """Whose token this is."""
    return PersonOut.of(asker)
