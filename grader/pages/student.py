"""A student's way in: the courses, and what a course asks when."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from grader.pages.visit import Slug, Visit, Visited
from grader.services.publish import Offered
from grader.services.seen import Seen

router = APIRouter()
MOST = 200  # sets, and submissions of one's own, that a course's page shows


@dataclass(frozen=True, slots=True)
class Task:
    """A problem of a set and one's attempts at it, the newest first; `best` is the one with most marks that may be seen."""

    slug: str
    title: str
    attempts: tuple[Seen, ...]
    best: Seen | None


@dataclass(frozen=True, slots=True)
class Week:
    """A set as one finds it: until when, and how far one is."""

    slug: str
    title: str
    due: datetime | None
    offer: Offered
    tasks: tuple[Task, ...]


@router.get("/")
def home(visit: Visited) -> HTMLResponse:
    """One's courses; where nobody is signed in, the ways in."""
    if visit.who is None:
        return visit.page("welcome.html")
    return visit.page("home.html", courses=visit.served.courses.mine(visit.asker))


@router.get("/courses/{course}")
def course_page(visit: Visited, course: Slug) -> HTMLResponse:
    """What a course asks, and how far one is."""
    here = visit.served.courses.get(visit.asker, course)
    return visit.page("course.html", course=here.course, member=here.member, weeks=list(_weeks(visit, course)))


def _weeks(visit: Visit, course: str) -> Iterator[Week]:
    """The sets, the one that is due next first; what is over stands last."""
    own = _own(visit, course)
    dues = visit.served.publish.own_dues(visit.asker, course)
    for offer in visit.served.publish.sets(visit.asker, course, "", MOST):
        slug = offer.set.slug
        tasks = tuple(_task(problem.slug, problem.title, own.get((slug, problem.slug), [])) for problem in offer.problems)
        yield Week(slug, offer.set.title, dues.get(slug, offer.rules.due), offer, tasks)


def _own(visit: Visit, course: str) -> Mapping[tuple[str, str], list[Seen]]:
    """One's own submissions, by set and problem."""
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for seen in visit.served.submissions.listed(visit.asker, course, "", MOST):
        if seen.submission.person == visit.asker.person.id:
            found[seen.submission.slug, seen.submission.problem_slug].append(seen)
    return found


def _task(slug: str, title: str, attempts: Sequence[Seen]) -> Task:
    marked = [seen for seen in attempts if seen.marks is not None]
    best = max(marked, key=lambda seen: seen.marks.adjusted if seen.marks is not None else -1, default=None)
    return Task(slug, title, tuple(reversed(attempts)), best)
