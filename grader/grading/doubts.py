"""Whether the name of a claim rests on too little to call its value wrong: then nobody is accused of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.grading.judged import Judged
from grader.grading.statements import is_value, terms
from grader.reading.tree import Garbled, Name

if TYPE_CHECKING:
    from grader.grading.reference import Reference


def in_doubt(claim: Judged, reference: Reference, *, explained: bool, shown: bool) -> bool:
    """Whether a claim is in doubt although a cause may be found (`explained`), and may stand in its own working (`shown`)."""
    match = claim.match
    if (not explained and (_worded(claim) or _is_residual(claim))) or (not shown and _end_unread(claim)):
        return True
    if claim.facts.statement.in_part:  # one path of several: the sum comes later
        return True
    if match is not None and match.by in {"value", "working"}:
        return True
    if claim.quantity == "eta" and claim.value is not None and claim.value.number == -claim.sign * reference.number("eta"):
        return True  # a rate that is written with its minus
    if explained and (shown or match is None or match.by == "label" or match.confidence > 0 or match.usual):
        return False
    return match is None or _given(claim, reference, explained=explained) or (match.by == "name" and match.confidence < 1)


def _end_unread(claim: Judged) -> bool:
    """Whether what the working comes to stands in ink that was not read: the value here is only what the working says."""
    statement = claim.facts.statement
    value = statement.value
    if value is None or value.kind != "numeric":
        return False
    return any(
        isinstance(link.tree, Garbled) and any(map(str.isdigit, link.tree.text))
        for link in statement.links
        if link.position > value.position
    )


def _given(claim: Judged, reference: Reference, *, explained: bool) -> bool:
    """Whether a value is a given's by its name alone, and its line may be about something else."""
    if reference.compiled(claim.quantity or "").parents:
        return False
    statement = claim.facts.statement
    beside = any(link.kind not in {"value", "numeric"} for link in statement.working)
    return not explained or len(claim.facts.operands) > 1 or statement.update or beside


def _worded(claim: Judged) -> bool:
    """Whether words stand before the name: they may say that it is something else ("total error to h_1")."""
    statement = claim.facts.statement
    note, head = statement.equation.note.strip(), getattr(statement.head, "text", "")
    return bool(note and head) and 0 <= statement.text.find(note) < statement.text.find(head)


def _is_residual(claim: Judged) -> bool:
    """Whether a "loss" is worked out as a plain difference of two numbers or names: what many call the error."""
    links = [link for link in claim.facts.statement.working if link.kind in {"numeric", "symbolic"}]
    found = terms(links[-1].tree) if links else []
    is_loss = (claim.quantity or "").partition("@")[0].rstrip("'") == "L"
    return is_loss and [sign for sign, _ in found] == [1, -1] and all(is_value(t) or isinstance(t, Name) for _, t in found)
