"""Routes for submissions: preview, hand in, look at one's own, fetch the report; the marks of a set."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from grader.api.access import After, AskerOf, BodyInTurn, Id, Limit, Served, Slug, answers, raw_body
from grader.api.schemas.shape import SLUG, Page
from grader.api.schemas.work import Gradebook, Graded, MarkRow, MarksOut, Preview, ReadingOut, SubmissionOut

router = APIRouter(tags=["submissions"])
EXAMPLE = "a_1 = 0,594\na_2 = 0.596\n"
SHEET = raw_body(EXAMPLE, "text/plain", "text/markdown", "application/x-tex", "application/x-ipynb+json")
RAW: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
PLACE = "/courses/{course}/sets/{slug}/problems/{problem}"
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, min_length=1, pattern=r"^[!-~]+$")]
Named = Annotated[str, Query(max_length=200, description="The file's name: what the report calls the sheet.")]


@router.post(PLACE + "/submissions", status_code=HTTPStatus.CREATED, responses=answers(), openapi_extra=SHEET)
def submit(  # noqa: PLR0913, PLR0917 - whose, where and what
    asker: AskerOf, served: Served, course: Slug, slug: Slug, problem: Slug, raw: BodyInTurn, name: Named = "", key: Key = None
) -> Graded:
    """Hand in a sheet and get its report; a large one is `received` and graded in its turn.

    Of a notebook the Markdown and raw cells are read. Sent again with the same `Idempotency-Key` it is the same submission.
    """
    return Graded.of(served.submissions.submit(asker, course, slug, problem, raw, name=name, key=key))


@router.post(PLACE + "/preview", responses=answers(), openapi_extra=SHEET)
def preview(  # noqa: PLR0913, PLR0917 - whose, where and what
    asker: AskerOf, served: Served, course: Slug, slug: Slug, problem: Slug, raw: BodyInTurn, name: Named = ""
) -> Preview:
    """How each line of a sheet would be read, by its names alone: no written value has a say in it. Nothing is kept."""
    found = served.submissions.preview(asker, course, slug, problem, raw, name)
    return Preview(items=[ReadingOut(**reading._asdict()) for reading in found])


@router.get("/courses/{course}/submissions", responses=answers())
def list_submissions(
    asker: AskerOf,
    served: Served,
    course: Slug,
    set_: Annotated[str | None, Query(pattern=SLUG, alias="set")] = None,
    after: After = "",
    limit: Limit = 50,
) -> Page[SubmissionOut]:
    """One's own submissions in a course, or everybody's for who may see them, page by page."""
    items = [SubmissionOut.of(seen) for seen in served.submissions.listed(asker, course, after, limit, set_)]
    return Page(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/submissions/{id_}", responses=answers())
def show_submission(asker: AskerOf, served: Served, id_: Id) -> Graded:
    """One submission with its report; also to ask how far its grading is."""
    return Graded.of(served.submissions.get(asker, id_))


@router.get("/submissions/{id_}/raw", responses=answers() | RAW, response_class=Response)
def show_raw(asker: AskerOf, served: Served, id_: Id) -> Response:
    """The bytes that were handed in, unchanged, for download."""
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(served.submissions.raw(asker, id_), media_type="application/octet-stream", headers=headers)


@router.get("/courses/{course}/sets/{slug}/marks", responses=answers())
def show_marks(asker: AskerOf, served: Served, course: Slug, slug: Slug) -> Gradebook:
    """The marks of a set: of each student and problem the best attempt."""
    rows = served.gradebook.rows(asker, course, slug)
    return Gradebook(
        items=[
            MarkRow(
                by=row.by, name=row.name, student_id=row.student_id, problem=row.problem, submission=row.submission,
                attempts=row.attempts, late_days=row.late_days,
                marks=MarksOut(**{name: str(getattr(row.marks, name)) for name in MarksOut.model_fields}),
            )
            for row in rows
        ]
    )  # fmt: skip
