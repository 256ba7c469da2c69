"""The problem file of a generated case; it declares names where a course would have to."""

from __future__ import annotations

import random

from .expressions import Q
from .hands import Hand
from .networks import Network
from .sheets import Layout
from .vectors import vector_name


def problem_yaml(name: str, net: Network, hand: Hand, layout: Layout, rng: random.Random) -> str:
    """The problem as YAML: the network, and the course's notation where it is not the usual one."""
    sizes = "-".join(str(net.size(layer)) for layer in range(net.depth + 1))
    head = [f"id: {name}", f"title: A {sizes} network ({layout.language})", net.yaml()]
    notation = _notation(net, hand, rng)
    return "\n".join([*head, *(["notation:", *notation] if notation else [])]) + "\n"


def _notation(net: Network, hand: Hand, rng: random.Random) -> list[str]:
    lines = []
    tells = rng.random() < 0.5
    if hand.from_to:
        lines.append("  weight_index: from-to")
    if hand.unit_base == 0:
        lines.append("  unit_base: 0")
    if hand.reversed_sign:
        lines.append("  error: target-minus-output")
    if tells and hand.letters.get("W", "w") not in {"w", "W"}:
        lines.append(f"  weight: {hand.letters['W']}")
    if tells and hand.letters.get("L", "L") != "L":
        lines.append(f"  loss: {hand.letters['L']}")
    if tells and hand.offsets:
        lines.append(f"  layers: {{{', '.join(f'{kind}: {number}' for kind, number in hand.offsets.items())}}}")
    names = _names(net, hand)
    if names:
        lines += ["  names:", *(f"    {_quoted(written)}: {_quoted(canonical)}" for written, canonical in names.items())]
    return lines


def _names(net: Network, hand: Hand) -> dict[str, str]:
    if hand.reversed_sign:
        errors = [Q("dLda", layer, j) for layer in range(1, net.depth + 1) for j in range(1, net.size(layer) + 1)]
        return {hand.name(net, q): q.canonical() for q in errors}
    if not hand.declares or (hand.from_to and "hidden" not in hand.id) or hand.unit_base == 0:
        return {}
    if hand.layout == "vectors":
        return _whole_names(net, hand)
    units = [Q(kind, layer, j) for layer in range(1, net.depth + 1) for j in range(1, net.size(layer) + 1) for kind in ("z", "a")]
    inputs = [Q("a", 0, j) for j in range(1, net.size(0) + 1)]
    parameters = [q for q in net.given() if q.kind in {"W", "b"}]
    return {hand.name(net, q): q.canonical() for q in [*inputs, *units, *parameters]}


def _whole_names(net: Network, hand: Hand) -> dict[str, str]:
    """The names of whole vectors and matrices."""
    biases = ("b", "dLdb") if any(net.biases) and not net.shared else ()
    kinds = ("z", "a", "W", "dLda", "dLdz", "dLdW", *biases)
    wholes = [Q(kind, layer, 1, 1) for layer in range(1, net.depth + 1) for kind in kinds]
    return {vector_name(hand, q): q.layer_of() for q in wholes}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
