"""Who belongs to a course: the class list, the join code, sign-in links."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.errors import AuthorError, Fault, NotFound
from grader.pages.teach.desk import After, MaybeId, address, desk
from grader.pages.teach.problems import FaultyFile, faulty_file
from grader.pages.visit import Id, Slug, Visit, Visited
from grader.records import CourseRole
from grader.services.courses import Belonging, Imported
from grader.web.addresses import link_to

router = APIRouter()
PAGE = 200


@router.get("/courses/{course}/people")
def people_page(visit: Visited, course: Slug, after: After = "", changed: MaybeId = None) -> HTMLResponse:
    """The members, and the ways in."""
    return _page(visit, course, after=after, changed=changed)


def _page(visit: Visit, course: str, status: int = HTTPStatus.OK, after: str = "", **facts: object) -> HTMLResponse:
    shown: dict[str, object] = {"imported": None, "faulty": (), "links": (), "changed": None} | facts
    found = visit.served.courses.members(visit.asker, course, after, PAGE)
    further = found[-1].member.id if len(found) == PAGE else None
    base = visit.at.settings.public_url or str(visit.request.base_url)
    join = f"{base.rstrip('/')}/join"
    return visit.page("teach/people.html", status, **desk(visit, course, "people"), found=found, further=further, join=join, **shown)


@router.post("/courses/{course}/people", response_model=None)
def import_class(visit: Visited, course: Slug, file: Annotated[UploadFile | None, File()] = None) -> HTMLResponse:
    """Add the students of a class list and deactivate those who are in it no more; what is wrong with it stands at its lines."""
    raw = b"" if file is None else file.file.read()
    try:
        imported: Imported = visit.served.courses.import_class(visit.asker, course, raw)
    except AuthorError as error:
        return _page(visit, course, HTTPStatus.UNPROCESSABLE_ENTITY, faulty=[_faulty(raw, error.faults)])
    return _page(visit, course, imported=imported)


def _faulty(raw: bytes, faults: Sequence[Fault]) -> FaultyFile:
    return faulty_file("", raw.decode("utf-8-sig", "replace"), faults)


@router.post("/courses/{course}/people/code")
def renew_code(visit: Visited, course: Slug, closed: Annotated[bool, Form()] = False) -> RedirectResponse:  # noqa: FBT002 - a form's field
    """A new join code in place of the old one, or none."""
    visit.served.courses.renew_code(visit.asker, course, closed=closed)
    return visit.go(f"/courses/{course}/people")


@router.post("/courses/{course}/people/links", response_model=None)
def links(visit: Visited, course: Slug) -> HTMLResponse:
    """A one-time link for every student, shown this once, to be handed out."""
    found = visit.served.sign_in.links(visit.asker, course)
    rows = [(person.name, member.student_id or "", _address(visit, secret)) for member, person, secret in found]
    answer = _page(visit, course, links=rows)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/courses/{course}/people/{person}/link", response_model=None)
def link(visit: Visited, course: Slug, person: Id) -> HTMLResponse:
    """A one-time link for one member."""
    secret = visit.served.sign_in.link(visit.asker, course, person)
    answer = _page(visit, course, links=[(_name(visit, course, person), "", _address(visit, secret))])
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/courses/{course}/people/{person}/role")
def change_role(visit: Visited, course: Slug, person: Id, role: Annotated[CourseRole | None, Form()] = None) -> RedirectResponse:
    """Another role, or, without one, the end of the membership; what was handed in stays."""
    if role is None:
        visit.served.courses.dismiss(visit.asker, course, person)
    else:
        visit.served.courses.admit(visit.asker, course, person, role)
    return visit.go(address(f"/courses/{course}/people", changed=person))


def _address(visit: Visit, secret: str) -> str:
    return link_to(visit.at.settings.public_url or str(visit.request.base_url), secret)


def _name(visit: Visit, course: str, person: str) -> str:
    found: Sequence[Belonging] = visit.served.courses.members(visit.asker, course, "", 20_000)
    named = next((each.person for each in found if each.member.person == person), None)
    if named is None:
        raise NotFound(person)
    return named.name
