"""Routes for submissions: hand in, look at one's own, fetch the report."""

import json
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from grader.api.access import After, Asker, Body, Id, Limit, Served, Slug, answers, text_body
from grader.api.schemas import Graded, Preview, ReadingOut, SubmissionOut, SubmissionPage
from grader.services.ports import Submission

router = APIRouter(tags=["submissions"])
SUBMIT = answers(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
SHOWN = answers(HTTPStatus.NOT_FOUND)
EXAMPLE = "a_1 = 0,594\na_2 = 0.596\n"
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, min_length=1)]
Named = Annotated[str, Query(max_length=200, description="What the report calls the sheet.")]


@router.post(
    "/problems/{slug}/submissions", status_code=HTTPStatus.CREATED, responses=SUBMIT, openapi_extra=text_body("text/plain", EXAMPLE)
)
def submit(asker: Asker, served: Served, slug: Slug, raw: Body, name: Named = "", key: Key = None) -> Graded:
    """Hand in a sheet and get its report; sent again with the same `Idempotency-Key` it is the same submission."""
    return _graded(served.submissions.submit(asker, slug, raw, name, key))


@router.post("/problems/{slug}/preview", responses=SUBMIT, openapi_extra=text_body("text/plain", EXAMPLE))
def preview(asker: Asker, served: Served, slug: Slug, raw: Body) -> Preview:
    """How each line of a sheet would be read, without a grade; nothing is kept."""
    return Preview(items=[ReadingOut(**reading._asdict()) for reading in served.submissions.preview(asker, slug, raw)])


@router.get("/submissions", responses=answers())
def list_submissions(asker: Asker, served: Served, after: After = "", limit: Limit = 50) -> SubmissionPage:
    """A student's own submissions, or everybody's for who may see them, page by page."""
    items = [SubmissionOut.of(kept) for kept in served.submissions.listed(asker, after, limit)]
    return SubmissionPage(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/submissions/{id_}", responses=SHOWN)
def show_submission(asker: Asker, served: Served, id_: Id) -> Graded:
    """One submission with its report."""
    return _graded(served.submissions.get(asker, id_))


@router.get("/submissions/{id_}/text", responses=SHOWN, response_class=Response)
def show_text(asker: Asker, served: Served, id_: Id) -> Response:
    """The bytes that were handed in, unchanged, for download."""
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(served.submissions.get(asker, id_).raw, media_type="text/plain", headers=headers)


def _graded(kept: Submission) -> Graded:
    report = None if kept.report is None else json.loads(kept.report)
    return Graded(**SubmissionOut.of(kept).model_dump(), report=report)
