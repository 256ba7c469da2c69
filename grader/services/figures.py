"""A class in figures: how the marks are spread, which mistakes were made where, which lines are hard, who has handed in when.

Every figure counts sheets (of each student and problem the attempt that counts), so that the sheets behind it can be shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from fractions import Fraction
from statistics import median
from typing import Any, NamedTuple

from grader.grading.report import begins
from grader.records import Submission
from grader.services.marks import Marks, claims

TENTHS = 10
MOST_DAYS = 60
WRONG, FOLLOWS = "wrong", "follows"


class Said(NamedTuple):
    """What a report says of one claim; `began` where an error of the student begins with it."""

    line: int
    label: str
    quantity: str
    verdict: str
    cause: str
    began: bool


class Facts(NamedTuple):
    """What the figures need of a report: its claims of quantities, and each part's label with its earned and possible points."""

    claims: tuple[Said, ...]
    parts: tuple[tuple[str, Fraction, Fraction], ...]


def facts(document: Mapping[str, Any]) -> Facts:
    """The facts of a report."""
    labels = {line["number"]: line["label"] for line in document.get("lines", ())}
    said = tuple(
        Said(number, labels[number], claim["quantity"], claim["verdict"], claim["cause"] or "", begins(claim))
        for number, claim in claims(document)
        if claim["quantity"] is not None
    )
    return Facts(said, tuple((part["label"], Fraction(part["earned"]), Fraction(part["possible"])) for part in document.get("parts", ())))


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet: its submission, its marks, its facts; `labels` are the parts of its problem by quantity."""

    submission: Submission
    marks: Marks
    facts: Facts
    labels: Mapping[str, str]

    @property
    def problem(self) -> str:
        """The problem's id."""
        return self.submission.problem_slug

    @property
    def share(self) -> Fraction:
        """How much of the points was reached."""
        return self.marks.earned / self.marks.possible if self.marks.possible else Fraction(0)

    @property
    def tenth(self) -> int:
        """Which tenth of the points was reached; full marks belong to the last."""
        return min(int(self.share * TENTHS), TENTHS - 1)

    def label(self, said: Said) -> str:
        """The part that a claim belongs to: the one that asks for its quantity, else the one it stands under."""
        return self.labels.get(said.quantity, said.label)


class Where(NamedTuple):
    """A part of a problem."""

    problem: str
    label: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cause: how many times it stands, on how many sheets, and on how many of them in each part and in each problem."""

    cause: str
    times: int
    sheets: int
    where: Mapping[Where, int]
    problems: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PartMarks:
    """What a part brought: points earned and possible over all sheets."""

    where: Where
    earned: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True)
class Hard:
    """A quantity: on how many sheets it stands, and on how many of them an error began there or came there from before."""

    where: Where
    quantity: str
    sheets: int
    began: int
    follows: int


class Day(NamedTuple):
    """How many sheets came first on a day, and how many had come by its end."""

    day: date
    came: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A class at a glance; `began` holds the sheets by problem and by the quantity at which an error began."""

    sheets: int
    waiting: int
    mean: Fraction | None
    median: Fraction | None
    spread: tuple[int, ...]
    mistakes: tuple[Mistake, ...]
    parts: tuple[PartMarks, ...]
    hardest: tuple[Hard, ...]
    began: Mapping[str, Mapping[str, Collection[str]]]


def figures(papers: Sequence[Paper]) -> Figures:
    """The figures of these sheets."""
    shares = [paper.share for paper in papers]
    tenths = Counter(paper.tenth for paper in papers)
    return Figures(
        sheets=len(papers),
        waiting=sum(bool(paper.marks.pending) for paper in papers),
        mean=sum(shares, Fraction(0)) / len(shares) if shares else None,
        median=Fraction(median(shares)) if shares else None,
        spread=tuple(tenths[n] for n in range(TENTHS)),
        mistakes=_mistakes(papers),
        parts=_parts(papers),
        hardest=_hardest(papers),
        began=_began(papers),
    )


def _mistakes(papers: Sequence[Paper]) -> tuple[Mistake, ...]:
    """The commonest first."""
    times: Counter[str] = Counter()
    where: dict[str, dict[Where, set[str]]] = defaultdict(lambda: defaultdict(set))
    problems: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for paper in papers:
        for said in paper.facts.claims:
            if said.verdict == WRONG and said.cause:
                times[said.cause] += 1
                where[said.cause][Where(paper.problem, paper.label(said))].add(paper.submission.id)
                problems[said.cause][paper.problem].add(paper.submission.id)
    found = [
        Mistake(
            cause, times[cause], len(set().union(*at.values())), {w: len(ids) for w, ids in at.items()},
            {problem: len(ids) for problem, ids in problems[cause].items()},
        )
        for cause, at in where.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda mistake: (-mistake.sheets, -mistake.times, mistake.cause)))


def _parts(papers: Sequence[Paper]) -> tuple[PartMarks, ...]:
    """In the order in which the reports name them."""
    points: dict[Where, tuple[Fraction, Fraction]] = {}
    for paper in papers:
        for label, earned, possible in paper.facts.parts:
            before = points.get(Where(paper.problem, label), (Fraction(0), Fraction(0)))
            points[Where(paper.problem, label)] = before[0] + earned, before[1] + possible
    return tuple(PartMarks(where, *pair) for where, pair in points.items() if pair[1])


def _hardest(papers: Sequence[Paper]) -> tuple[Hard, ...]:
    """The quantities at which errors began, the greatest share of the sheets that show them first."""
    shown: dict[tuple[Where, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for paper in papers:
        for said in paper.facts.claims:
            at = shown[Where(paper.problem, paper.label(said)), said.quantity]
            at[""].add(paper.submission.id)
            at[WRONG if said.began else said.verdict if said.verdict == FOLLOWS else ""].add(paper.submission.id)
    found = [Hard(where, quantity, len(at[""]), len(at[WRONG]), len(at[FOLLOWS])) for (where, quantity), at in shown.items() if at[WRONG]]
    return tuple(sorted(found, key=lambda hard: (-Fraction(hard.began, hard.sheets), -hard.began, hard.where, hard.quantity)))


def _began(papers: Sequence[Paper]) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for paper in papers:
        for said in paper.facts.claims:
            if said.began:
                found[paper.problem][said.quantity].add(paper.submission.id)
    return {problem: dict(at) for problem, at in found.items()}


def days(kept: Sequence[Submission], zone: tzinfo, due: date | None) -> tuple[Day, ...]:
    """Day by day how many sheets came for the first time, up to the due date and as far beyond it as any came; long gaps are cut."""
    came = Counter(first_days(kept, zone).values())
    if not came:
        return ()
    end = max([*came, *([due] if due is not None else [])])
    begin = max(min(came), end - timedelta(days=MOST_DAYS - 1))
    return tuple(_daily(came, begin, end))


def first_days(kept: Sequence[Submission], zone: tzinfo) -> dict[tuple[str, str], date]:
    """The day on which each person's first attempt at each problem came."""
    first: dict[tuple[str, str], date] = {}
    for each in sorted(kept, key=lambda each: each.received):
        first.setdefault((each.person, each.problem_slug), each.received.astimezone(zone).date())
    return first


def _daily(came: Mapping[date, int], begin: date, end: date) -> Iterator[Day]:
    total = sum(count for day, count in came.items() if day < begin)
    for number in range((end - begin).days + 1):
        day = begin + timedelta(days=number)
        total += came.get(day, 0)
        yield Day(day, came.get(day, 0), total)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which sheets are meant: those for which all of these hold."""

    problem: str | None = None
    label: str | None = None
    cause: str | None = None
    quantity: str | None = None
    tenth: int | None = None
    waiting: bool = False

    def lines(self, paper: Paper) -> tuple[int, ...] | None:
        """The lines of a sheet that are meant, none of them where the sheet as a whole is; None where it is not meant at all."""
        if self.problem not in {None, paper.problem} or self.tenth not in {None, paper.tenth} or (self.waiting and not paper.marks.pending):
            return None
        if self.cause is None and self.quantity is None and self.label is None:
            return ()
        found = tuple(dict.fromkeys(said.line for said in paper.facts.claims if self._means(paper, said)))
        return found or None

    def _means(self, paper: Paper, said: Said) -> bool:
        return (
            self.label in {None, paper.label(said)}
            and self.quantity in {None, said.quantity}
            and (said.verdict == WRONG if self.cause is None else said.verdict == WRONG and said.cause == self.cause)
        )
