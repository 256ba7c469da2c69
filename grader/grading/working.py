"""A side of an equation as a function of its slots: the numbers written and the quantities named in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import truediv
from typing import Final, NamedTuple, TypeAlias, final

from grader.grading.functions import Table, called
from grader.maths.compiled import Fixed, Many, Minus, Node, One, Pick, product
from grader.maths.written import Written
from grader.reading.tree import Binary, Call, Literal, Matrix, Name, Partial, Tree, Unary

NAN: Final = math.nan
MAXIMUM_SLOTS: Final = 400
MAXIMUM_DEPTH: Final = 60
MAXIMUM_EXPONENT: Final = 64


class Candidate(NamedTuple):
    """A quantity that a slot may stand for, with a sign (-1: the slot shows its negative) and how likely it is (0 is certain)."""

    name: str
    sign: int = 1
    weight: float = 0.0


@final
class Slot:
    """A leaf of a side: a written number, or a name with the quantities it may stand for."""

    __slots__ = ("candidates", "exponent", "half", "literal", "number", "straight", "tree")

    def __init__(self, literal: Literal | None, candidates: tuple[Candidate, ...], tree: Tree, *, exponent: bool, straight: bool) -> None:
        """Take the leaf; `exponent`: it is structure rather than operand; `straight`: the side is linear in it."""
        self.literal = literal
        self.candidates = candidates
        self.tree = tree
        self.exponent = exponent
        self.straight = straight
        self.number, self.half = number_of(literal.written) if literal is not None else (NAN, 0.0)  # half a unit of its last digit


@final
class Side:
    """A compiled side: its slots, and one function a cell (one row of one cell for a scalar)."""

    __slots__ = ("cells", "scalar", "slots")

    def __init__(self, slots: tuple[Slot, ...], cells: tuple[tuple[Node, ...], ...]) -> None:
        """Keep both; `scalar`: the side is one number."""
        self.slots = slots
        self.cells = cells
        self.scalar = len(cells) == 1 and len(cells[0]) == 1

    @property
    def numeric(self) -> bool:
        """Whether the side holds no names."""
        return all(slot.literal is not None for slot in self.slots)

    def has(self, row: int, column: int) -> bool:
        """Whether there is this cell."""
        return row < len(self.cells) and column < len(self.cells[0])

    def literals(self) -> list[float]:
        """The written numbers, slot by slot (NaN for names)."""
        return [slot.number for slot in self.slots]

    def value(self, values: list[float], row: int = 0, column: int = 0) -> float:
        """The value of one cell, NaN where it has none."""
        return safe(self.cells[row][column], values)


Grid: TypeAlias = list[list[Node]]
Resolve: TypeAlias = Callable[[Tree], tuple[tuple[tuple[Candidate, ...], ...], ...] | None]


class Untranslatable(Exception):
    """The tree has no meaning as numbers."""


def safe(node: Node, values: list[float]) -> float:
    """The value of a cell; NaN where it has none."""
    try:
        return node.at(values)
    except (ZeroDivisionError, OverflowError, ValueError, TypeError):
        return NAN


def compile_side(tree: Tree, resolve: Resolve, functions: Callable[[Call], Table]) -> Side | None:
    """The side as a function of its slots; None where it has no meaning as numbers or is too large.

    `resolve` gives the grid of candidate tuples that a name or derivative stands for (None: unknown); `functions` the table in which
    what is called is looked up.
    """
    compiler = _Compiler(resolve, functions)
    try:
        grid = compiler.grid(tree, 0)
    except Untranslatable:
        return None
    return Side(tuple(compiler.slots), tuple(tuple(row) for row in grid))


def as_float(value: Fraction, sign: int = 1) -> float:
    """The nearest float: the operator, called by its name, rounds once however the code is compiled."""
    return truediv(sign * value.numerator, value.denominator)  # type: ignore[no-any-return]


def number_of(written: Written) -> tuple[float, float]:
    """A written number as a float, and half a unit of its last digit (0 for an exact one)."""
    return written.number, 0.0 if written.exact else written.half


def no_names(_: Tree) -> None:
    """The resolver for sides that hold numbers only."""
    return


class _Compiler:
    def __init__(self, resolve: Resolve, functions: Callable[[Call], Table]) -> None:
        """Begin with no slots."""
        self.resolve = resolve
        self.functions = functions
        self.slots: list[Slot] = []
        self.exponent = False
        self.bent = False  # what is compiled now stands in a function, a power or a divisor

    def grid(self, tree: Tree, depth: int) -> Grid:
        if depth > MAXIMUM_DEPTH or len(self.slots) > MAXIMUM_SLOTS:
            raise Untranslatable
        match tree:
            case Literal():
                return [[self.slot(tree, (), tree)]]
            case Unary():
                return self.unary(tree, depth)
            case Binary():
                return self.binary(tree, depth)
            case Call():
                return self.call(tree, depth)
            case Matrix():
                return self.matrix(tree, depth)
            case Name() | Partial():
                return self.named(tree)
            case _:
                raise Untranslatable

    def slot(self, literal: Literal | None, candidates: tuple[Candidate, ...], tree: Tree) -> Node:
        self.slots.append(Slot(literal, candidates, tree, exponent=self.exponent, straight=not self.bent))
        return Pick(len(self.slots) - 1)

    def named(self, tree: Tree) -> Grid:
        found = self.resolve(tree)
        if found is None:
            if isinstance(tree, Name) and tree.base == "e" and not (tree.sub or tree.tail or tree.sup):
                return [[Fixed(math.e)]]
            raise Untranslatable
        return [[self.slot(None, cell, tree) for cell in row] for row in found]

    def unary(self, tree: Unary, depth: int) -> Grid:
        straight = tree.operator in {"-", "+", "T", "%"}
        inner = self.grid(tree.operand, depth + 1) if straight else self.curved(tree.operand, depth + 1)
        if tree.operator == "T":
            return [list(row) for row in zip(*inner, strict=True)]
        if tree.operator == "norm" and _shape(inner) != (1, 1):
            raise Untranslatable
        change = UNARY.get(tree.operator)
        if change is None:
            raise Untranslatable
        return [[change(cell) for cell in row] for row in inner]

    def binary(self, tree: Binary, depth: int) -> Grid:
        if tree.operator == "^":
            return self.power(tree, depth)
        left = self.grid(tree.left, depth + 1)
        right = self.curved(tree.right, depth + 1) if tree.operator == "/" else self.grid(tree.right, depth + 1)
        if tree.operator in {"*", "@", "x"}:
            return _product(left, right, tree.style)
        combine = BINARY.get(tree.operator)
        if combine is None:
            raise Untranslatable
        return _elementwise(combine, left, right)

    def power(self, tree: Binary, depth: int) -> Grid:
        left = self.curved(tree.left, depth + 1)
        before, self.exponent = self.exponent, True
        right = self.curved(tree.right, depth + 1)
        self.exponent = before
        return _elementwise(BINARY["^"], left, right)

    def curved(self, tree: Tree, depth: int) -> Grid:
        before, self.bent = self.bent, True
        grid = self.grid(tree, depth)
        self.bent = before
        return grid

    def call(self, tree: Call, depth: int) -> Grid:
        function = self.functions(tree).get(called(tree) + "'" * tree.primes)
        if function is None:
            raise Untranslatable
        if len(tree.arguments) == 1:
            return [[One(function, cell) for cell in row] for row in self.curved(tree.arguments[0], depth + 1)]
        grids = [self.curved(argument, depth + 1) for argument in tree.arguments]
        if any(_shape(g) != (1, 1) for g in grids):
            raise Untranslatable
        return [[Many(function, [g[0][0] for g in grids])]]

    def matrix(self, tree: Matrix, depth: int) -> Grid:
        if len({len(row) for row in tree.rows}) != 1:
            raise Untranslatable
        rows: Grid = []
        for row in tree.rows:
            cells = [self.grid(cell, depth + 1) for cell in row]
            if any(_shape(cell) != (1, 1) for cell in cells):
                raise Untranslatable
            rows.append([cell[0][0] for cell in cells])
        return rows


def _shape(grid: Grid) -> tuple[int, int]:
    return len(grid), len(grid[0])


def _elementwise(combine: Callable[[Node, Node], Node], left: Grid, right: Grid) -> Grid:
    if _shape(left) == _shape(right):
        return [[combine(a, b) for a, b in zip(p, q, strict=True)] for p, q in zip(left, right, strict=True)]
    if _shape(right) == (1, 1):
        return [[combine(a, right[0][0]) for a in row] for row in left]
    if _shape(left) == (1, 1):
        return [[combine(left[0][0], b) for b in row] for row in right]
    if sorted(_shape(left)) == sorted(_shape(right)) and 1 in _shape(left):  # a row beside a column, sloppily written
        return _elementwise(combine, left, [list(row) for row in zip(*right, strict=True)])
    raise Untranslatable


@final
class _Dot(Node):
    """The sum of the products of a row's parts with a column's."""

    __slots__ = ("pairs",)

    def __init__(self, row: list[Node], column: list[Node]) -> None:
        """Take both, of one length."""
        self.pairs = [product(a, b) for a, b in zip(row, column, strict=True)]

    def at(self, values: list[float]) -> float:
        """The sum, rounded once."""
        return math.fsum([pair.at(values) for pair in self.pairs])


def _product(left: Grid, right: Grid, style: str) -> Grid:
    """A product as its shapes allow: scalar, matrix, else elementwise or the dot product of two like vectors."""
    if _shape(left) == (1, 1) or _shape(right) == (1, 1):
        return _elementwise(product, left, right)
    if _shape(left)[1] == _shape(right)[0]:
        columns = [list(column) for column in zip(*right, strict=True)]
        return [[_Dot(row, column) for column in columns] for row in left]
    if _shape(left) == _shape(right) and style not in {"*", "o"} and _shape(left)[0] == 1:
        return [[_Dot(left[0], right[0])]]
    return _elementwise(product, left, right)


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > MAXIMUM_EXPONENT and abs(base - math.e) > 1e-9:
        return NAN
    result = base**exponent
    return result if isinstance(result, float | int) else NAN


@final
class _Plus(Node):
    """The sum of two parts."""

    __slots__ = ("left", "right")

    def __init__(self, left: Node, right: Node) -> None:
        """Keep both."""
        self.left = left
        self.right = right

    def at(self, values: list[float]) -> float:
        """Their sum."""
        return self.left.at(values) + self.right.at(values)


@final
class _Less(Node):
    """The difference of two parts."""

    __slots__ = ("left", "right")

    def __init__(self, left: Node, right: Node) -> None:
        """Keep both."""
        self.left = left
        self.right = right

    def at(self, values: list[float]) -> float:
        """Their difference."""
        return self.left.at(values) - self.right.at(values)


@final
class _Over(Node):
    """The quotient of two parts."""

    __slots__ = ("left", "right")

    def __init__(self, left: Node, right: Node) -> None:
        """Keep both."""
        self.left = left
        self.right = right

    def at(self, values: list[float]) -> float:
        """Their quotient; ZeroDivisionError where it has none."""
        return self.left.at(values) / self.right.at(values)


@final
class _Raised(Node):
    """A power."""

    __slots__ = ("base", "exponent")

    def __init__(self, base: Node, exponent: Node) -> None:
        """Keep both."""
        self.base = base
        self.exponent = exponent

    def at(self, values: list[float]) -> float:
        """The power; NaN where it is too high, or no real number."""
        return _power(self.base.at(values), self.exponent.at(values))


BINARY: Final[Mapping[str, Callable[[Node, Node], Node]]] = {"+": _Plus, "-": _Less, "/": _Over, "o": product, "^": _Raised}
UNARY: Final[Mapping[str, Callable[[Node], Node]]] = {
    "-": Minus,
    "+": lambda inner: inner,
    "sqrt": lambda inner: One(math.sqrt, inner),
    "abs": lambda inner: One(abs, inner),
    "norm": lambda inner: One(abs, inner),
    "%": lambda inner: _Over(inner, Fixed(100.0)),
}
