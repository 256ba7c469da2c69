"""Whether the loss fell with the update: the check at the end of a worked solution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.graph.quantity import Derivative, Variable, quantity
from grader.maths.expression import Constant

if TYPE_CHECKING:
    from grader.graph.trace import Trace


def fell(trace: Trace) -> bool | None:
    """Whether the loss is less after the first update; None without one.

    With an update after each sample, no sample is seen twice: there the losses of all samples are worked out anew with the first
    parameters and with the last ones.
    """
    losses = list(dict.fromkeys(_losses(trace)))
    if not losses:
        return None
    loss = losses[0]
    after = str(replace(loss, primes=loss.primes + 1))
    if trace.contains(after):
        return trace.number(after) < trace.number(str(loss))
    if loss.sample is None:
        return None
    return _all_of_them(trace, losses, last=True) < _all_of_them(trace, losses, last=False)


def _losses(trace: Trace) -> Iterator[Variable]:
    """What the updates go by, in their order."""
    for name in _parameters(trace):
        for parent in trace.parents(name):
            what = quantity(parent)
            if isinstance(what, Derivative):
                yield what.of


def _parameters(trace: Trace) -> Iterator[str]:
    """The parameters after each update, and what the rule keeps for them."""
    for name in trace.names:
        what = quantity(name)
        if isinstance(what, Variable) and what.primes and str(replace(what, primes=0)) in trace.given:
            yield name


def _all_of_them(trace: Trace, losses: list[Variable], *, last: bool) -> float:
    """The sum of the losses with the first, or with the last parameters throughout."""
    passes: dict[str, list[str]] = {}
    for name in _parameters(trace):
        bare = name.replace("'", "")
        passes.setdefault(bare, [bare]).append(name)
    held = {name: Constant(Fraction(trace.number(names[-1 if last else 0]))) for names in passes.values() for name in names}
    names = [str(loss) for loss in losses]
    found = trace.numbers(held, names)
    return sum(found[name] for name in names)
