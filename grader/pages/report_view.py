"""A report as its page shows it: every line of the sheet typeset, its verdicts beside it, and the ways from a line to its root and back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.pages.formulas import in_names, quantity, reading
from grader.pages.frame import ours
from grader.reading import read
from grader.rendering.figures import marked, points
from grader.rendering.live import LineView, line_views
from grader.rendering.naming import Naming
from grader.rendering.own_names import own_naming

if TYPE_CHECKING:
    from markupsafe import Markup

    from grader.records import Appeal
    from grader.rendering.sentences import Sentences
    from grader.services.marks import Marks
    from grader.services.reports import Given

VERDICTS = ("correct", "follows", "wrong", "unreadable")
EXPLAINED = ("wrong", "unreadable")  # verdicts beside which stands how the line was read


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of a line: what it is about, its verdict and reason, what is beside it, where it comes from, what a person decided."""

    verdict: str
    name: Markup | None
    points: str
    reason: Markup
    beside: tuple[Markup, ...]
    roots: tuple[int, ...]
    repeats: int | None
    read_as: tuple[Markup, ...]
    canonical: str
    decision: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet."""

    view: LineView
    formulas: tuple[Markup, ...]
    claims: tuple[Claimed, ...]
    carried: tuple[int, ...]  # the lines that follow from this one
    why: tuple[Markup, ...]  # what a person is asked to look at
    appeals: tuple[Appeal, ...]

    @property
    def verdict(self) -> str:
        """The gravest verdict of the line; nothing where nothing is claimed."""
        found = {claim.verdict for claim in self.claims}
        return next((verdict for verdict in ("wrong", "unreadable", "follows", "correct", "unchecked") if verdict in found), "")


@dataclass(frozen=True, slots=True)
class Score:
    """Points as words: of a part or of the whole sheet."""

    label: str
    earned: str
    possible: str
    pending: str
    share: int  # percent earned


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report; its rows are made one by one, while the page is sent."""

    rows: Iterator[Row]
    parts: tuple[Score, ...]
    counts: Mapping[str, int]
    missing: tuple[tuple[Markup, str], ...]
    notes: tuple[Markup, ...]
    elsewhere: tuple[Markup, ...]  # what a person is asked to look at that stands on no line


def report_view(given: Given, say: Sentences) -> ReportView:
    """The view of a report that is there."""
    document = given.seen.report or {}
    naming = None if given.problem is None else Naming(given.problem)
    return ReportView(
        _without_gaps(_rows(given, document, say)),
        tuple(_part(part, say) for part in document.get("parts", ())),
        Counter(claim["verdict"] for line in document.get("lines", ()) for claim in line["claims"]),
        tuple((quantity(naming, each["quantity"]), each["label"]) for each in document.get("missing", ())),
        tuple(in_names(naming, note) for note in document.get("notes", ())),
        tuple(in_names(naming, entry["why"]) for entry in document.get("review", ()) if entry["line"] == 0),
    )


def _rows(given: Given, document: Mapping[str, Any], say: Sentences) -> Iterator[Row]:
    """Every line of the sheet with what is told beside it."""
    claims = {line["number"]: line["claims"] for line in document.get("lines", ())}
    decisions = {(each["line"], each["quantity"]): each for each in given.seen.decisions}
    work = read(given.raw)
    own = None if given.problem is None else own_naming(given.problem, document.get("notation", {}), work)
    about = _Around(own, say, decisions)
    review = _by_line((entry["line"], entry["why"]) for entry in document.get("review", ()))
    carried = _carried(claims)
    appeals = _by_line((appeal.line, appeal) for appeal in given.appeals)
    for line in line_views(work, say):
        yield Row(
            line, tuple(map(ours, line.flowing)), tuple(about.claimed(line.number, claim) for claim in claims.get(line.number, ())),
            carried.get(line.number, ()), tuple(in_names(own, why) for why in review.get(line.number, ())),
            tuple(appeals.get(line.number, ())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Around:
    """What the claims of a report are told with."""

    naming: Naming | None
    say: Sentences
    decisions: Mapping[tuple[int, str | None], Mapping[str, Any]]

    def claimed(self, number: int, claim: Mapping[str, Any]) -> Claimed:
        """One claim in words."""
        earned, possible = (Fraction(claim["points"][name]) for name in ("earned", "possible"))
        name = None if claim["quantity"] is None else quantity(self.naming, claim["quantity"])
        return Claimed(
            claim["verdict"], name, self._of(earned, possible) if possible else "",
            in_names(self.naming, self._reason(claim)),
            tuple(in_names(self.naming, each) for each in self._beside(claim)),
            tuple(claim.get("roots", ())), claim.get("repeats"), self._read_as(claim),
            claim["quantity"] or "", self._decision(number, claim),
        )  # fmt: skip

    def _read_as(self, claim: Mapping[str, Any]) -> tuple[Markup, ...]:
        """How the line was read, where that may explain the verdict."""
        return reading(claim.get("read_as", ""), self.naming, self.say.decimal) if claim["verdict"] in EXPLAINED else ()

    def _of(self, earned: Fraction, possible: Fraction) -> str:
        return self.say.word("points-of", earned=self._points(earned), possible=self._points(possible))

    def _points(self, amount: Fraction) -> str:
        return marked(points(amount), self.say.decimal)

    def _reason(self, claim: Mapping[str, Any]) -> str:
        """The sentence; where it may not be shown, the name of the mistake alone; what is simply right needs none."""
        cause = claim.get("cause")
        if claim["verdict"] == "correct" and not cause:
            return ""
        return claim.get("message") or (self.say.title(cause) if cause else "")

    def _beside(self, claim: Mapping[str, Any]) -> Iterator[str]:
        yield from (remark["message"] for remark in claim.get("remarks", ()))
        for name, key in (("also", "word-also"), ("with", "word-together")):
            if claim.get(name):
                yield self.say.word(key, causes=", ".join(map(self.say.title, claim[name])))
        if claim.get("at"):
            yield self.say.word("word-at", names=", ".join(claim["at"]))

    def _decision(self, number: int, claim: Mapping[str, Any]) -> Mapping[str, Any] | None:
        found = self.decisions.get((number, claim["quantity"]))
        if found is None:
            return None
        given = None if found["points"] is None else self._of(Fraction(found["points"]), Fraction(claim["points"]["possible"]))
        return {**found, "points": given}


def _carried(claims: Mapping[int, Sequence[Mapping[str, Any]]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, each in claims.items():
        for root in dict.fromkeys(root for claim in each for root in claim.get("roots", ())):
            found[root].append(number)
    return {root: tuple(numbers) for root, numbers in found.items()}


def _by_line(found: Any) -> dict[int, list[Any]]:  # noqa: ANN401 - pairs of a line and anything
    lines: dict[int, list[Any]] = defaultdict(list)
    for line, value in found:
        lines[line].append(value)
    return lines


def _without_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without empty lines and without the lines that belong to an equation above."""
    yield from (row for row in rows if row.claims or (row.view.text.strip() and row.view.kind != "continued"))


def _part(part: Mapping[str, Any], say: Sentences) -> Score:
    label = f"{say.word('word-part')} {part['label']}" if part["label"] else say.word("report-whole")
    return score(label, Fraction(part["earned"]), Fraction(part["possible"]), Fraction(part["pending"]), say)


def score(label: str, earned: Fraction, possible: Fraction, pending: Fraction, say: Sentences) -> Score:
    """Points in the reader's decimal mark."""
    got, most, open_ = (marked(points(amount), say.decimal) for amount in (earned, possible, pending))
    return Score(label, got, most, open_, round(100 * earned / possible) if possible else 0)


def total(marks: Marks | None, say: Sentences) -> Score | None:
    """The points of the whole sheet after people's decisions; nothing where there are none yet."""
    return None if marks is None else score("", marks.earned, marks.possible, marks.pending, say)
