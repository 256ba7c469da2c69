"""What later lines say about earlier ones: misreadings, repeated mistakes, values written again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from grader.grading.facts import value
from grader.grading.judged import SLIPS, Judged
from grader.grading.report import Finding, Remark
from grader.grading.statements import is_value, terms

if TYPE_CHECKING:
    from grader.grading.reference import Reference

TELLING: Final = 2  # significant digits from which a number in a later line is evidence


def look_back(reference: Reference, judged: list[Judged]) -> None:
    """Complete the claims by what came after them."""
    places: dict[str, list[int]] = {}
    for index, claim in enumerate(judged):
        if claim.quantity is not None and claim.value is not None:
            places.setdefault(claim.quantity, []).append(index)
    for index, claim in enumerate(judged):
        if claim.verdict == "wrong" and claim.value is not None and claim.quantity is not None:
            _misread(reference, claim, index, places, judged)
    _parts(judged)
    _settle(judged)
    _repeats(judged)
    _superseded(judged)


def _misread(reference: Reference, claim: Judged, index: int, places: dict[str, list[int]], judged: list[Judged]) -> None:
    """Later lines that rest on a value and show the right one where its line shows another: a slip of the pen or of the reading."""
    assert claim.quantity is not None and claim.value is not None  # noqa: S101, PT018
    if claim.shown and (claim.misconception or claim.cause == "substitution"):
        return
    if not reference.compiled(claim.quantity).parents:
        return
    meant = [abs(m) for m in (claim.expected_here, reference.number(claim.quantity)) if m is not None]
    resting = [n for n in places if n != claim.quantity and claim.quantity in reference.ancestors(n)]
    lines: list[int] = []
    for later in sorted(i for n in resting for i in places[n] if i > index):
        other = judged[later]
        shown = _shown(other)
        if claim.line in other.roots or any(abs(number - abs(claim.value.number)) <= 1e-9 for number, _, _ in shown):
            return
        if any(significant >= TELLING and abs(number - m) <= half * 1.02 for number, half, significant in shown for m in meant if m):
            lines.append(other.line)
    if lines:
        said = ", ".join(map(str, dict.fromkeys(lines)))
        claim.cause, claim.also = "misread", tuple(c for c in (claim.cause,) if c and c not in SLIPS)
        claim.finding = Finding("wrong-misread", {"lines": said, "belongs": f"{meant[0]:.6g}"})
        claim.review = Finding("review-misread", {"lines": said})


def _shown(claim: Judged) -> list[tuple[float, float, int]]:
    """The numbers that a line's working shows: size, half a unit, digits."""
    return [
        (abs(slot.number), slot.literal.written.half, slot.literal.written.significant)
        for side in claim.facts.sides.values()
        if len(side.slots) > 1
        for slot in side.slots
        if slot.literal is not None
    ]


def _parts(judged: list[Judged]) -> None:
    """A value that a later right line adds up with others to the whole of its quantity is one part of it, no claim of the whole."""
    sums = [(i, claim, parts) for i, claim in enumerate(judged) if claim.verdict in {"correct", "follows"} and (parts := _added(claim))]
    for index, claim in enumerate(judged if sums else []):
        if claim.verdict != "wrong" or claim.value is None or claim.working_wrong or claim.cause in SLIPS - {"unexplained"}:
            continue
        whole = any(i > index and other.quantity == claim.quantity and claim.value.number in parts for i, other, parts in sums)
        if whole and not any(claim.line in other.roots for other in judged):
            claim.verdict, claim.finding, claim.quantity, claim.cause = "unchecked", Finding("unchecked-helper"), None, None
            claim.also, claim.together, claim.at, claim.expected_here = (), (), (), None


def _added(claim: Judged) -> set[float]:
    """The plain numbers that a line adds up to its value."""
    links = [link for link in claim.facts.statement.working if link.kind == "numeric"]
    sums = [found for link in links if len(found := terms(link.tree)) > 1]
    return {sign * value(term).number for found in sums for sign, term in found if is_value(term)}


def _settle(judged: list[Judged]) -> None:
    """Of several causes that explain a line as well, the one that explains most lines of the sheet; a rule before the same slip again."""
    wrong = [claim for claim in judged if claim.verdict == "wrong" and claim.cause is not None]
    rules = [claim for claim in wrong if claim.misconception]
    support = Counter(cause for claim in rules for cause in dict.fromkeys((str(claim.cause), *claim.also)))
    for claim in rules:
        best = max((str(claim.cause), *claim.also), key=lambda cause: support[cause])
        if support[best] > support[str(claim.cause)] and best not in SLIPS:
            _rename(claim, best)
    slips = [claim for claim in wrong if _is_open(claim)]
    support = Counter(cause for claim in slips for cause in claim.also)
    named = Counter(claim.cause for claim in rules)
    for claim in slips:
        best = max(claim.also, key=lambda cause: support[cause] + named[cause])
        if named[best] or support[best] > 1:
            _rename(claim, best)


def _rename(claim: Judged, cause: str) -> None:
    claim.also = tuple(c for c in (str(claim.cause), *claim.also) if c != cause and c not in SLIPS)
    claim.cause, claim.finding = cause, Finding(f"wrong-{cause}", claim.finding.facts)


def _is_open(claim: Judged) -> bool:
    """Whether a value is called a slip by its digits alone, and a wrong rule gives it as well."""
    return claim.cause in {"sign", "rounding"} and bool(claim.also) and not claim.shown


def _repeats(judged: list[Judged]) -> None:
    first: dict[str, int] = {}
    for claim in judged:
        if claim.verdict == "wrong" and claim.misconception and claim.cause is not None:
            if claim.cause in first:
                claim.repeats = first[claim.cause]
            else:
                first[claim.cause] = claim.line


def _superseded(judged: list[Judged]) -> None:
    """The last claim of a quantity counts; earlier ones with another value say so."""
    last: dict[str, Judged] = {}
    for claim in reversed(judged):
        if claim.quantity is None or claim.value is None:
            continue
        later = last.setdefault(claim.quantity, claim)
        if (
            later is not claim
            and later.value is not None
            and abs(later.value.number - claim.value.number) > claim.value.half + later.value.half
        ):
            claim.remarks.append(Remark("superseded", Finding("remark-superseded", {"line": str(later.line)})))
