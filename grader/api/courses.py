"""Routes for courses: found one, see who belongs to it, enter it."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from grader.api.access import After, AskerOf, Body, Id, Jar, Knock, Limit, Maybe, Served, Slug, answers, raw_body
from grader.api.schemas.people import (
    AuditOut,
    ClassImported,
    CourseOut,
    Join,
    Joined,
    LinkOut,
    Links,
    MemberOut,
    NewCourse,
    Role,
)
from grader.api.schemas.shape import Page
from grader.records import Course, CourseRole, Member
from grader.services.courses import Belonging
from grader.web.addresses import link_to

router = APIRouter(tags=["courses"])
CLASS = "student_id,name,email,group\n1001,Ada Lovelace,ada@example.org,A\n"


def _course(course: Course, role: CourseRole) -> CourseOut:
    code = course.join_code if role == "instructor" else None
    return CourseOut(id=course.slug, title=course.title, role=role, join_code=code)


def _member(found: Belonging, *, named: bool) -> MemberOut:
    member, person = found.member, found.person
    shown = MemberOut(id=member.id, role=member.role, pseudonym=member.pseudonym, active=member.active)
    if person is None:
        return shown
    known = {"person": member.person, "name": person.name}
    return shown.model_copy(
        update=known | ({"email": person.email, "student_id": member.student_id, "group": member.group} if named else {})
    )


@router.post("/courses", status_code=HTTPStatus.CREATED, responses=answers())
def found_course(asker: AskerOf, served: Served, new: NewCourse) -> CourseOut:
    """Found a course and be its instructor."""
    return _course(served.courses.found(asker, new.id, new.title), "instructor")


@router.get("/courses", responses=answers())
def list_courses(asker: AskerOf, served: Served) -> Page[CourseOut]:
    """One's courses."""
    return Page(items=[_course(course, member.role) for course, member in served.courses.mine(asker)])


@router.get("/courses/{course}", responses=answers())
def show_course(asker: AskerOf, served: Served, course: Slug) -> CourseOut:
    """One course."""
    here = served.courses.get(asker, course)
    return _course(here.course, here.member.role)


@router.get("/courses/{course}/members", responses=answers())
def list_members(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[MemberOut]:
    """Who belongs to the course, page by page; tutors see students by pseudonyms."""
    found = served.courses.members(asker, course, after, limit)
    named = served.courses.get(asker, course).may("see-names")
    items = [_member(each, named=named) for each in found]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)


@router.put("/courses/{course}/members/{id_}", responses=answers())
def admit(asker: AskerOf, served: Served, course: Slug, id_: Id, sent: Role) -> MemberOut:
    """Take a person of the installation into the course, or give them another role in it; `id_` is the person's."""
    member: Member = served.courses.admit(asker, course, id_, sent.role)
    shown = MemberOut(id=member.id, role=member.role, pseudonym=member.pseudonym, active=member.active)
    return shown.model_copy(update={"person": member.person, "student_id": member.student_id, "group": member.group})


@router.delete("/courses/{course}/members/{id_}", status_code=HTTPStatus.NO_CONTENT, responses=answers())
def dismiss(asker: AskerOf, served: Served, course: Slug, id_: Id) -> Response:
    """End a membership; what was handed in stays."""
    served.courses.dismiss(asker, course, id_)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/courses/{course}/members/{id_}/link", status_code=HTTPStatus.CREATED, responses=answers())
def make_link(request: Request, asker: AskerOf, served: Served, course: Slug, id_: Id) -> LinkOut:
    """A one-time sign-in link for a member who is in nobody else's course."""
    secret = served.sign_in.link(asker, course, id_)
    return LinkOut(person=id_, name="", student_id=None, link=_link(request, secret))


@router.post("/courses/{course}/links", status_code=HTTPStatus.CREATED, responses=answers())
def make_links(request: Request, asker: AskerOf, served: Served, course: Slug) -> Links:
    """A one-time sign-in link for every student of the course, to be handed out."""
    found = served.sign_in.links(asker, course)
    items = [
        LinkOut(person=person.id, name=person.name, student_id=member.student_id, link=_link(request, secret))
        for member, person, secret in found
    ]
    return Links(items=items)


def _link(request: Request, secret: str) -> str:
    return link_to(request.app.state.settings.public_url or str(request.base_url), secret)


@router.put("/courses/{course}/class-list", responses=answers(), openapi_extra=raw_body(CLASS, "text/csv"))
def import_class(asker: AskerOf, served: Served, course: Slug, source: Body) -> ClassImported:
    """Add the students of a CSV class list (`student_id,name,email,group`) and deactivate those who are in it no more."""
    return ClassImported.model_validate(served.courses.import_class(asker, course, source))


@router.post("/courses/{course}/join-code", responses=answers())
def renew_code(asker: AskerOf, served: Served, course: Slug) -> CourseOut:
    """A new join code in place of the old one."""
    return _course(served.courses.renew_code(asker, course), "instructor")


@router.delete("/courses/{course}/join-code", responses=answers())
def close_code(asker: AskerOf, served: Served, course: Slug) -> CourseOut:
    """Nobody enters by a code any more."""
    return _course(served.courses.renew_code(asker, course, closed=True), "instructor")


@router.post("/join", dependencies=[Knock], responses=answers())
def join(request: Request, response: Response, asker: Maybe, served: Served, jar: Jar, sent: Join) -> Joined:
    """Enter the course of a join code: as oneself, or, where nobody is signed in, as somebody new."""
    course, who = served.courses.join(asker, sent.code, sent.name)
    csrf = None
    if asker is None and who.session is not None:
        jar.give(request, response, who.session)
        csrf = jar.csrf(who.session)
    return Joined(course=course.slug, title=course.title, person=who.person.id, csrf=csrf)


@router.get("/courses/{course}/audit", responses=answers())
def list_audit(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[AuditOut]:
    """What was done in the course, oldest first."""
    items = [AuditOut.model_validate(line) for line in served.courses.audit(asker, course, after, limit)]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)
