"""Formulas as immutable trees: exact numbers, references to quantities, operations; evaluated by tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

#: The operations a formula may hold.  Arity: `add`, `mul`, `max`, `min` take one or more, `pow` and `div` two, the rest one
#: (`leaky_relu` and `elu` take their slope second).  `density` is exp(-x^2/2) / sqrt(2 pi), the slope of gelu's bell.
OPERATIONS = (
    "add", "mul", "neg", "div", "pow", "exp", "ln", "log10", "sqrt", "abs", "max", "min",
    "sigmoid", "tanh", "relu", "step", "sign", "leaky_relu", "elu", "softplus", "silu", "gelu", "erf", "density",
    "sin", "cos", "tan",
)  # fmt: skip


class Formula:
    """What the three kinds of formula share: arithmetic with the usual operators builds larger formulas."""

    __slots__ = ()

    def __add__(self, other: Expression | int | Fraction) -> Expression:
        return Apply("add", (self, lift(other)))  # type: ignore[arg-type]

    def __sub__(self, other: Expression | int | Fraction) -> Expression:
        return Apply("add", (self, Apply("neg", (lift(other),))))  # type: ignore[arg-type]

    def __mul__(self, other: Expression | int | Fraction) -> Expression:
        return Apply("mul", (self, lift(other)))  # type: ignore[arg-type]

    def __truediv__(self, other: Expression | int | Fraction) -> Expression:
        return Apply("div", (self, lift(other)))  # type: ignore[arg-type]

    def __pow__(self, other: Expression | int | Fraction) -> Expression:
        return Apply("pow", (self, lift(other)))  # type: ignore[arg-type]

    def __neg__(self) -> Expression:
        return Apply("neg", (self,))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Constant(Formula):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Ref(Formula):
    """The quantity of this canonical name."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply(Formula):
    """An operation on formulas; operands keep their order and multiplicity."""

    operation: str
    operands: tuple[Expression, ...]


Expression: TypeAlias = Constant | Ref | Apply


def lift(value: Expression | int | Fraction) -> Expression:
    """A number as a formula; a formula as it is."""
    if isinstance(value, int | Fraction):
        return Constant(Fraction(value))
    return value


def total(terms: list[Expression]) -> Expression:
    """The sum of the terms: 0 for none, the term itself for one."""
    if not terms:
        return Constant(Fraction(0))
    return terms[0] if len(terms) == 1 else Apply("add", tuple(terms))


def product(factors: list[Expression]) -> Expression:
    """The product of the factors: 1 for none, the factor itself for one."""
    if not factors:
        return Constant(Fraction(1))
    return factors[0] if len(factors) == 1 else Apply("mul", tuple(factors))


def references(formula: Expression) -> Iterator[str]:
    """The names in the formula, from left to right, as often as they occur."""
    if isinstance(formula, Ref):
        yield formula.name
    elif isinstance(formula, Apply):
        for operand in formula.operands:
            yield from references(operand)


def evaluate(
    formula: Expression,
    lookup: Callable[[str], T],
    constant: Callable[[Fraction], T],
    table: Mapping[str, Callable[..., Any]],
) -> T:
    """The formula's value in the arithmetic that `constant` and `table` (one row an operation) define."""
    if isinstance(formula, Apply):
        return table[formula.operation](*[evaluate(o, lookup, constant, table) for o in formula.operands])  # type: ignore[no-any-return]
    if isinstance(formula, Ref):
        return lookup(formula.name)
    return constant(formula.value)


def substitute(formula: Expression, replace: Callable[[str], Expression]) -> Expression:
    """The formula with each reference replaced by what `replace` gives for its name."""
    if isinstance(formula, Ref):
        return replace(formula.name)
    if isinstance(formula, Apply):
        return Apply(formula.operation, tuple(substitute(o, replace) for o in formula.operands))
    return formula
