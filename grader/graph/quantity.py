"""Canonical names of quantities (`z[1,1]`, `dL/dW[2,1,1]`, `W'[1,1,2]`, `z[1,1]@2`) as values, read and written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity of the forward pass, a parameter or a given: family, indices, updates seen, sample."""

    family: str
    index: tuple[int, ...] = ()
    primes: int = 0
    sample: int | None = None

    def __str__(self) -> str:
        inside = f"[{','.join(map(str, self.index))}]" if self.index else ""
        at = f"@{self.sample}" if self.sample is not None else ""
        return f"{self.family}{chr(39) * self.primes}{inside}{at}"


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of one quantity by another; the sample is that of the numerator."""

    of: Variable
    by: Variable

    def __str__(self) -> str:
        of = replace(self.of, sample=None) if self.of.sample is not None else self.of
        at = f"@{self.of.sample}" if self.of.sample is not None else ""
        return f"d{of}/d{self.by}{at}"


Quantity: TypeAlias = Variable | Derivative

_VARIABLE = re.compile(r"([^\W\d]\w*?)('*)(?:\[(\d+(?:,\d+)*)\])?(?:@(\d+))?")


@lru_cache(maxsize=65536)
def quantity(name: str) -> Quantity:
    """Reads a canonical name.

    Raises
    ------
    ValueError
        The text is no canonical name.
    """
    if name.startswith("d") and "/d" in name:
        of, _, by = name.partition("/d")
        # A sample written at the end belongs to the whole derivative.
        by, at, sample = by.partition("@")
        return Derivative(_variable(of[1:] + (at + sample if "@" not in of else "")), _variable(by))
    return _variable(name)


def _variable(name: str) -> Variable:
    match = _VARIABLE.fullmatch(name)
    if match is None:
        message = f"no canonical name of a quantity: {name!r}"
        raise ValueError(message)
    family, primes, index, sample = match.groups()
    return Variable(family, tuple(map(int, index.split(","))) if index else (), len(primes), int(sample) if sample else None)
