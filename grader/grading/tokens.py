"""A written name taken apart: base, superscripts, indices, marks of an update; and the keys that declared names are found by."""

from __future__ import annotations

import re
from typing import NamedTuple

from grader.reading.tree import Name

_UNIT = re.compile(r"([a-zA-Z]+)_?(\d+)")
_UNITS = re.compile(r"(?:[a-zA-Z]+_?\d+){2,}")


class Tokens(NamedTuple):
    """The pieces of a name: superscript and other index tokens in the order written."""

    base: str
    sup: tuple[str, ...] = ()
    sub: tuple[str, ...] = ()
    new: int = 0  # updates marked on it
    change: bool = False  # Δ before it
    bracketed: bool = False  # a superscript in brackets: a layer, never a power

    @property
    def signature(self) -> tuple[object, ...]:
        """What names have in common that are indexed alike."""
        return (self.base, self.change, len(self.sup), tuple(_shape(token) for token in self.sub))

    @property
    def flat(self) -> str:
        """The name without its typography: base and indices run together."""
        return self.base + "".join(self.sub) + ("^" + "".join(self.sup) if self.sup else "")


def _shape(token: str) -> str:
    if token.isdigit():
        return "0" * min(len(token), 3)
    if _UNIT.fullmatch(token):
        return "u"
    return "w"


def tokens(name: Name) -> Tokens:
    """The pieces of a name."""
    base, tail, sub = name.base, name.tail, []
    base += "".join(accent for accent in ("hat", "bar", "tilde", "dot") if accent in name.accents)
    if tail:
        sub.append(tail)
    for index in (*name.sub, *name.brackets):
        for part in index.parts:
            sub.extend(_split(part))
    sup = tuple(part for index in name.sup for part in index.parts)
    new = name.primes + name.accents.count("new")
    return Tokens(base, sup, tuple(sub), new, "change" in name.accents, any(i.style for i in name.sup))


def _split(part: str) -> list[str]:
    part = part.replace("\\", "")
    if _UNITS.fullmatch(part):
        return [letters + digits for letters, digits in _UNIT.findall(part)]
    match = _UNIT.fullmatch(part)
    return [match[1] + match[2]] if match else [part]


_GRADIENT = re.compile(r"(?:d|∂|grad_?|d_)([A-Za-z]|net|out|theta|Theta|omega|beta|bias|logits)")


def without_d(found: Tokens) -> Tokens | None:
    """What stands behind the d of a gradient's short name (`dW2` -> `W2`), None for other names."""
    match = _GRADIENT.fullmatch(found.base)
    return found._replace(base=match[1]) if match else None


def unit(token: str) -> tuple[str, int] | None:
    """The letter and number of a unit's name (`h1`), None for other tokens."""
    match = _UNIT.fullmatch(token)
    return (match[1], int(match[2])) if match else None
