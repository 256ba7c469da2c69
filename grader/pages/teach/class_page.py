"""A class at a glance, and the sheets behind any bar of it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from grader.pages.teach.class_view import Seer
from grader.pages.teach.desk import MaybeSlug, address, desk, noon
from grader.pages.visit import Slug, Visit, Visited
from grader.services.figures import Narrowed

router = APIRouter()
Words = Annotated[str | None, Query(max_length=200)]
Tenth = Annotated[int | None, Query(ge=0, le=9)]
MOST_SHEETS = 500


@router.get("/courses/{course}/sets/{set_}/class")
def class_page(visit: Visited, course: Slug, set_: Slug, problem: MaybeSlug = None) -> HTMLResponse:
    """The class in figures, over the whole set or one problem of it."""
    found = visit.served.glances.glance(visit.asker, course, set_, problem)
    facts = desk(visit, course, "class", found.offer)
    view = Seer(found, found.problems, visit.say, problem).view(f"/courses/{course}/sets/{set_}")
    return visit.page("teach/class.html", **facts, view=view, problem=problem)


@router.get("/courses/{course}/sets/{set_}/sheets")
def sheets_page(  # noqa: PLR0913, PLR0917 - each is one way to narrow
    visit: Visited, course: Slug, set_: Slug, problem: MaybeSlug = None, label: Words = None, cause: Words = None,
    quantity: Words = None, tenth: Tenth = None, day: date | None = None, waiting: bool = False,  # noqa: FBT001, FBT002 - a query
) -> HTMLResponse:  # fmt: skip
    """The sheets behind a figure, and what it was narrowed to."""
    narrowed = Narrowed(problem, label, cause, quantity, tenth, waiting)
    found = visit.served.glances.behind(visit.asker, course, set_, narrowed, day)
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    titles = {kept.slug: kept.title for kept in offer.problems}
    facts = desk(visit, course, "sheets", offer)
    narrowing = _told(visit, narrowed, day, titles)
    everything = address(f"/courses/{course}/sets/{set_}/sheets")
    return visit.page(
        "teach/sheets.html", **facts, found=found[:MOST_SHEETS], more=len(found) - MOST_SHEETS, titles=titles, narrowing=narrowing,
        everything=everything,
    )  # fmt: skip


def _told(visit: Visit, narrowed: Narrowed, day: date | None, titles: Mapping[str, str]) -> list[str]:
    """What the sheets have in common, in words."""
    word, told = visit.say.word, []
    if narrowed.problem is not None:
        told.append(titles.get(narrowed.problem, narrowed.problem))
    if narrowed.label is not None:
        told.append(f"{word('word-part')} {narrowed.label}" if narrowed.label else word("glance-no-part"))
    if narrowed.cause is not None:
        told.append(visit.say.title(narrowed.cause))
    if narrowed.quantity is not None:
        told.append(narrowed.quantity)
    if narrowed.tenth is not None:
        told.append(word("sheets-tenth", low=narrowed.tenth * 10, high=narrowed.tenth * 10 + 10))
    if day is not None:
        told.append(word("glance-day", day=noon(day)))
    return [*told, word("glance-waiting")] if narrowed.waiting else told
