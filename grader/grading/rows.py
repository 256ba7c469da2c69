"""What a row of numbers or of terms tells of the quantity: a unit's weights as one vector, a batch's samples added up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from grader.grading.evidence import agreement
from grader.grading.facts import Facts, Value
from grader.grading.statements import terms
from grader.grading.working import Candidate

if TYPE_CHECKING:
    from grader.grading.reference import Reference
    from grader.graph.network import Network

ENOUGH: Final = 0.5  # share of the components that must agree
FORMS = (("W{p}[{l},{j},{i}]", "b{p}[{l},{j}]"), ("DW[{l},{j},{i}]", "Db[{l},{j}]"), ("dL{p}/dW{p}[{l},{j},{i}]", "dL{p}/db{p}[{l},{j}]"))


def vector(facts: Facts) -> tuple[Value, ...]:
    """The components of a statement that ends in a row or a column; empty for others."""
    if len(facts.cells) == 1 and len(facts.cells[0]) > 1:
        return facts.cells[0]
    if len(facts.cells) > 1 and all(len(row) == 1 for row in facts.cells):
        return tuple(row[0] for row in facts.cells)
    return ()


def unit_row(facts: Facts, reference: Reference, steps: int, named: str = "") -> tuple[Candidate, ...]:
    """The quantities of the components where they are one unit's weights, with or without its bias; empty where they are not.

    Where the line is named after such a thing (`named`), half of them must agree, else all.
    """
    values = vector(facts)
    if not values or reference.network is None:
        return ()
    best: tuple[float, tuple[Candidate, ...]] = (0.0, ())
    for row in _rows(reference, steps, len(values)):
        fits = [agreement(v.number, v.half, v.significant, c.sign * reference.number(c.name)) for v, c in zip(values, row, strict=True)]
        needed = ENOUGH * len(values) if stem(row[0].name) == stem(named) or stem(row[-1].name) == stem(named) else len(values)
        if sum(fit > 1 for fit in fits) >= max(needed, 1) and sum(fits) > best[0]:
            best = (sum(fits), row)
    return best[1]


def stem(name: str) -> str:
    """What kind of thing a quantity is, whatever its pass: `dL/dW` of `dL'/dW'[2,1,1]`."""
    return name.partition("[")[0].replace("'", "")


def _rows(reference: Reference, steps: int, length: int) -> Iterator[tuple[Candidate, ...]]:
    network = reference.network
    assert network is not None  # noqa: S101 - asked before
    for l, layer in enumerate(network.layers, start=1):
        for j in range(1, layer.size + 1):
            for updates in range(steps + 1):
                for weight, bias in FORMS:
                    prime = "'" * updates
                    weights = [Candidate(weight.format(p=prime, l=l, j=j, i=i)) for i in range(1, layer.fan_in + 1)]
                    for row in _with_bias(weights, bias.format(p=prime, l=l, j=j)):
                        if len(row) == length and all(reference.contains(c.name) for c in row):
                            yield row


def _with_bias(weights: list[Candidate], bias: str) -> Iterator[tuple[Candidate, ...]]:
    yield tuple(weights)
    for sign in (1, -1):  # a threshold is the weight of a constant input of -1
        yield (*weights, Candidate(bias, sign))
        yield (Candidate(bias, sign), *weights)


def of_whole(facts: Facts, found: tuple[Candidate, ...], network: Network | None) -> tuple[Candidate, ...]:
    """What a head may mean without one sample's shares of a gradient, where the line adds up as many terms as the batch has samples."""
    if network is None or network.online or network.outputs != 1 or not any(map(_is_share, found)):
        return found
    links = [link for link in facts.statement.links if link.kind == "numeric"]
    if not any(len(terms(link.tree)) == network.samples > 1 for link in links):
        return found
    return tuple(candidate for candidate in found if not _is_share(candidate)) or found


def _is_share(candidate: Candidate) -> bool:
    return candidate.name.startswith(("dL/dW[", "dL/db[")) and "@" in candidate.name
