"""Answer groups: the same answer of many students, decided once."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from grader.errors import NotFound
from grader.pages.formulas import quantity, reading
from grader.pages.teach.desk import MaybeSlug, address, desk, naming_of
from grader.pages.teach.review_view import amount
from grader.pages.visit import Slug, Visit, Visited
from grader.services.groups import Group, Key

router = APIRouter()
PAGE = 25
SlugField = Annotated[str, Form(pattern=r"^[a-z0-9-]{1,100}$")]
Which = Annotated[Literal["wrong", "unreadable", "follows", "correct", "all"], Query()]
Field = Annotated[str, Form(max_length=300)]


@router.get("/courses/{course}/sets/{set_}/groups")
def groups_page(  # noqa: PLR0913, PLR0917 - what is asked for
    visit: Visited, course: Slug, set_: Slug, problem: MaybeSlug = None, which: Which = "wrong",
    begin: Annotated[int, Query(ge=0, le=100_000)] = 0, changed: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:  # fmt: skip
    """The groups of a problem, the largest first."""
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    chosen = problem or offer.problems[0].slug
    if chosen not in {each.slug for each in offer.problems}:
        raise NotFound(chosen)
    found = visit.served.groups.listed(visit.asker, course, set_, chosen)
    wanted = [group for group in found if which in {"all", group.key.verdict}]
    path = f"/courses/{course}/sets/{set_}/groups"
    following = address(path, problem=chosen, which=which, begin=begin + PAGE) if begin + PAGE < len(wanted) else ""
    return visit.page(
        "teach/groups.html", **desk(visit, course, "groups", offer), chosen=chosen, which=which, begin=begin,
        groups=_shown(visit, course, wanted[begin : begin + PAGE]),
        changed=changed, following=following, action=path, several=len({group.key.numbers for group in found}) > 1,
    )  # fmt: skip


def _shown(visit: Visit, course: str, groups: Sequence[Group]) -> list[tuple[Group, Markup, tuple[Markup, ...]]]:
    """Each group with its quantity and its first sheet's reading, typeset by the names of the course."""
    naming = naming_of(visit, course, groups[0].key.problem) if groups else None
    decimal = visit.look.decimal
    return [(group, quantity(naming, group.key.quantity), reading(group.example, naming, decimal)) for group in groups]


@router.post("/courses/{course}/sets/{set_}/groups")
def decide(  # noqa: PLR0913, PLR0917 - the key of the group, and the decision
    visit: Visited, course: Slug, set_: Slug, problem: SlugField, numbers: Field, quantity: Field, verdict: Field,
    give: Annotated[Literal["full", "half", "none", "points"], Form()], worth: Annotated[str, Form(max_length=40)],
    written: Field = "", cause: Field = "", points: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[str, Form(max_length=1000)] = "", which: Annotated[str, Form(max_length=20)] = "wrong",
    begin: Annotated[int, Form(ge=0)] = 0,
) -> RedirectResponse:  # fmt: skip
    """One decision for every claim of a group."""
    key = Key(problem, numbers, quantity, written or None, verdict, cause or None)
    told = reason.strip() or visit.say.word("review-looked")
    given = {"full": ("correct", amount(worth)), "half": (None, amount(worth) / 2), "none": ("wrong", Fraction(0))}.get(give)
    verdict_now, earned = given or (None, amount(points))
    changed = visit.served.groups.decide(visit.asker, course, set_, key, (verdict_now, earned, told))
    path = f"/courses/{course}/sets/{set_}/groups"
    return visit.go(address(path, problem=problem, which=which, begin=begin or None, changed=changed))
