"""Grades the sheets and counts: quantities named right, right lines called wrong, marks lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import grader
from grader.problem import Notation, Problem, bank

from .families import HANDS
from .hand import Hand
from .quantities import meaning
from .sheets import LAYOUTS, Layout, Sheet, write


@dataclass(slots=True)
class Count:
    """What came of the sheets of one cell of the table."""

    sheets: int = 0
    quantities: int = 0
    named: int = 0
    accused: int = 0
    full: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Named right, of all."""
        return self.named / self.quantities if self.quantities else 0.0

    def add(self, other: Count) -> None:
        """Counts more sheets."""
        self.sheets += other.sheets
        self.quantities += other.quantities
        self.named += other.named
        self.accused += other.accused
        self.full += other.full
        self.faults += other.faults


@cache
def problem(name: str) -> Problem:
    """A bank problem as if its file said nothing about notation."""
    return replace(grader.load_problem(name), notation=Notation(), declared=False)


def same(problem: Problem, one: str | None, other: str) -> bool:
    """Whether two names stand for one and the same quantity of this problem."""
    if one is None or one == other:
        return one == other
    return _standing(problem, one) == _standing(problem, other)


def _standing(problem: Problem, name: str) -> str:
    """The name that stands for all that are one quantity: z for a where nothing is done to it, the one loss term for the loss."""
    network = problem.network
    if network is None:
        return name
    name = _of_pass(name) if network.online else name
    found = meaning(name)
    if network.outputs == 1:
        name = name.replace("L[1]", "L").replace("L'[1]", "L'").replace("L''[1]", "L''")
    elif found.of is not None and found.of.kind == "Lk" and found.by.layer == network.depth and found.by.unit == found.of.unit:
        name = "dL" + "'" * found.of.after + "/d" + name.partition("/d")[2]
    if found.by.kind == "a" and found.by.layer and network.layer(found.by.layer).activation == "identity":
        head, slash, tail = name.rpartition("/d")
        name = head + slash + tail.replace("a", "z", 1)
    return name


def _of_pass(name: str) -> str:
    """The name by its updates alone, where each pass is that of one sample: `z[1,1]@2` is `z'[1,1]`."""
    plain, _, sample = name.partition("@")
    if not sample or "'" in plain:
        return plain
    return re.sub(r"(?<=[zaWb])(?=\[)|(?<=dL)(?=/)|(?<=^L)$", "'" * (int(sample) - 1), plain)


def graded(name: str, hand: Hand, layout: Layout, *, comma: bool) -> tuple[Sheet, dict[str, Any]]:
    """A sheet and its report."""
    sheet = write(problem(name), hand, layout, comma=comma)
    return sheet, grader.grade(problem(name), sheet.text, submission=f"{name}-{hand.id}").to_dict()


def counted(name: str, hand: Hand, layout: Layout, *, comma: bool) -> Count:
    """What came of one sheet."""
    sheet, report = graded(name, hand, layout, comma=comma)
    place = f"{name} {hand.id} {layout} {'comma' if comma else 'point'}"
    count = Count(sheets=1)
    claims = {line["number"]: line["claims"] for line in report["lines"]}
    for number, quantities in sheet.states.items():
        found = [claim["quantity"] if claim["verdict"] in {"correct", "wrong", "follows"} else None for claim in claims.get(number, [])]
        right = _matched(problem(name), found, quantities)
        count.quantities += len(quantities)
        count.named += right
        if right < len(quantities):
            count.faults.append(f"{place} {number}: {sheet.lines[number - 1]}\n      as {found}, not {list(quantities)}")
    for number, found_claims in claims.items():
        for claim in found_claims:
            if claim["verdict"] in {"wrong", "follows"}:
                count.accused += claim["verdict"] == "wrong"
                count.faults.append(f"{place} {number} {claim['verdict']} {claim['cause']} {claim['quantity']}: {sheet.lines[number - 1]}")
    count.full += report["score"]["earned"] == report["score"]["possible"]
    if report["score"]["earned"] != report["score"]["possible"]:
        count.faults.append(f"{place} marks: {report['score']} missing {report['missing']}")
    return count


def _matched(problem: Problem, found: list[str | None], wanted: tuple[str, ...]) -> int:
    """How many of the quantities of a line were named, in whatever order its elements are reported."""
    left = list(found)
    right = 0
    for quantity in wanted:
        hit = next((name for name in left if same(problem, name, quantity)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def cells(hands: Iterable[Hand] = HANDS, problems: Iterable[str] = ()) -> Iterator[tuple[Hand, Layout, bool, str]]:
    """All sheets of the table."""
    for hand in hands:
        for layout in LAYOUTS:
            for comma in (False, True):
                for name in tuple(problems) or bank.ids():
                    yield hand, layout, comma, name
