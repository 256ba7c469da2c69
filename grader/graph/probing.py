"""Random consistent traces: every given drawn at random, everything else computed, to tell identities from coincidences."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

#: How many random traces there are; the first few have positive numbers only, so that no ReLU is dead throughout.
PROBES = 6
_POSITIVE = 2
_LOW, _HIGH = 0.2, 1.8


def draw(given: Mapping[str, Fraction], fixed: Collection[str], simplices: Iterable[tuple[str, ...]]) -> tuple[dict[str, float], ...]:
    """The givens' values in each random trace; `fixed` keep their own, each of `simplices` is scaled to sum to 1."""
    return tuple(_one(given, fixed, simplices, number) for number in range(PROBES))


def _one(given: Mapping[str, Fraction], fixed: Collection[str], simplices: Iterable[tuple[str, ...]], number: int) -> dict[str, float]:
    values = {name: float(value) if name in fixed else _random(name, number) for name, value in given.items()}
    for names in simplices:
        whole = sum(abs(values[name]) for name in names)
        values.update({name: abs(values[name]) / whole for name in names})
    return values


def _random(name: str, number: int) -> float:
    source = random.Random(f"{number} {name}")  # noqa: S311  reproducible, not secret
    size = source.uniform(_LOW, _HIGH)
    return size if number < _POSITIVE or name == "eta" or source.random() < 0.5 else -size
