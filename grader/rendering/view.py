"""What every rendering shows of a report: words chosen, numbers in the reader's mark, order fixed; the layouts only place it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.grading.report import Claim, Finding, LineReport, Notation, Remark, Report, Score
from grader.rendering.figures import points

if TYPE_CHECKING:
    from grader.rendering.sentences import Sentences

SIGNS = {"correct": "✓", "follows": "↳", "wrong": "✗", "unreadable": "?", "unchecked": "·"}
_NAMES = 6  # as many examples of names show how a sheet was read


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim: what was read, the verdict by sign and word, its reason, what is to be said beside it, its points."""

    verdict: str
    sign: str
    word: str
    read: str
    reason: str
    beside: tuple[str, ...]
    points: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet with its claims."""

    number: int
    text: str
    claims: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A report ready for a page."""

    problem: str
    submission: str
    score: str
    counts: str
    convention: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    parts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    review: tuple[tuple[int, str], ...]
    graded: bool


def view(report: Report, sentences: Sentences) -> View:
    """The report in the words of these sentences and the decimal mark of its sheet."""
    say = sentences.marked(report.notation.decimal)
    return View(
        problem=report.problem,
        submission=printable(report.submission),
        score=_state(report, say),
        counts=_counts(report, say),
        convention=_convention(report.notation, say),
        notes=tuple(say.speak(note) for note in report.notes),
        rows=tuple(_row(line, say) for line in report.lines if line.claims),
        parts=tuple((f"{say.word('word-part')} {part.label}", _score(part.score, say)) for part in report.parts),
        missing=tuple(f"{m.quantity} ({say.word('word-part')} {m.label})" if m.label else m.quantity for m in report.missing),
        review=tuple((r.line, say.speak(r.finding)) for r in report.review),
        graded=report.state == "graded",
    )


def printable(text: str) -> str:
    """Student text without characters that steer a terminal or cannot be written."""
    return "".join(" " if c == "\t" else c if c.isprintable() else "\ufffd" for c in text.rstrip())


def _state(report: Report, say: Sentences) -> str:
    if report.state == "graded":
        return _score(report.score, say)
    return say.word("report-not-graded", **({"error": printable(report.error)} if report.error else {}))


def _score(score: Score, say: Sentences) -> str:
    facts = {"earned": points(score.earned), "possible": points(score.possible), "pending": points(score.pending)}
    return say.word("report-score-pending" if score.pending else "report-score", **facts)


def _counts(report: Report, say: Sentences) -> str:
    counted = Counter(claim.verdict for line in report.lines for claim in line.claims)
    return say.word("report-counts", **{verdict: str(counted[verdict]) for verdict in ("correct", "follows", "wrong", "unreadable")})


def _row(line: LineReport, say: Sentences) -> Row:
    return Row(line.number, printable(line.text), tuple(_judged(claim, say) for claim in line.claims))


def _judged(claim: Claim, say: Sentences) -> Judged:
    return Judged(
        verdict=claim.verdict,
        sign=SIGNS[claim.verdict],
        word=say.word(f"word-{claim.verdict}"),
        read=reading(claim),
        reason="" if claim.finding.key == "correct" else say.speak(claim.finding),
        beside=tuple(_beside(claim, say)),
        points=say.word("points-of", earned=points(claim.earned), possible=points(claim.possible)) if claim.possible else "",
    )


def reading(claim: Claim) -> str:
    """`quantity = what stands there`; the quantity is not said twice."""
    quantity, read = claim.quantity or "", printable(claim.read_as)
    if not read or not quantity or read.startswith((f"{quantity} ", f"{quantity}=")):
        return read or quantity
    return f"{quantity} = {read}"


def _beside(claim: Claim, say: Sentences) -> Iterator[str]:
    """The remarks, then what else may or must be known of the cause."""
    if claim.repeats is not None and claim.finding.key != "repeats":
        yield say.speak(Finding("repeats", {"line": claim.repeats}))
    yield from (_remark(remark, say) for remark in claim.remarks)
    if claim.also:
        yield say.word("word-also", causes=", ".join(map(say.title, claim.also)))
    if claim.together:
        yield say.word("word-together", causes=", ".join(map(say.title, claim.together)))
    if claim.at:
        yield say.word("word-at", names=", ".join(claim.at))


def _remark(remark: Remark, say: Sentences) -> str:
    return say.speak(remark.finding)


def _convention(notation: Notation, say: Sentences) -> str:
    return "; ".join(_conventions(notation, say))


def _conventions(notation: Notation, say: Sentences) -> Iterator[str]:
    if notation.decimal:
        yield say.word("convention-comma" if notation.decimal == "," else "convention-point")
    if {"a", "z", "W"} <= notation.layers.keys():
        yield say.word("convention-layers", **{family: str(notation.layers[family]) for family in ("a", "z", "W")})
    if notation.weight_index:
        yield say.word(f"convention-{notation.weight_index}")
    yield say.word("convention-unit-base", base=str(notation.unit_base))
    if notation.error == "target-minus-output":
        yield say.word("convention-target-minus-output")
    if notation.names:
        sample = list(notation.names.items())[:_NAMES]
        yield say.word("convention-names", names=", ".join(f"{printable(name)} = {quantity}" for name, quantity in sample))
