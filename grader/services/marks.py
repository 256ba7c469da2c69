"""Marks after people's decisions: the report's points, each override in place of the points of its claim; then lateness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grader.records import Override

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Marks:
    """Points after overrides, before and after the deduction for lateness."""

    earned: Fraction
    pending: Fraction
    possible: Fraction
    adjusted: Fraction


def counting(overrides: Sequence[Override]) -> list[Override]:
    """Of each claim the latest decision."""
    latest = {(each.line, each.quantity): each for each in sorted(overrides, key=lambda each: each.id)}
    return list(latest.values())


def settled(document: Mapping[str, Any], overrides: Sequence[Override]) -> tuple[Fraction, Fraction, Fraction]:
    """Earned, pending and possible points of a report with people's decisions on it; never below 0, never above what is possible."""
    score = document["score"]
    earned, pending, possible = (Fraction(score[name]) for name in ("earned", "pending", "possible"))
    for override in counting(overrides):
        if override.points is None:
            continue
        claim = claimed(document, override.line, override.quantity)
        had, worth = _points(claim)
        given = Fraction(override.points)
        earned += given - had
        if claim is None or claim["verdict"] == "unreadable" or (claim["cause"] == "misread" and not had):
            pending -= min(pending, worth or given)
    earned = min(max(earned, ZERO), possible)
    return earned, min(max(pending, ZERO), possible - earned), possible


def claimed(document: Mapping[str, Any], line: int, quantity: str | None) -> Mapping[str, Any] | None:
    """The claim of a quantity on a line; where the line has it no longer, the claim of that quantity that has points."""
    found = [(number, claim) for number, claim in claims(document) if claim["quantity"] == quantity]
    here = [claim for number, claim in found if number == line]
    elsewhere = [claim for _, claim in found if quantity is not None and Fraction(claim["points"]["possible"])]
    return next(iter([*here, *elsewhere]), None)


def claims(document: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each claim with the number of its line."""
    for line in document.get("lines", ()):
        for claim in line["claims"]:
            yield line["number"], claim


def _points(claim: Mapping[str, Any] | None) -> tuple[Fraction, Fraction]:
    return (ZERO, ZERO) if claim is None else (Fraction(claim["points"]["earned"]), Fraction(claim["points"]["possible"]))
