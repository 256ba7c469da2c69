"""Holds a report against gold: what may be said of each physical line, and what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORST_FIRST = ("wrong", "unreadable", "follows", "unchecked", "correct")
UNJUDGED = frozenset({"none", "unreadable", "unchecked"})
WORKING = frozenset({"arithmetic", "substitution", "formula"})
Report = Mapping[str, Any]
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One quantity on one line: what is fair to say, and what the report says (`none`: nothing)."""

    line: int
    quantity: str | None
    accepted: frozenset[str]
    causes: tuple[str, ...]
    roots: frozenset[int]
    verdict: str
    claim: Mapping[str, Any]
    plain: bool = False  # the working shown is right too: a remark on it would be unjust

    @property
    def agrees(self) -> bool:
        """The verdict is one of the fair ones."""
        return self.verdict in self.accepted

    @property
    def accused(self) -> bool:
        """Something right, or nothing at all, is called wrong."""
        return self.verdict == "wrong" and "wrong" not in self.accepted

    @property
    def missed(self) -> bool:
        """An error is called right."""
        return self.accepted == {"wrong"} and self.verdict in {"correct", "follows"}

    @property
    def named_first(self) -> bool:
        """The cause named is one that the gold accepts."""
        return self.claim.get("cause") in self.causes

    @property
    def named(self) -> bool:
        """A cause that the gold accepts is named, or is the next best of the ties."""
        return self.named_first or bool(set(self.causes) & set((self.claim.get("also") or [])[:1]))

    @property
    def rooted(self) -> bool:
        """The roots named are true ones."""
        named = set(self.claim.get("roots") or ())
        return bool(named) and named <= self.roots

    @property
    def nagged(self) -> bool:
        """Right working is remarked on as faulty."""
        return self.plain and any(remark.get("kind") in WORKING for remark in self.claim.get("remarks") or ())


def compare(gold: Gold, report: Report) -> list[Outcome]:
    """Every quantity of the gold with what the report says of it; then accusations on lines that the gold leaves out."""
    claims: dict[int, list[Mapping[str, Any]]] = {line["number"]: list(line.get("claims", [])) for line in report.get("lines", [])}
    outcomes = [outcome for number, want in gold["lines"].items() for outcome in _line(int(number), want, claims)]
    if gold.get("complete"):
        listed = {int(number) for number in gold["lines"]} | {k for want in gold["lines"].values() for k in want.get("at", ())}
        outcomes += _unlisted(claims, listed)
    return outcomes


def _line(number: int, want: Mapping[str, Any], claims: Mapping[int, Sequence[Mapping[str, Any]]]) -> Iterator[Outcome]:
    here = [claim for place in sorted({number, *want.get("at", ())}) for claim in claims.get(place, ())]
    quantities = want["quantity"] if isinstance(want["quantity"], list) else [want["quantity"]]
    each = want.get("each") or [want["verdicts"]] * len(quantities)
    causes = tuple(want.get("causes") or ([want["cause"]] if want.get("cause") else ()))
    for quantity, verdicts in zip(quantities, each, strict=False):
        claim = _claim_for(quantity, here, alone=len(quantities) == 1) or {}
        accepted = frozenset([verdicts] if isinstance(verdicts, str) else verdicts)
        plain = accepted == {"correct"} and not want.get("note") and not want.get("remark")
        verdict = claim.get("verdict", "none")
        yield Outcome(number, quantity, accepted, causes, frozenset(want.get("roots", ())), verdict, claim, plain)


def _claim_for(quantity: str | None, here: Sequence[Mapping[str, Any]], *, alone: bool) -> Mapping[str, Any] | None:
    """The claim of the quantity, else the worst of its elements, else the worst of the line where it holds one quantity alone."""
    for claim in here:
        if claim.get("quantity") == quantity:
            return claim
    stem = f"{quantity.removesuffix(']')}," if quantity else "no quantity"
    elements = [claim for claim in here if str(claim.get("quantity") or "").startswith(stem)]
    rest = elements or (here if alone else [])
    return min(rest, key=lambda claim: WORST_FIRST.index(claim["verdict"]), default=None)


def _unlisted(claims: Mapping[int, Sequence[Mapping[str, Any]]], listed: set[int]) -> Iterator[Outcome]:
    fair = frozenset({"correct", "follows", "unchecked", "unreadable", "none"})
    for number, found in claims.items():
        wrong = next((claim for claim in found if claim["verdict"] == "wrong"), None)
        if number not in listed and wrong is not None:
            yield Outcome(number, None, fair, (), frozenset(), "wrong", wrong)


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A folder with a problem, a sheet and its gold."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def gold(self) -> dict[str, Any]:
        """What is fair to say, line by line."""
        gold: dict[str, Any] = json.loads((self.folder / "gold.json").read_text(encoding="utf-8"))
        return gold

    @property
    def problem(self) -> Path:
        """The problem file."""
        return self.folder / "problem.yaml"

    @property
    def text(self) -> str:
        """The sheet, which may lie among the sample submissions."""
        return (self.folder / str(self.gold.get("sheet", "sheet.md"))).read_text(encoding="utf-8")


def cases(root: Path) -> list[GoldCase]:
    """Every folder below that holds gold."""
    return [GoldCase(path.parent) for path in sorted(root.rglob("gold.json"))]
