"""Canonical names put together: families, indices, primes, samples, derivatives."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from grader.graph.quantity import Derivative, Quantity, Variable, quantity
from grader.maths.expression import Ref


def named(family: str, *index: int, primes: int = 0, sample: int | None = None) -> str:
    """The canonical name, such as `W'[1,2,1]` or `z[1,1]@2`."""
    inside = f"[{','.join(map(str, index))}]" if index else ""
    return f"{family}{chr(39) * primes}{inside}" + ("" if sample is None else f"@{sample}")


def derivative(of: str, by: str) -> str:
    """The name of d of / d by; a sample is written once, at the end."""
    above, _, sample = of.partition("@")
    below = by.partition("@")[0]
    return f"d{above}/d{below}" + (f"@{sample}" if sample else "")


def variable(name: str) -> Variable | None:
    """The name as a variable; None for a derivative or no canonical name."""
    try:
        read = quantity(name)
    except ValueError:
        return None
    return read if isinstance(read, Variable) else None


def derived(name: str) -> Derivative | None:
    """The name as a derivative; None where it is none."""
    if not name.startswith("d") or "/d" not in name:
        return None
    try:
        read = quantity(name)
    except ValueError:
        return None
    return read if isinstance(read, Derivative) else None


def own_pass(name: str, samples: int, updates: int) -> str | None:
    """The full name where samples are taken one by one: `z[1,1]@2` and `z'[1,1]` are both `z'[1,1]@2`, its sample's first pass."""
    try:
        read = quantity(name)
    except ValueError:
        return None
    of = read.of if isinstance(read, Derivative) else read
    if of.sample is None:
        return str(_taken(read, of.primes % samples + 1)) if of.primes < updates else None
    if of.primes or of.sample < 1:
        return None
    if isinstance(read, Derivative):
        return str(Derivative(_later(read.of, of.sample - 1), _later(read.by, of.sample - 1)))
    return str(_later(read, of.sample - 1))


def _taken(read: Quantity, sample: int) -> Quantity:
    if isinstance(read, Derivative):
        return replace(read, of=replace(read.of, sample=sample))
    return replace(read, sample=sample)


def _later(read: Variable, updates: int) -> Variable:
    given = read.family == "t" or (read.family == "a" and read.index[:1] == (0,))
    return read if given else replace(read, primes=read.primes + updates)


class Pass(NamedTuple):
    """One forward and backward pass: how many updates came before it, and of which sample it is."""

    primes: int = 0
    sample: int | None = None

    def shared(self, family: str, *index: int) -> str:
        """The name of a parameter: the same for all samples."""
        return named(family, *index, primes=self.primes)

    def own(self, family: str, *index: int) -> str:
        """The name of a quantity of this pass and sample."""
        return named(family, *index, primes=self.primes, sample=self.sample)

    def given(self, family: str, *index: int) -> str:
        """The name of an input or target: of the sample, whatever the updates."""
        return named(family, *index, sample=self.sample)

    def activation(self, layer: int, unit: int) -> str:
        """The activation's name; in layer 0 the input's."""
        return self.own("a", layer, unit) if layer else self.given("a", 0, unit)

    def ref(self, family: str, *index: int) -> Ref:
        """A reference to a quantity of this pass."""
        return Ref(self.own(family, *index))
