"""The marks of a set: student by student, and in the formats of other programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import HTMLResponse, Response

from grader.errors import NotFound, Refused
from grader.exchange import canvas, moodle, nbgrader, plain
from grader.exchange.canvas import Filled
from grader.exchange.marks import Mark
from grader.pages.teach.desk import desk
from grader.pages.visit import Slug, Visit, Visited
from grader.services.gradebook import Row
from grader.services.publish import Offered

router = APIRouter()
TABLES: Mapping[str, Callable[[Sequence[Mark], str], str]] = {
    "csv": lambda marks, _: plain.table(marks),
    "moodle": lambda marks, _: moodle.table(marks),
    "nbgrader": nbgrader.table,
}
FILLED = ("canvas", "moodle")
LONGEST_COLUMN = 300


@dataclass(frozen=True, slots=True)
class StudentMarks:
    """One student: the marks of each problem in the order of the set, None where nothing was handed in, and their sum."""

    name: str
    student_id: str
    problems: Sequence[Row | None]
    earned: Fraction
    pending: Fraction
    late: int


@router.get("/courses/{course}/sets/{set_}/marks")
def marks_page(visit: Visited, course: Slug, set_: Slug) -> HTMLResponse:
    """Each student's marks, and the ways to take them along."""
    return _page(visit, course, set_)


def _page(visit: Visit, course: str, set_: str, status: int = HTTPStatus.OK, **facts: object) -> HTMLResponse:
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    rows = visit.served.gradebook.rows(visit.asker, course, set_)
    shown: dict[str, object] = {"refused": "", "column": "", "filled": None} | facts
    return visit.page(
        "teach/marks.html", status, **desk(visit, course, "marks", offer), students=_students(offer, rows), possible=_possible(rows),
        tables=tuple(TABLES), **shown,
    )  # fmt: skip


def _students(offer: Offered, rows: Sequence[Row]) -> list[StudentMarks]:
    by: dict[str, dict[str, Row]] = {}
    for row in rows:
        by.setdefault(row.by, {})[row.problem] = row
    return [_student(offer, mine) for mine in by.values()]


def _student(offer: Offered, mine: Mapping[str, Row]) -> StudentMarks:
    first = next(iter(mine.values()))
    return StudentMarks(
        first.name or first.by,
        first.student_id or "",
        [mine.get(problem.slug) for problem in offer.problems],
        sum((row.marks.adjusted for row in mine.values()), Fraction(0)),
        sum((row.marks.pending for row in mine.values()), Fraction(0)),
        max(row.late_days for row in mine.values()),
    )


def _possible(rows: Sequence[Row]) -> Mapping[str, Fraction]:
    """What each problem that anybody has handed in is worth."""
    return {row.problem: row.marks.possible for row in rows}


def exported(offer: Offered, rows: Sequence[Row]) -> list[Mark]:
    """The marks of each student over the whole set, lateness deducted; what was not handed in earns nothing."""
    worth = sum(_possible(rows).values(), Fraction(0))
    slugs = tuple(problem.slug for problem in offer.problems)
    return [
        Mark(each.name, each.student_id or each.name, each.earned, each.pending, worth, graded=True, feedback="", problems=slugs)
        for each in _students(offer, rows)
    ]


@router.get("/courses/{course}/sets/{set_}/marks/{form}", response_class=Response)
def export(visit: Visited, course: Slug, set_: Slug, form: Slug) -> Response:
    """The marks as a table of another program."""
    marks = _marks(visit, course, set_)
    if form not in TABLES:
        raise NotFound(form)
    return _download(TABLES[form](marks, set_), f"{set_}-{form}.csv")


def _marks(visit: Visit, course: str, set_: str) -> list[Mark]:
    visit.served.courses.get(visit.asker, course).require("see-names")
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    return exported(offer, visit.served.gradebook.rows(visit.asker, course, set_))


def _download(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "private, no-store"}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/courses/{course}/sets/{set_}/marks", response_model=None)
def fill(  # noqa: PLR0913, PLR0917 - the fields of the form
    visit: Visited, course: Slug, set_: Slug, form: Annotated[str, Form(max_length=20)] = "canvas",
    file: Annotated[UploadFile | None, File()] = None, column: Annotated[str, Form(max_length=LONGEST_COLUMN)] = "",
    anyway: Annotated[bool, Form()] = False,  # noqa: FBT002 - a form's field
) -> Response:  # fmt: skip
    """One's own gradebook of another program, with the marks entered; first told who has no row in it, or waits for a person."""
    marks = _marks(visit, course, set_)
    if form not in FILLED:
        raise NotFound(form)
    content, name = (b"", form) if file is None else (file.file.read(), file.filename or form)
    try:
        filled: Filled = canvas.fill(content, marks, column, name) if form == "canvas" else moodle.fill(content, marks, name)
    except Refused as error:
        return _page(visit, course, set_, HTTPStatus.UNPROCESSABLE_ENTITY, refused=str(error), column=column)
    if (filled.lost or filled.waiting) and not anyway:
        return _page(visit, course, set_, HTTPStatus.UNPROCESSABLE_ENTITY, filled=filled, column=column)
    return _download(filled.text, f"{set_}-{form}.csv")
