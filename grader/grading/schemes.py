"""Every way in which the indices of a name can be counted: from its tokens to quantities, one scheme at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from grader.grading.families import BASE_LAYERS, LAYER_WORDS
from grader.grading.shape import WHOLE_WEIGHTS, Shape
from grader.grading.tokens import Tokens

OFFSETS = (0, -1, 1)  # canonical layer = written + offset
BASES = (1, 0)
STRICT = frozenset({"yhat", "p", "phat", "ypred", "probs", "softmax", "x", "X"})  # letters that live in their own layer only


class Scheme(NamedTuple):
    """One way of counting.  `mode` says which token is what; `offset` is added to a written layer; `base` is the first unit's number."""

    family: str
    mode: str
    offset: int = 0
    base: int = 1
    order: str = ""  # ji (to-from) or ij (from-to), recv or send for running numbers


class Reading(NamedTuple):
    """A scheme applied to a name: the quantities it may be (one, or one a layer where the layer is unsaid)."""

    scheme: Scheme
    names: tuple[str, ...]


def readings(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """Every scheme of a family under which the name means something in the network."""
    if family in {"W", "dW", "DW"}:
        source = _weights(found, family, shape)
    elif family in {"t", "L"}:
        source = _outputs(found, family, shape)
    elif family == "diff":
        source = _differences(found, shape)
    elif family == "eta":
        source = iter((Reading(Scheme("eta", "name"), ("eta",)),))
    else:
        source = _units(found, family, shape)
    for reading in source:
        if reading.names:
            yield reading


def _layer_token(token: str, shape: Shape) -> int | None:
    """A superscript that counts layers from the last: `L`, `L-1`."""
    text = token.replace(" ", "")
    if text in {"L", "N", "K", "M"}:
        return shape.depth
    if len(text) > 1 and text[0] in "LNKM" and text[1] == "-" and text[2:].isdigit():
        return shape.depth - int(text[2:])
    return None


def _numbers(sub: tuple[str, ...], *, split: bool) -> list[int] | None:
    """The index tokens as numbers, digit runs split into digits where asked; None where one is no number."""
    numbers: list[int] = []
    for token in sub:
        if not token.isdigit() or len(token) > 4:
            return None
        numbers.extend(map(int, token) if split else (int(token),))
    return numbers


def _index_lists(sub: tuple[str, ...]) -> Iterator[list[int]]:
    plain = _numbers(sub, split=False)
    if plain is not None:
        yield plain
        if any(len(token) > 1 for token in sub):
            yield _numbers(sub, split=True) or []


def _hinted(found: Tokens, layers: range, shape: Shape) -> list[int]:
    """The layers in which a base may live; the hint yields where it leaves none."""
    hint = shape.word_layers(BASE_LAYERS.get(found.base, ""))
    return [l for l in layers if l in hint] or list(layers)


def _kept(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name is not None))


# -- units --------------------------------------------------------------------------------------------------------
def _units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    layers = range(0 if family in {"a", "x", "da"} else 1, shape.depth + 1)
    words = [token for token in found.sub if not token.isdigit()]
    if words:
        yield from _named_units(found, words, family, shape)
        return
    if found.sup:
        yield from _layered_units(found, family, shape)
        return
    hinted = _hinted(found, layers, shape)
    for numbers in _index_lists(found.sub):
        yield from _plain_units(numbers, family, shape, hinted)


def _named_units(found: Tokens, words: list[str], family: str, shape: Shape) -> Iterator[Reading]:
    places = [place for token in words for place in shape.unit_places(token)]
    if places:
        yield Reading(Scheme(family, "unit-name"), _kept(shape.unit_name(family, *place) for place in places))
        return
    layers = [l for word in words for l in shape.word_layers(LAYER_WORDS.get(word, ""))]
    numbers = [int(token) for token in found.sub if token.isdigit()]
    if layers and len(numbers) == 1:
        for base in BASES:
            yield Reading(Scheme(family, "word", 0, base), _kept(shape.unit_name(family, l, numbers[0] + 1 - base) for l in layers))
    elif layers and not numbers:
        yield Reading(Scheme(family, "word"), _kept(shape.whole_name(family, l) for l in layers))


def _sampled_units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """A superscript that numbers the samples: `y^{(2)}` is the output for sample 2."""
    token = found.sup[0]
    if not (token.isdigit() and 1 <= int(token) <= shape.network.samples):
        return
    layers = _hinted(found, range(0 if family in {"a", "x", "da"} else 1, shape.depth + 1), shape)
    for numbers in _index_lists(found.sub):
        names = [shape.whole_name(family, l) if not numbers else shape.unit_name(family, l, numbers[0]) for l in layers]
        if len(numbers) <= 1:
            yield Reading(Scheme(family, "sample"), _kept(n and f"{n}@{token}" for n in names))


def _layered_units(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    yield from _sampled_units(found, family, shape)
    token = found.sup[0]
    symbolic = _layer_token(token, shape)
    if symbolic is None and not token.isdigit():
        words = shape.word_layers(LAYER_WORDS.get(token, ""))
        options = [(0, l) for l in words]
    elif symbolic is not None:
        options = [(0, symbolic)]
    else:
        options = [(offset, int(token) + offset) for offset in OFFSETS]
    strict = shape.word_layers(BASE_LAYERS.get(found.base, "")) if found.base in STRICT else ()
    for numbers in _index_lists(found.sub):
        for offset, layer in options:
            if strict and layer not in strict:
                continue
            if not numbers:
                yield Reading(Scheme(family, "sup", offset), _kept(iter((shape.whole_name(family, layer),))))
            if len(numbers) == 1:
                for base in BASES:
                    name = shape.unit_name(family, layer, numbers[0] + 1 - base)
                    yield Reading(Scheme(family, "sup", offset, base), _kept(iter((name,))))


def _plain_units(numbers: list[int], family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    if not numbers:
        yield Reading(Scheme(family, "bare"), _kept(shape.whole_name(family, l) for l in layers))
    elif len(numbers) == 1:
        yield from _one_index(numbers[0], family, shape, layers)
    elif len(numbers) == 2:
        first, second = numbers
        for offset in OFFSETS:
            for base in BASES:
                up = shape.unit_name(family, first + offset, second + 1 - base)
                yield Reading(Scheme(family, "layer-unit", offset, base), _kept(iter((up,))))
                down = shape.unit_name(family, second + offset, first + 1 - base)
                yield Reading(Scheme(family, "unit-layer", offset, base), _kept(iter((down,))))


def _one_index(number: int, family: str, shape: Shape, layers: list[int]) -> Iterator[Reading]:
    for base in BASES:
        yield Reading(Scheme(family, "unit", 0, base), _kept(shape.unit_name(family, l, number + 1 - base) for l in layers))
    for offset in OFFSETS:
        yield Reading(Scheme(family, "layer", offset), _kept(iter((shape.whole_name(family, number + offset),))))
    for start, units in ((1, shape.through), (2, shape.through[shape.size(0) :])):
        for base in BASES:
            place = units[number - base] if 0 <= number - base < len(units) else None
            if place is not None:
                yield Reading(Scheme(family, "through", start, base), _kept(iter((shape.unit_name(family, *place),))))


# -- weights ------------------------------------------------------------------------------------------------------
def _weights(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    words = [token for token in found.sub if not token.isdigit()]
    if words:
        yield from _named_weights(found, words, family, shape)
        return
    if found.sup:
        yield from _layered_weights(found, family, shape)
        return
    for numbers in _index_lists(found.sub):
        yield from _plain_weights(numbers, family, shape, _hinted(found, range(1, shape.depth + 1), shape))


def _named_weights(found: Tokens, words: list[str], family: str, shape: Shape) -> Iterator[Reading]:
    places = [shape.unit_places(token) for token in words]
    if len(places) == 2 and all(places):
        names = []
        for p in places[0]:
            for q in places[1]:
                low, high = sorted((p, q))
                if high[0] == low[0] + 1:
                    names.append(shape.weight_name(family, high[0], high[1], low[1]))
        yield Reading(Scheme(family, "unit-names"), _kept(iter(names)))
    elif len(words) == 1 and len(places[0]) >= 1:
        numbers = [int(token) for token in found.sub if token.isdigit()]
        for base in BASES if len(numbers) == 1 else ():
            names = [shape.weight_name(family, l, u, numbers[0] + 1 - base) for l, u in places[0]]
            yield Reading(Scheme(family, "unit-name", 0, base), _kept(iter(names)))
    else:
        layers = [l for word in words for l in shape.word_layers(LAYER_WORDS.get(word, ""))]
        numbers = [int(token) for token in found.sub if token.isdigit()]
        yield from _in_layers(numbers, family, shape, layers, "word", 0)


def _layered_weights(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    token = found.sup[0]
    symbolic = _layer_token(token, shape)
    if symbolic is not None:
        options = [(0, [symbolic])]
    elif token.isdigit():
        options = [(offset, [int(token) + offset]) for offset in OFFSETS]
    else:
        options = [(0, list(shape.word_layers(LAYER_WORDS.get(token, ""))))]
    for numbers in _index_lists(found.sub):
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
        yield Reading(Scheme(family, mode, offset), _kept(_whole_weight(family, l, shape) for l in layers))
    elif len(numbers) == 2:
        for base in BASES:
            p, q = (n + 1 - base for n in numbers)
            yield Reading(Scheme(family, mode, offset, base, "ji"), _kept(shape.weight_name(family, l, p, q) for l in layers))
            yield Reading(Scheme(family, mode, offset, base, "ij"), _kept(shape.weight_name(family, l, q, p) for l in layers))
    elif len(numbers) == 1:
        for base in BASES:
            number = numbers[0] + 1 - base
            for order in ("recv", "send"):
                names = [shape.weight_name(family, *w) for l in layers for w in _nth(shape, l, number, order)]
                yield Reading(Scheme(family, mode, offset, base, order), _kept(iter(names)))


def _nth(shape: Shape, layer: int, number: int, order: str) -> list[tuple[int, int, int]]:
    inside = [w for w in shape.running[order] if w[0] == layer]
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
            yield Reading(Scheme(family, "layer", offset), _kept(iter((_whole_weight(family, numbers[0] + offset, shape),))))
        for base in BASES:
            number = numbers[0] + 1 - base
            names = [shape.weight_name(family, *w) for l in layers for w in _nth(shape, l, number, "recv")]
            yield Reading(Scheme(family, "in-layer", 0, base, "recv"), _kept(iter(names)))
    elif not numbers:
        yield Reading(Scheme(family, "bare"), _kept(_whole_weight(family, l, shape) for l in layers))


def _three_indices(numbers: list[int], family: str, shape: Shape) -> Iterator[Reading]:
    p, q, r = numbers
    for offset in OFFSETS:
        for base in BASES:
            shift = 1 - base
            for mode, layer, first, second in (("layer-first", p, q, r), ("layer-last", r, p, q)):
                ji = shape.weight_name(family, layer + offset, first + shift, second + shift)
                yield Reading(Scheme(family, mode, offset, base, "ji"), _kept(iter((ji,))))
                ij = shape.weight_name(family, layer + offset, second + shift, first + shift)
                yield Reading(Scheme(family, mode, offset, base, "ij"), _kept(iter((ij,))))


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
                yield Reading(Scheme(family, "through", start, base, order), _kept(iter((name,))))


def _running_weights(number: int, family: str, shape: Shape) -> Iterator[Reading]:
    for base in BASES:
        for order in ("recv", "send"):
            found = shape.running[order]
            if 0 <= number - base < len(found):
                name = shape.weight_name(family, *found[number - base])
                yield Reading(Scheme(family, "running", 0, base, order), _kept(iter((name,))))


def _differences(found: Tokens, shape: Shape) -> Iterator[Reading]:
    """The plain difference of output and target, which many call the error."""
    for reading in _outputs(found, "t", shape):
        for name in reading.names:
            index = name.removeprefix("t[").removesuffix("]")
            if index.isdigit():
                plain = f"a[{shape.depth},{index}]"
                samples = [f"{plain}@{s} - t[{index}]@{s}" for s in range(1, shape.network.samples + 1)]
                yield Reading(reading.scheme._replace(family="diff"), tuple(samples or [f"{plain} - t[{index}]"]))


# -- targets and losses -------------------------------------------------------------------------------------------
def _outputs(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    count = shape.size(shape.depth)
    whole = "L" if family == "L" else ("t" if count > 1 else "t[1]")
    if found.sup and found.sup[0].isdigit() and 1 <= int(found.sup[0]) <= shape.network.samples:
        yield Reading(Scheme(family, "sample"), (f"{whole}@{found.sup[0]}",))
        return
    places = [place for token in found.sub for place in shape.unit_places(token)]
    outputs = [number for layer, number in places if layer == shape.depth]
    if outputs:
        yield Reading(Scheme(family, "unit-name"), _kept(f"{family}[{k}]" for k in outputs))
        return
    numbers = [int(token) for token in found.sub if token.isdigit()]
    if not numbers:
        yield Reading(Scheme(family, "bare"), (whole,))
    elif len(numbers) == 1:
        for base in BASES:
            number = numbers[0] + 1 - base
            if 1 <= number <= count:
                yield Reading(Scheme(family, "unit", 0, base), (f"{family}[{number}]",))
        through = [k + 1 for k, n in enumerate(range(len(shape.through) - count, len(shape.through))) if n + 1 == numbers[0]]
        if through:
            yield Reading(Scheme(family, "through"), (f"{family}[{through[0]}]",))
        if family == "L":
            yield Reading(Scheme(family, "numbered"), (whole,))
