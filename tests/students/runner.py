"""Grades generated cases and prints how well: figures, causes, hands, what was called what, and the worst sheets."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.sheets.gold import UNJUDGED, Outcome, compare

from .cases import Case
from .mistakes import MISTAKES

MISCONCEPTIONS = frozenset(mistake.id for mistake in MISTAKES)
Grade = Callable[[str, str, str], dict[str, Any]]  # problem file, sheet, name -> report


@dataclass(slots=True)
class Counts:
    """How often something held, and of how many."""

    held: collections.Counter[str] = field(default_factory=collections.Counter)
    of: collections.Counter[str] = field(default_factory=collections.Counter)

    def count(self, what: str, holds: bool) -> None:  # noqa: FBT001
        """Counts one case of `what`."""
        self.of[what] += 1
        self.held[what] += holds

    def share(self, what: str) -> str:
        """The share in per cent, with its numbers."""
        if not self.of[what]:
            return "     -"
        return f"{100 * self.held[what] / self.of[what]:7.2f} %  ({self.held[what]} of {self.of[what]})"

    def rate(self, what: str) -> float:
        """The share, 0 where nothing was counted."""
        return self.held[what] / self.of[what] if self.of[what] else 0.0


FIGURES = (
    ("agreement", "verdicts that agree"),
    ("accused", "right lines called wrong"),
    ("called follows", "right lines called follows"),
    ("caught", "errors caught"),
    ("missed", "errors called right"),
    ("carried", "follow-through recognised"),
    ("rooted", "... with its true root"),
    ("first", "misconception named first (ties accepted)"),
    ("tied", "... first or among two"),
    ("planted", "the planted one named first"),
    ("slip", "slip named"),
    ("nagged", "right working remarked on"),
    ("unread", "lines left unread or unnamed"),
)


@dataclass(slots=True)
class Tally:
    """Everything that is counted over the cases."""

    all: Counts = field(default_factory=Counts)
    by_hand: dict[str, Counts] = field(default_factory=lambda: collections.defaultdict(Counts))
    by_cause: dict[str, Counts] = field(default_factory=lambda: collections.defaultdict(Counts))
    confusion: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    worst: list[tuple[int, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cases: int = 0

    def case(self, case: Case, grade: Grade) -> None:
        """Grades one case and counts what came of it."""
        self.cases += 1
        start = time.perf_counter()
        try:
            report = grade(case.problem, case.sheet, case.name)
        except Exception as error:  # noqa: BLE001 (a fault in one case is a finding of this run)
            report = {"state": f"{type(error).__name__}: {error}", "lines": []}
        self.seconds += time.perf_counter() - start
        if report["state"] != "graded":
            self.failures.append(f"{case.name}: {report['state']} {report.get('error', '')}"[:200])
        outcomes = compare(case.gold, report)
        planted, hand = str(case.gold["planted"] or case.gold["slip"] or "nothing"), str(case.gold["style"])
        for outcome in outcomes:
            for counts in (self.all, self.by_hand[hand], self.by_cause[planted]):
                _count(counts, outcome, str(case.gold["planted"]))
            self._keep(case, outcome, planted)
        self.worst.append((sum(not outcome.agrees for outcome in outcomes), case.name))

    def _keep(self, case: Case, outcome: Outcome, planted: str) -> None:
        named = outcome.claim.get("cause")
        if outcome.verdict == "wrong" and outcome.accepted == {"wrong"} and named not in outcome.causes:
            self.confusion[planted, str(named)] += 1
            self.disagreements.append(f"cause: {case.name}:{outcome.line} [{case.gold['style']}] {planted} called {named}")
        text = case.sheet.splitlines()[outcome.line - 1].strip()
        if outcome.accepted == {"follows"} and outcome.verdict == "follows" and not outcome.rooted:
            roots = f"wanted lines {sorted(outcome.roots)}, got {sorted(outcome.claim.get('roots') or ())}"
            self.disagreements.append(f"root: {case.name}:{outcome.line} [{case.gold['style']}] {roots}\n      {text[:170]}")
        if outcome.nagged:
            kinds = ", ".join(sorted({remark["kind"] for remark in outcome.claim["remarks"]}))
            self.disagreements.append(f"nagged: {case.name}:{outcome.line} [{case.gold['style']}] {kinds}\n      {text[:170]}")
        if not outcome.agrees:
            said = f"{outcome.verdict} {outcome.claim.get('quantity')} {outcome.claim.get('cause') or ''}"
            wanted = f"{'/'.join(sorted(outcome.accepted))} {outcome.quantity}"
            kind = "accused" if outcome.accused else "missed" if outcome.missed else "unread" if outcome.verdict in UNJUDGED else "verdict"
            self.disagreements.append(
                f"{kind}: {case.name}:{outcome.line} [{case.gold['style']}] wanted {wanted}, got {said}\n      {text[:170]}"
            )


def _count(counts: Counts, outcome: Outcome, planted: str) -> None:
    wrong = outcome.accepted == {"wrong"}
    counts.count("agreement", outcome.agrees)
    counts.count("unread", outcome.verdict in UNJUDGED and not outcome.agrees)
    if "wrong" not in outcome.accepted:
        counts.count("accused", outcome.accused)
    if outcome.accepted == {"correct"}:
        counts.count("called follows", outcome.verdict == "follows")
    if outcome.plain and outcome.claim:
        counts.count("nagged", outcome.nagged)
    if wrong:
        counts.count("caught", outcome.verdict == "wrong")
        counts.count("missed", outcome.missed)
    if wrong and outcome.verdict == "wrong" and outcome.causes:
        if outcome.causes[0] in MISCONCEPTIONS:
            counts.count("first", outcome.named_first)
            counts.count("tied", outcome.named)
            counts.count("planted", outcome.claim.get("cause") == planted)
        else:
            counts.count("slip", outcome.named_first)
    if outcome.accepted == {"follows"}:
        counts.count("carried", outcome.verdict == "follows")
        if outcome.verdict == "follows":
            counts.count("rooted", outcome.rooted)


def grade_text(problem: str, sheet: str, name: str) -> dict[str, Any]:
    """Grades through the public Python door."""
    import grader
    from grader.problem import parse

    return grader.grade(parse(problem, file=f"{name}.yaml"), sheet, submission=name).to_dict()


def tally(cases: Iterable[Case], grade: Grade = grade_text) -> Tally:
    """Grades all the cases."""
    result = Tally()
    for case in cases:
        result.case(case, grade)
    return result


def grade_all(cases: Iterable[Case], *, worst: int, show: int, only: str = "") -> int:
    """Grades, prints the tables; 1 where a right line was called wrong or a case was not graded."""
    result = tally(cases)
    print("\n".join(table(result, worst=worst, show=show, only=only)))  # noqa: T201
    return 1 if result.failures or result.all.held["accused"] else 0


def table(result: Tally, *, worst: int = 5, show: int = 0, only: str = "") -> Iterable[str]:
    """The figures as lines of text."""
    yield f"{result.cases} sheets, {result.all.of['agreement']} lines, {1000 * result.seconds / max(result.cases, 1):.1f} ms a sheet"
    for key, title in FIGURES:
        yield f"  {title:44s}{result.all.share(key)}"
    for title, groups in (("by hand", result.by_hand), ("by what was planted", result.by_cause)):
        yield f"\n{title:40s}  agree  caught  first  tied  accused  follows  unread  lines"
        for name, counts in sorted(groups.items()):
            cells = [f"{100 * counts.rate(key):6.1f}" if counts.of[key] else "     -" for key in ("agreement", "caught", "first", "tied")]
            numbers = [counts.held["accused"], counts.held["called follows"], counts.held["unread"], counts.of["agreement"]]
            yield f"  {name:38s} {' '.join(cells)} {' '.join(f'{number:8d}' for number in numbers)}"
    if result.confusion:
        yield "\nplanted -> named"
        yield from (f"  {count:5d}  {was} -> {named}" for (was, named), count in result.confusion.most_common(25))
    yield "\nworst sheets: " + ", ".join(f"{name} ({count})" for count, name in sorted(result.worst, reverse=True)[:worst] if count)
    yield from (f"  not graded: {failure}" for failure in result.failures[:10])
    yield from [text for text in result.disagreements if text.startswith(only)][:show]
