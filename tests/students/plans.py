"""Which lines a student writes, in which order and under which headings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .expressions import Q
from .networks import Network

STYLES = {  # what is written down on the way back; the rest is done in the head
    "factors": ("dLda", "dadz", "dLdW", "dLdb"),
    "links": ("dLda", "dadz", "dzdW", "dLdW", "dLdb"),
    "mixed": ("dLda", "dadz", "dLdz", "dLdW", "dLdb"),
    "delta": ("dLdz", "dLdW", "dLdb"),
    "error-delta": ("dLda", "dLdz", "dLdW", "dLdb"),
    "direct": ("dLdW", "dLdb"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the sheet under one heading (a key; the layer fills it)."""

    heading: str
    layer: int
    steps: tuple[Q, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole sheet: its sections, and whether paths of single outputs are written."""

    sections: tuple[Section, ...]
    paths: bool = False

    def steps(self) -> tuple[Q, ...]:
        """All quantities in the order of writing."""
        return tuple(q for section in self.sections for q in section.steps)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a student leaves out or adds."""

    style: str = "mixed"
    skips_z: bool = False
    loss_terms: bool = True
    loss: bool = True
    biases: bool = True
    paths: bool = False
    changes: bool = False  # writes the change of each weight before the update
    early_update: bool = False
    second_pass: bool = False


COMPLETE = Habits(loss_terms=False)


def random_habits(rng: random.Random, net: Network, *, early_update: bool = False) -> Habits:
    """The habits of one student."""
    return Habits(
        style=rng.choice(tuple(STYLES)),
        skips_z=rng.random() < 0.12,
        loss_terms=net.size(net.depth) > 1 and rng.random() < 0.6,
        loss=rng.random() < 0.9,
        biases=rng.random() < 0.8,
        paths=net.depth > 1 and net.size(net.depth) > 1 and rng.random() < 0.35,
        changes=rng.random() < 0.4,
        early_update=early_update or rng.random() < 0.15,
        second_pass=rng.random() < 0.35,
    )


def plan(net: Network, habits: Habits, *, reversed_sign: bool) -> Plan:
    """The sections of a sheet; where errors are target minus output the updates take the place of the gradients."""
    sections = list(_forward(net, habits, after=0))
    updates: list[Section] = []
    for layer in range(net.depth, 0, -1):
        sections.append(Section("backward", layer, tuple(_backward(net, habits, layer, reversed_sign=reversed_sign))))
        if net.learning_rate:
            update = Section("update", layer, tuple(_update(net, habits, layer, reversed_sign=reversed_sign)))
            (sections if habits.early_update else updates).append(update)
    sections += reversed(updates)
    if net.learning_rate and habits.second_pass and (habits.biases or not any(net.biases)):
        sections += _forward(net, habits, after=1)
    return Plan(tuple(section for section in sections if section.steps), habits.paths)


def _forward(net: Network, habits: Habits, after: int) -> Iterator[Section]:
    for layer in range(1, net.depth + 1):
        kinds = ("a",) if habits.skips_z else ("z", "a")
        units = range(1, net.size(layer) + 1)
        steps = [Q(kind, layer, j, 0, after) for j in units for kind in kinds]
        yield Section("again" if after else "forward", layer, tuple(steps))
    terms = [Q("Lk", 0, k, 0, after) for k in range(1, net.size(net.depth) + 1)] if habits.loss_terms else []
    yield Section("loss", 0, (*terms, *([Q("L", 0, 0, 0, after)] if habits.loss or after else [])))


def _backward(net: Network, habits: Habits, layer: int, *, reversed_sign: bool) -> Iterator[Q]:
    kinds = STYLES["error-delta" if reversed_sign and "dLda" in STYLES[habits.style] else "delta" if reversed_sign else habits.style]
    units = range(1, net.size(layer) + 1)
    for j in units:
        if habits.paths and layer == net.depth - 1 and "dLda" in kinds:
            yield from (Q("dLkda", layer, j, k) for k in range(1, net.size(net.depth) + 1))
        yield from (Q(kind, layer, j) for kind in ("dLda", "dadz", "dLdz") if kind in kinds)
    if reversed_sign:
        return
    for j in units:
        for i in range(1, net.size(layer - 1) + 1):
            yield from (Q(kind, layer, j, i) for kind in ("dzdW", "dLdW") if kind in kinds)
    if net.biases[layer - 1] and habits.biases:
        yield from (Q("dLdb", layer, 0 if net.shared else j) for j in ((0,) if net.shared else units))


def _update(net: Network, habits: Habits, layer: int, *, reversed_sign: bool) -> Iterator[Q]:
    units = range(1, net.size(layer) + 1)
    for j in units:
        for i in range(1, net.size(layer - 1) + 1):
            if reversed_sign and habits.changes:
                yield Q("DW", layer, j, i)
            yield Q("W", layer, j, i, 1)
    if net.biases[layer - 1] and habits.biases:
        yield from (Q("b", layer, 0 if net.shared else j, 0, 1) for j in ((0,) if net.shared else units))
