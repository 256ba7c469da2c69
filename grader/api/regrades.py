"""Routes of regrading: order a dry run, look at the difference, apply it."""

from collections import Counter
from http import HTTPStatus

from fastapi import APIRouter

from grader.api.access import After, AskerOf, Id, Limit, Served, Slug, answers
from grader.api.schemas.review import Apply, Count, DifferenceOut, DryRun, NewRegrade, RegradeOut
from grader.api.schemas.shape import Page
from grader.records import Regrade

router = APIRouter(tags=["regrading"])


def _regrade(kept: Regrade) -> RegradeOut:
    return RegradeOut(id=kept.id, set=kept.slug, state=kept.state, total=kept.total, done=kept.done, created=kept.created)


@router.post("/courses/{course}/regrades", status_code=HTTPStatus.ACCEPTED, responses=answers())
def order_regrade(asker: AskerOf, served: Served, course: Slug, new: NewRegrade) -> RegradeOut:
    """Grade all submissions to a set anew, in the background; nothing changes for anybody until it is applied."""
    return _regrade(served.regrades.order(asker, course, new.set))


@router.get("/courses/{course}/regrades", responses=answers())
def list_regrades(asker: AskerOf, served: Served, course: Slug, after: After = "", limit: Limit = 50) -> Page[RegradeOut]:
    """The regradings of a course, page by page."""
    items = [_regrade(kept) for kept in served.regrades.listed(asker, course, after, limit)]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/regrades/{id_}", responses=answers())
def show_regrade(asker: AskerOf, served: Served, id_: Id) -> DryRun:
    """How far a regrading is, and, once it is ready, what it would change."""
    dry = served.regrades.get(asker, id_)
    ways = Counter(each.way for each in dry.differences)
    return DryRun(
        **_regrade(dry.regrade).model_dump(),
        up=ways["up"],
        down=ways["down"],
        unchanged=ways["unchanged"],
        overrides=sum(each.overrides for each in dry.differences),
        differences=[DifferenceOut.of(each) for each in dry.differences],
    )


@router.post("/regrades/{id_}/apply", responses=answers())
def apply_regrade(asker: AskerOf, served: Served, id_: Id, new: Apply) -> Count:
    """Let the new reports count, all in one transaction; marks fall only with `lower`."""
    return Count(changed=served.regrades.apply(asker, id_, lower=new.lower))
