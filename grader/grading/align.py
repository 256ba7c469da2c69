"""Which quantity each written number stands for: operands aligned with the graph, and what the working computes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Final, final

from grader.grading.facts import trivial
from grader.grading.own import HONEST
from grader.grading.working import Side, Slot, safe

if TYPE_CHECKING:
    from grader.grading.own import Entry, Own
    from grader.grading.reference import Reference

MOST_COMBINATIONS: Final = 160
MOST_CANDIDATES: Final = 6
CLOSE: Final = 1e-9  # share of a probe by which equal ones may differ
STRUCTURE: Final = frozenset({0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 10.0})


@final
class Operand:
    """What a slot may hold: a quantity (its negative where `sign` is -1), or a number as it stands (`name` empty)."""

    __slots__ = ("entry", "name", "probe", "sign")

    def __init__(self, name: str, sign: int, probe: tuple[float, ...], entry: Entry | None = None) -> None:
        """Keep what it is; `entry` is the student's own value that it shows."""
        self.name = name
        self.sign = sign
        self.probe = probe
        self.entry = entry


@final
class Alignment:
    """Operands under which a side is the quantity sought (`sign` -1: its negative)."""

    __slots__ = ("operands", "sign")

    def __init__(self, operands: tuple[Operand, ...], sign: int) -> None:
        """Keep both."""
        self.operands = operands
        self.sign = sign

    @property
    def roots(self) -> frozenset[int]:
        """The lines on which the errors began that the operands carry."""
        carried = [o.entry.roots for o in self.operands if o.entry is not None]
        return frozenset[int]().union(*carried) if carried else frozenset()

    @property
    def carries(self) -> bool:
        """Whether an operand is an own value that is not right."""
        return any(o.entry is not None and o.entry.status != "correct" for o in self.operands)


class Aligner:
    """Aligns sides with the quantities of one problem and the values of one student."""

    def __init__(self, reference: Reference, own: Own | None) -> None:
        """Keep where operands are looked up; `own` is None before anything is judged."""
        self.reference = reference
        self.own = own
        self.worlds = range(len(reference.probe(reference.names[0])))
        self._truths: dict[tuple[float, float, int], list[Operand]] = {}
        self._options: dict[tuple[int, object, object], tuple[Slot, list[Operand]]] = {}  # until another value is written
        self._fillings: dict[tuple[int, object, object], tuple[Side, list[list[Operand]]]] = {}  # the same
        self._aligned: dict[tuple[int, str], tuple[Side, Alignment | None]] = {}  # the same
        self._near: dict[str, frozenset[str]] = {}  # the same
        self._reaches: dict[frozenset[str], list[tuple[str, float, float]]] = {}
        self._written = 0

    def _refresh(self) -> None:
        """Forget what a value written since may have changed."""
        if self.own is not None and self.own.count != self._written:
            self._written = self.own.count
            self._options.clear()
            self._fillings.clear()
            self._aligned.clear()
            self._near.clear()

    # -- candidates -----------------------------------------------------------------------------------------------
    def options(self, slot: Slot, above: frozenset[str] | None, near: frozenset[str] = frozenset()) -> list[Operand]:
        """What a slot may hold, the likeliest first: of `above` alone where given; `near` may have been moved by rounding on the way."""
        self._refresh()
        key = (id(slot), above, near)
        found = self._options.get(key)
        if found is None:
            found = self._options[key] = slot, self._choices(slot, above, near)
        return found[1]

    def _choices(self, slot: Slot, above: frozenset[str] | None, near: frozenset[str]) -> list[Operand]:
        if slot.literal is None:
            found = [Operand(c.name, c.sign, self.reference.probe(c.name)) for c in slot.candidates if self.reference.contains(c.name)]
            return found[:MOST_CANDIDATES]
        written = slot.literal.written
        number, half = slot.number, slot.half
        if slot.exponent and trivial(written):
            return [self._constant(number)]
        true = self._true(number, half, written.significant)
        kin = [o for o in true if o.name in above or o.name in self.reference.extra] if above is not None else []
        found = [*self._own(number, half, above), *(kin or true)][:MOST_CANDIDATES]
        if not found and (above or near):
            found = self._honest(number, half, above or near)[:MOST_CANDIDATES]
        elif above is not None and near:
            found = [*self._unwritten(number, near), *found]
        if (written.exact and abs(number) <= 10) or number in STRUCTURE:
            constant = self._constant(number)
            found = [constant, *found] if trivial(written) else [*found, constant]
        return found

    def _constant(self, number: float) -> Operand:
        return Operand("", 1, (number,) * len(self.worlds))

    def _true(self, number: float, half: float, significant: int) -> list[Operand]:
        """The quantities whose value is the number, or rounds to it."""
        key = (number, half, significant)
        found = self._truths.get(key)
        if found is None:
            found = self._truths[key] = self._looked_up(number, half, significant)
        return found

    def _looked_up(self, number: float, half: float, significant: int) -> list[Operand]:
        size = abs(number)
        slack = 1e-12 + 1e-9 * size
        exact = self.reference.within(size - slack, size + slack) if size else self.reference.nothing
        found = [self._operand(n, number) for n in exact]
        if half and not (found and significant <= 2):
            near = self.reference.within(size - half * 1.001, size + 2 * half)
            found += [self._operand(n, number) for n in near if abs(abs(self.reference.number(n)) - size) > slack]
        return found

    def _operand(self, name: str, number: float, entry: Entry | None = None) -> Operand:
        value = entry.number if entry is not None else self.reference.number(name)
        sign = 1 if value * number >= 0 else -1
        return Operand(name, sign, self.reference.probe(name), entry)

    def _own(self, number: float, half: float, above: frozenset[str] | None) -> list[Operand]:
        if self.own is None or not number:
            return []
        found: dict[str, Operand] = {}
        for entry in reversed(self.own.of_size(number)):
            if (above is None or entry.quantity in above) and entry.quantity not in found:
                found[entry.quantity] = self._operand(entry.quantity, number, entry)
        if half <= self.own.finest:
            return list(found.values())
        again: list[Operand] = []  # own values written again with fewer digits
        size, latest = abs(number), self.own.latest
        for name in self.own.tainted:
            known = latest.get(name)
            if known is None or half <= known.half or abs(abs(known.number) - size) > half * 1.001:
                continue
            if name not in found and (above is None or name in above):
                again.append(self._operand(name, number, known))
        return [*found.values(), *again]

    def _honest(self, number: float, half: float, above: frozenset[str]) -> list[Operand]:
        """Quantities that honest rounding on the way has moved to this number."""
        if self.own is None:
            return []
        view = self.own.view(HONEST)
        found: list[Operand] = []
        for name in self.reference.sorted(above):
            entry = self.own.last(name)
            if entry is not None:
                if entry.status == "correct" and abs(abs(entry.number) - abs(number)) <= half:
                    found.append(self._operand(name, number, entry))
                continue
            outcome = view.value(name)
            if (outcome.low or outcome.high) and (outcome.covers(number, 2 * half) or outcome.covers(-number, 2 * half)):
                found.append(self._operand(name, number))
        return found

    def _unwritten(self, number: float, near: frozenset[str]) -> list[Operand]:
        """Quantities nearby whose value stands nowhere, where the number may be that value, rounded as the sheet rounds."""
        size = abs(number)
        return [self._operand(name, number) for name, value, reach in self._within_reach(near) if abs(value - size) <= reach]

    def _within_reach(self, near: frozenset[str]) -> list[tuple[str, float, float]]:
        """These quantities, the size of each and how far the sheet's rounding may move it."""
        found = self._reaches.get(near)
        if found is None and self.own is not None:
            values = [(name, self.reference.number(name)) for name in sorted(near)]
            found = self._reaches[near] = [(name, abs(value), self.own.reach(value)) for name, value in values]
        return found or []

    def _unknown(self, name: str) -> frozenset[str]:
        """What a quantity is made of that has no right value on the sheet so far."""
        found = self._near.get(name)
        if found is None and self.own is not None:
            found = self._near[name] = frozenset([n for n in self.reference.parents(name) if self.own.unknown(n)])
        return found or frozenset()

    # -- combinations ---------------------------------------------------------------------------------------------
    def combinations(self, side: Side, above: frozenset[str] | None, near: frozenset[str] = frozenset()) -> Iterator[tuple[Operand, ...]]:
        """The ways of filling the slots, the likeliest first, a bounded number of them."""
        self._refresh()
        key = (id(side), above, near)
        found = self._fillings.get(key)
        if found is None:
            found = self._fillings[key] = side, _bounded([_distinct(self.options(slot, above, near)) for slot in side.slots])
        return product(*found[1])

    def world(self, side: Side, operands: Sequence[Operand], which: int, row: int = 0, column: int = 0) -> float:
        """The side's value in one of the random traces."""
        return safe(side.cells[row][column], [o.probe[which] if o.sign > 0 else -o.probe[which] for o in operands])

    def identify(self, side: Side) -> dict[str, int]:
        """The quantities that a side computes, by what its numbers stand for; with -1 where it is the negative."""
        found: dict[str, int] = {}
        for operands in self.combinations(side, None):
            for name, sign in self.quantities(side, operands):  # most come to none: whether a quantity is among them is asked then
                if any(o.name for o in operands):
                    found.setdefault(name, sign)
        if any(slot.literal is not None and slot.number == 1 for slot in side.slots):
            found |= {twin: sign for name, sign in found.items() for twin in self._beyond_one(name) if twin not in found}
        return found

    def _beyond_one(self, name: str) -> Iterator[str]:
        """The derivative by a unit's sum where that by its output is multiplied by a slope of 1."""
        twin = name.replace("/da[", "/dz[")
        if twin != name and self.reference.contains(twin) and same(self.reference.number(twin), self.reference.number(name)):
            yield twin

    def quantities(self, side: Side, operands: Sequence[Operand]) -> Iterable[tuple[str, int]]:
        """The standing quantities that are identical to the side with these operands."""
        first = self.world(side, operands, 0)
        key = self.reference.key(first)
        names = self.reference.by_probe(key) if key is not None else ()
        for name in names:
            probe = self.reference.probe(name)
            sign = 1 if probe[0] * first > 0 else -1
            if all(same(sign * probe[k], self.world(side, operands, k)) for k in self.worlds[1:]):
                yield name, sign

    def align(self, side: Side, name: str) -> Alignment | None:
        """Operands under which the side is the quantity, or its negative; None where there are none."""
        self._refresh()
        key = (id(side), name)
        if key not in self._aligned:
            self._aligned[key] = side, self._alignment(side, name)
        return self._aligned[key][1]

    def shows(self, side: Side, name: str, sign: int) -> bool:
        """Whether a side is the quantity (`sign` -1: its negative) with right operands: no own value that is wrong among them."""
        found = self.align(side, name) if side.scalar else None
        if found is not None and found.sign != sign:  # two operands of one size may have changed places
            found = self._alignment(side, name, (sign,))
        return found is not None and not found.carries

    def _alignment(self, side: Side, name: str, signs: tuple[int, ...] = (1, -1)) -> Alignment | None:
        above = self.reference.ancestors(name)
        probe = self.reference.probe(name)
        for operands in self._fillings_of(side, name, above):
            first = self.world(side, operands, 0)
            for sign in signs:
                if same(first, sign * probe[0]) and all(same(self.world(side, operands, k), sign * probe[k]) for k in self.worlds[1:]):
                    return Alignment(operands, sign)
        return None

    def _fillings_of(self, side: Side, name: str, above: frozenset[str]) -> Iterator[tuple[Operand, ...]]:
        """The ways of filling the slots for a quantity: at last with those of its operands that stand nowhere on the sheet."""
        yield from self.combinations(side, above)
        if math.prod([len(self.options(slot, above)) for slot in side.slots]) > MOST_COMBINATIONS:  # some were left out
            yield from self.combinations(side, self.reference.parents(name))
        near = self._unknown(name)
        if near and any(slot.literal is not None and self._unwritten(slot.number, near) for slot in side.slots):
            yield from self.combinations(side, above, near)

    def identical(self, side: Side, name: str, sign: int, row: int = 0, column: int = 0) -> bool | None:
        """Whether a formula is the quantity at every random point, for some reading of its names; None where that cannot be said."""
        probe = self.reference.probe(name)
        tried = False
        for operands in self.combinations(side, None):
            first = self.world(side, operands, 0, row, column)
            if not math.isfinite(first) or (tried and not same(first, sign * probe[0])):
                continue
            values = [first, *(self.world(side, operands, k, row, column) for k in self.worlds[1:])]
            if not all(map(math.isfinite, values)):
                continue
            tried = True
            if all(same(value, sign * p) for value, p in zip(values, probe, strict=True)):
                return True
        return False if tried else None

    def proportional(self, side: Side, name: str, sign: int) -> bool:
        """Whether a formula is the quantity but for a constant factor: a number in it is likely not what its writer wrote."""
        probe = self.reference.probe(name)
        for operands in self.combinations(side, None):
            values = [self.world(side, operands, k) for k in self.worlds]
            if _steady([v / (sign * p) if p else math.nan for v, p in zip(values, probe, strict=True)]):
                return True
        return False


def _bounded(options: list[list[Operand]]) -> list[list[Operand]]:
    """The options cut down to a bounded number of combinations: none at all where a slot has none."""
    if not all(options):
        return [[]]
    while math.prod(map(len, options)) > MOST_COMBINATIONS:
        del max(options, key=len)[-1]
    return options


def _steady(ratios: list[float]) -> bool:
    return all(map(math.isfinite, ratios)) and all(same(r, ratios[0]) for r in ratios)


def _distinct(options: list[Operand]) -> list[Operand]:
    """The options without those that are always the same number, own values kept."""
    if len(options) == 1 or (len(options) == 2 and options[0].probe != options[1].probe):
        return options[:]
    found: dict[object, Operand] = {}
    for option in options:
        found.setdefault((option.probe, option.sign, option.entry is not None and option.entry.status != "correct"), option)
    return list(found.values())


def same(a: float, b: float) -> bool:
    """Whether two probes are the same number but for rounding of floats."""
    gap = abs(a - b)
    return gap <= CLOSE * abs(a) or gap <= CLOSE * abs(b) or gap <= CLOSE * CLOSE
