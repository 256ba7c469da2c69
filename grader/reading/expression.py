"""One expression or one name read by itself, and the expression's value for given numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from grader.errors import ReadError
from grader.reading.grammar import GRAMMAR
from grader.reading.numbers import settle
from grader.reading.parse import Parser, Unreadable
from grader.reading.source import plain
from grader.reading.spoken import name_text
from grader.reading.tokens import tokenise
from grader.reading.tree import Binary, Call, Literal, Matrix, Name, Partial, Unary

if TYPE_CHECKING:
    from grader.reading.tree import Tree

Number: TypeAlias = float
Value: TypeAlias = "Number | list[list[Number]]"
_LIMIT: Final = 20_000
_LONE_POINT: Final = re.compile(r"(?<=\d)\.(?=\s*$)")


class Reading(NamedTuple):
    """An expression that was read: its tree, and its value on demand."""

    text: str
    tree: Tree

    def evaluate(self, values: Mapping[str, float] | None = None) -> Value:
        """The value where each name has the given number; nested rows for a matrix.

        Raises
        ------
        ReadError
            A name has no value, or an operation cannot be applied.
        """
        return evaluate(self.tree, dict(values or {}))


def _parser(text: str) -> tuple[Parser, int]:
    """A parser over the text, and the token at which it ends."""
    tokens, _, thousands = settle(tokenise(plain(_LONE_POINT.sub(" ", text.replace("\n", " ")))))
    begin, end = 0, len(tokens.symbols) - 9
    while begin < end and tokens.symbols[begin] == "$":
        begin += 1
    while end > begin and tokens.symbols[end - 1] in {"$", "quad"}:
        end -= 1
    parser = Parser(tokens, GRAMMAR, thousands)
    parser.reset(begin)
    return parser, end


def read_expression(text: str) -> Reading:
    """The expression that the whole text is.

    Raises
    ------
    ReadError
        The text is not one expression from end to end.
    """
    if len(text) > _LIMIT:
        message = "too long"
        raise ReadError(message, _LIMIT)
    parser, end = _parser(text)
    try:
        tree = parser.expression()
    except Unreadable as refusal:
        raise ReadError(refusal.reason, min(parser.starts[min(refusal.place, end)], len(text))) from None
    if parser.i != end:
        message = "unexpected"
        raise ReadError(message, parser.starts[parser.i])
    return Reading(text, tree)


def read_name(text: str) -> Name | Partial | None:
    """One name or one derivative, LaTeX or plain, as an author writes it; None if the text is anything else."""
    if len(text) > 200:
        return None
    parser, end = _parser(text)
    try:
        tree = parser.expression()
    except Unreadable:
        return None
    return tree if parser.i == end and isinstance(tree, Name | Partial) else None


def _fail(message: str, tree: Tree) -> ReadError:
    return ReadError(message, tree.span.start)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


_FUNCTIONS: Final[dict[str, Callable[..., float]]] = {
    "exp": math.exp, "ln": math.log, "log": math.log, "log10": math.log10, "log2": math.log2, "sqrt": math.sqrt, "abs": abs,
    "max": max, "min": min, "sin": math.sin, "cos": math.cos, "tan": math.tan, "sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh,
    "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan, "cot": lambda x: 1 / math.tan(x), "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x), "sigmoid": _sigmoid, "relu": lambda x: max(0.0, x), "step": lambda x: float(x > 0),
    "sign": lambda x: float((x > 0) - (x < 0)), "softplus": lambda x: math.log1p(math.exp(-abs(x))) + max(x, 0.0),
    "silu": lambda x: x * _sigmoid(x), "erf": math.erf, "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "factorial": lambda x: float(math.gamma(x + 1)), "elu": lambda x: x if x > 0 else math.expm1(x),
    "floor": lambda x: float(math.floor(x)), "ceil": lambda x: float(math.ceil(x)),
    "sum": lambda *x: math.fsum(x), "mean": lambda *x: math.fsum(x) / len(x),
}  # fmt: skip
_CONSTANTS: Final = {"pi": math.pi, "e": math.e}


def evaluate(tree: Tree, names: dict[str, float]) -> Value:
    """The value of a tree where each name has the given number; raises ReadError."""
    try:
        return _evaluate(tree, names)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise _fail(str(error), tree) from None


def _evaluate(tree: Tree, names: dict[str, float]) -> Value:
    match tree:
        case Literal():
            return float(tree.written.value)
        case Name():
            return _named(tree, names)
        case Unary():
            return _unary(tree, _evaluate(tree.operand, names))
        case Binary():
            return _binary(tree, _evaluate(tree.left, names), _evaluate(tree.right, names))
        case Call():
            return _call(tree, [_evaluate(argument, names) for argument in tree.arguments], names)
        case Matrix():
            return [[_scalar(_evaluate(item, names), item) for item in row] for row in tree.rows]
        case _:
            message = "no number"
            raise _fail(message, tree)


def _named(tree: Name, names: dict[str, float]) -> Value:
    """A name's value; a run of letters that has none is the product of its letters'."""
    for spelling in (tree.text, name_text(tree), tree.base + tree.tail):
        if spelling in names:
            return _with_power(tree, names[spelling], spelling, names)
    bare = name_text(tree.changed(sup=()))
    if tree.sup and bare in names:
        return _with_power(tree, names[bare], bare, names)
    if tree.base in _CONSTANTS and not tree.sub and not tree.tail:
        return _with_power(tree, _CONSTANTS[tree.base], tree.base, names)
    if not tree.sub and len(tree.base) > 1 and all(letter in names or letter in _CONSTANTS for letter in tree.base):
        factors = [names.get(letter, _CONSTANTS.get(letter, 0.0)) for letter in tree.base]
        return math.prod(factors[:-1]) * float(_scalar(_with_power(tree, factors[-1], tree.base, names), tree))
    message = f"no value for {tree.text}"
    raise _fail(message, tree)


def _with_power(tree: Name, value: float, spelling: str, names: dict[str, float]) -> float:
    """A superscript that the given name does not have is a power: a number, or an expression of given names (`x^{y+1}`)."""
    if not tree.sup or "^" in spelling:
        return value
    raised = tree.sup[0]
    if raised.style and not raised.text.isdecimal():
        message = "no number"
        raise _fail(message, tree)
    return _power(value, _scalar(read_expression(raised.text).evaluate(names), tree))


def _scalar(value: Value, tree: Tree) -> float:
    if isinstance(value, list):
        if len(value) == 1 and len(value[0]) == 1:
            return value[0][0]
        message = "a matrix where a number belongs"
        raise _fail(message, tree)
    return value


def _each(value: Value, function: Callable[[float], float]) -> Value:
    return [[function(item) for item in row] for row in value] if isinstance(value, list) else function(value)


def _unary(tree: Unary, value: Value) -> Value:
    match tree.operator:
        case "T":
            return [list(column) for column in zip(*value, strict=True)] if isinstance(value, list) else value
        case "abs" | "norm" if isinstance(value, list):
            return math.hypot(*(item for row in value for item in row))
        case operator:
            return _each(value, _SIGNS[operator])


_SIGNS: Final[dict[str, Callable[[float], float]]] = {
    "-": lambda x: -x, "+": lambda x: x, "abs": abs, "norm": abs, "sqrt": math.sqrt, "%": lambda x: x / 100,
}  # fmt: skip


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != int(exponent):
        message = "a root of a negative number"
        raise ValueError(message)
    return float(base**exponent)


_OPERATIONS: Final[dict[str, Callable[[float, float], float]]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "o": lambda a, b: a * b, "@": lambda a, b: a * b,
    "x": lambda a, b: a * b, "/": lambda a, b: a / b, "^": _power,
}  # fmt: skip


def _root(base: float, exponent: float) -> float:
    """A root as a real number: the odd root of a negative number is negative."""
    degree = round(1 / exponent) if exponent else 0
    if base < 0 and degree % 2 == 1 and abs(degree * exponent - 1) < _TINY:
        return -_power(-base, exponent)
    return _power(base, exponent)


_TINY: Final = 1e-12


def _binary(tree: Binary, left: Value, right: Value) -> Value:
    operation = _root if tree.style == "root" else _OPERATIONS[tree.operator]
    if not isinstance(left, list) and not isinstance(right, list):
        return operation(left, right)
    if isinstance(left, list) and isinstance(right, list):
        if tree.operator in {"*", "@"}:
            return _product(left, right, tree)
        if tree.operator == "x":
            return [[a * b for row in right for b in row] for line in left for a in line]
        if [len(row) for row in left] != [len(row) for row in right]:
            message = "matrices of different shapes"
            raise _fail(message, tree)
        return [[operation(a, b) for a, b in zip(x, y, strict=True)] for x, y in zip(left, right, strict=True)]
    if isinstance(left, list):
        other = _scalar(right, tree)
        return [[operation(item, other) for item in row] for row in left]
    return _each(right, lambda item: operation(_scalar(left, tree), item))


def _product(left: Sequence[Sequence[float]], right: Sequence[Sequence[float]], tree: Tree) -> Value:
    if any(len(row) != len(right) for row in left):
        message = "matrices of different shapes"
        raise _fail(message, tree)
    return [[math.fsum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left]


def _call(tree: Call, arguments: list[Value], names: dict[str, float]) -> Value:
    function = _FUNCTIONS.get(tree.function)
    if function is None and tree.name is not None and len(arguments) == 1 and tree.name.text in names:
        return _binary(Binary("*", tree.name, tree.arguments[0], tree.span), names[tree.name.text], arguments[0])
    if function is None or tree.primes:
        message = f"no value for {tree.function}"
        raise _fail(message, tree)
    if len(arguments) == 1 and isinstance(arguments[0], list) and tree.function not in {"max", "min", "sum", "mean"}:
        return _each(arguments[0], function)
    flat = [item for argument in arguments for item in ([x for row in argument for x in row] if isinstance(argument, list) else [argument])]
    return float(function(*flat))
