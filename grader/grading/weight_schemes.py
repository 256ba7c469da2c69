"""Every way in which weights, their gradients and what updates keep for them are indexed."""

from __future__ import annotations

from collections.abc import Iterator

from grader.grading.counting import BASES, OFFSETS, Reading, Scheme, hinted, index_lists, kept, layer_token
from grader.grading.families import LAYER_WORDS
from grader.grading.shape import BIASES, WHOLE_WEIGHTS, Shape
from grader.grading.tokens import Tokens


def weights(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """The schemes of a weight: by its units' names, by layer and indices, numbered through."""
    words = [token for token in found.sub if not token.isdigit()]
    if words:
        yield from _named_weights(found, words, family, shape)
        return
    if found.sup:
        yield from _layered_weights(found, family, shape)
        return
    for numbers in index_lists(found.sub):
        yield from _plain_weights(numbers, family, shape, hinted(found, range(1, shape.depth + 1), shape))


def _named_weights(found: Tokens, words: list[str], family: str, shape: Shape) -> Iterator[Reading]:
    places = [shape.unit_places(token) for token in words]
    if len(places) == 2 and any(places):
        places = [place or shape.only_places(token) for place, token in zip(places, words, strict=True)]
    if len(places) == 2 and all(places):
        names = []
        for p in places[0]:
            for q in places[1]:
                low, high = sorted((p, q))
                if high[0] == low[0] + 1:
                    names.append(shape.weight_name(family, high[0], high[1], low[1]))
        yield Reading(Scheme(family, "unit-names"), kept(iter(names)))
    elif len(words) == 1 and len(places[0]) >= 1:
        numbers = [int(token) for token in found.sub if token.isdigit()]
        for base in BASES if len(numbers) == 1 else ():
            names = [shape.weight_name(family, l, u, numbers[0] + 1 - base) for l, u in places[0]]
            yield Reading(Scheme(family, "unit-name", 0, base), kept(iter(names)))
    else:
        layers = [l for word in words for l in shape.word_layers(LAYER_WORDS.get(word, ""))]
        numbers = [int(token) for token in found.sub if token.isdigit()]
        yield from _in_layers(numbers, family, shape, layers, "word", 0)


def _layered_weights(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    token = found.sup[0]
    symbolic = layer_token(token, shape)
    if symbolic is not None:
        options = [(0, [symbolic])]
    elif token.isdigit():
        options = [(offset, [int(token) + offset]) for offset in OFFSETS]
    else:
        options = [(0, list(shape.word_layers(LAYER_WORDS.get(token, ""))))]
    for numbers in index_lists(found.sub):
        for offset, layers in options:
            yield from _in_layers(numbers, family, shape, layers, "sup", offset)


def _whole_weight(family: str, layer: int, shape: Shape) -> str | None:
    if not 1 <= layer <= shape.depth:
        return None
    if shape.size(layer) == shape.size(layer - 1) == 1:
        return shape.weight_name(family, layer, 1, 1)
    return WHOLE_WEIGHTS[family].format(layer)


def _in_layers(numbers: list[int], family: str, shape: Shape, layers: list[int], mode: str, offset: int) -> Iterator[Reading]:
    """Weights whose layer is said (or one of a few): both orders, both bases, or a running number inside the layer."""
    if not numbers:
        yield Reading(Scheme(family, mode, offset), kept(_whole_weight(family, l, shape) for l in layers))
    elif len(numbers) == 2:
        for base in BASES:
            p, q = (n + 1 - base for n in numbers)
            yield Reading(Scheme(family, mode, offset, base, "ji"), kept(shape.weight_name(family, l, p, q) for l in layers))
            yield Reading(Scheme(family, mode, offset, base, "ij"), kept(shape.weight_name(family, l, q, p) for l in layers))
    elif len(numbers) == 1:
        if numbers[0] == 0:  # the weight 0 is the bias
            biases = [shape.whole_name(BIASES.get(family, family), l) for l in layers]
            yield from (Reading(Scheme(family, mode, offset, 1, order), kept(biases)) for order in ("ji", "ij", "recv", "send", ""))
        for base in BASES:
            number = numbers[0] + 1 - base
            for order in ("recv", "send"):
                names = [shape.weight_name(family, *w) for l in layers for w in _nth(shape, l, number, order)]
                yield Reading(Scheme(family, mode, offset, base, order), kept(iter(names)))


def _nth(shape: Shape, layer: int, number: int, order: str) -> list[tuple[int, int, int]]:
    inside = [w for w in shape.running(order) if w[0] == layer]
    return [inside[number - 1]] if 1 <= number <= len(inside) else []


def _plain_weights(numbers: list[int], family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    if len(numbers) == 3:
        yield from _three_indices(numbers, family, shape)
    elif len(numbers) == 2:
        yield from _in_layers(numbers, family, shape, layers, "implicit", 0)
        yield from _through_weights(numbers, family, shape)
        for offset in OFFSETS:
            yield from _in_layers(numbers[1:], family, shape, [numbers[0] + offset], "layer-run", offset)
    elif len(numbers) == 1:
        yield from _running_weights(numbers[0], family, shape)
        for offset in OFFSETS:
            yield Reading(Scheme(family, "layer", offset), kept(iter((_whole_weight(family, numbers[0] + offset, shape),))))
        for base in BASES:
            number = numbers[0] + 1 - base
            names = [shape.weight_name(family, *w) for l in layers for w in _nth(shape, l, number, "recv")]
            yield Reading(Scheme(family, "in-layer", 0, base, "recv"), kept(iter(names)))
            of_each = [shape.weight_name(family, l, unit, number) for l in layers for unit in range(1, shape.size(l) + 1)]
            yield Reading(Scheme(family, "by-input", 0, base), kept(iter(of_each)))
    elif not numbers:
        yield Reading(Scheme(family, "bare"), kept(_whole_weight(family, l, shape) for l in layers))


def _three_indices(numbers: list[int], family: str, shape: Shape) -> Iterator[Reading]:
    p, q, r = numbers
    for offset in OFFSETS:
        for base in BASES:
            shift = 1 - base
            for mode, layer, first, second in (("layer-first", p, q, r), ("layer-last", r, p, q)):
                ji = shape.weight_name(family, layer + offset, first + shift, second + shift)
                yield Reading(Scheme(family, mode, offset, base, "ji"), kept(iter((ji,))))
                ij = shape.weight_name(family, layer + offset, second + shift, first + shift)
                yield Reading(Scheme(family, mode, offset, base, "ij"), kept(iter((ij,))))


def _through_weights(numbers: list[int], family: str, shape: Shape) -> Iterator[Reading]:
    """Units numbered through the whole network: `w_46` leads from unit 4 to unit 6."""
    for start, units in ((1, shape.through), (2, shape.through[shape.size(0) :])):
        for base in BASES:
            places = [units[n - base] if 0 <= n - base < len(units) else None for n in numbers]
            if places[0] is None or places[1] is None:
                continue
            low, high = sorted((places[0], places[1]))
            if high[0] == low[0] + 1:
                order = "ij" if low == places[0] else "ji"
                name = shape.weight_name(family, high[0], high[1], low[1])
                yield Reading(Scheme(family, "through", start, base, order), kept(iter((name,))))
    units = shape.through[shape.size(0) :] if shape.depth > 1 else []
    for (unit, sender), order in ((numbers, "ji"), (numbers[::-1], "ij")):  # `w_32`: to unit 3 from the second of the layer before
        if 1 <= unit <= len(units):
            layer, place = units[unit - 1]
            yield Reading(Scheme(family, "through-input", 2, 1, order), kept(iter((shape.weight_name(family, layer, place, sender),))))


def _running_weights(number: int, family: str, shape: Shape) -> Iterator[Reading]:
    if number == 0 and shape.depth == 1:
        biases = kept([shape.whole_name(BIASES.get(family, family), 1)])
        yield from (Reading(Scheme(family, "running", 0, 1, order), biases) for order in ("recv", "send"))
    for base in BASES:
        for order in ("recv", "send"):
            found = shape.running(order)
            if 0 <= number - base < len(found):
                name = shape.weight_name(family, *found[number - base])
                yield Reading(Scheme(family, "running", 0, base, order), kept(iter((name,))))
