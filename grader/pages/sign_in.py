"""Pages of being known: the one-time link, the password, the join code, signing out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.errors import NotFound, Refused
from grader.pages.visit import Visit, Visited, knock, knock_at
from grader.services.passwords import LONGEST
from grader.services.rights import Asker, Forbidden

router = APIRouter()
Link = Annotated[str, Query(max_length=200)]
LONGEST_WHO = 320  # characters of an address


@router.get("/sign-in", dependencies=[Depends(knock)])
@router.get("/sign-in/password", dependencies=[Depends(knock)])
def sign_in_page(visit: Visited, link: Link = "") -> HTMLResponse:
    """The page that a one-time link leads to: a button, so that a mail program that looks at links uses none up; else a password's."""
    return _page(visit, link=link)


def _page(visit: Visit, status: int = HTTPStatus.OK, **facts: object) -> HTMLResponse:
    shown: dict[str, object] = {"link": "", "spent": False, "refused": False, "known_as": ""} | facts
    return visit.page("sign_in.html", status, longest=(LONGEST_WHO, LONGEST), **shown)


@router.post("/sign-in", dependencies=[Depends(knock)])
def sign_in(visit: Visited, link: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Use up a one-time link."""
    try:
        asker = visit.served.sign_in.enter(link)
    except Forbidden:
        return _page(visit, HTTPStatus.FORBIDDEN, spent=True)
    return _entered(visit, asker, "/")


@router.post("/sign-in/password", dependencies=[Depends(knock)])
def sign_in_by_password(
    visit: Visited,
    who: Annotated[str, Form(max_length=LONGEST_WHO)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Come in with a password; a failure does not tell what was wrong."""
    knock_at(visit.request, who)
    try:
        asker = visit.served.passwords.enter(who, password)
    except Forbidden:
        return _page(visit, HTTPStatus.FORBIDDEN, refused=True, known_as=who)
    return _entered(visit, asker, "/")


@router.get("/join")
def join_page(visit: Visited, code: Annotated[str, Query(max_length=40)] = "") -> HTMLResponse:
    """The form for a join code, which a link may bring along."""
    return visit.page("join.html", code=code, name="", fault="")


@router.post("/join", dependencies=[Depends(knock)])
def join(visit: Visited, code: Annotated[str, Form(max_length=40)] = "", name: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Enter a course: as oneself, or, where nobody is signed in, as somebody new."""
    try:
        course, asker = visit.served.courses.join(visit.who, code, name)
    except (NotFound, Refused) as fault:
        known = "join-no-code" if isinstance(fault, NotFound) else "join-ended" if isinstance(fault, Forbidden) else "join-no-name"
        return visit.page("join.html", HTTPStatus.UNPROCESSABLE_ENTITY, code=code, name=name, fault=known)
    return _entered(visit, asker, f"/courses/{course.slug}")


def _entered(visit: Visit, asker: Asker, path: str) -> RedirectResponse:
    answer = visit.go(path)
    if visit.who is None or visit.who.session != asker.session:
        visit.at.cookies.give(visit.request, answer, asker.session or "")
    return answer


@router.post("/sign-out")
def sign_out(visit: Visited) -> RedirectResponse:
    """End the session."""
    visit.served.sign_in.leave(visit.asker)
    answer = visit.go("/")
    visit.at.cookies.take(answer)
    return answer
