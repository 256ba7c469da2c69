"""Where those who teach a course begin: its sets, each with how far the class is."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from grader.pages.teach.desk import MOST_SETS, desk, percent
from grader.pages.visit import Slug, Visited
from grader.services.glance import Glance
from grader.services.publish import Offered

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SetCard:
    """A set and how far the class is."""

    offer: Offered
    glance: Glance
    mean: str


@router.get("/courses/{course}/teach")
def teach_page(visit: Visited, course: Slug) -> HTMLResponse:
    """The sets of a course, the newest first."""
    facts = desk(visit, course, "sets")
    offers = visit.served.publish.sets(visit.asker, course, "", MOST_SETS)
    glances = [visit.served.glances.glance(visit.asker, course, offer.set.slug) for offer in offers]
    cards = [SetCard(offer, found, _mean(found)) for offer, found in zip(offers, glances, strict=True)]
    return visit.page("teach/home.html", **facts, cards=sorted(cards, key=lambda card: card.offer.set.created, reverse=True))


def _mean(found: Glance) -> str:
    return "" if found.figures.mean is None else percent(found.figures.mean)
