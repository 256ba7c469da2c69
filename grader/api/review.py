"""Routes of the second look: the queue, decisions, appeals, answer groups."""

from fractions import Fraction
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query

from grader.api.access import After, AskerOf, Id, Limit, Served, Slug, answers
from grader.api.schemas.review import (
    AppealOut,
    Appeals,
    Count,
    GroupDecision,
    GroupKey,
    GroupList,
    GroupOut,
    NewAnswer,
    NewAppeal,
    NewOverride,
    OverrideOut,
    Overrides,
    WaitingOut,
)
from grader.api.schemas.shape import SLUG, Page
from grader.services.groups import Key

router = APIRouter(tags=["review"])


@router.get("/courses/{course}/review", responses=answers())
def list_waiting(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[WaitingOut]:
    """What waits for a person, sheet by sheet; `limit` counts sheets."""
    found, further = served.review.queue(asker, course, after, limit)
    return Page(items=[WaitingOut.model_validate(each) for each in found], next=further)


@router.post("/submissions/{id_}/overrides", status_code=HTTPStatus.CREATED, responses=answers())
def override(asker: AskerOf, served: Served, id_: Id, new: NewOverride) -> OverrideOut:
    """Decide on a claim; the decision survives regrading."""
    return OverrideOut.model_validate(served.review.override(asker, id_, new.decision()))


@router.get("/submissions/{id_}/overrides", responses=answers())
def list_overrides(asker: AskerOf, served: Served, id_: Id) -> Overrides:
    """All decisions on a submission, oldest first."""
    return Overrides(items=[OverrideOut.model_validate(each) for each in served.review.overrides(asker, id_)])


@router.post("/submissions/{id_}/appeals", status_code=HTTPStatus.CREATED, responses=answers())
def appeal(asker: AskerOf, served: Served, id_: Id, new: NewAppeal) -> AppealOut:
    """Ask for a second look at a line."""
    return AppealOut.model_validate(served.review.appeal(asker, id_, new.line, new.message))


@router.get("/submissions/{id_}/appeals", responses=answers())
def list_appeals(asker: AskerOf, served: Served, id_: Id) -> Appeals:
    """The appeals of a submission with their answers."""
    return Appeals(items=[AppealOut.model_validate(each) for each in served.review.appeals(asker, id_)])


@router.post("/appeals/{id_}/answer", responses=answers())
def answer(asker: AskerOf, served: Served, id_: Id, new: NewAnswer) -> AppealOut:
    """Answer an appeal."""
    decision = None if new.decision is None else new.decision.decision()
    return AppealOut.model_validate(served.review.answer(asker, id_, new.state, new.answer, decision))


@router.get("/courses/{course}/sets/{slug}/groups", responses=answers())
def list_groups(asker: AskerOf, served: Served, course: Slug, slug: Slug, problem: Annotated[str, Query(pattern=SLUG)]) -> GroupList:
    """All answers of a class to a problem with the same quantity, value and cause, the largest group first."""
    groups = served.groups.listed(asker, course, slug, problem)
    return GroupList(
        items=[
            GroupOut(
                key=GroupKey.model_construct(**each.key._asdict()), variant=each.variant, count=each.count,
                sheets=each.sheets, example=each.example, decided=each.decided,
            )
            for each in groups
        ]
    )  # fmt: skip


@router.post("/courses/{course}/sets/{slug}/groups", responses=answers())
def decide_group(asker: AskerOf, served: Served, course: Slug, slug: Slug, new: GroupDecision) -> Count:
    """One decision for all claims of a group."""
    points = None if new.points is None else Fraction(new.points)
    key = Key(**new.key.model_dump())
    return Count(changed=served.groups.decide(asker, course, slug, key, (new.verdict, points, new.reason)))
