"""A written name taken apart: base, superscripts, indices, marks of an update; and the keys that declared names are found by."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Final, TypeAlias, final

from grader.grading.families import FAMILIES, LAYER_WORDS, UNIT_LAYERS, USUAL
from grader.reading.tree import Index, Name

Indices: TypeAlias = tuple[Index, ...]

_UNIT: Final = re.compile(r"([a-zA-Z]+)_?(\d+)")
GENERATION: Final = 50_000  # names: far more than sheets have that are graded at one time
_UNITS: Final = re.compile(r"(?:[a-zA-Z]+_?\d+){2,}")


@final
class Tokens:
    """The pieces of a name: superscript and other index tokens in the order written.

    Made by `spelt` alone: names that are written alike are one object, so that they are quick keys.
    """

    __slots__ = ("base", "bracketed", "change", "flat", "new", "signature", "sub", "sup")

    def __init__(self, base: str, sup: tuple[str, ...], sub: tuple[str, ...], new: int, *, change: bool, bracketed: bool) -> None:
        """Take the pieces: `new` updates are marked on it, `change`: a Δ stands before it, `bracketed`: a superscript that is no power."""
        self.base = base
        self.sup = sup
        self.sub = sub
        self.new = new
        self.change = change
        self.bracketed = bracketed
        #: What names have in common that are indexed alike.
        self.signature: tuple[object, ...] = (base, change, len(sup), tuple(map(_shape, sub)))
        #: The name without its typography: base and indices run together.
        self.flat = base + "".join(sub) + ("^" + "".join(sup) if sup else "")

    def changed(
        self, base: str | None = None, sup: tuple[str, ...] | None = None, sub: tuple[str, ...] | None = None, new: int | None = None
    ) -> Tokens:
        """The name with some pieces exchanged."""
        return spelt(
            self.base if base is None else base,
            self.sup if sup is None else sup,
            self.sub if sub is None else sub,
            self.new if new is None else new,
            change=self.change,
            bracketed=self.bracketed,
        )


class _Spelt:
    """All names of late: those of one generation and of the one before; whoever grades now has no older ones."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lock = Lock()
        self.young: dict[tuple[object, ...], Tokens] = {}
        self.old: dict[tuple[object, ...], Tokens] = {}

    def grown(self) -> None:
        """Let the names of the generation before go, where there are many of this one; what is known of names is asked anew."""
        if len(self.young) > GENERATION:
            self.old, self.young = self.young, {}
            for known in (_tokens, without_d, slope_by, state_of):
                known.cache_clear()


_SPELT: Final = _Spelt()


def spelt(
    base: str, sup: tuple[str, ...] = (), sub: tuple[str, ...] = (), new: int = 0, *, change: bool = False, bracketed: bool = False
) -> Tokens:
    """The one object for a name of these pieces."""
    key = (base, sup, sub, new, change, bracketed)
    with _SPELT.lock:
        found = _SPELT.young.get(key)
        if found is None:
            _SPELT.grown()
            found = _SPELT.old.get(key) or Tokens(base, sup, sub, new, change=change, bracketed=bracketed)
            _SPELT.young[key] = found
    return found


def _shape(token: str) -> str:
    if token.isdigit():
        return "0" * min(len(token), 3)
    if _UNIT.fullmatch(token):
        return "u"
    return "w"


def tokens(name: Name) -> Tokens:
    """The pieces of a name."""
    return _tokens((name.base, name.tail, name.sub, name.sup, name.brackets, name.primes, name.accents))


@lru_cache(maxsize=16384)
def _tokens(pieces: tuple[str, str, Indices, Indices, Indices, int, tuple[str, ...]]) -> Tokens:
    base, tail, subs, sups, brackets, primes, accents = pieces
    sub: list[str] = []
    base += "".join(accent for accent in ("hat", "bar", "tilde", "dot") if accent in accents)
    if tail:
        sub.append(tail)
    for index in (*subs, *brackets):
        for part in index.parts:
            sub.extend(_split(part))
    while sub and not any(c.isdigit() for c in sub[0]) and len(sub[0]) > 2 and sub[0] not in LAYER_WORDS and sub[0] not in UNIT_LAYERS:
        base, sub = base + sub[0], sub[1:]  # a word that belongs to the name: y_true, E_total, learning_rate
    if len(sub) == 2 and sub[0].isdigit() and _is_role(sub[1]) and UNIT_LAYERS.get(base, "i") != "i":
        base, sub = sub[1], [base + sub[0]]  # `h1_net` is `net_h1`
    sup = tuple(part for index in sups for part in index.parts)
    new = primes + accents.count("new")
    return spelt(base, sup, tuple(sub), new, change="change" in accents, bracketed=any(i.style for i in sups))


def _is_role(word: str) -> bool:
    """Whether a word says what is meant of the unit before it: its sum, its output, its error."""
    return len(word) > 1 and any(FAMILIES.get(word, {}).get(family, -9.0) >= USUAL for family in ("z", "a", "dz", "b", "t"))


def _split(part: str) -> list[str]:
    part = part.replace("\\", "")
    if _UNITS.fullmatch(part):
        return [letters + digits for letters, digits in _UNIT.findall(part)]
    match = _UNIT.fullmatch(part)
    return [match[1] + match[2]] if match else [part]


_WORD: Final = re.compile(r"(?P<base>[^\W\d_]+)_?(?P<number>\d*)")
_GRADIENT: Final = re.compile(r"(?:d|∂|grad_?|d_)([A-Za-z]|net|out|theta|Theta|omega|beta|bias|logits)")


@lru_cache(maxsize=16384)
def without_d(found: Tokens) -> Tokens | None:
    """What stands behind the d of a gradient's short name (`dW2` -> `W2`), None for other names."""
    match = _GRADIENT.fullmatch(found.base)
    if match:
        return found.changed(base=match[1])
    if found.base.startswith("grad") and not "gradient".startswith(found.base) and not found.base.startswith("gradient"):
        return found.changed(base=found.base[4:])
    return _indexed_by(found) if found.base.lower() in {"grad", "gradient"} else None


@lru_cache(maxsize=16384)
def slope_by(found: Tokens) -> Tokens | None:
    """What stands below a letter for derivatives (`J_V`, `g_b2`: by V, by b2); None for other names."""
    return _indexed_by(found) if found.base in {"J", "g", "G", "Jac"} else None


def _indexed_by(found: Tokens) -> Tokens | None:
    """The name that a name's first index spells: the V of `J_V`, the W2 of `grad_W2`."""
    behind = _WORD.fullmatch(found.sub[0]) if found.sub else None
    if behind is None:
        return None
    sub = ((behind["number"],) if behind["number"] else ()) + found.sub[1:]
    return found.changed(base=behind["base"], sub=sub)


def unit(token: str) -> tuple[str, int] | None:
    """The letter and number of a unit's name (`h1`), None for other tokens."""
    match = _UNIT.fullmatch(token)
    return (match[1], int(match[2])) if match else None


_STATE: Final = re.compile(r"(?P<state>[mvsGMV](?:_?hat)?)_?(?P<rest>.*)")
_PARAMETER: Final = re.compile(r"(?:d_?)?(?P<base>[wWbB]|theta|Theta|omega|beta|bias)_?(?P<number>\d*)")
_LONGER: Final = 3  # letters of a word that may be a parameter's


@lru_cache(maxsize=16384)
def state_of(found: Tokens) -> tuple[str, Tokens] | None:
    """The state and the parameter that a name such as `v_{w_1}`, `m_dW`, `vW[0][1]` speaks of; None for other names."""
    match = _STATE.fullmatch(found.base)
    if match is None:
        return None
    tag, rest = (match["rest"], found.sub) if match["rest"] else (found.sub[0] if found.sub else "", found.sub[1:])
    parameter = _PARAMETER.fullmatch(tag) or (_WORD.fullmatch(tag) if len(tag) > _LONGER else None)
    if parameter is None:
        return None
    sub = ((parameter["number"],) if parameter["number"] else ()) + rest
    return match["state"].replace("_", ""), found.changed(base=parameter["base"], sub=sub, new=0)
