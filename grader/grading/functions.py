"""The functions a sheet may call: those with a name of their own, and letters (f, φ, σ) for what a layer applies."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Final, TypeAlias, final

from grader.reading.tree import Call, Tree, parts

Table: TypeAlias = Mapping[str, Callable[..., float]]  # functions by name, their derivatives as `name'`
Activation: TypeAlias = tuple[str, float | None]  # with its slope, where it has one

LOGISTIC: Final = ("sigmoid", None)
MOST_WAYS: Final = 27  # of reading the letters of one formula
LETTERS: Final = ("f", "g", "h", "phi", "varphi", "psi", "act", "activation", "a", "sigma")


def sigmoid(z: float) -> float:
    """1 / (1 + e^-z), without overflow."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    power = math.exp(z)
    return power / (1 + power)


SIMPLE: Final[Mapping[str, Callable[..., float]]] = {
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "sqrt": math.sqrt,
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "max": max,
    "min": min,
    "sigmoid": sigmoid,
    "sigmoid'": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": math.tanh,
    "tanh'": lambda z: 1 - math.tanh(z) ** 2,
    "relu": lambda z: max(z, 0.0),
    "relu'": lambda z: float(z > 0),
    "step": lambda z: float(z > 0),
    "identity": lambda z: z,
    "identity'": lambda z: 1.0 + 0 * z,
    "softplus": lambda z: math.log1p(math.exp(-abs(z))) + max(z, 0.0),
    "softplus'": sigmoid,
}


@final
class Functions:
    """The functions that a sheet of one problem may call, where each layer applies one of its own.

    `readings` are the tables that differ in what a letter means: the first layer's function first, though σ is the logistic one
    if any layer's is.
    """

    __slots__ = ("_layers", "_tables", "readings")

    def __init__(self, activations: Iterable[Activation]) -> None:
        """Make the tables; no layers: letters mean the sigmoid."""
        self._layers = [*activations] or [LOGISTIC]
        self._tables = {activation: _table(*activation) for activation in self._layers}
        first = self._tables[self._layers[0]]
        logistic = {**first, "sigma": first["sigmoid"], "sigma'": first["sigmoid'"]}
        others = [*self._tables.values()]
        if self._layers[0] == LOGISTIC:
            self.readings: tuple[Table, ...] = tuple(others)
        else:  # σ is the logistic one where any layer applies it
            self.readings = (logistic, *others) if LOGISTIC in self._layers else (*others, logistic)

    @property
    def several(self) -> bool:
        """Whether a letter may mean more than one function."""
        return len(self.readings) > 1

    def first(self, _call: Call) -> Table:
        """The table in which letters mean what the first layer applies."""
        return self.readings[0]

    def ways(self, calls: tuple[Call, ...]) -> Iterator[Callable[[Call], Table]]:
        """The ways of reading these calls of letters, each as any layer's function, a bounded number of them; none where all apply one."""
        for tables in islice(product(self.readings, repeat=len(calls)), MOST_WAYS if self.several else 0):
            meant = dict(zip(map(id, calls), tables, strict=True))
            yield lambda call, meant=meant: meant.get(id(call), self.readings[0])  # type: ignore[misc]

    def of(self, layer: int) -> Table:
        """The table in which letters mean what a layer applies."""
        known = 1 <= layer <= len(self._layers)
        return self._tables[self._layers[layer - 1]] if known else self.readings[0]


def _table(activation: str, slope: float | None) -> Table:
    """The functions a sheet may call, where an unnamed activation means this one."""
    table = dict(SIMPLE)
    if activation == "leaky_relu" and slope is not None:
        table["leaky_relu"] = lambda z: z if z > 0 else slope * z
        table["leaky_relu'"] = lambda z: 1.0 if z > 0 else slope
    for unnamed in LETTERS:
        for prime in ("", "'"):
            if activation + prime in table:
                table[unnamed + prime] = table[activation + prime]
    return table


def called(call: Call) -> str:
    """The name by which a function is looked up: a plain σ often means "the activation function"."""
    return "sigma" if call.name is not None and call.name.base == "sigma" else call.function


def letters(tree: Tree) -> tuple[Call, ...]:
    """The calls of functions without names of their own, from left to right."""
    own = (tree,) if isinstance(tree, Call) and called(tree) in LETTERS else ()
    return (*own, *(call for part in parts(tree) for call in letters(part)))
