"""Every way in which targets, losses and errors of the outputs are indexed."""

from __future__ import annotations

from collections.abc import Iterator

from grader.grading.counting import BASES, Reading, Scheme, kept, of_sample
from grader.grading.shape import Shape
from grader.grading.tokens import Tokens


def differences(found: Tokens, shape: Shape) -> Iterator[Reading]:
    """The plain difference of output and target, which many call the error."""
    for reading in outputs(found, "t", shape):
        for name in reading.names:
            index = name.removeprefix("t[").removesuffix("]")
            if index.isdigit():
                plain = f"a[{shape.depth},{index}]"
                samples = [f"{plain}@{s} - t[{index}]@{s}" for s in range(1, shape.network.samples + 1)]
                yield Reading(reading.scheme._replace(family="diff"), tuple(samples or [f"{plain} - t[{index}]"]))


def outputs(found: Tokens, family: str, shape: Shape) -> Iterator[Reading]:
    """The schemes of a target or a loss: by unit, by sample, or as a whole."""
    count = shape.size(shape.depth)
    whole = "L" if family == "L" else ("t" if count > 1 else "t[1]")
    if found.sup and found.sup[0].isdigit() and 1 <= int(found.sup[0]) <= shape.network.samples:
        yield Reading(Scheme(family, "sample"), (f"{whole}@{found.sup[0]}",))
        return
    places = [place for token in found.sub for place in shape.unit_places(token)]
    outputs = [number for layer, number in places if layer == shape.depth]
    if outputs:
        yield Reading(Scheme(family, "unit-name"), kept(f"{family}[{k}]" for k in outputs))
        return
    numbers = [int(token) for token in found.sub if token.isdigit()]
    if shape.network.samples:
        yield from _sampled_outputs(numbers, family, whole, shape)
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


def _sampled_outputs(numbers: list[int], family: str, whole: str, shape: Shape) -> Iterator[Reading]:
    """The target or the loss of a sample by an index: `t_2`, `E(1)`, `t3(2)`."""
    for base in BASES:
        shift = 1 - base
        if len(numbers) == 1:
            yield Reading(Scheme(family, "sample-below", 0, base), kept([of_sample(whole, numbers[0] + shift, shape)]))
        elif len(numbers) == 2:
            unit, sample = (n + shift for n in numbers)
            if unit > shape.size(shape.depth):  # units numbered through the network
                unit -= len(shape.through) - shape.size(shape.depth)
            if 1 <= unit <= shape.size(shape.depth):
                yield Reading(Scheme(family, "unit-sample", 0, base), kept([of_sample(f"{family}[{unit}]", sample, shape)]))
