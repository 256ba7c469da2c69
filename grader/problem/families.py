"""What a part asks: names, wholes and families spelt out as scalar quantities."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.naming import variable
from grader.graph.network import Network
from grader.graph.quantity import Derivative, Quantity, Variable, quantity
from grader.graph.trace import Trace


def spelt_out(trace: Trace, asked: str) -> tuple[str, ...]:
    """The scalar quantities that a name in `find` stands for; none where it is not known."""
    if trace.contains(asked):
        return (asked,)
    rows = trace.elements(asked)
    if rows is not None:
        return tuple(name for row in rows for name in row)
    return tuple(_family(trace, asked))


def _family(trace: Trace, asked: str) -> Iterator[str]:
    try:
        wanted = quantity(asked)
    except ValueError:
        return
    if isinstance(wanted, Variable) and wanted.family in {"W", "b"} and not wanted.primes and not wanted.index:
        moved = Variable(wanted.family, primes=1)
        if any(_belongs(quantity(name), moved) for name in trace.names):
            wanted = moved
    names = [name for name in trace.names if _belongs(quantity(name), wanted)]
    # Where a batch has a quantity of its own (the loss, a gradient), that is meant and not each sample's.
    whole = [name for name in names if "@" not in name]
    yield from whole or names


def _belongs(found: Quantity, wanted: Quantity) -> bool:
    if isinstance(found, Derivative) and isinstance(wanted, Derivative):
        return _matches(found.of, wanted.of) and _matches(found.by, wanted.by)
    if isinstance(found, Variable) and isinstance(wanted, Variable):
        return _matches(found, wanted) and not (found.family == "a" and found.index[0] == 0)
    return False


def _matches(found: Variable, wanted: Variable) -> bool:
    if (found.family, found.primes) != (wanted.family, wanted.primes):
        return False
    if wanted.sample is not None and found.sample != wanted.sample:
        return False
    if found.family == "L":
        return found.index == wanted.index
    return found.index[: len(wanted.index)] == wanted.index


def asked_by_default(trace: Trace) -> tuple[str, ...]:
    """Without `parts`: z, a, L, dL/dW, dL/db and, after an update, W' and b'; of a graph all that is defined, derived, updated."""
    found = _asked_of_graph(trace) if trace.network is None else _asked_of_network(trace, trace.network)
    return tuple(dict.fromkeys(found))


def _asked_of_network(trace: Trace, network: Network) -> Iterator[str]:
    for primes in range(max(network.steps, 1)):
        mark = "'" * primes
        for family in (f"z{mark}", f"a{mark}", f"L{mark}", f"dL{mark}/dW{mark}", f"dL{mark}/db{mark}"):
            yield from _family(trace, family)
        yield from (name for name in trace.moved if quantity(name).primes == primes + 1)  # type: ignore[union-attr]


def _asked_of_graph(trace: Trace) -> Iterator[str]:
    """All that is defined, every derivative of what is differentiated, and the updated parameters."""
    updates = max((read.primes for read in map(variable, trace.moved) if read is not None), default=0)
    moved = frozenset(trace.moved)
    for name in trace.names:
        read = quantity(name)
        primes = read.of.primes if isinstance(read, Derivative) else read.primes
        if name in moved or (updates and primes >= updates):
            yield from (name,) if name in moved else ()
        elif isinstance(read, Derivative):
            yield from (name,) if str(read.of) in trace.targets else ()
        elif name not in trace.given and not trace.is_carried(name):
            yield name
