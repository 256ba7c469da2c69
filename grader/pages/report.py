"""The report on a sheet: what was read, judged and marked, line by line; and asking for a second look."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from grader.errors import NotFound
from grader.pages.formulas import drawing
from grader.pages.report_view import report_view, total
from grader.pages.visit import Id, Visit, Visited
from grader.rendering.figures import marked, points
from grader.rendering.sentences import Sentences
from grader.rendering.strokes import Mark
from grader.rendering.where import began
from grader.services.reports import Given
from grader.services.rights import Conflict
from grader.services.submit import OPEN

router = APIRouter()
LONGEST_APPEAL = 2000
Line = Annotated[int, Path(ge=1, le=1_000_000)]
Nonce = Annotated[str, Query(max_length=64)]


@router.get("/submissions/{id_}")
def report_page(visit: Visited, id_: Id, sent: Nonce = "") -> Response:
    """The report, as far as it may be shown by now."""
    given = visit.served.reports.given(visit.asker, id_, visit.look.language)
    say = _say(visit, given)
    shown = given.seen.report is not None and given.seen.submission.state == "graded"
    marks = began(given.problem, given.seen.report, say) if given.problem is not None and given.seen.report is not None else {}
    return visit.gradually(
        "report.html", given=given, submission=given.seen.submission, waiting=given.seen.submission.state in OPEN, sent=bool(sent),
        score=total(given.seen.marks, say), view=report_view(given, say) if shown else None,
        adjusted=_adjusted(given, say), drawing=_drawing(given, say, marks), marked=bool(marks), draft=_draft(visit, given),
    )  # fmt: skip


def _say(visit: Visit, given: Given) -> Sentences:
    """The visitor's words in the decimal mark of the sheet."""
    notation = (given.seen.report or {}).get("notation", {})
    return visit.say.marked(notation.get("decimal") or visit.look.decimal)


def _adjusted(given: Given, say: Sentences) -> str:
    """The marks after the deduction for lateness, where there is one."""
    marks = given.seen.marks
    if marks is None or marks.adjusted == marks.earned:
        return ""
    return marked(points(marks.adjusted), say.decimal)


def _drawing(given: Given, say: Sentences, marks: Mapping[str, Mark]) -> Markup:
    """The problem with the places where errors began; empty without a problem or a report."""
    if given.problem is None or given.seen.report is None:
        return Markup()
    return drawing(given.problem, say.word("report-drawing" if marks else "report-drawing-none"), say.decimal, marks)


def _draft(visit: Visit, given: Given) -> str:
    kept = given.seen.submission
    return f"{visit.asker.person.id}/{given.course.slug}/{kept.slug}/{kept.problem_slug}"


@router.get("/submissions/{id_}/sheet")
def sheet(visit: Visited, id_: Id) -> Response:
    """The bytes that were handed in, unchanged, as a download."""
    headers = {"Content-Disposition": "attachment", "Cache-Control": "private, no-cache"}
    return Response(visit.served.submissions.raw(visit.asker, id_), media_type="application/octet-stream", headers=headers)


@router.get("/submissions/{id_}/lines/{line}/appeal")
def appeal_page(visit: Visited, id_: Id, line: Line) -> HTMLResponse:
    """The form for a second look at a line."""
    return _appeal(visit, id_, line, "", "")


@router.post("/submissions/{id_}/lines/{line}/appeal")
def appeal(visit: Visited, id_: Id, line: Line, message: Annotated[str, Form(max_length=20_000)] = "") -> Response:
    """Ask for a second look at a line."""
    text = "".join(char for char in message if char.isprintable() or char == "\n").strip()
    if not 0 < len(text) <= LONGEST_APPEAL:
        return _appeal(visit, id_, line, message, "appeal-no-message")
    try:
        visit.served.review.appeal(visit.asker, id_, line, text)
    except Conflict:
        return _appeal(visit, id_, line, message, "appeal-refused")
    return visit.go(f"/submissions/{id_}#line-{line}")


def _appeal(visit: Visit, id_: str, line: int, message: str, fault: str) -> HTMLResponse:
    given = visit.served.reports.given(visit.asker, id_, visit.look.language)
    say = _say(visit, given)
    rows = report_view(given, say).rows if given.may_appeal else iter(())
    row = next((row for row in rows if row.view.number == line and row.claims), None)
    if row is None:
        raise NotFound(id_)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return visit.page("appeal.html", status, given=given, row=row, message=message, fault=fault, longest=LONGEST_APPEAL)
