"""A row of figures for each sheet, and their sum over a class."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

VERDICTS = ("correct", "follows", "wrong", "unreadable", "unchecked")
COLUMNS = ("student", "submission", "problem", "state", "earned", "pending", "possible", *VERDICTS, "missing", "review", "causes", "error")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins like this


@dataclass(frozen=True, slots=True)
class Summary:
    """A class in figures: sheets, how many of them graded, points, verdicts and causes."""

    sheets: int = 0
    graded: int = 0
    earned: Fraction = Fraction(0)
    pending: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    review: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)


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
        *(score[name] for name in ("earned", "pending", "possible")),
        *(str(verdicts[verdict]) for verdict in VERDICTS),
        str(len(report["missing"])),
        str(len(report["review"])),
        " ".join(f"{cause}:{count}" for cause, count in sorted(causes.items())),
        report.get("error") or "",
    )


def rows_text(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows as CSV without a head; a cell that a spreadsheet would run gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_guarded(cell) for cell in cells] for cells in rows)
    return text.getvalue()


def add_up(rows: Iterable[Mapping[str, str]]) -> Summary:
    """The sum over rows of the summary CSV."""
    count: Counter[str] = Counter()
    points = dict.fromkeys(("earned", "pending", "possible"), Fraction(0))
    verdicts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    for cells in rows:
        count.update(sheets=1, graded=cells["state"] == "graded", review=int(cells["review"]))
        points = {name: sum_ + Fraction(cells[name]) for name, sum_ in points.items()}
        verdicts.update({verdict: int(cells[verdict]) for verdict in VERDICTS})
        causes.update(dict(_cause(text) for text in cells["causes"].split()))
    return Summary(
        count["sheets"],
        count["graded"],
        points["earned"],
        points["pending"],
        points["possible"],
        count["review"],
        dict(verdicts),
        dict(causes.most_common()),
    )


def _cause(text: str) -> tuple[str, int]:
    cause, _, number = text.partition(":")
    return cause, int(number)


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
