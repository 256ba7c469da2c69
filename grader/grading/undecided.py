"""Names that may be read in two ways, where nothing on the sheet tells which: the report says so where a value is called wrong."""

from __future__ import annotations

from collections.abc import Iterable

from grader.grading.conventions import Convention
from grader.grading.judged import Judged
from grader.grading.report import Finding
from grader.grading.statements import names
from grader.reading.spoken import as_text


def undecided(convention: Convention, judged: Iterable[Judged]) -> tuple[Finding, ...]:
    """A note for each kind of name that is undecided, with the first value called wrong under it."""
    found: dict[object, Finding] = {}
    for claim in judged:
        head = claim.facts.statement.head
        if claim.verdict != "wrong" or claim.quantity is None or head is None or claim.match is None or claim.match.by != "name":
            continue
        for name in names(head):
            signature = convention.bare(convention.spelt(name)).signature
            other = None if signature in found else convention.otherwise(signature, head, claim.quantity)
            if other is not None:
                facts = {"shown": as_text(head), "quantity": claim.quantity, "belongs": other}
                found[signature] = Finding("note-undecided", facts)
    return tuple(found.values())
