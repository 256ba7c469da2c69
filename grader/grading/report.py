"""The frozen report: what was read, judged, found and marked, line by line; data only, sentences come from rendering."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

Verdict: TypeAlias = Literal["correct", "follows", "wrong", "unreadable", "unchecked"]
Facts: TypeAlias = Mapping[str, Any]  # strings, numbers as strings, quantity names: what a sentence is filled with


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a claim: `key` names its sentence in the catalogue, `facts` fill it."""

    key: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding beside the verdict: `kind` is formula, substitution, arithmetic, rounding, truncation, label, corrected, ..."""

    kind: str
    finding: Finding
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity claimed on a line, judged."""

    quantity: str | None
    verdict: Verdict
    finding: Finding
    read_as: str = ""
    written: str | None = None
    expected: str | None = None
    expected_here: str | None = None
    cause: str | None = None
    also: tuple[str, ...] = ()
    together: tuple[str, ...] = ()  # `with` in the JSON
    at: tuple[str, ...] = ()
    roots: tuple[int, ...] = ()
    repeats: int | None = None
    remarks: tuple[Remark, ...] = ()
    earned: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class LineReport:
    """One physical line of the sheet with its claims."""

    number: int
    text: str
    label: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Points: earned, pending until a person decides, possible."""

    earned: Fraction
    pending: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of one part (parts of one label are one)."""

    label: str
    score: Score


@dataclass(frozen=True, slots=True)
class Review:
    """A line that a person should look at, and why."""

    line: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Missing:
    """A quantity that was asked for and not found."""

    quantity: str
    label: str
    possible: Fraction


@dataclass(frozen=True, slots=True)
class Notation:
    """The conventions that were read off the sheet."""

    decimal: str
    layers: Mapping[str, int]
    weight_index: str
    unit_base: int
    error: str = "output-minus-target"
    names: Mapping[str, str] = field(default_factory=dict)  # a sample of names as written -> quantity


@dataclass(frozen=True, slots=True)
class Report:
    """A graded sheet.  `speak` turns a finding into a sentence; it is handed in by the wiring."""

    grader: str
    problem: str
    submission: str
    state: Literal["graded", "not_graded"]
    score: Score
    parts: tuple[PartScore, ...]
    notation: Notation
    lines: tuple[LineReport, ...]
    missing: tuple[Missing, ...]
    review: tuple[Review, ...]
    error: str | None = None
    notes: tuple[Finding, ...] = ()  # about the whole sheet
    speak: Callable[[Finding], str] = field(default=lambda finding: finding.key, repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The report as the JSON of the formats (`format: 1`)."""
        return {
            "format": 1,
            "grader": self.grader,
            "problem": self.problem,
            "submission": self.submission,
            "state": self.state,
            "score": _score(self.score),
            "parts": [{"label": part.label, **_score(part.score)} for part in self.parts],
            "notation": {
                "decimal": self.notation.decimal,
                "layers": dict(self.notation.layers),
                "weight_index": self.notation.weight_index,
                "unit_base": self.notation.unit_base,
                "error": self.notation.error,
                "names": dict(self.notation.names),
            },
            "lines": [self._line(line) for line in self.lines],
            "missing": [{"quantity": m.quantity, "label": m.label, "possible": str(m.possible)} for m in self.missing],
            "review": [{"line": r.line, "why": self.speak(r.finding)} for r in self.review],
            "notes": [self.speak(note) for note in self.notes],
            **({"error": self.error} if self.error is not None else {}),
        }

    def _line(self, line: LineReport) -> dict[str, Any]:
        return {"number": line.number, "text": line.text, "label": line.label, "claims": [self._claim(c) for c in line.claims]}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        return {
            "quantity": claim.quantity,
            "read_as": claim.read_as,
            "written": claim.written,
            "expected": claim.expected,
            "expected_here": claim.expected_here,
            "verdict": claim.verdict,
            "cause": claim.cause,
            "also": list(claim.also),
            "with": list(claim.together),
            "at": list(claim.at),
            "roots": list(claim.roots),
            **({"repeats": claim.repeats} if claim.repeats is not None else {}),
            "remarks": [
                {"kind": r.kind, **({"link": r.link} if r.link is not None else {}), "message": self.speak(r.finding)}
                for r in claim.remarks
            ],
            "points": {"earned": str(claim.earned), "possible": str(claim.possible)},
            "message": self.speak(claim.finding),
        }


def begins(claim: Mapping[str, Any]) -> bool:
    """Whether an error begins with this claim of a report's JSON: not what follows from another, repeats it, or was misread."""
    return claim["verdict"] == "wrong" and claim["quantity"] is not None and "repeats" not in claim and claim.get("cause") != "misread"


def _score(score: Score) -> dict[str, str]:
    return {"earned": str(score.earned), "pending": str(score.pending), "possible": str(score.possible)}
