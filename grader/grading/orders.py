"""The order of a weight's two indices where the values agree with neither: what the lines of its gradients are made of decides."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

from grader.grading.own import size_key
from grader.graph.quantity import Derivative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.grading.conventions import Convention, Group
    from grader.grading.facts import Facts
    from grader.grading.reference import Reference
    from grader.grading.seen import Seen
    from grader.grading.working import Candidate
    from grader.maths.compiled import Compiled

Written: TypeAlias = dict[str, set[str]]  # the digits of each value, and what the names before it may mean
Numbers: TypeAlias = dict[str, float]  # the values whose names can mean one quantity alone

TURNED: Final = {"ji": "ij", "ij": "ji", "recv": "send", "send": "recv"}
ENOUGH: Final = 2  # lines that speak for the other order
CLEARLY: Final = 2  # times as many as for the chosen one
LOOSE: Final = 0.002  # share of a value by which rounding on the way may move it
SAME: Final = 1e-9  # share of a number by which a given one may be off


def settle(convention: Convention, seen: Seen) -> None:
    """Turn the indices of weights whose lines show the names and numbers of what the other order makes of them."""
    written: tuple[Written, Numbers] | tuple[()] = ()
    for signature, group in convention.groups.items():
        uses = seen.uses.get(signature, [])
        group.heads = bool(uses)
        if group.chosen < 0 or 2 * group.confirmed >= len(uses):
            continue
        other = _other(group)
        if other < 0:
            continue
        written = written or _written(convention, seen)
        chosen, sign = group.chosen, convention.flipped.get(signature, 1)
        before = [_made(facts, convention, seen, *written) for facts in uses]
        group.choose(other, sign)
        after = [_made(facts, convention, seen, *written) for facts in uses]
        turned = sum(new > old for old, new in zip(before, after, strict=True))
        kept = sum(old > new for old, new in zip(before, after, strict=True))
        if turned >= ENOUGH and turned > CLEARLY * kept:
            group.rivals = ()
        else:
            group.choose(chosen, sign)


def _other(group: Group) -> int:
    """The place of the scheme that differs from the chosen one in its order alone; -1 where there is none."""
    scheme = group.scheme
    turned = scheme._replace(order=TURNED.get(scheme.order, scheme.order))
    return next((i for i, (_, each, _) in enumerate(group.options) if each == turned and i != group.chosen), -1)


def _written(convention: Convention, seen: Seen) -> tuple[Written, Numbers]:
    """Every value of the sheet by its digits, with the quantities that its name may mean, and by its quantity where that is sure."""
    found: Written = {}
    sure: Numbers = {}
    for facts in (facts for uses in seen.uses.values() for facts in uses):
        if facts.value is not None:
            names = _near(facts, convention, seen)
            found.setdefault(size_key(facts.value.number), set()).update(names)
            if len(names) == 1:
                sure[names[0]] = facts.value.number
    return found, sure


def _near(facts: Facts, convention: Convention, seen: Seen) -> list[str]:
    """What the name at a line's head may mean, of the layer that the title above it speaks of."""
    found = convention.tree(facts.statement.head) if facts.statement.head is not None else ()
    return [c.name for c in found if not seen.evidence.astray(facts, c.name)] or [c.name for c in found]


def _made(facts: Facts, convention: Convention, seen: Seen, written: Written, sure: Numbers) -> int:
    """How many of a line's names and numbers are what the quantity at its head is made of; without any, whether its value is."""
    statement, reference, near = facts.statement, convention.reference, _near(facts, convention, seen)
    if len(statement.links) == 1:
        return any(_comes_to(reference, name, facts, sure) for name in near if reference.contains(name))
    symbolic = [leaf for link in statement.working if link.kind == "symbolic" for leaf in statement.leaves[link.position]]
    leaves = [_names(convention.tree(leaf)) for leaf in symbolic]
    numbers = [written.get(size_key(number), set()) for number in facts.operands]
    return max((_hits(reference, name, leaves, facts.operands, numbers) for name in near if reference.contains(name)), default=0)


def _comes_to(reference: Reference, name: str, facts: Facts, sure: Numbers) -> bool:
    """Whether a value is what the sheet's own values make of the quantity by one of its formulas."""
    value = facts.value
    if value is None:
        return False
    for compiled in reference.trace.compiled(name):
        known = {p: sure.get(p, reference.number(p) if not reference.compiled(p).parents else None) for p in compiled.parents}
        numbers = [number for number in known.values() if number is not None]
        made = _at(compiled, numbers) if len(numbers) == len(compiled.parents) else math.nan
        if abs(made - value.number) <= max(2 * value.half, LOOSE * abs(value.number)):
            return True
    return False


def _at(compiled: Compiled, numbers: list[float]) -> float:
    try:
        return compiled.at(numbers)
    except (ZeroDivisionError, OverflowError, ValueError):
        return math.nan


def _names(found: Iterable[Candidate]) -> set[str]:
    return {candidate.name for candidate in found}


def _hits(reference: Reference, name: str, leaves: list[set[str]], operands: tuple[float, ...], numbers: list[set[str]]) -> int:
    kin = _kin(reference, name)
    given = [abs(reference.number(each)) for each in kin if not reference.compiled(each).parents]
    shown = zip(operands, numbers, strict=True)
    values = sum(not names.isdisjoint(kin) or any(abs(abs(n) - size) <= SAME * size for size in given) for n, names in shown)
    return sum(not names.isdisjoint(kin) for names in leaves) + values


def _kin(reference: Reference, name: str) -> frozenset[str]:
    """What a line about the quantity shows: its operands, and those of the derivatives among them."""
    near = reference.parents(name)
    merged = [reference.parents(each) for each in near if isinstance(reference.meaning(each), Derivative)]
    return near.union(*merged)
