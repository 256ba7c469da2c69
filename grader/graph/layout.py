"""Whole vectors and matrices: which elements a name such as `z[1]`, `W[2]` or `dL/dW[2]` stands for, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from grader.graph.network import Network
from grader.graph.quantity import Derivative, Quantity, Variable, quantity

Rows: TypeAlias = tuple[tuple[Variable, ...], ...]

_BARE = {"DW": "W", "Db": "b"}


class Layout:
    """The shapes of one problem's wholes."""

    def __init__(self, network: Network | None, shapes: Mapping[str, tuple[int, ...]], contains: Callable[[str], bool]) -> None:
        """Keep the shapes; `contains` says whether a name is a quantity."""
        self._network = network
        self._shapes = shapes
        self._contains = contains

    def elements(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        """The rows of names; None where the name is no whole, or not of this problem."""
        try:
            read = quantity(name)
        except ValueError:
            return None
        rows = self._over_samples(read) if _sample(read) == 0 else self._of(read)
        if rows is None or not all(self._contains(element) for row in rows for element in row):
            return None
        return rows

    def _of(self, read: Quantity) -> tuple[tuple[str, ...], ...] | None:
        return self._of_variable(read) if isinstance(read, Variable) else self._of_derivative(read)

    def _over_samples(self, read: Quantity) -> tuple[tuple[str, ...], ...] | None:
        """What a batch has of one quantity, a row a sample: `z[1]@0`."""
        samples = self._network.samples if self._network is not None else 0
        found = []
        for number in range(1, samples + 1):
            one = replace(read, sample=number) if isinstance(read, Variable) else replace(read, of=replace(read.of, sample=number))
            rows = self._of(one) or ((str(one),),)
            if any(len(row) > 1 for row in rows):
                return None
            found.append(tuple(row[0] for row in rows))
        return tuple(found) or None

    def _of_variable(self, read: Variable) -> tuple[tuple[str, ...], ...] | None:
        rows = self._rows(read)
        return None if rows is None else tuple(tuple(map(str, row)) for row in rows)

    def _of_derivative(self, read: Derivative) -> tuple[tuple[str, ...], ...] | None:
        above, below = self._rows(read.of), self._rows(read.by)
        if above is not None and below is not None:
            return self._jacobian(read, above, below)
        if below is not None:
            return tuple(tuple(str(replace(read, by=by)) for by in row) for row in below)
        if above is not None:
            return tuple(tuple(str(replace(read, of=of)) for of in row) for row in above)
        return None

    def _jacobian(self, read: Derivative, above: Rows, below: Rows) -> tuple[tuple[str, ...], ...] | None:
        if len(above[0]) > 1 or len(below[0]) > 1:
            return None
        if self._is_elementwise(read):
            return tuple((str(Derivative(of[0], by[0])),) for of, by in zip(above, below, strict=True))
        return tuple(tuple(str(Derivative(of[0], by[0])) for by in below) for of in above)

    def _is_elementwise(self, read: Derivative) -> bool:
        if self._network is None or (read.of.family, read.by.family) != ("a", "z") or read.of.index != read.by.index:
            return False
        return self._network.layer(read.of.index[0]).activation != "softmax"

    def _rows(self, read: Variable) -> Rows | None:
        shape = self._shape(read)
        if shape is None:
            return None
        if len(shape) == 1:
            return tuple((replace(read, index=(*read.index, i)),) for i in range(1, shape[0] + 1))
        return tuple(tuple(replace(read, index=(*read.index, j, i)) for i in range(1, shape[1] + 1)) for j in range(1, shape[0] + 1))

    def _shape(self, read: Quantity) -> tuple[int, ...] | None:
        if not isinstance(read, Variable):
            return None
        if self._network is None:
            shape = self._shapes.get(read.family, ())
            return shape[len(read.index) :] or None
        return self._of_network(self._network, read)

    def _of_network(self, network: Network, read: Variable) -> tuple[int, ...] | None:
        family = _BARE.get(read.family, read.family)
        if family == "t":
            return (network.outputs,) if not read.index else None
        if len(read.index) != 1 or read.index[0] not in range(0 if family == "a" else 1, network.depth + 1):
            return None
        (number,) = read.index
        if family in {"W", "m", "v", "mhat", "vhat"}:
            return network.size(number), network.size(number - 1)
        if family == "b" and network.layer(number).bias != "separate":
            return None
        return (network.size(number),) if family in {"a", "z", "b"} else None


def _sample(read: Quantity) -> int | None:
    return (read if isinstance(read, Variable) else read.of).sample
