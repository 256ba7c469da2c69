"""What a statement shows, in numbers: its value, its operands, what its working computes; the evidence that names are read by."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias, final

from grader.grading.functions import letters
from grader.grading.statements import Link, Statement, walk
from grader.grading.working import Side, compile_side, no_names
from grader.maths.written import Written
from grader.reading.tree import Binary, Literal, Matrix, Tree, Unary

if TYPE_CHECKING:
    from grader.grading.reference import Reference

EXACT_SLACK: Final = 1e-9


@final
class Value:
    """A written or computed number: its float, half a unit of its last digit, the digits shown."""

    __slots__ = ("exact", "half", "number", "significant", "text", "written")

    def __init__(self, number: float, half: float, significant: int, written: Written | None, text: str, *, exact: bool) -> None:
        """Keep them; `written` is None for a product or sum that was not worked out; `exact`: nothing was rounded, as in a fraction."""
        self.number = number
        self.half = half
        self.significant = significant
        self.written = written
        self.text = text
        self.exact = exact

    @property
    def padded(self) -> bool:
        """Whether zeros stand at the end of its decimals: it was rounded to as many."""
        return (
            self.written is not None
            and self.written.decimals > 0
            and (self.written.value * 10 ** (self.written.decimals - 1)).denominator == 1
        )


Cells: TypeAlias = tuple[tuple[Value, ...], ...]


@dataclass(slots=True)
class Facts:
    """One statement's numbers.  `cells` is the grid of values it ends in (one cell for a scalar)."""

    statement: Statement
    cells: Cells = ()
    operands: tuple[float, ...] = ()
    sides: dict[int, Side] = field(default_factory=dict)  # numeric links by position
    identified: dict[str, int] = field(default_factory=dict)  # quantity -> sign: what the numeric working computes
    value: Value | None = field(init=False)  # the one value of a scalar statement

    def __post_init__(self) -> None:
        """Find the one value."""
        self.value = self.cells[0][0] if len(self.cells) == 1 and len(self.cells[0]) == 1 else None

    def copies(self, link: Link) -> bool:
        """Whether a link adds nothing to the value itself (`0 + 0.8 = 0.8`): it tells no quantity from another."""
        adds = isinstance(link.tree, Binary) and link.tree.operator in {"+", "-"}
        return adds and len(self.operands) == 1 and self.value is not None and abs(self.value.number) == self.operands[0]


def gather(statement: Statement, reference: Reference) -> Facts:
    """The statement's numbers."""
    sides: dict[int, Side] = {}
    for link in statement.links:
        if link.kind in {"value", "numeric"}:
            side = _side(link, statement, reference)
            if side is not None:
                sides[link.position] = side
    shown = cells(statement.value, sides.get(statement.value.position)) if statement.value is not None else ()
    operands = [number for link in statement.working if link.position in sides for number in _operands(sides[link.position])]
    return Facts(statement, shown, tuple(operands), sides)


def _side(link: Link, statement: Statement, reference: Reference) -> Side | None:
    """A numeric link; letters in it mean the functions by which it gives the value behind it, else the first layer's."""
    functions, shown = reference.functions, statement.value
    side = compile_side(link.tree, no_names, functions.first)
    if not functions.several or side is None or not side.scalar or shown is None or shown.kind != "value":
        return side
    calls = letters(link.tree)
    if not calls:
        return side
    behind = value(shown.tree)
    ways = (compile_side(link.tree, no_names, way) for way in functions.ways(calls))
    return next((s for s in chain((side,), ways) if s is not None and reaches(s, reference, (0, 0), behind.number, behind.half)), side)


def cells(link: Link, side: Side | None) -> Cells:
    """The values that a numeric link ends in."""
    tree, turned = _unwrap(link.tree)
    if isinstance(tree, Matrix) and link.kind == "value":
        grid = tuple(tuple(value(cell) for cell in row) for row in tree.rows)
        return tuple(zip(*grid, strict=True)) if turned and len({len(r) for r in grid}) == 1 else grid
    if link.kind == "value":
        return ((value(tree),),)
    return () if side is None else _computed(side)


def _unwrap(tree: Tree) -> tuple[Tree, bool]:
    turned = False
    while isinstance(tree, Unary) and tree.operator == "T":
        tree, turned = tree.operand, not turned
    return tree, turned


def _computed(side: Side) -> Cells:
    numbers = side.literals()
    rows = []
    for i, row in enumerate(side.cells):
        cells_ = []
        for j in range(len(row)):
            number = side.value(numbers, i, j) + 0.0  # no minus before a zero
            low, high = spread(side, numbers, i, j)
            cells_.append(Value(number, max(high, -low) + abs(number) * EXACT_SLACK, 6, None, f"{number:.6g}", exact=False))
        rows.append(tuple(cells_))
    return tuple(rows)


def value(tree: Tree) -> Value:
    """A written number with its sign."""
    sign = 1
    while isinstance(tree, Unary):
        sign = -sign if tree.operator == "-" else sign
        tree = tree.operand
    if not isinstance(tree, Literal):
        return Value(math.nan, 0.0, 0, None, "", exact=False)
    written = tree.written
    text = "-" + written.text if sign < 0 else written.text
    return Value(sign * written.number + 0.0, written.half, written.significant, written, text, exact=written.exact)


def _operands(side: Side) -> list[float]:
    return [abs(slot.number) for slot in side.slots if slot.literal is not None and not slot.exponent and not trivial(slot.literal.written)]


def trivial(written: Written) -> bool:
    """Whether a number is part of formulas rather than an operand: 0, 1, 2, 1/2 as whole numbers or fractions."""
    return written.exact and written.significant <= 1 and abs(written.value.numerator) <= 2 * written.value.denominator


def moves(side: Side, reference: Reference) -> list[tuple[float, float]]:
    """How far each operand may honestly stand from what it rounds: numbers that are exact as written do not move."""
    found = []
    for slot in side.slots:
        half = slot.half
        if half and reference.is_exact(abs(slot.number)):
            half = 0.0
        found.append((-half, half))
    return found


def reaches(side: Side, reference: Reference, cell: tuple[int, int], number: float, slack: float, share: float = 1.0) -> bool:
    """Whether honest rounding of the operands, `share` times as far as it reaches, leads from what a cell gives to within `slack`."""
    numbers = side.literals()
    centre = side.value(numbers, *cell)
    if centre - slack <= number <= centre + slack:
        return True
    low, high = reach(side, numbers, moves(side, reference), *cell)
    return centre + share * low - slack <= number <= centre + share * high + slack


def spread(side: Side, numbers: list[float], row: int = 0, column: int = 0) -> tuple[float, float]:
    """How far the cell may move down and up when each written operand moves by half a unit of its last digit."""
    halves = [slot.half for slot in side.slots]
    return reach(side, numbers, [(-h, h) for h in halves], row, column)


def reach(side: Side, numbers: list[float], moves: list[tuple[float, float]], row: int = 0, column: int = 0) -> tuple[float, float]:
    """How far the cell may move when each operand moves within its bounds: the sum of the single effects, at both ends."""
    centre = side.value(numbers, row, column)
    low = high = 0.0
    for i, ends in enumerate(moves):
        if ends == (0.0, 0.0):
            continue
        effects = [_moved(side, numbers, i, end, row, column) - centre for end in ends]
        effects = [e for e in effects if math.isfinite(e)]
        low += min((0.0, *effects))
        high += max((0.0, *effects))
    return low * 1.02, high * 1.02


def _moved(side: Side, numbers: list[float], which: int, by: float, row: int, column: int) -> float:
    changed = list(numbers)
    changed[which] += by
    return side.value(changed, row, column)


def literals(tree: Tree) -> list[Literal]:
    """The written numbers in a tree, from left to right."""
    return [node for node in walk(tree) if isinstance(node, Literal)]
