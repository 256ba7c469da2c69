"""What a sheet shows of each group of names: statements with a value, names beside numbers, derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Final, NamedTuple

from grader.grading.conventions import PLAIN, Convention
from grader.grading.evidence import Evidence
from grader.grading.facts import Facts
from grader.grading.statements import names as names_in
from grader.grading.tokens import Tokens
from grader.grading.working import number_of
from grader.reading.spoken import as_text
from grader.reading.tree import Binary, Call, Literal, Name, Partial, Tree, Unary, parts

MOST_PARTIALS: Final = 16  # derivatives of a group whose meaning is tried under each scheme


class Seen(NamedTuple):
    """What a sheet shows of each group of names: statements, names beside numbers, derivatives."""

    uses: Uses
    pairs: Pairs
    partials: Partials
    evidence: Evidence
    activates: bool  # whether an activation, or an exponential, is written anywhere
    heads: list[Partial]  # the derivatives that have a value, each written form once
    applied: frozenset[tuple[str, str]]  # which letter is a function of which other one: `a_1 = σ(z_1)` is a of z


Uses = dict[object, list[Facts]]
Pairs = dict[object, list[tuple[Tokens, float, float]]]
Partials = dict[object, list[Partial]]


def look(convention: Convention, sheet: list[Facts], evidence: Evidence) -> Seen:
    """All that a sheet shows."""
    sheet = list(_once(sheet))
    uses, pairs, partials = _uses(convention, sheet), _pairs(convention, sheet), _partials(convention, sheet)
    return Seen(uses, pairs, partials, evidence, _activates(sheet), _heads(sheet), frozenset(_applied(sheet)))


def _once(sheet: Iterable[Facts]) -> Iterator[Facts]:
    """The statements without the lines that are written twice in a row: they say no more than once."""
    line, text, again = 0, "", False
    for facts in sheet:
        statement = facts.statement
        if statement.line != line:
            again = statement.text == text
            line, text = statement.line, statement.text
        if not again:
            yield facts


def _activates(sheet: Iterable[Facts]) -> bool:
    """Whether an activation or an exponential is applied to anything on the sheet."""
    return any(_has_call(link) for facts in sheet for link in facts.statement.equation.links)


def _heads(sheet: list[Facts]) -> list[Partial]:
    heads = [facts.statement.head for facts in sheet if facts.cells]
    return list({as_text(head): head for head in heads if isinstance(head, Partial)}.values())


def _has_call(tree: Tree) -> bool:
    return isinstance(tree, Call) or any(map(_has_call, parts(tree)))


def _applied(sheet: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    """The letters at the heads of equations with those that a function is applied to behind them."""
    for facts in sheet:
        head = facts.statement.head
        if not isinstance(head, Name):
            continue
        for link in facts.statement.links:
            call = link.tree
            if isinstance(call, Call) and (call.function == "max" or call.function not in PLAIN) and not call.primes:
                yield from [(head.base, argument.base) for argument in call.arguments if isinstance(argument, Name)]


def _uses(convention: Convention, sheet: list[Facts]) -> Uses:
    """The statements with a value in whose heads a group's names stand."""
    uses: Uses = {}
    for facts in sheet:
        head = facts.statement.head
        if head is None or not facts.cells:
            continue
        found = [convention.spelt(name) for name in names_in(head)]
        for signature in {convention.bare(t).signature for t in found}:
            if signature in convention.groups:
                uses.setdefault(signature, []).append(facts)
    return uses


def _pairs(convention: Convention, sheet: list[Facts]) -> Pairs:
    """Names beside the numbers that replace them in the next link, `w_1 x_1 + b = 0,15·0,05 + 0,35`; each pair once."""
    pairs: Pairs = {}
    known: set[tuple[Tokens, float]] = set()
    for facts in sheet:
        links = facts.statement.equation.links
        for before, after in pairwise(links):
            for name, number, half in zipped(before, after):
                found = convention.spelt(name)
                if found.signature in convention.groups and (found, number) not in known:
                    known.add((found, number))
                    pairs.setdefault(found.signature, []).append((found, number, half))
    return pairs


def _partials(convention: Convention, sheet: list[Facts]) -> Partials:
    """The derivatives in which a group's names stand, each written form once."""
    found: dict[object, dict[str, Partial]] = {}
    for facts in sheet:
        for node in chain.from_iterable(facts.statement.leaves):
            if isinstance(node, Partial):
                text = as_text(node)
                for signature in [convention.spelt(name).signature for name in names_in(node)]:
                    if signature in convention.groups:
                        found.setdefault(signature, {})[text] = node
    return {signature: list(nodes.values())[:MOST_PARTIALS] for signature, nodes in found.items()}


def zipped(left: Tree, right: Tree) -> list[tuple[Name, float, float]]:
    """The names of one tree with the numbers that stand in their places in another of the same build; empty if they differ."""
    found: list[tuple[Name, float, float]] = []
    return found if isinstance(left, Binary) and _zip(left, right, found) else []


def _zip(left: Tree, right: Tree, found: list[tuple[Name, float, float]]) -> bool:
    if isinstance(left, Name):
        sign = 1
        while isinstance(right, Unary) and right.operator in {"-", "+"}:
            sign = -sign if right.operator == "-" else sign
            right = right.operand
        if isinstance(right, Literal):
            number, half = number_of(right.written)
            found.append((left, sign * number, half))
            return True
        return False
    if isinstance(left, Partial):
        return True
    if isinstance(left, Binary) and isinstance(right, Binary):
        return left.operator == right.operator and _zip(left.left, right.left, found) and _zip(left.right, right.right, found)
    if isinstance(left, Unary) and isinstance(right, Unary):
        return left.operator == right.operator and _zip(left.operand, right.operand, found)
    return isinstance(left, Literal) and isinstance(right, Literal)
