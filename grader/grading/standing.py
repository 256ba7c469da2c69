"""Names that stand for one and the same quantity: z and a of a unit without an activation, a pass by its sample or by its updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from grader.graph.naming import own_pass
from grader.graph.quantity import Derivative, Quantity, Variable, quantity

if TYPE_CHECKING:
    from grader.graph.network import Network

TURNED: Final = {"z": "a", "a": "z"}


def others(network: Network | None, name: str) -> Iterator[str]:
    """The further names under which a sheet may have given the quantity of this name, the closest first."""
    if network is None:
        return
    yield from _of_pass(name, network)
    turned = _through_identity(network, quantity(name))
    if turned is not None:
        yield turned
        yield from _of_pass(turned, network)


def _of_pass(name: str, network: Network) -> Iterator[str]:
    """Where samples are taken one by one, a pass by its updates alone or by its sample alone."""
    plain, at, sample = name.partition("@")
    if network.online and at:
        for short in (plain, plain.replace("'", "") + at + sample):
            if short != name and own_pass(short, network.samples, network.steps) == name:
                yield short


def _through_identity(network: Network, read: Quantity) -> str | None:
    """The activation for the pre-activation of a unit that does nothing to it, and the other way round; in a derivative of the loss too."""
    if isinstance(read, Derivative):
        by = _turned(network, read.by) if read.of.family == "L" else None
        return None if by is None else str(Derivative(read.of, by))
    found = _turned(network, read)
    return None if found is None else str(found)


def _turned(network: Network, read: Variable) -> Variable | None:
    if read.family not in TURNED or len(read.index) != 2 or not 1 <= read.index[0] <= network.depth:
        return None
    return replace(read, family=TURNED[read.family]) if network.layer(read.index[0]).activation == "identity" else None
