"""The place of work: a problem, an editor with live reading beside it, and handing in."""

import hashlib
import secrets
from fractions import Fraction
from functools import lru_cache
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from grader.errors import NotFound
from grader.pages.formulas import drawing, parts, statement
from grader.pages.frame import ours
from grader.pages.visit import Slug, Visit, Visited
from grader.pages.words import words
from grader.reading import read as read_sheet
from grader.rendering.figures import points
from grader.rendering.live import live_reading
from grader.services.rights import Conflict, TooLarge
from grader.services.seen import Seen
from grader.services.submit import SMALL
from grader.web.turns import turn

router = APIRouter()
PLACE = "/courses/{course}/sets/{slug}/problems/{problem}"
MOST_ATTEMPTS = 200
#: What keys above the editor put in, beside what they show: names of signs that are hard to find on a phone.
KEYS = ("∂", "ℓ", "θ", "δ", "σ", "η", "Δ", "∑", "·", "√", "′", "²", "³", "₀", "₁", "₂", "₃", "₄", "←", "≈")
#: What may be typed: a word for it, and a line as one would type it, with points for decimal marks.
EXAMPLES = (
    ("chain", "z1 = 0.15·0.05 + 0.25·0.1 + 0.35 = 0.3825"),
    ("function", "a₁ = σ(z₁) = 1/(1 + e^-0.3825) = 0.594"),
    ("index", "a_1^(2) = 0.757"),
    ("power", "L = 1/2 (0.01 - 0.757)^2 = 2.79·10^-1"),
    ("derivative", "∂L/∂w5 = -0.233 · 0.184 · 0.594 = -0.0255"),
    ("delta", "δ_1 = a_1 (1 - a_1) · 0.747 = 0.137"),
    ("update", "w5' = w5 - 0.5 · 0.082 = 0.359"),
    ("vector", "z = [0.3825, 0.39]"),
    ("latex", r"\frac{\partial L}{\partial w_5} = 0.082"),
)
Text = Annotated[str, Form(max_length=1_000_000)]
Nonce = Annotated[str, Form(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]


@router.get(PLACE)
def problem_page(
    visit: Visited, course: Slug, slug: Slug, problem: Slug, again: Annotated[str, Query(max_length=32, alias="from")] = ""
) -> HTMLResponse:
    """The problem with one's own numbers; `from` is a submission of one's own to go on from."""
    return _desk(visit, (course, slug, problem), _text_of(visit, again), "")


@router.post("/reading")
def live(visit: Visited, text: Text = "") -> HTMLResponse:
    """How each line of what is being typed is read; nothing is kept, and nothing is told of right or wrong."""
    if len(text) > SMALL:
        message = f"live reading is of {SMALL} characters at most"
        raise TooLarge(message)
    visit.asker.need("submit")
    return visit.page("reading.html", lines=live_reading(text.replace("\r\n", "\n"), visit.say), ours=ours)


@router.post(PLACE, dependencies=[Depends(turn, scope="function")])
def hand_in(  # noqa: PLR0913, PLR0917 - whose, where and what
    visit: Visited,
    course: Slug,
    slug: Slug,
    problem: Slug,
    text: Text = "",
    nonce: Nonce = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Hand in what was typed, or a file; pressing twice hands in once."""
    raw, name = _sheet(text, file)
    if not raw.strip():
        return _desk(visit, (course, slug, problem), "", "work-empty")
    key = hashlib.sha256(f"{nonce}\0{course}\0{slug}\0{problem}\0".encode() + raw).hexdigest() if nonce else None
    try:
        seen = visit.served.submissions.submit(visit.asker, course, slug, problem, raw, name=name, key=key)
    except Conflict:
        return _desk(visit, (course, slug, problem), raw.decode("utf-8", "replace"), "work-over")
    return visit.go(f"/submissions/{seen.submission.id}?sent={nonce}")


def _sheet(text: str, file: UploadFile | None) -> tuple[bytes, str]:
    """The bytes that are meant, and their name: those of a file where one was chosen."""
    if file is not None and file.filename and (raw := file.file.read()):
        return raw, file.filename
    return text.replace("\r\n", "\n").encode("utf-8", "replace"), ""


def _desk(visit: Visit, place: tuple[str, str, str], text: str, fault: str) -> HTMLResponse:
    course, slug, problem = place
    here = visit.served.courses.get(visit.asker, course)
    asked = visit.served.submissions.asked(visit.asker, course, slug, problem)
    offer = visit.served.publish.get_set(visit.asker, course, slug)
    student = here.member.role == "student"
    return visit.page(
        "problem.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        course=here.course, set=offer.set, rules=offer.rules, slug=problem, asked=asked, fault=fault, text=text,
        over=student and asked.attempts is not None and asked.used >= asked.attempts,
        attempts=_attempts(visit, place), statement=statement(asked.problem, visit.look.decimal),
        drawing=drawing(asked.problem, visit.say.word("work-drawing"), visit.look.decimal), asked_parts=parts(asked.problem),
        possible=points(sum((part.points for part in asked.problem.parts), Fraction(0))), keys=KEYS,
        examples=_examples(visit.look.decimal), nonce=secrets.token_urlsafe(18),
        draft=f"{visit.asker.person.id}/{course}/{slug}/{problem}",
    )  # fmt: skip


def _attempts(visit: Visit, place: tuple[str, str, str]) -> list[Seen]:
    """One's own attempts, the newest first."""
    course, slug, problem = place
    listed = visit.served.submissions.listed(visit.asker, course, "", MOST_ATTEMPTS, slug)
    mine = [seen for seen in listed if seen.submission.person == visit.asker.person.id and seen.submission.problem_slug == problem]
    return mine[::-1]


def _text_of(visit: Visit, id_: str) -> str:
    """The sheet of a submission of one's own, to go on from.

    Raises NotFound for what is none.
    """
    if not id_:
        return ""
    if visit.served.submissions.get(visit.asker, id_).submission.person != visit.asker.person.id:
        raise NotFound(id_)
    return read_sheet(visit.served.submissions.raw(visit.asker, id_)).text


@lru_cache(maxsize=2)
def _examples(decimal: str) -> tuple[tuple[str, str, tuple[Markup, ...]], ...]:
    """What may be typed, each with how it is read."""
    typed = [(key, line.replace(".", decimal)) for key, line in EXAMPLES]
    return tuple((key, line, tuple(map(ours, live_reading(line, words("en"))[0].flowing))) for key, line in typed)
