"""The sheets: one solution in one hand as a list, as tables or with whole vectors and matrices, with commas or points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Literal

from grader.problem import Problem
from tests.students.rounding import Rounding

from .formulas import Formula, Printer
from .hand import Hand
from .quantities import Net, meaning
from .solutions import Section, Step, solution

Layout = Literal["list", "table", "matrix"]
LAYOUTS: tuple[Layout, ...] = ("list", "table", "matrix")
HEADINGS = {"forward": "Forward", "loss": "Loss", "backward": "Backward", "update": "Update", "afterwards": "Afterwards"}
ROUNDING = Rounding(4, exact_short=True)
WHOLES = frozenset({"z", "a", "W", "b"})


@dataclass(slots=True)
class Sheet:
    """A sheet's lines, and the quantities that each line (counted from 1) states."""

    lines: list[str] = field(default_factory=list)
    states: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, text: str, *quantities: str) -> None:
        """Appends a line."""
        self.lines.append(text)
        if quantities:
            self.states[len(self.lines)] = quantities

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class Writer:
    """One hand at one problem."""

    problem: Problem
    hand: Hand
    comma: bool

    @property
    def net(self) -> Net | None:
        """The sizes of the problem's network."""
        network = self.problem.network
        if network is None:
            return None
        sizes = tuple(network.size(l) for l in range(network.depth + 1))
        return Net(sizes, network.samples, any(layer.bias == "shared" for layer in network.layers))

    def value(self, name: str) -> str:
        """A quantity's value as this hand writes it."""
        return self.number(self.problem.trace.number(name))

    def number(self, number: float) -> str:
        """A number, rounded, with the sheet's decimal mark."""
        found: Decimal = ROUNDING.write(number)
        return f"{found:f}".replace(".", self.hand.comma if self.comma else ".")

    def numbers(self, formula: Formula) -> str:
        """The formula with its numbers put in."""
        return self._printed(formula, self.value)

    def names(self, formula: Formula) -> str:
        """The formula with its names."""
        return self._printed(formula, lambda name: self.hand.name(name, self.net))

    def _printed(self, formula: Formula, leaf: object) -> str:
        found = Printer(self.hand.style, leaf, self.number)  # type: ignore[arg-type]
        return found.text(formula)

    def links(self, step: Step) -> list[str]:
        """The links of a chain behind the name."""
        value = self.value(step.quantity)
        if step.formula is None or self.hand.shows == "values":
            return [value]
        chain = [self.names(step.formula)] if self.hand.shows == "names" else []
        shown = self.numbers(step.formula)
        plain = shown.strip("()") == value.strip("()")
        return chain + ([] if plain else [shown]) + [value]

    def wrapped(self, text: str) -> str:
        """The mathematics in its dollar signs."""
        return self.hand.wrap + text + self.hand.wrap

    def keeps(self, step: Step) -> bool:
        """Whether the hand writes this quantity: of z and a of a unit without an activation perhaps one alone."""
        if self.hand.identity == "both" or self.problem.network is None:
            return True
        by = meaning(step.quantity).by
        if by.kind not in {"z", "a"} or not by.layer or self.problem.network.layer(by.layer).activation != "identity":
            return True
        return by.kind == self.hand.identity


def write(problem: Problem, hand: Hand, layout: Layout, *, comma: bool) -> Sheet:
    """The sheet of one hand in one layout."""
    writer, sheet = Writer(problem, hand, comma), Sheet()
    for section in solution(problem):
        kept = Section(section.heading, tuple(step for step in section.steps if writer.keeps(step)))
        sheet.add(HEADINGS[section.heading] + ":")
        sheet.add("")
        {"list": _list, "table": _table, "matrix": _matrices}[layout](writer, sheet, kept)
        sheet.add("")
    return sheet


def _list(writer: Writer, sheet: Sheet, section: Section) -> None:
    for step in section.steps:
        _line(writer, sheet, step)


def _line(writer: Writer, sheet: Sheet, step: Step) -> None:
    hand = writer.hand
    chain = writer.links(step)
    name = hand.name(step.quantity, writer.net)
    sign = hand.assigns if hand.assigns and "'" in step.quantity and step.quantity[0] in "Wb" else " = "
    text = name + sign + " = ".join(chain[:-1]) + (hand.equals if len(chain) > 1 else "") + chain[-1]
    sheet.add(writer.wrapped(text), step.quantity)


def _table(writer: Writer, sheet: Sheet, section: Section) -> None:
    calculates = writer.hand.calculates
    sheet.add("| Quantity | Calculation | Value |" if calculates else "| Quantity | Value |")
    sheet.add("|---|---|---|" if calculates else "|---|---|")
    for step in section.steps:
        chain = writer.links(step)
        cells = [writer.hand.name(step.quantity, writer.net)]
        cells += [" = ".join(chain[-2:-1])] if calculates else []
        cells.append(chain[-1])
        sheet.add("| " + " | ".join(writer.wrapped(cell) if cell else "" for cell in cells) + " |", step.quantity)


def _matrices(writer: Writer, sheet: Sheet, section: Section) -> None:
    groups: dict[str, list[Step]] = {}
    for step in section.steps:
        groups.setdefault(_group(writer, step), []).append(step)
    for steps in groups.values():
        if len(steps) == 1:
            _line(writer, sheet, steps[0])
            continue
        rows = list(_rows(writer, steps))
        name = writer.hand.whole(steps[0].quantity, writer.net)
        text = name + " = " + _typed(writer, [[writer.value(q) for q in row] for row in rows])
        sheet.add(writer.wrapped(text), *(q for row in rows for q in row))


def _group(writer: Writer, step: Step) -> str:
    """Elements of one vector or matrix have one key."""
    of, _, by = step.quantity.rpartition("/d")
    if writer.net is None:
        return f"{of}/{by.partition('[')[0]}" if "[" in by else step.quantity
    found = meaning(step.quantity)
    if found.by.kind not in WHOLES or (found.of is not None and found.of.kind != "L") or not found.by.unit:
        return step.quantity
    return repr((found.of, found.by.whole))


def _rows(writer: Writer, steps: list[Step]) -> Iterator[list[str]]:
    """The elements row by row."""

    def index(step: Step) -> list[int]:
        return [int(number) for number in step.quantity.rpartition("[")[2].partition("]")[0].split(",")]

    steps = sorted(steps, key=index)
    deep = len(index(steps[0])) > (1 if writer.net is None else 2)
    if not deep:
        yield from ([step.quantity] for step in steps)
        return
    rows = [[step.quantity for step in row] for _, row in groupby(steps, key=lambda step: index(step)[:-1])]
    yield from (map(list, zip(*rows, strict=True)) if writer.hand.from_to and writer.net is not None else rows)


def _typed(writer: Writer, rows: list[list[str]]) -> str:
    """A vector or matrix as the hand types it."""
    kind = writer.hand.matrix
    if kind in {"pmatrix", "bmatrix"}:
        return f"\\begin{{{kind}}} " + " \\\\ ".join(" & ".join(row) for row in rows) + f" \\end{{{kind}}}"
    if kind == "turned":
        turned = len(rows[0]) == 1
        body = " & ".join(row[0] for row in rows) if turned else " \\\\ ".join(" & ".join(row) for row in rows)
        return f"\\begin{{bmatrix}} {body} \\end{{bmatrix}}" + "^T" * turned
    if kind == "matlab":
        return "[" + "; ".join(" ".join(row) for row in rows) + "]"
    between = writer.hand.separator if writer.comma else ", "
    if len(rows[0]) == 1:
        inner = between.join(row[0] for row in rows)
        return f"({inner})" if kind == "columns" else f"[{inner}]"
    inner = between.join("[" + between.join(row) + "]" for row in rows)
    return f"({inner})" if kind == "columns" else f"[{inner}]"
