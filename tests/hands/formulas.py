"""Formulas over quantities by their canonical names: worked out in floats, differentiated, printed as a hand would."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Style(NamedTuple):
    """How a hand types mathematics; `{0}` and `{1}` are the operands."""

    times: str
    fraction: str
    raised: str
    root: str
    exponential: str
    functions: Mapping[str, str]
    slash: bool  # whether a fraction needs brackets round its parts
    minus: str = "-"


@dataclass(frozen=True, slots=True)
class Formula:
    """A leaf (`op` "name" or "number") or an operation over formulas."""

    op: str
    args: tuple[Formula, ...] = ()
    name: str = ""
    number: float = 0.0

    def __add__(self, other: Formula | float) -> Formula:
        return NotImplemented if isinstance(other, np.ndarray) else Formula("+", (self, lift(other)))

    def __radd__(self, other: Formula | float) -> Formula:
        return self if other == 0 else lift(other) + self

    def __sub__(self, other: Formula | float) -> Formula:
        return NotImplemented if isinstance(other, np.ndarray) else Formula("-", (self, lift(other)))

    def __rsub__(self, other: Formula | float) -> Formula:
        return lift(other) - self

    def __mul__(self, other: Formula | float) -> Formula:
        return NotImplemented if isinstance(other, np.ndarray) else Formula("*", (self, lift(other)))

    def __rmul__(self, other: Formula | float) -> Formula:
        return lift(other) * self

    def __truediv__(self, other: Formula | float) -> Formula:
        return NotImplemented if isinstance(other, np.ndarray) else Formula("/", (self, lift(other)))

    def __rtruediv__(self, other: Formula | float) -> Formula:
        return lift(other) / self

    def __pow__(self, other: Formula | float) -> Formula:
        return NotImplemented if isinstance(other, np.ndarray) else Formula("^", (self, lift(other)))

    def __neg__(self) -> Formula:
        return Formula("neg", (self,))

    def leaves(self) -> Iterator[str]:
        """The quantities in it, in the order of writing."""
        if self.op == "name":
            yield self.name
        for arg in self.args:
            yield from arg.leaves()


def lift(value: Formula | float) -> Formula:
    """A number as a formula."""
    return value if isinstance(value, Formula) else Formula("number", number=float(value))


def ref(name: str) -> Formula:
    """A quantity as a formula."""
    return Formula("name", name=name)


def call(function: str, *args: Formula) -> Formula:
    """A function of formulas."""
    return Formula(function, args)


def total(terms: list[Formula]) -> Formula:
    """The sum of terms."""
    found = terms[0]
    for term in terms[1:]:
        found = found + term
    return found


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


OPERATIONS: Mapping[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: float(a**b),
    "neg": lambda a: -a,
    "exp": math.exp,
    "ln": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "relu": lambda a: max(a, 0.0),
    "max": max,
    "softplus": lambda a: math.log1p(math.exp(a)),
}


def evaluate(formula: Formula, values: Callable[[str], float]) -> float:
    """The formula's value."""
    if formula.op == "name":
        return values(formula.name)
    if formula.op == "number":
        return formula.number
    return OPERATIONS[formula.op](*(evaluate(arg, values) for arg in formula.args))


def slope(formula: Formula, by: str, values: Callable[[str], float]) -> Formula | None:
    """The partial derivative by a quantity that stands in it; None where it does not."""
    if by not in set(formula.leaves()):
        return None
    if formula.op == "name":
        return lift(1)
    parts = [slope(arg, by, values) for arg in formula.args]
    found = [_outer(formula, i, values) * part if part != lift(1) else _outer(formula, i, values) for i, part in enumerate(parts) if part]
    kept = [term for term in map(_tidy, found) if term != lift(0)]
    return total(kept) if kept else lift(0)


def _outer(formula: Formula, which: int, values: Callable[[str], float]) -> Formula:
    """The derivative of an operation by one of its operands."""
    args = formula.args
    if formula.op in {"relu", "max"}:
        best = max(args, key=lambda arg: evaluate(arg, values))
        return lift(float(evaluate(args[0], values) > 0 if formula.op == "relu" else args[which] is best))
    a, b = args[0], args[-1]
    slopes: dict[str, Callable[[], Formula]] = {
        "+": lambda: lift(1),
        "-": lambda: lift(1 if which == 0 else -1),
        "neg": lambda: lift(-1),
        "*": lambda: args[1 - which],
        "/": lambda: 1 / b if which == 0 else -a / b**2,
        "^": lambda: 2 * a if b == lift(2) else b * a ** (b - 1),
        "sqrt": lambda: 1 / (2 * formula),
        "tanh": lambda: 1 - formula**2,
        "sigmoid": lambda: formula * (1 - formula),
    }
    return slopes[formula.op]()


def _tidy(formula: Formula) -> Formula:
    """A product without factors of one, nought where a factor is nought."""
    if formula.op != "*":
        return formula
    left, right = map(_tidy, formula.args)
    if lift(0) in {left, right}:
        return lift(0)
    return right if left == lift(1) else left if right == lift(1) else left * right


def times(*factors: Formula) -> Formula:
    """A product without factors of one."""
    kept = [factor for factor in map(_tidy, factors) if factor != lift(1)]
    found = kept[0] if kept else lift(1)
    for factor in kept[1:]:
        found = found * factor
    return _tidy(found)


class Printer(NamedTuple):
    """Prints formulas in a style; `leaf` gives the text of a quantity, `number` that of a plain number."""

    style: Style
    leaf: Callable[[str], str]
    number: Callable[[float], str]

    def text(self, formula: Formula, level: int = 0) -> str:
        """The formula, in brackets where it stands in a place that binds tighter (0 sum, 1 product, 2 power)."""
        if formula.op in {"name", "number"}:
            found = self.leaf(formula.name) if formula.op == "name" else self.number(formula.number)
            return f"({found})" if level and found[:1] in {"-", "−"} else found
        if formula.op in {"+", "-"}:
            left, right = formula.args
            second = self.text(right, int(formula.op == "-"))
            second = f"({second})" if second[:1] in {"-", "−"} else second
            return _bracketed(f"{self.text(left)} {'+' if formula.op == '+' else self.style.minus} {second}", level > 0)
        if formula.op == "*":
            left, right = formula.args
            return _bracketed(self.text(left, 1) + self.style.times + self.text(right, 1), level > 1)
        if formula.op == "neg":
            return _bracketed(self.style.minus + self.text(formula.args[0], 1), level > 0)
        return self._other(formula, level)

    def _other(self, formula: Formula, level: int) -> str:
        style, args = self.style, formula.args
        if formula.op == "/":
            inner = (self.text(args[0], 1), self.text(args[1], 2)) if style.slash else (self.text(args[0]), self.text(args[1]))
            return _bracketed(style.fraction.format(*inner), style.slash and level > 1)
        if formula.op == "^":
            base = self.text(args[0], 2)
            crowded = args[0].op == "name" and any(mark in base for mark in "^/\\d⁾")
            return style.raised.format(_bracketed(base, crowded), self.text(args[1]))
        if formula.op == "sqrt":
            return style.root.format(self.text(args[0]))
        if formula.op == "exp":
            return style.exponential.format(self.text(args[0]))
        if formula.op == "abs":
            return f"|{self.text(args[0])}|"
        return style.functions[formula.op].format(", ".join(self.text(arg) for arg in args))


def _bracketed(text: str, needed: bool) -> str:  # noqa: FBT001
    return f"({text})" if needed else text
