"""A student's way in: the courses, and what a course asks when."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from grader.pages.visit import Slug, Visited

router = APIRouter()


@router.get("/")
def home(visit: Visited) -> HTMLResponse:
    """One's courses; where nobody is signed in, the ways in."""
    if visit.who is None:
        return visit.page("welcome.html")
    return visit.page("home.html", courses=visit.served.courses.mine(visit.asker))


@router.get("/courses/{course}")
def course_page(visit: Visited, course: Slug) -> HTMLResponse:
    """What a course asks."""
    here = visit.served.courses.get(visit.asker, course)
    sets = visit.served.publish.sets(visit.asker, course, "", 200)
    return visit.page("course.html", course=here.course, member=here.member, sets=sets)
