"""The report put together: lines, marks, the convention that was read, what a person should look at."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from grader.grading.conventions import Convention
from grader.grading.judged import Judged
from grader.grading.report import Claim, Finding, LineReport, Notation, Report, Review
from grader.grading.score import Marks, score
from grader.grading.undecided import undecided
from grader.reading.spoken import as_text
from grader.reading.tree import Name, Partial, Tree, Work, rebuilt

if TYPE_CHECKING:
    from grader.grading.reference import Reference
    from grader.problem import Problem

FEW: Final = 5  # fewer than one line in this many tied to the problem: perhaps another problem's sheet


def assemble(
    problem: Problem,
    work: Work,
    convention: Convention,
    judged: list[Judged],
    submission: str,
    speak: Callable[[Finding], str],
) -> Report:
    """The frozen report on a sheet."""
    reference = convention.reference
    tied = sum(claim.quantity is not None and claim.verdict != "unchecked" for claim in judged)
    numeric = [claim for claim in judged if claim.value is not None or claim.quantity is not None]
    doubtful = bool(numeric) and tied * FEW < len(numeric)
    empty = not numeric
    marks = score(problem, judged, doubtful=doubtful)
    notes = (Finding("note-empty"),) if empty else (Finding("note-other-problem"),) if doubtful else ()
    review = [Review(claim.line, claim.review) for claim in judged if claim.review is not None]
    if doubtful:
        review.insert(0, Review(0, Finding("review-other-problem")))
    return Report(
        grader=own_version(),
        problem=problem.id,
        submission=submission,
        state="graded",
        score=marks.total,
        parts=marks.parts,
        notation=notation(work, convention),
        lines=_lines(work, convention, judged, marks),
        missing=marks.missing,
        review=tuple(review),
        notes=(*notes, *kinks(reference, judged), *undecided(convention, judged)),
        speak=speak,
    )


@cache
def own_version() -> str:
    """The version of the grader that made a report."""
    return version("inkgrade")


def _lines(work: Work, convention: Convention, judged: list[Judged], marks: Marks) -> tuple[LineReport, ...]:
    physical = work.text.splitlines()
    found: dict[int, list[Judged]] = {}
    for claim in judged:
        found.setdefault(claim.line, []).append(claim)
    return tuple(
        LineReport(
            number,
            physical[number - 1] if number <= len(physical) else claims[0].facts.statement.text,
            claims[0].facts.statement.label,
            tuple(_claim(convention, claim, work.decimal, marks) for claim in claims),
        )
        for number, claims in sorted(found.items())
    )


def _claim(convention: Convention, claim: Judged, decimal: str, marks: Marks) -> Claim:
    earned, possible = marks.claims.get(id(claim), (Fraction(0), Fraction(0)))
    written = _written(claim)
    expected = _expected(convention.reference, claim)
    here = None if claim.expected_here is None else f"{claim.expected_here:.6g}"
    finding = _filled(claim, written, expected, here, decimal)
    return Claim(
        quantity=claim.quantity,
        verdict=claim.verdict,
        finding=finding,
        read_as=read_as(claim, convention),
        written=written,
        expected=expected,
        expected_here=here,
        cause=claim.cause if claim.verdict == "wrong" else None,
        also=claim.also if claim.verdict == "wrong" else (),
        together=claim.together,
        at=claim.at,
        roots=tuple(sorted(claim.roots)) if claim.verdict == "follows" else (),
        repeats=claim.repeats,
        remarks=tuple(claim.remarks),
        earned=earned,
        possible=possible,
    )


def _written(claim: Judged) -> str | None:
    if claim.value is None:
        return None
    if claim.value.written is None:
        return claim.value.text
    return plain(claim.value.number, claim.value.written.decimals)


def plain(number: float, decimals: int) -> str:
    """A number with as many decimals as were written, with a point."""
    return f"{number:.{max(decimals, 0)}f}"


def _expected(reference: Reference, claim: Judged) -> str | None:
    if claim.quantity is None or reference.elements(claim.quantity) is not None:
        return None
    digits = reference.digits(claim.quantity)
    if claim.sign > 0 or digits == "0":
        return digits
    return digits[1:] if digits.startswith("-") else "-" + digits


def _filled(claim: Judged, written: str | None, expected: str | None, here: str | None, decimal: str) -> Finding:
    facts = dict(claim.finding.facts)
    facts.setdefault("quantity", claim.quantity or "")
    facts.setdefault("written", claim.value.text if claim.value is not None else written or "")
    facts.setdefault("expected", short(expected))
    facts.setdefault("expected_here", short(here))
    facts.setdefault("decimal", decimal)
    if claim.roots:
        facts.setdefault("lines", ", ".join(map(str, sorted(claim.roots))))
    if claim.repeats is not None:
        facts.setdefault("line", str(claim.repeats))
    return Finding(claim.finding.key, {key: value for key, value in facts.items() if value != ""})


def short(digits: str | None) -> str:
    """An exact value to six digits, for a sentence."""
    if not digits:
        return ""
    try:
        return f"{float(digits):.6g}"
    except ValueError:
        return digits


def renamed(tree: Tree, convention: Convention) -> Tree:
    """The tree with canonical names for the names whose meaning is known."""
    if isinstance(tree, Name | Partial):
        found = convention.tree(tree)
        return Name(found[0].name) if len(found) == 1 else tree
    return rebuilt(tree, lambda part: renamed(part, convention))


def read_as(claim: Judged, convention: Convention) -> str:
    """The statement in canonical names, as far as they are known."""
    statement = claim.facts.statement
    spelt = zip(statement.equation.links, statement.leaves, strict=True)
    links = [as_text(renamed(tree, convention) if leaves else tree) for tree, leaves in spelt]
    if claim.quantity is not None and claim.match is not None:
        name = ("-" if claim.match.candidate.sign < 0 else "") + claim.match.candidate.name
        links = [name, *links[1:]] if statement.head is not None else [name, *links]
    return " = ".join(links)


def notation(work: Work, convention: Convention) -> Notation:
    """The conventions that were read off the sheet, in the numbers that the course would use."""
    layers = {"a": 0, "z": 1, "W": 1}
    order, base, sign = "to-from", 1, 1
    names: dict[str, str] = {}
    for signature, group in convention.groups.items():
        if group.chosen < 0:
            continue
        scheme, table = group.scheme, group.table
        key = {"a": "a", "z": "z", "W": "W", "dz": "z"}.get(scheme.family)
        if key and scheme.mode in {"sup", "layer-unit", "layer-first", "layer"} and group.confirmed:
            layers[key] = (0 if key == "a" else 1) - scheme.offset
        if scheme.order in {"ji", "ij"} and scheme.family in {"W", "dW"}:
            order = "to-from" if scheme.order == "ji" else "from-to"
        base = 0 if group.confirmed and scheme.base == 0 else base
        sign = min(sign, convention.flipped.get(signature, 1) if scheme.family in {"dz", "da"} else 1)
        for found, meant in table.items():
            if len(meant) == 1 and len(names) < 12:
                names[found.flat] = meant[0]
    error = "target-minus-output" if min(sign, convention.declared.error_sign) < 0 else "output-minus-target"
    return Notation(work.decimal, layers, order, base, error, names)


def kinks(reference: Reference, judged: list[Judged]) -> tuple[Finding, ...]:
    """Units that stand exactly at z = 0 under a ReLU: the derivative there is a convention worth saying."""
    network = reference.network
    if network is None:
        return ()
    found = []
    for l, layer in enumerate(network.layers, start=1):
        if layer.activation in {"relu", "leaky_relu"}:
            found += [
                f"z[{l},{j}]"
                for j in range(1, layer.size + 1)
                if reference.contains(f"z[{l},{j}]") and reference.number(f"z[{l},{j}]") == 0
            ]
    del judged
    return tuple(Finding("note-kink", {"quantity": name}) for name in found)
