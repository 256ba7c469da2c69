"""Formulas made fast: trees of small objects that each give one number, one call a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import mul
from typing import Final, final

from grader.maths.expression import Constant, Expression, Ref, references
from grader.maths.operations import CANCELLED, NUMBERS

#: Only a sum this near to 0 is looked at for cancellation: it saves time, and terms up to 1e6 are covered.
_NEAR: Final = 1e-6


class Node:
    """A part of a formula: gives its number for a list of values."""

    __slots__ = ()

    def at(self, values: list[float]) -> float:
        """The number where these are the values of the places."""
        raise NotImplementedError


@final
class Pick(Node):
    """The value of one place."""

    __slots__ = ("place",)

    def __init__(self, place: int) -> None:
        """Keep the place."""
        self.place = place

    def at(self, values: list[float]) -> float:
        """The value itself."""
        return values[self.place]


@final
class Fixed(Node):
    """A constant."""

    __slots__ = ("number",)

    def __init__(self, number: float) -> None:
        """Keep it."""
        self.number = number

    def at(self, values: list[float]) -> float:  # noqa: ARG002 - a constant asks for none
        """The constant."""
        return self.number


@final
class Pair(Node):
    """The product of the values of two places."""

    __slots__ = ("first", "second")

    def __init__(self, first: int, second: int) -> None:
        """Keep the places."""
        self.first = first
        self.second = second

    def at(self, values: list[float]) -> float:
        """Their product."""
        return values[self.first] * values[self.second]


@final
class Times(Node):
    """The product of two parts."""

    __slots__ = ("left", "right")

    def __init__(self, left: Node, right: Node) -> None:
        """Keep both."""
        self.left = left
        self.right = right

    def at(self, values: list[float]) -> float:
        """Their product."""
        return self.left.at(values) * self.right.at(values)


@final
class Minus(Node):
    """The negative of a part."""

    __slots__ = ("inner",)

    def __init__(self, inner: Node) -> None:
        """Keep it."""
        self.inner = inner

    def at(self, values: list[float]) -> float:
        """Its negative."""
        return -self.inner.at(values)


@final
class One(Node):
    """A function of one part."""

    __slots__ = ("function", "inner")

    def __init__(self, function: Callable[[float], float], inner: Node) -> None:
        """Keep both."""
        self.function = function
        self.inner = inner

    def at(self, values: list[float]) -> float:
        """The function's value."""
        return self.function(self.inner.at(values))


@final
class Many(Node):
    """A function of several parts."""

    __slots__ = ("function", "inner")

    def __init__(self, function: Callable[..., float], inner: Sequence[Node]) -> None:
        """Keep both."""
        self.function = function
        self.inner = list(inner)

    def at(self, values: list[float]) -> float:
        """The function's value."""
        return self.function(*[node.at(values) for node in self.inner])


def product(left: Node, right: Node) -> Node:
    """The product of two parts, of two places in one step."""
    if isinstance(left, Pick) and isinstance(right, Pick):
        return Pair(left.place, right.place)
    return Times(left, right)


@final
class _Product(Node):
    """The product of more than two parts."""

    __slots__ = ("factors",)

    def __init__(self, factors: list[Node]) -> None:
        """Keep them."""
        self.factors = factors

    def at(self, values: list[float]) -> float:
        """Their product, from left to right."""
        result = 1.0
        for factor in self.factors:
            result *= factor.at(values)
        return result


@final
class _Two(Node):
    """The sum of two terms, 0 where they cancel."""

    __slots__ = ("left", "right")

    def __init__(self, left: Node, right: Node) -> None:
        """Keep both."""
        self.left = left
        self.right = right

    def at(self, values: list[float]) -> float:
        """Their sum."""
        left = self.left.at(values)
        result = left + self.right.at(values)
        if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * abs(left):
            return 0.0
        return result


@final
class _Sum(Node):
    """The sum of several terms, 0 where they cancel."""

    __slots__ = ("terms",)

    def __init__(self, terms: list[Node]) -> None:
        """Keep them."""
        self.terms = terms

    def at(self, values: list[float]) -> float:
        """Their sum, from left to right."""
        result = 0.0
        for term in self.terms:
            result += term.at(values)
        if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * max([abs(term.at(values)) for term in self.terms]):
            return 0.0
        return result


class Compiled:
    """A formula ready for floats: call it with its parents' values, in the order of `parents`."""

    __slots__ = ("_run", "_used", "formula", "parents")

    def __init__(self, formula: Expression) -> None:
        """Keep the formula, to be compiled at its second call; each parent is listed once, in the order of its first appearance."""
        self.formula = formula
        self.parents: tuple[str, ...] = tuple(dict.fromkeys(references(formula)))
        self._run: Node | None = None
        self._used = False

    def __call__(self, *numbers: float) -> float:
        """The formula's value; not a number where it has none."""
        return self.at(list(numbers))

    def at(self, numbers: list[float]) -> float:
        """The same for the parents' values as a list."""
        if self._run is None:
            if not self._used:  # many formulas are asked once
                self._used = True
                columns = {name: (number,) for name, number in zip(self.parents, numbers, strict=True)}
                return values(self.formula, columns.__getitem__, 1)[0]
            self._run = _compile(self.formula, {name: place for place, name in enumerate(self.parents)})
        return self._run.at(numbers)

    def __reduce__(self) -> tuple[type[Compiled], tuple[Expression]]:
        """Pickle the formula alone: what it is made of is made anew."""
        return Compiled, (self.formula,)


def values(formula: Expression, column: Callable[[str], Sequence[float]], count: int) -> Sequence[float]:
    """A formula's values without compiling it, `count` of them at once: `column` gives those of a reference."""
    if isinstance(formula, Ref):
        return column(formula.name)
    if isinstance(formula, Constant):
        return (float(formula.value),) * count
    inside = [values(operand, column, count) for operand in formula.operands]
    if formula.operation == "add":
        return [_added(terms) for terms in zip(*inside, strict=True)]
    if formula.operation == "mul" and len(inside) == 2:
        return list(map(mul, *inside))
    return list(map(NUMBERS[formula.operation], *inside))


def _added(terms: tuple[float, ...]) -> float:
    result = 0.0
    for term in terms:
        result += term
    if -_NEAR < result < _NEAR and abs(result) <= CANCELLED * (abs(terms[0]) if len(terms) == 2 else max(map(abs, terms))):
        return 0.0
    return result


def _compile(formula: Expression, places: Mapping[str, int]) -> Node:
    if isinstance(formula, Constant):
        return Fixed(float(formula.value))
    if isinstance(formula, Ref):
        return Pick(places[formula.name])
    parts = [_compile(operand, places) for operand in formula.operands]
    if formula.operation == "mul":
        return product(*parts) if len(parts) == 2 else _Product(parts)
    if formula.operation == "add":
        return _Two(*parts) if len(parts) == 2 else _Sum(parts)
    if formula.operation == "neg":
        return Minus(parts[0])
    function = NUMBERS[formula.operation]
    return One(function, parts[0]) if len(parts) == 1 else Many(function, parts)
