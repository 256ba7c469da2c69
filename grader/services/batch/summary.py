"""A row of figures for each sheet, and their sum over a class."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any
from urllib.parse import quote, unquote

VERDICTS = ("correct", "follows", "wrong", "unreadable", "unchecked")
POINTS = ("earned", "pending", "possible")
COLUMNS = ("student", "submission", "problem", "state", *POINTS, *VERDICTS, "missing", "review", "causes", "parts", "error")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins like this
TENTHS = 10
KEPT_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Summary:
    """A class in figures: sheets, how many of them graded, points, verdicts and causes.

    `affected` counts the sheets on which a cause stands, `spread` the graded sheets by tenths of their points, `median` is the share
    that half of them reach, `parts` holds what each part earned and could have earned, `rows` the first rows.
    """

    sheets: int = 0
    graded: int = 0
    earned: Fraction = Fraction(0)
    pending: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    review: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    affected: Mapping[str, int] = field(default_factory=dict)
    spread: tuple[int, ...] = (0,) * TENTHS
    median: Fraction | None = None
    parts: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()


def row(report: Mapping[str, Any], student: str = "") -> tuple[str, ...]:
    """The figures of one report, in the order of COLUMNS."""
    claims = [claim for line in report["lines"] for claim in line["claims"]]
    verdicts = Counter(claim["verdict"] for claim in claims)
    causes = Counter(claim["cause"] for claim in claims if claim["cause"])
    score = report["score"]
    return (
        student,
        report["submission"],
        report["problem"],
        report["state"],
        *(score[name] for name in POINTS),
        *(str(verdicts[verdict]) for verdict in VERDICTS),
        str(len(report["missing"])),
        str(len(report["review"])),
        " ".join(f"{cause}:{count}" for cause, count in sorted(causes.items())),
        " ".join(f"{quote(part['label'], safe='')}:{part['earned']}:{part['possible']}" for part in report["parts"]),
        report.get("error") or "",
    )


def rows_text(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows as CSV without a head; a cell that a spreadsheet would run gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_guarded(cell) for cell in cells] for cells in rows)
    return text.getvalue()


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


@dataclass(slots=True)
class _Sum:
    """How often each text stands in the rows: few differ, so that fractions are added once for each of them, not for each sheet.

    Its size depends on the problems, not on the number of sheets.
    """

    sheets: int = 0
    graded: int = 0
    review: int = 0
    points: Mapping[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in POINTS})
    verdicts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    shares: Counter[tuple[str, str]] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    rows: list[Mapping[str, str]] = field(default_factory=list)

    def add(self, cells: Mapping[str, str]) -> None:
        """One more row."""
        graded = cells["state"] == "graded"
        self.sheets, self.graded, self.review = self.sheets + 1, self.graded + graded, self.review + int(cells["review"])
        for name, seen in self.points.items():
            seen[cells[name]] += 1
        for verdict in VERDICTS:
            self.verdicts[verdict] += int(cells[verdict])
        self.causes.update(cells["causes"].split())
        self.parts.update(cells["parts"].split())
        if graded:
            self.shares[cells["earned"], cells["possible"]] += 1
        if len(self.rows) < KEPT_ROWS:
            self.rows.append(dict(cells))

    def total(self, name: str) -> Fraction:
        """All points of a kind together."""
        return sum((Fraction(text) * count for text, count in self.points[name].items()), Fraction(0))


def add_up(rows: Iterable[Mapping[str, str]]) -> Summary:
    """The sum over rows of the summary CSV."""
    total = _Sum()
    for cells in rows:
        total.add(cells)
    earned, pending, possible = (total.total(name) for name in POINTS)
    causes, affected = _causes(total.causes)
    shares = _shares(total.shares)
    return Summary(
        total.sheets,
        total.graded,
        earned,
        pending,
        possible,
        total.review,
        dict(total.verdicts),
        dict(causes.most_common()),
        dict(affected),
        _spread(shares),
        _median(shares),
        _parts(total.parts),
        tuple(total.rows),
    )


def _causes(seen: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Of texts such as `sign:2`, each so often: how often each cause stands, and on how many sheets."""
    causes: Counter[str] = Counter()
    affected: Counter[str] = Counter()
    for text, sheets in seen.items():
        cause, _, times = text.partition(":")
        causes[cause] += int(times) * sheets
        affected[cause] += sheets
    return causes, affected


def _shares(seen: Mapping[tuple[str, str], int]) -> Counter[Fraction]:
    """Of the points earned and possible, each so often: which share of them, how often."""
    shares: Counter[Fraction] = Counter()
    for (earned, possible), sheets in seen.items():
        if Fraction(possible):
            shares[Fraction(earned) / Fraction(possible)] += sheets
    return shares


def _parts(seen: Mapping[str, int]) -> dict[str, tuple[Fraction, Fraction]]:
    """Of texts such as `a:1:2`, each so often: what each part earned and could have earned, in the order in which they were seen."""
    parts: dict[str, tuple[Fraction, Fraction]] = {}
    for text, sheets in seen.items():
        label, earned, possible = text.split(":")
        before = parts.get(unquote(label), (Fraction(0), Fraction(0)))
        parts[unquote(label)] = (before[0] + Fraction(earned) * sheets, before[1] + Fraction(possible) * sheets)
    return parts


def _spread(shares: Mapping[Fraction, int]) -> tuple[int, ...]:
    """How many sheets have from 0 to 10 %, from 10 to 20 %, ... of the points; full marks belong to the last."""
    tenths = [0] * TENTHS
    for share, count in shares.items():
        tenths[min(max(int(share * TENTHS), 0), TENTHS - 1)] += count
    return tuple(tenths)


def _median(shares: Mapping[Fraction, int]) -> Fraction | None:
    """The greatest share that at least half of the sheets reach."""
    reached, sheets = 0, sum(shares.values())
    for share in sorted(shares, reverse=True):
        reached += shares[share]
        if 2 * reached >= sheets:
            return share
    return None
