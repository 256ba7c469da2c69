"""The pure work on one chunk: grade its sheets, keep its shard."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from grader.errors import AuthorError
from grader.grading.report import Report
from grader.problem import Problem
from grader.services.batch.shard import keep, shard_at, write_whole
from grader.services.batch.sheet import Chunk, Context, Done, Known, Parse, Sheet, Step, Tell
from grader.services.batch.summary import row, rows_text
from grader.services.ungraded import not_graded

WORKER_LOST = "worker-lost"
PROBLEMS_READY = 256


def grade_chunk(context: Context, chunk: Chunk, tell: Tell) -> Done:
    """Grade each sheet, tell before each one, and leave the shard in its folder."""
    lines, rows, failed = [], [], 0
    for place, sheet in enumerate(chunk.sheets):
        tell(Step(chunk.number, place))
        report = _report(context, sheet, poison=place in chunk.poison)
        failed += report.state != "graded"
        known = report.to_dict()
        lines.append(_line(known, sheet))
        rows.append(row(known, sheet.student))
        if context.render is not None:
            write_whole(Path(context.reports, report_name(sheet) + context.ending), context.render(report).encode("utf-8", "replace"))
    keep(shard_at(context.shards, chunk.name), "".join(lines).encode("utf-8", "replace"), rows_text(rows).encode("utf-8", "replace"))
    return Done(chunk.number, len(chunk.sheets), failed)


def report_name(sheet: Sheet) -> str:
    """A file name for the sheet's own report: as the submission is called, with a digest where that is no safe name."""
    safe = re.sub(r"[^\w .@+-]", "_", sheet.submission).strip(" .")[:100]
    if safe == sheet.submission:
        return safe
    return f"{safe or 'sheet'}-{hashlib.sha256(sheet.submission.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _report(context: Context, sheet: Sheet, *, poison: bool) -> Report:
    known = next(known for known in context.problems if known.id == sheet.problem)
    problem = _problem(context.parse, known, sheet.variant)
    if isinstance(problem, AuthorError):
        return _without_numbers(_problem(context.parse, known, 1), sheet, problem)
    if poison:
        return not_graded(problem, sheet.submission, WORKER_LOST)
    return context.grade(problem, sheet.text, sheet.submission, context.language)


@lru_cache(maxsize=PROBLEMS_READY)
def _problem(parse: Parse, known: Known, variant: int) -> Problem | AuthorError:
    """The problem with a variant's numbers, or why there are none: both are found out once."""
    try:
        return parse(known.source, known.file, variant, numbers_kept(known.kept))
    except AuthorError as fault:
        return fault


def _without_numbers(first: Problem | AuthorError, sheet: Sheet, fault: AuthorError) -> Report:
    """The report where the sheet's variant cannot be drawn; where no variant can be, the fault is not this sheet's."""
    if isinstance(first, AuthorError):
        raise fault
    return not_graded(first, sheet.submission, str(fault))


def numbers_kept(text: str) -> dict[str, str]:
    """The numbers of a JSON object, by their places; none in an empty text."""
    return dict(json.loads(text or "{}"))


def _line(known: dict[str, object], sheet: Sheet) -> str:
    named = known | ({"student": sheet.student} if sheet.student else {})
    return json.dumps(named, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
