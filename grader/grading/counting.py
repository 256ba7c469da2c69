"""What every way of counting is made of: schemes, what a name may mean under one, index tokens as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from grader.grading.families import BASE_LAYERS
from grader.grading.shape import Shape
from grader.grading.tokens import Tokens

OFFSETS = (0, -1, 1)  # canonical layer = written + offset
BASES = (1, 0)
STRICT: Final = frozenset({"yhat", "p", "phat", "ypred", "probs", "softmax", "x", "X"})  # letters that live in their own layer only


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


def layer_token(token: str, shape: Shape) -> int | None:
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


def index_lists(sub: tuple[str, ...]) -> Iterator[list[int]]:
    """The indices as numbers, as they are and with runs of digits taken apart; nothing where one is a word."""
    plain = _numbers(sub, split=False)
    if plain is not None:
        yield plain
        if any(len(token) > 1 for token in sub):
            yield _numbers(sub, split=True) or []


def hinted(found: Tokens, layers: range, shape: Shape) -> list[int]:
    """The layers in which a base may live; the hint yields where it leaves none."""
    hint = shape.word_layers(BASE_LAYERS.get(found.base, ""))
    return [l for l in layers if l in hint] or list(layers)


def kept(names: Iterable[str | None]) -> tuple[str, ...]:
    """The names that there are, each once."""
    return tuple(dict.fromkeys(name for name in names if name is not None))


def of_sample(name: str | None, sample: int, shape: Shape) -> str | None:
    """The quantity of one sample; None where there is no such sample."""
    return f"{name}@{sample}" if name is not None and 1 <= sample <= shape.network.samples else None
