"""Quantities and the small expressions that a student writes over them: evaluated in plain floats, printed by a hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Q:
    """A quantity: its kind, its layer, unit `j`, sender `i` (or loss term `k` in `i`), and how many updates it has seen."""

    kind: str
    l: int = 0
    j: int = 0
    i: int = 0
    after: int = 0

    def canonical(self) -> str:
        """The name that problem files and reports use."""
        return CANONICAL[self.kind](self, "'" * self.after)

    def layer_of(self) -> str:
        """The whole vector or matrix that this quantity is an element of."""
        name = self.canonical()
        return name[: name.rindex("[")] + f"[{self.l}]" if "[" in name else name


CANONICAL: dict[str, Callable[[Q, str], str]] = {
    "a": lambda q, p: f"a{p}[{q.l},{q.j}]",
    "z": lambda q, p: f"z{p}[{q.l},{q.j}]",
    "W": lambda q, p: f"W{p}[{q.l},{q.j},{q.i}]",
    "b": lambda q, p: f"b{p}[{q.l},{q.j}]" if q.j else f"b{p}[{q.l}]",
    "t": lambda q, _: f"t[{q.j}]",
    "Lk": lambda q, p: f"L{p}[{q.j}]",
    "L": lambda _, p: f"L{p}",
    "eta": lambda *_: "eta",
    "dLda": lambda q, _: f"dL/da[{q.l},{q.j}]",
    "dLkda": lambda q, _: f"dL[{q.i}]/da[{q.l},{q.j}]",
    "dadz": lambda q, _: f"da[{q.l},{q.j}]/dz[{q.l},{q.j}]",
    "dzdW": lambda q, _: f"dz[{q.l},{q.j}]/dW[{q.l},{q.j},{q.i}]",
    "dLdz": lambda q, _: f"dL/dz[{q.l},{q.j}]",
    "dLdW": lambda q, _: f"dL/dW[{q.l},{q.j},{q.i}]",
    "dLdb": lambda q, _: f"dL/db[{q.l},{q.j}]" if q.j else f"dL/db[{q.l}]",
    "DW": lambda q, _: f"DW[{q.l},{q.j},{q.i}]",
}


@dataclass(frozen=True, slots=True)
class Ref:
    """A quantity in an expression."""

    q: Q


@dataclass(frozen=True, slots=True)
class Num:
    """A plain number in an expression; `text` is how it was written where that matters."""

    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Op:
    """An operation over expressions: `+ - * / ^ neg abs` or the name of a function."""

    op: str
    args: tuple[Expr, ...]


Expr: TypeAlias = Ref | Num | Op


def add(*args: Expr) -> Expr:
    """The sum; of one term, the term."""
    return args[0] if len(args) == 1 else Op("+", args)


def mul(*args: Expr) -> Expr:
    """The product, with nested products opened and factors of 1 left out."""
    flat: list[Expr] = []
    for arg in args:
        flat += arg.args if isinstance(arg, Op) and arg.op == "*" else (arg,)
    kept = [arg for arg in flat if arg != Num(1)]
    if not kept:
        return Num(1)
    return kept[0] if len(kept) == 1 else Op("*", tuple(kept))


def sub(left: Expr, right: Expr) -> Expr:
    """The difference."""
    return Op("-", (left, right))


def div(left: Expr, right: Expr) -> Expr:
    """The quotient."""
    return Op("/", (left, right))


def power(base: Expr, exponent: int) -> Expr:
    """A whole power."""
    return Op("^", (base, Num(exponent)))


def call(name: str, arg: Expr) -> Expr:
    """A function of one argument."""
    return Op(name, (arg,))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "neg": lambda x: -x,
    "abs": abs,
    "identity": lambda x: x,
    "sigmoid": _sigmoid,
    "sigmoid_flipped": lambda x: _sigmoid(-x),
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
    "leaky_relu": lambda x: x if x > 0 else 0.1 * x,
    "relu'": lambda x: 1.0 if x > 0 else 0.0,
    "leaky_relu'": lambda x: 1.0 if x > 0 else 0.1,
}


def evaluate(expr: Expr, value: Callable[[Q], float]) -> float:
    """The number that the expression gives where `value` knows the quantities."""
    if isinstance(expr, Ref):
        return value(expr.q)
    if isinstance(expr, Num):
        return expr.value
    args = [evaluate(arg, value) for arg in expr.args]
    match expr.op:
        case "+":
            return math.fsum(args)
        case "*":
            return math.prod(args)
        case "-":
            return args[0] - args[1]
        case "/":
            return args[0] / args[1]
        case "^":
            return float(args[0] ** args[1])
        case name:
            return FUNCTIONS[name](args[0])


def references(expr: Expr) -> Iterator[Q]:
    """The quantities in the expression, in the order of writing, as often as they stand there."""
    if isinstance(expr, Ref):
        yield expr.q
    elif isinstance(expr, Op):
        for arg in expr.args:
            yield from references(arg)


def replaced(expr: Expr, change: Callable[[Ref], Expr]) -> Expr:
    """The expression with each quantity replaced by what `change` gives for it."""
    if isinstance(expr, Ref):
        return change(expr)
    if isinstance(expr, Num):
        return expr
    args = tuple(replaced(arg, change) for arg in expr.args)
    if expr.op == "*":
        return mul(*args)
    return Op(expr.op, args)
