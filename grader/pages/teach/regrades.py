"""Regrading: order a dry run, look at what it would change, let it count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from grader.pages.formulas import quantity
from grader.pages.teach.desk import desk, names, naming_of
from grader.pages.visit import Id, Slug, Visit, Visited
from grader.rendering.naming import Naming
from grader.services.regrade import Difference, LineChange

router = APIRouter()
LATEST = 20
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that would be judged otherwise: what is said of it either way, what before, what after."""

    line: int
    name: Markup | None
    both: str
    before: str
    after: str


@router.get("/courses/{course}/sets/{set_}/regrades")
def regrades_page(visit: Visited, course: Slug, set_: Slug) -> HTMLResponse:
    """What was graded anew, and the button for more."""
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    found = [each for each in visit.served.regrades.listed(visit.asker, course, "", 10_000) if each.slug == set_]
    return visit.page("teach/regrades.html", **desk(visit, course, "regrades", offer), found=found[::-1][:LATEST])


@router.post("/courses/{course}/sets/{set_}/regrades")
def order(visit: Visited, course: Slug, set_: Slug) -> RedirectResponse:
    """Grade all sheets of a set anew, in the background; nothing changes for anybody until it is applied."""
    ordered = visit.served.regrades.order(visit.asker, course, set_)
    return visit.go(f"/courses/{course}/regrades/{ordered.id}")


@router.get("/courses/{course}/regrades/{regrade}")
def regrade_page(visit: Visited, course: Slug, regrade: Id, changed: int | None = None) -> HTMLResponse:
    """How far a regrading is, and, once it is ready, what it would change."""
    dry = visit.served.regrades.get(visit.asker, regrade)
    offer = visit.served.publish.get_set(visit.asker, course, dry.regrade.slug)
    ways = Counter(each.way for each in dry.differences)
    shown = sorted((each for each in dry.differences if each.lines or each.way != "unchanged"), key=_weight)
    return visit.page(
        "teach/regrade.html", **desk(visit, course, "regrades", offer), dry=dry, ways=ways, shown=_shown(visit, course, shown[:MOST_SHOWN]),
        more=len(shown) - MOST_SHOWN, called=names(visit, course), changed=changed,
        titles={each.slug: each.title for each in offer.problems}, decided=sum(each.overrides for each in dry.differences),
    )  # fmt: skip


def _shown(visit: Visit, course: str, differences: Sequence[Difference]) -> list[tuple[Difference, list[Changed]]]:
    """Each with its lines, by the names of the course."""
    namings = {slug: naming_of(visit, course, slug) for slug in dict.fromkeys(each.problem for each in differences)}
    return [(each, [_changed(visit, line, namings[each.problem]) for line in each.lines]) for each in differences]


def _weight(difference: Difference) -> tuple[bool, Fraction]:
    """Who loses most first, then who gains most."""
    return difference.after >= difference.before, -abs(difference.after - difference.before)


def _changed(visit: Visit, line: LineChange, naming: Naming | None) -> Changed:
    """A claim's two judgements in words; where only its points change, the verdict is said once."""
    name = None if line.quantity is None else quantity(naming, line.quantity)
    before, after = ([_words(visit, each.split()) for each in said.split("; ") if each] for said in (line.before, line.after))
    if len(before) == len(after) == 1 and before[0][0] == after[0][0]:
        return Changed(line.line, name, *before[0], after[0][1])
    return Changed(line.line, name, "", *("; ".join(map(", ".join, each)) or "–" for each in (before, after)))


def _words(visit: Visit, said: Sequence[str]) -> tuple[str, str]:
    """What a report says of a claim, and its points: `wrong sign 0` as "wrong, sign turned round" and 0."""
    verdict, cause, amount = said
    named = [visit.say.word(f"word-{verdict}"), *([visit.say.title(cause)] if cause != "-" else [])]
    return ", ".join(named), visit.points(Fraction(amount))


@router.post("/courses/{course}/regrades/{regrade}/apply")
def apply(visit: Visited, course: Slug, regrade: Id, lower: Annotated[bool, Form()] = False) -> RedirectResponse:  # noqa: FBT002 - a form's field
    """Let the new reports count, all at once; marks fall only where that was chosen."""
    changed = visit.served.regrades.apply(visit.asker, regrade, lower=lower)
    return visit.go(f"/courses/{course}/regrades/{regrade}?changed={changed}")
