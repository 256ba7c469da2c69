"""A chain that goes on with something else, below or in the next column: what stands before it is the line's own value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from grader.errors import ReadError
from grader.grading.facts import Facts, cells, value
from grader.grading.precision import SLACK
from grader.grading.slips import slip
from grader.grading.statements import Link, is_value
from grader.reading import read_expression
from grader.reading.tree import Matrix

SLIPPED: Final = frozenset({"sign", "decimal-point", "copy"})
APART: Final = 0.02  # share of a value by which the working below it gives another number


def own_parts(facts: Facts) -> Iterator[Facts]:
    """The statement up to each value behind which the line below is unclear or gives another number, or behind which another claim begins.

    One that only runs on (`= 0.06`, below it `= 0.06 * 0.5 = 0.03` for 0.03) has such a part too: where the last value fits, nobody asks.
    """
    links = facts.statement.links
    if not links:
        return
    below = facts.statement.sheet.find("\n", links[0].tree.span.start, links[-1].tree.span.end) >= 0
    for end, link in (*_led(facts), *(_breaks(facts) if below else ()), *(_torn(facts) if below else ())):
        kept = replace(facts.statement, links=(*facts.statement.links[: end - 1], link), value=link)
        yield replace(facts, statement=kept, cells=cells(link, None))


def columns(facts: Facts) -> Iterator[Facts]:
    """A row of a table up to each of its numbers, where they differ: `| Loss | 0.547 | 0.398 | 0.019 |`, before, after, and after fifty."""
    relations = facts.statement.equation.relations
    for end, (link, behind) in enumerate(pairwise(facts.statement.links), 1):
        side = facts.sides.get(link.position)
        plain = link.kind == "value" or (side is not None and len(side.slots) == 1 and side.slots[0].straight)  # `57.8 %` too
        if not plain:  # a working is no column of results: the number beside it is what was made of it
            continue
        own, other = (cells(each, facts.sides.get(each.position)) for each in (link, behind))
        if relations[link.position : behind.position] == ("|",) and own and other and own[0][0].number != other[0][0].number:
            kept = replace(facts.statement, links=facts.statement.links[:end], value=link)
            yield replace(facts, statement=kept, cells=own)


def _breaks(facts: Facts) -> Iterator[tuple[int, Link]]:
    """The values behind which a line goes on with unclear ink, a formula or another number's working; with the number of links up to it."""
    for end, (link, behind) in enumerate(pairwise(facts.statement.links), 1):
        plain, side = facts.sides.get(link.position), facts.sides.get(behind.position)
        if link.kind != "value" or behind.line == link.line or plain is None or not plain.scalar:
            continue
        shown = value(link.tree)
        reached = side.value(side.literals()) if side is not None and side.scalar else shown.number
        if behind.kind == "value" and slip(reached, value(behind.tree).half, value(behind.tree).significant, shown.number) in SLIPPED:
            continue  # the same once more, with a slip of the pen
        rounding = max(shown.half, value(behind.tree).half) if behind.kind == "value" else APART * abs(shown.number)
        if behind.kind not in {"value", "numeric"} or abs(reached - shown.number) > rounding * SLACK:
            yield end, link


_LEADING: Final = r"[-+−–]?\s?(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_BEFORE: Final[Mapping[str, re.Pattern[str]]] = {  # what a number may stand before, by the kind of its link
    "symbolic": re.compile(_LEADING + r"(?=[\s,;/|]+(?:∂|[^\W\d_]))"),
    "garbled": re.compile(_LEADING + r"(?=[\s,;/|]+(?:∂|[^\W\d_]))"),
    "numeric": re.compile(_LEADING + r"(?=\s+[\[{])"),
}


def _led(facts: Facts) -> Iterator[tuple[int, Link]]:
    """The numbers behind which a link goes on with a name of its own, `= 0.75 so that L = 0.03`, or how it came: `= 0.03 {0.06/2}`."""
    for end, link in enumerate(facts.statement.links, 1):
        last = end == len(facts.statement.links)
        span, behind = link.tree.span, _BEFORE.get(link.kind) if last == (link.kind == "numeric") else None
        number = behind.match(facts.statement.sheet, span.start, span.end) if behind is not None else None
        if number is None:
            continue
        try:
            yield end, link._replace(tree=read_expression(number[0]).tree, kind="value")
        except ReadError:
            continue


def _torn(facts: Facts) -> Iterator[tuple[int, Link]]:
    """The values at the end of a line, of links that take in the line below as well: its signs there may belong to nothing."""
    sheet = facts.statement.sheet
    for end, link in enumerate(facts.statement.links, 1):
        span = link.tree.span
        below = sheet.find("\n", span.start, span.end)
        if below < 0:
            continue
        try:
            tree = read_expression(sheet[span.start : below]).tree
        except ReadError:
            continue
        if is_value(tree) or isinstance(tree, Matrix):
            yield end, link._replace(tree=tree, kind="value")
