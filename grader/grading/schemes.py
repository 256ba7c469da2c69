"""Every way in which the indices of a name can be counted: from its tokens to quantities, one scheme at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from grader.grading.counting import BASES, OFFSETS, STRICT, Reading, Scheme, hinted, index_lists, kept, layer_token, of_sample
from grader.grading.families import BASE_LAYERS, LAYER_WORDS
from grader.grading.output_schemes import differences, outputs
from grader.grading.shape import KEPT, Shape
from grader.grading.tokens import Tokens
from grader.grading.weight_schemes import weights


def readings(found: Tokens, family: str, shape: Shape) -> tuple[Reading, ...]:
    """Every scheme of a family under which the name means something in the network."""
    known = shape.readings
    if len(known) > MOST_KNOWN:
        known.clear()
    made = known.get((found, family))
    if made is None:
        made = known[found, family] = tuple(reading for reading in _readings(found, family, shape) if reading.names)
    return made


def _readings(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    if family in KEPT and family not in shape.states:
        return iter(())
    if family in {"W", "dW", "DW"}:
        return weights(found, family, shape)
    if family in KEPT:
        return chain(weights(found, family, shape), _units(found, family, shape))
    if family in {"t", "L"}:
        return outputs(found, family, shape)
    if family == "diff":
        return differences(found, shape)
    if family == "eta":
        return iter((Reading(Scheme("eta", "name"), ("eta",)),))
    return _units(found, family, shape)


MOST_KNOWN: Final = 4096  # readings kept with a network's places


def _units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    layers = range(0 if family in {"a", "x", "da"} else 1, shape.depth + 1)
    words = [token for token in found.sub if not token.isdigit()]
    if words:
        yield from _named_units(found, words, family, shape)
        return
    if found.sup:
        yield from _layered_units(found, family, shape)
        return
    likely = hinted(found, layers, shape)
    for numbers in index_lists(found.sub):
        yield from _plain_units(numbers, family, shape, likely)


def _named_units(found: Tokens, words: list[str], family: str, shape: Shape) -> Iterator[Reading]:
    places = [place for token in words for place in shape.unit_places(token)]
    if places:
        yield Reading(Scheme(family, "unit-name"), kept(shape.unit_name(family, *place) for place in places))
        return
    layers = [l for word in words for l in shape.word_layers(LAYER_WORDS.get(word, ""))]
    numbers = [int(token) for token in found.sub if token.isdigit()]
    if layers and len(numbers) == 1:
        for base in BASES:
            yield Reading(Scheme(family, "word", 0, base), kept(shape.unit_name(family, l, numbers[0] + 1 - base) for l in layers))
    elif layers and not numbers:
        yield Reading(Scheme(family, "word"), kept(shape.whole_name(family, l) for l in layers))


def _sampled_units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """A superscript that numbers the samples: `y^{(2)}` is the output for sample 2."""
    token = found.sup[0]
    if not (token.isdigit() and 1 <= int(token) <= shape.network.samples):
        return
    layers = hinted(found, range(0 if family in {"a", "x", "da"} else 1, shape.depth + 1), shape)
    for numbers in index_lists(found.sub):
        names = [shape.whole_name(family, l) if not numbers else shape.unit_name(family, l, numbers[0]) for l in layers]
        if len(numbers) <= 1:
            yield Reading(Scheme(family, "sample"), kept(n and f"{n}@{token}" for n in names))


def _layer_and_sample(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """A superscript with the layer and the sample: `a^{[1](2)}`."""
    sample = int(found.sup[1]) if found.sup[1].isdigit() else 0
    for reading in readings(found.changed(sup=found.sup[:1]), family, shape):
        if reading.scheme.mode == "sup":
            yield reading._replace(names=kept(of_sample(name, sample, shape) for name in reading.names))


def _layered_units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    if len(found.sup) == 2 and shape.network.samples:
        yield from _layer_and_sample(found, family, shape)
        return
    yield from _sampled_units(found, family, shape)
    token = found.sup[0]
    symbolic = layer_token(token, shape)
    if symbolic is None and not token.isdigit():
        words = shape.word_layers(LAYER_WORDS.get(token, ""))
        options = [(0, l) for l in words]
    elif symbolic is not None:
        options = [(0, symbolic)]
    else:
        options = [(offset, int(token) + offset) for offset in OFFSETS]
    strict = shape.word_layers(BASE_LAYERS.get(found.base, "")) if found.base in STRICT else ()
    for numbers in index_lists(found.sub):
        for offset, layer in options:
            if strict and layer not in strict:
                continue
            if not numbers:
                yield Reading(Scheme(family, "sup", offset), kept(iter((shape.whole_name(family, layer),))))
            if len(numbers) == 1:
                for base in BASES:
                    name = shape.unit_name(family, layer, numbers[0] + 1 - base)
                    yield Reading(Scheme(family, "sup", offset, base), kept(iter((name,))))


def _samples_below(numbers: list[int], family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    """An index that numbers the samples: `y_2` of a single output, `x[0][1]`, `y3(2)`."""
    for base in BASES:
        shift = 1 - base
        if len(numbers) == 1:
            names = [of_sample(shape.whole_name(family, l), numbers[0] + shift, shape) for l in layers]
            yield Reading(Scheme(family, "sample-below", 0, base), kept(names))
        elif len(numbers) == 2:
            p, q = (n + shift for n in numbers)
            behind = [of_sample(shape.unit_name(family, l, p), q, shape) for l in layers]
            before = [of_sample(shape.unit_name(family, l, q), p, shape) for l in layers]
            yield Reading(Scheme(family, "unit-sample", 0, base), kept(behind))
            yield Reading(Scheme(family, "sample-unit", 0, base), kept(before))
            place = shape.through[p - 1] if 1 <= p <= len(shape.through) else None
            if place is not None:
                yield Reading(Scheme(family, "through-sample", 1, base), kept([of_sample(shape.unit_name(family, *place), q, shape)]))


def _plain_units(numbers: list[int], family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    if shape.network.samples and family != "b":
        yield from _samples_below(numbers, family, shape, layers)
    if not numbers:
        yield Reading(Scheme(family, "bare"), kept(shape.whole_name(family, l) for l in layers))
        yield Reading(Scheme(family, "of-unit"), kept(shape.unit_name(family, l, u) for l in layers for u in range(1, shape.size(l) + 1)))
    elif len(numbers) == 1:
        yield from _one_index(numbers[0], family, shape, layers)
    elif len(numbers) == 2:
        first, second = numbers
        for offset in OFFSETS:
            for base in BASES:
                up = shape.unit_name(family, first + offset, second + 1 - base)
                yield Reading(Scheme(family, "layer-unit", offset, base), kept(iter((up,))))
                down = shape.unit_name(family, second + offset, first + 1 - base)
                yield Reading(Scheme(family, "unit-layer", offset, base), kept(iter((down,))))


def _one_index(number: int, family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    for base in BASES:
        yield Reading(Scheme(family, "unit", 0, base), kept(shape.unit_name(family, l, number + 1 - base) for l in layers))
    for offset in OFFSETS:
        yield Reading(Scheme(family, "layer", offset), kept(iter((shape.whole_name(family, number + offset),))))
    for start, units in ((1, shape.through), (2, shape.through[shape.size(0) :])):
        for base in BASES:
            place = units[number - base] if 0 <= number - base < len(units) else None
            if place is not None:
                yield Reading(Scheme(family, "through", start, base), kept(iter((shape.unit_name(family, *place),))))


__all__ = ["Reading", "Scheme", "readings"]
