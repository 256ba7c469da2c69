"""What waits for a person as its page shows it: the sheet with its verdicts, how the line was read, what may be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from grader.errors import Refused
from grader.pages.formulas import quantity, reading
from grader.pages.frame import ours
from grader.reading import read
from grader.rendering.figures import brief, marked
from grader.rendering.live import LineView, line_views
from grader.rendering.own_names import own_naming
from grader.rendering.view import SIGNS
from grader.services.review import Decision, Waiting

if TYPE_CHECKING:
    from markupsafe import Markup

    from grader.pages.visit import Visit
    from grader.rendering.naming import Naming

Give: TypeAlias = Literal["full", "half", "none", "keep", "points"]
SHEETS = 25  # looked through at once for one with something that waits
_RANK = ("wrong", "unreadable", "follows", "correct", "unchecked")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet in the margin of which stands its gravest verdict."""

    number: int
    text: str
    verdict: str
    sign: str
    current: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim that may be decided: what it is about, how it was read, what was found, what it is worth."""

    quantity: str
    name: Markup | None
    read_as: Sequence[Markup]
    expected: str
    verdict: str
    message: str
    worth: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, with its sheet."""

    waiting: Waiting
    title: str
    lines: Sequence[SheetLine]
    formulas: Sequence[Markup]
    reasons: Sequence[str]
    claims: Sequence[ClaimView]
    skip: int
    here: int  # how many things wait on this sheet
    following: bool  # whether the next one is on this sheet too


def upcoming(visit: Visit, course: str, after: str) -> Iterator[list[Waiting]]:
    """What waits, sheet by sheet, behind the submission `after`."""
    cursor: str | None = after
    while cursor is not None:
        found, cursor = visit.served.review.queue(visit.asker, course, cursor, SHEETS)
        for _, each in groupby(found, key=lambda waiting: waiting.submission):
            yield list(each)


def next_item(visit: Visit, course: str, after: str, skip: int) -> Item | None:
    """The first thing that waits behind a submission, so many on its sheet left out; None where nothing does."""
    for number, sheet in enumerate(upcoming(visit, course, after)):
        left_out = skip if number == 0 else 0
        if left_out < len(sheet):
            return _item(visit, sheet, left_out)
    return None


def _item(visit: Visit, sheet: list[Waiting], skip: int) -> Item:
    waiting = sheet[skip]
    given = visit.served.reports.given(visit.asker, waiting.submission, visit.look.language)
    work = read(given.raw)
    views = line_views(work, visit.say)
    report = given.seen.report or {}
    naming = None if given.problem is None else own_naming(given.problem, report.get("notation", {}), work)
    view = next((view for view in views if view.number == waiting.line), None)
    return Item(
        waiting,
        given.title,
        _lines(views, report, waiting.line),
        [] if view is None else [ours(formula) for formula in view.flowing],
        () if view is None else view.reasons,
        [_claim(claim, naming, report["notation"]["decimal"] or visit.look.decimal) for claim in claims_on(report, waiting)],
        skip,
        len(sheet),
        skip + 1 < len(sheet),
    )


def _lines(views: Sequence[LineView], report: Mapping[str, Any], current: int) -> list[SheetLine]:
    verdicts = {line["number"]: _gravest([claim["verdict"] for claim in line["claims"]]) for line in report.get("lines", ())}
    return [
        SheetLine(view.number, view.text, verdict := verdicts.get(view.number, ""), SIGNS.get(verdict, ""), view.number == current)
        for view in views
    ]


def _gravest(verdicts: Sequence[str]) -> str:
    return min(verdicts, key=_RANK.index, default="")


def claims_on(report: Mapping[str, Any], waiting: Waiting) -> list[Mapping[str, Any]]:
    """The claims of the line that waits; only the one that waits where that is known."""
    found = [claim for line in report.get("lines", ()) if line["number"] == waiting.line for claim in line["claims"]]
    named = [claim for claim in found if claim["quantity"] == waiting.quantity]
    return named if waiting.why in {"unreadable", "misread"} and named else found


def _claim(claim: Mapping[str, Any], naming: Naming | None, decimal: str) -> ClaimView:
    return ClaimView(
        claim["quantity"] or "", quantity(naming, claim["quantity"]) if claim["quantity"] else None,
        reading(claim["read_as"], naming, decimal),
        marked(brief(claim["expected"] or "", claim["written"]), decimal), claim["verdict"],
        claim["message"],
        Fraction(claim["points"]["possible"]),
    )  # fmt: skip


def decision(report: Mapping[str, Any], place: tuple[int, str | None], give: Give, points: str, reason: str) -> Decision:
    """What a button decides: all points of the claim, half of them, none, so many; or that it stays as it is.

    Raises Refused for points that are no number.
    """
    line, quantity = place
    claim = next(
        (c for each in report.get("lines", ()) if each["number"] == line for c in each["claims"] if c["quantity"] == quantity), None
    )
    worth = Fraction(0) if claim is None else Fraction(claim["points"]["possible"])
    if give == "keep" or claim is None:
        return Decision(line, quantity, None, None, reason)
    if give == "full":
        return Decision(line, quantity, "correct", worth, reason)
    if give == "half":
        return Decision(line, quantity, None, worth / 2, reason)
    if give == "none":
        return Decision(line, quantity, "wrong", Fraction(0), reason)
    return Decision(line, quantity, None, amount(points), reason)


def amount(points: str) -> Fraction:
    """Points as a person types them, with comma or point.

    Raises Refused.
    """
    text = points.strip().replace(",", ".")
    if not text or len(text) > 12 or not all(sign.isdigit() or sign in "./" for sign in text):
        message = "points are a number, such as 0.5 or 1/3"
        raise Refused(message)
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as fault:
        message = "points are a number, such as 0.5 or 1/3"
        raise Refused(message) from fault
