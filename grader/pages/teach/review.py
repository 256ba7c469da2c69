"""The second look: one thing that waits after the other, one key for each decision, and the way back."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.pages.teach.desk import After, MaybeId, address, desk
from grader.pages.teach.review_view import Give, decision, next_item
from grader.pages.visit import Slug, Visit, Visited

router = APIRouter()
Skip = Annotated[int, Query(ge=0, le=100_000)]
IdField = Annotated[str, Form(pattern=r"^[0-9a-f]{32}$")]
AfterField = Annotated[str, Form(max_length=100, pattern=r"^[0-9a-z-]*$")]
SkipField = Annotated[int, Form(ge=0, le=100_000)]
Reason = Annotated[str, Form(max_length=1000)]
Field = Annotated[str, Form(max_length=200)]


@router.get("/courses/{course}/review")
def review_page(
    visit: Visited, course: Slug, after: After = "", skip: Skip = 0, done: MaybeId = None,
    undone: bool = False,  # noqa: FBT001, FBT002 - a query
) -> HTMLResponse:  # fmt: skip
    """The next thing that waits, with its sheet beside it."""
    facts = desk(visit, course, "review")
    item = next_item(visit, course, after, skip)
    path = f"/courses/{course}/review"
    later = ""
    if item is not None:
        later = address(path, after=after, skip=item.skip + 1) if item.following else address(path, after=item.waiting.submission)
    return visit.page("teach/review.html", **facts, item=item, later=later, after=after, skip=skip, done=done, undone=undone, action=path)


@router.post("/courses/{course}/review")
def decide(  # noqa: PLR0913, PLR0917 - the fields of the form
    visit: Visited, course: Slug, submission: IdField, line: Annotated[int, Form(ge=0)], give: Annotated[Give, Form()],
    quantity: Field = "", points: Annotated[str, Form(max_length=20)] = "", reason: Reason = "",
    appeal: Annotated[str, Form(pattern=r"^([0-9a-f]{32})?$")] = "", after: AfterField = "", skip: SkipField = 0,
) -> RedirectResponse:  # fmt: skip
    """Decide, and go on to what waits next."""
    seen = visit.served.submissions.get(visit.asker, submission)
    told = reason.strip() or visit.say.word("review-looked")
    made = decision(seen.report or {}, (line, quantity or None), give, points, told)
    if appeal:
        upheld = give != "keep"
        visit.served.review.answer(visit.asker, appeal, "upheld" if upheld else "declined", told, made if upheld else None)
        return _on(visit, course, after, skip, None)
    return _on(visit, course, after, skip, visit.served.review.override(visit.asker, submission, made).id)


def _on(visit: Visit, course: str, after: str, skip: int, done: str | None, **more: str) -> RedirectResponse:
    return visit.go(address(f"/courses/{course}/review", **({"after": after or None, "skip": skip or None, "done": done} | more)))


@router.post("/courses/{course}/review/undo")
def undo(
    visit: Visited, course: Slug, override: IdField, after: AfterField = "", skip: SkipField = 0
) -> RedirectResponse:  # fmt: skip
    """Take one's last decision back: it waits again."""
    visit.served.review.undo(visit.asker, override)
    return _on(visit, course, after, skip, None, undone="true")
