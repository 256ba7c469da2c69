"""The dates and rules of a set: when it is due, what lateness costs, what is shown when; extensions for single students."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.errors import AuthorError, Fault
from grader.pages.teach.desk import desk, names
from grader.pages.visit import Slug, Visit, Visited
from grader.services.problem_set import FEEDBACK, RELEASES, parse_set
from grader.services.publish import Offered

router = APIRouter()
Field = Annotated[str, Form(max_length=100)]
Reason = Annotated[str, Form(max_length=1000)]
_OFFSETS = tuple(f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" for minutes in range(-720, 841, 30))


@router.get("/courses/{course}/sets/{set_}/rules")
def rules_page(visit: Visited, course: Slug, set_: Slug, kept: bool = False) -> HTMLResponse:  # noqa: FBT001, FBT002 - a query
    """The rules as they are."""
    offer = visit.served.publish.get_set(visit.asker, course, set_)
    return _page(visit, course, offer, _written(offer), kept=kept)


def _page(visit: Visit, course: str, offer: Offered, written: Mapping[str, str], status: int = HTTPStatus.OK, **facts: Any) -> HTMLResponse:  # noqa: ANN401 - the page's own
    extensions, release = visit.served.publish.given(visit.asker, course, offer.set.slug)
    called = names(visit, course)
    students = [each for each in visit.served.courses.members(visit.asker, course, "", 20_000) if each.member.role == "student"]
    shown: dict[str, Any] = {"kept": False, "faults": {}, "refused": ""} | facts
    return visit.page(
        "teach/rules.html", status, **desk(visit, course, "rules", offer), written=written, offsets=_OFFSETS, releases=RELEASES,
        feedbacks=FEEDBACK, extensions=[(called.get(each.person, ""), each) for each in extensions], release=release,
        students=[(each.member.person, called[each.member.person]) for each in students if each.member.active], **shown,
    )  # fmt: skip


def _written(offer: Offered) -> Mapping[str, str]:
    """The fields of the form: moments as a browser's field has them, and their offset."""
    settings: Mapping[str, Any] = parse_set(offer.set.source).settings
    late = settings.get("late") or {}
    due = offer.rules.due
    offset = "+00:00" if due is None else due.strftime("%z")
    return {
        "due": _local(due),
        "offset": offset if ":" in offset else f"{offset[:3]}:{offset[3:5]}",
        "grace": settings.get("grace", ""),
        "per_day": late.get("per_day") or "",
        "until": (late.get("until") or "")[:10],
        "attempts": settings.get("attempts", ""),
        "release": offer.rules.release,
        "feedback": offer.rules.feedback,
        "appeals_until": _local(offer.rules.appeals_until),
    }


def _local(at: datetime | None) -> str:
    return "" if at is None else at.strftime("%Y-%m-%dT%H:%M")


@router.post("/courses/{course}/sets/{set_}/rules", response_model=None)
def change(  # noqa: PLR0913, PLR0917 - the fields of the form
    visit: Visited, course: Slug, set_: Slug, due: Field = "", offset: Field = "+00:00", grace: Field = "", per_day: Field = "",
    until: Field = "", attempts: Field = "", release: Field = "at_once", feedback: Field = "solution", appeals_until: Field = "",
) -> HTMLResponse | RedirectResponse:  # fmt: skip
    """Keep other rules as the set's next version; what is wrong is told at its field."""
    written = {
        "due": due, "offset": offset, "grace": grace, "per_day": per_day, "until": until, "attempts": attempts, "release": release,
        "feedback": feedback, "appeals_until": appeals_until,
    }  # fmt: skip
    late = {name: text for name, text in (("per_day", per_day), ("until", until)) if text}
    settings = {
        "due": _moment(due, offset), "grace": grace or None, "late": late or None, "attempts": attempts or None,
        "release": release, "feedback": feedback, "appeals_until": _moment(appeals_until, offset),
    }  # fmt: skip
    try:
        visit.served.publish.change(visit.asker, course, set_, settings)
    except AuthorError as error:
        offer = visit.served.publish.get_set(visit.asker, course, set_)
        return _page(visit, course, offer, written, HTTPStatus.UNPROCESSABLE_ENTITY, faults=_by_field(error.faults))
    return visit.go(f"/courses/{course}/sets/{set_}/rules?kept=true")


def _moment(local: str, offset: str) -> str | None:
    """A moment with its offset, as a set's file has it; what a browser's field does not give is told as it is."""
    if not local:
        return None
    return f"{local}:00{offset}" if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", local) else f"{local}{offset}"


def _by_field(faults: Sequence[Fault]) -> Mapping[str, str]:
    return {fault.path.partition(".")[0]: fault.message for fault in faults}


@router.post("/courses/{course}/sets/{set_}/extensions", response_model=None)
def extend(  # noqa: PLR0913, PLR0917 - the fields of the form
    visit: Visited, course: Slug, set_: Slug, person: Field, due: Field, offset: Field = "+00:00", reason: Reason = ""
) -> HTMLResponse | RedirectResponse:
    """Another due date for one student."""
    try:
        at = datetime.fromisoformat(_moment(due, offset) or "")
    except ValueError:
        offer = visit.served.publish.get_set(visit.asker, course, set_)
        refused = visit.say.word("rules-no-date")
        return _page(visit, course, offer, _written(offer), HTTPStatus.UNPROCESSABLE_ENTITY, refused=refused)
    visit.served.publish.extend(visit.asker, course, set_, person, at, reason)
    return visit.go(f"/courses/{course}/sets/{set_}/rules?kept=true")


@router.post("/courses/{course}/sets/{set_}/release")
def release_now(visit: Visited, course: Slug, set_: Slug) -> RedirectResponse:
    """Show the reports to the students."""
    visit.served.publish.release(visit.asker, course, set_)
    return visit.go(f"/courses/{course}/sets/{set_}/rules?kept=true")
