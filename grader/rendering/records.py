"""The report as data for other programs: JSON, one JSON line, rows of a CSV table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any

from grader.rendering.figures import decimal_of
from grader.rendering.view import printable

if TYPE_CHECKING:
    from grader.grading.report import Claim, LineReport, Report
    from grader.rendering.sentences import Sentences

COLUMNS = (
    "problem", "submission", "state", "line", "label", "quantity", "verdict", "cause", "also", "roots",
    "written", "expected", "expected_here", "earned", "possible", "message", "text",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def record(report: Report, sentences: Sentences) -> dict[str, Any]:
    """The report as the JSON of the formats, its sentences in these words and the sheet's decimal mark."""
    return replace(report, speak=sentences.marked(report.notation.decimal).speak).to_dict()


def json_text(reports: Report | Sequence[Report], sentences: Sentences) -> str:
    """The record, or a list of them, indented."""
    records = [record(report, sentences) for report in reports] if isinstance(reports, Sequence) else record(reports, sentences)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def json_line(report: Report, sentences: Sentences) -> str:
    """The record in one line."""
    return json.dumps(record(report, sentences), ensure_ascii=False, separators=(",", ":")) + "\n"


def csv_text(reports: Iterable[Report], sentences: Sentences) -> str:
    """One row a claim, with a header; a sheet without claims has one row."""
    paper = StringIO(newline="")
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows([_cell(value) for value in row] for row in _rows(report, sentences.marked(report.notation.decimal)))
    return paper.getvalue()


def _rows(report: Report, say: Sentences) -> Iterator[list[str]]:
    head = [report.problem, report.submission, report.state]
    empty = True
    for line in report.lines:
        for claim in line.claims:
            empty = False
            yield [*head, *_claim(line, claim, say)]
    if empty:
        yield [*head, *[""] * (len(COLUMNS) - len(head) - 2), report.error or "", ""]


def _claim(line: LineReport, claim: Claim, say: Sentences) -> list[str]:
    return [
        str(line.number), line.label, claim.quantity or "", claim.verdict, claim.cause or "", " ".join(claim.also),
        " ".join(map(str, claim.roots)), claim.written or "", claim.expected or "", claim.expected_here or "",
        str(claim.earned), str(claim.possible), say.speak(claim.finding), printable(line.text),
    ]  # fmt: skip


def _cell(value: str) -> str:
    """The value; what a spreadsheet would take for a formula is quoted, numbers are not."""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) and decimal_of(value) is None else value
