"""What a part asks: names, wholes and families spelt out as scalar quantities."""

from __future__ import annotations

from collections.abc import Iterator

from grader.graph.naming import variable
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
        found = [name for name in trace.names if _belongs(quantity(name), moved)]
        if found:
            yield from found
            return
    for name in trace.names:
        if _belongs(quantity(name), wanted):
            yield name


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
    network = trace.network
    if network is None:
        return tuple(name for name in trace.names if not trace.node(name).given)
    found: dict[str, None] = {}
    for primes in range(max(network.steps, 1)):
        mark = "'" * primes
        for family in (f"z{mark}", f"a{mark}", f"L{mark}", f"dL{mark}/dW{mark}", f"dL{mark}/db{mark}"):
            names = tuple(_family(trace, family))
            whole = [name for name in names if "@" not in name]
            per_sample = family[0] in "za" or network.online or not network.samples
            found.update(dict.fromkeys(names if per_sample else whole))
        if network.steps:
            moved = (variable(name) for name in trace.names)
            found.update(
                dict.fromkeys(
                    str(v) for v in moved if v is not None and v.family in {"W", "b"} and v.primes == primes + 1 and _is_moved(trace, str(v))
                )
            )
    return tuple(found)


def _is_moved(trace: Trace, name: str) -> bool:
    return len(trace.parents(name)) > 1
