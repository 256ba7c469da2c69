"""Problems and sets of a course: upload them, see every fault at its line, see what the numbers hide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.errors import AuthorError, Fault, InkgradeError
from grader.pages.formulas import drawing, in_names, quantity, statement
from grader.pages.teach.desk import MOST_SETS, desk
from grader.pages.visit import Slug, Visit, Visited
from grader.problem.vetting import Doubt, Told, told_apart, vet
from grader.records import Problem
from grader.rendering.naming import Naming
from grader.services.bundle import unpacked

router = APIRouter()
LONGEST = 1_000_000  # characters of a file that is typed
AROUND = 4  # lines shown above and below a fault of a long file
SHOWN_WHOLE = 300  # lines of a file that is shown whole


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file with what is wrong at it; `gap` where lines before it are left out."""

    number: int
    text: str
    faults: Sequence[Fault]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """A file with its faults at their lines; those without a place stand above."""

    name: str
    faults: Sequence[Fault]
    lines: Sequence[SourceLine]


@router.get("/courses/{course}/problems")
def problems_page(visit: Visited, course: Slug, kept: str = "") -> HTMLResponse:
    """What the course has, and the form for more."""
    return _page(visit, course, kept=kept[:100])


def _page(visit: Visit, course: str, status: int = HTTPStatus.OK, **facts: object) -> HTMLResponse:
    shown = {"kept": "", "text": "", "faulty": (), "count": 0} | facts
    problems = visit.served.publish.problems(visit.asker, course, "", MOST_SETS)
    offers = visit.served.publish.sets(visit.asker, course, "", MOST_SETS)
    return visit.page("teach/problems.html", status, **desk(visit, course, "problems"), problems=problems, offers=offers, **shown)


@router.post("/courses/{course}/problems", response_model=None)
def upload(
    visit: Visited, course: Slug, file: Annotated[UploadFile | None, File()] = None, text: Annotated[str, Form(max_length=LONGEST)] = ""
) -> HTMLResponse | RedirectResponse:
    """Check a file and keep it; a faulty one is shown with all of its faults, ready to be mended in place."""
    given = b"" if file is None else file.file.read()
    raw = given or text.replace("\r\n", "\n").encode()
    try:
        made = visit.served.publish.upload(visit.asker, course, raw)
    except AuthorError as error:
        texts = _texts(raw)
        faulty = [faulty_file(name, source, error.faults) for name, source in texts.items()]
        lost = [fault for fault in error.faults if fault.file not in texts]
        faulty = [each for each in faulty if each.faults or any(line.faults for line in each.lines)]
        faulty += [FaultyFile("", lost, ())] if lost else []
        alone = texts[""] if list(texts) == [""] else ""
        return _page(
            visit, course, HTTPStatus.UNPROCESSABLE_ENTITY, text=alone[:LONGEST], faulty=faulty, count=len(error.faults)
        )  # fmt: skip
    path = f"/courses/{course}/problems"
    return visit.go(f"{path}/{made.slug}" if isinstance(made, Problem) else f"{path}?kept={made.set.slug}")


def _texts(raw: bytes) -> Mapping[str, str]:
    """The files of an upload as far as they can be shown."""
    try:
        return unpacked(raw)
    except InkgradeError:
        return {}


def faulty_file(name: str, source: str, faults: Sequence[Fault]) -> FaultyFile:
    """A file's lines, each with its faults; of a long file only those around its faults."""
    mine = [fault for fault in faults if fault.file == name]
    lines = source.splitlines()
    at: dict[int, list[Fault]] = {}
    for fault in mine:
        if 0 < fault.line <= len(lines):
            at.setdefault(fault.line, []).append(fault)
    wanted = [n for n in range(1, len(lines) + 1) if len(lines) <= SHOWN_WHOLE or any(abs(n - line) <= AROUND for line in at)]
    shown = [
        SourceLine(number, lines[number - 1], at.get(number, ()), gap=number != before + 1)
        for before, number in zip([0, *wanted], wanted, strict=False)
    ]
    return FaultyFile(name, [fault for fault in mine if not 0 < fault.line <= len(lines)], shown)


@router.get("/courses/{course}/problems/{problem}")
def problem_page(visit: Visited, course: Slug, problem: Slug) -> HTMLResponse:
    """One problem: its statement and picture, what it asks, which mistakes its numbers tell apart, its file."""
    facts = desk(visit, course, "problems")
    kept, made = visit.served.publish.built(visit.asker, course, problem)
    naming = Naming(made)
    rows = sorted(told_apart(made), key=lambda row: (row.apart, visit.say.title(row.cause)))
    return visit.page(
        "teach/problem.html", **facts, kept=kept, statement=statement(made, visit.look.decimal),
        picture=drawing(made, made.title, visit.look.decimal),
        parts_of=[(part.label, [quantity(naming, name) for name in part.quantities], visit.points(part.points)) for part in made.parts],
        rows=[(visit.say.title(row.cause), len(row.quantities), row.apart, _alike(visit, row)) for row in rows],
        doubts=[in_names(naming, _doubt(visit, doubt)) for doubt in vet(made) if doubt.kind in NUMBERS], source=kept.source.splitlines(),
        apart=sum(row.apart for row in rows), variants=made.variants,
    )  # fmt: skip


#: What is said of doubts about numbers; those about mistakes stand in their table.
NUMBERS = {"kink": "vet-kink", "saturated": "vet-saturated", "too-small": "vet-too-small"}


def _alike(visit: Visit, row: Told) -> str:
    """Why a mistake cannot be told, in words."""
    if row.unseen:
        return visit.say.word("vet-unseen")
    return visit.say.word("vet-alike", causes=", ".join(map(visit.say.title, row.alike))) if row.alike else ""


def _doubt(visit: Visit, doubt: Doubt) -> str:
    return visit.say.word(NUMBERS[doubt.kind], quantities=", ".join(doubt.quantities))
