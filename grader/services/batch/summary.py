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
    """What is being added up; its size depends on the problems, not on the number of sheets."""

    count: Counter[str] = field(default_factory=Counter)
    points: dict[str, Fraction] = field(default_factory=lambda: dict.fromkeys(POINTS, Fraction(0)))
    verdicts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    affected: Counter[str] = field(default_factory=Counter)
    shares: Counter[Fraction] = field(default_factory=Counter)
    parts: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    rows: list[Mapping[str, str]] = field(default_factory=list)

    def add(self, cells: Mapping[str, str]) -> None:
        """One more row."""
        self.count.update(sheets=1, graded=int(cells["state"] == "graded"), review=int(cells["review"]))
        for name in POINTS:
            self.points[name] += Fraction(cells[name])
        self.verdicts.update({verdict: int(cells[verdict]) for verdict in VERDICTS})
        causes = dict(_cause(text) for text in cells["causes"].split())
        self.causes.update(causes)
        self.affected.update(causes.keys())
        if cells["state"] == "graded" and Fraction(cells["possible"]):
            self.shares[Fraction(cells["earned"]) / Fraction(cells["possible"])] += 1
        for label, earned, possible in (text.split(":") for text in cells["parts"].split()):
            before = self.parts.get(unquote(label), (Fraction(0), Fraction(0)))
            self.parts[unquote(label)] = (before[0] + Fraction(earned), before[1] + Fraction(possible))
        if len(self.rows) < KEPT_ROWS:
            self.rows.append(dict(cells))


def add_up(rows: Iterable[Mapping[str, str]]) -> Summary:
    """The sum over rows of the summary CSV."""
    total = _Sum()
    for cells in rows:
        total.add(cells)
    return Summary(
        total.count["sheets"],
        total.count["graded"],
        total.points["earned"],
        total.points["pending"],
        total.points["possible"],
        total.count["review"],
        dict(total.verdicts),
        dict(total.causes.most_common()),
        dict(total.affected),
        _spread(total.shares),
        _median(total.shares),
        total.parts,
        tuple(total.rows),
    )


def _cause(text: str) -> tuple[str, int]:
    cause, _, number = text.partition(":")
    return cause, int(number)


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
