"""Canonical names of quantities taken apart, so that a hand can write them its own way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_VARIABLE = re.compile(r"([A-Za-z]\w*?)('*)(?:\[([\d,]+)\])?(?:@(\d+))?")
PARAMETERS = frozenset({"W", "m", "v", "mhat", "vhat"})


class Var(NamedTuple):
    """A variable: kind, layer, unit, sender, updates seen, sample; unit 0 means the whole layer."""

    kind: str
    layer: int = 0
    unit: int = 0
    sender: int = 0
    after: int = 0
    sample: int = 0
    weight: bool = False  # of states: whether they belong to a weight (else to a bias)

    @property
    def whole(self) -> Var:
        """The whole vector or matrix that it is an element of."""
        return self._replace(unit=0, sender=0)


class Net(NamedTuple):
    """The sizes of a network from the inputs on, its samples, whether a layer shares one bias."""

    sizes: tuple[int, ...]
    samples: int
    shared: bool

    @property
    def depth(self) -> int:
        """The number of the last layer."""
        return len(self.sizes) - 1


class Meaning(NamedTuple):
    """A variable, or the derivative of `of` by `by`."""

    of: Var | None
    by: Var


@lru_cache(maxsize=4096)
def meaning(name: str) -> Meaning:
    """The canonical name taken apart."""
    if name.startswith("d") and "/d" in name:
        of, _, by = name[1:].partition("/d")
        sample = re.search(r"@\d+$", by)
        return Meaning(variable(of + (sample[0] if sample and "@" not in of else "")), variable(by))
    return Meaning(None, variable(name))


def variable(name: str) -> Var:
    """A variable's canonical name taken apart."""
    found = _VARIABLE.fullmatch(name)
    assert found is not None, name
    kind, after, sample = found[1], len(found[2]), int(found[4] or 0)
    index = [int(number) for number in (found[3] or "").split(",") if number]
    if kind in {"L", "t"}:
        return Var("Lk" if kind == "L" and index else kind, 0, index[0] if index else 0, 0, after, sample)
    layer, unit, sender = (*index, 0, 0, 0)[:3]
    return Var(kind, layer, unit, sender, after, sample, kind in PARAMETERS and (kind == "W" or len(index) == 3))
