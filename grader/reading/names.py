"""One name taken apart: its base, digits, indices, primes and accents, whatever way it was written."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from grader.reading.tokens import ACCENTS, FONTS, GREEK, GREEK_WORDS, LAYER, LETTER, MARK, MARKED
from grader.reading.tree import Index, Name, Span

NEW: Final = frozenset((
    "new", "neu", "novo", "nova", "nuevo", "nueva", "nouveau", "nuovo", "nouv", "updated", "update", "upd", "ny", "nya", "nieuw", "nowe",
    "baru", "after", "nach", "depois", "efter", "dopo", "despues", "aktualisiert", "atualizado", "actualizado", "uppdaterad", "+", "*",
))  # fmt: skip
OLD: Final = frozenset(("old", "alt", "velho", "antigo", "viejo", "vecchio", "gammal", "before", "antes", "vorher"))
MARKS: Final = {**dict.fromkeys(NEW, "new"), **dict.fromkeys(OLD, "old"), "hat": "hat", "bar": "bar", "tilde": "tilde", "prime": "prime"}
_STEPS: Final = frozenset(("t+1", "n+1", "k+1", "i+1", "s+1", "τ+1"))
_ACCENT_OF: Final = {"widehat": "hat", "widetilde": "tilde", "overline": "bar", "underline": "vec", "check": "hat", "ddot": "dot"}
_BOLD: Final = frozenset(("mathbf", "boldsymbol", "bm", "bf", "pmb", "textbf"))
_COMBINING = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0307": "dot", "\u20d7": "vec", "\u0305": "bar", "\u030c": "hat"}
_SUBSCRIPTS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-()aehijklmnoprstuvx")
SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᴺ", "0123456789+-()niabcdefghjklmoprstuvwxyzLN")
_CANONICAL: Final = {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varsigma": "sigma", "varpi": "pi",
    "ϵ": "epsilon", "ε": "epsilon",
    "ϑ": "theta", "ϕ": "phi", "φ": "phi", "ℓ": "ell", "ς": "sigma", "µ": "mu", "ϱ": "rho", "ϖ": "pi", "∆": "Delta",
}  # fmt: skip
_INDEX_SIGNS = (
    ("\\to", ","), ("\\rightarrow", ","), ("→", ","), ("->", ","), ("\\prime", "prime"),
    ("\\star", "*"), ("\\ast", "*"), ("\\dagger", "*"), ("−", "-"), ("–", "-"),
)  # fmt: skip
_GREEK: Final = frozenset(GREEK_WORDS.split("|"))
_PIECE: Final = re.compile(
    rf"(?P<sub>\s?_\s*(?:(?P<subgroup>\{{)|(?P<subtext>\\(?:{FONTS}|{GREEK_WORDS})(?![A-Za-z])\s*(?:\{{[^{{}}]*\}})?\d*|\d+|:|[{LETTER}{GREEK}][A-Za-z0-9]*)))"
    r"|(?P<sup>\s?\^\s*(?:(?P<supgroup>\{)|(?P<suptext>\\[a-z]+|\d+|\([^()]*\)|\[[^\[\]]*\]|[A-Za-z]+|[*+'])))"
    r"|(?P<primes>['’′″]+)(?P<number>\d{1,2})?|(?P<low>[₀-₎ₐ-ₜᵢᵣᵤᵥⱼ]+)|(?P<high>[⁰¹²³⁴-⁾ⁿⁱᵃ-ᶻʰʲʳˢˡʷˣʸᴸᴺ]+)|(?P<bracket>\[[^\[\]]*\])"
)
_SUFFIX: Final = re.compile(r"(?P<hat>\^(?=$))|(?P<mark>\+\+|[+*]|new|neu|novo|nuevo|old|alt)|(?P<time>\([tnk](?:\s*\+\s*[12])?\))")
_MARKED: Final = re.compile(MARKED)
_MARK_OR_LAYER: Final = re.compile(f"{MARK}|{LAYER}")
_TRANSPOSED: Final = re.compile(r"\^\{(?P<inside>.+?)\s*\^?\s*(?:T|\\top|⊤|\{T\})\s*\}")
_CHANGE: Final = re.compile(r"(?:\\Delta(?![A-Za-z])|[Δ∆])\s*(?=[A-Za-zΑ-ω\\])")
_WRAPPER: Final = re.compile(rf"\\({ACCENTS}|{FONTS})(?![A-Za-z])\s*")
_COMMAND: Final = re.compile(rf"\\({GREEK_WORDS})(?![A-Za-z])")
_LETTERS: Final = re.compile(rf"[{GREEK}][\u0300-\u036f\u20d7]?|[{LETTER}](?:[{LETTER}\u0300-\u036f\u20d7-])*")
_DIGITS: Final = re.compile(r"\d+")
_UNWRAP: Final = re.compile(rf"\\(?:{FONTS})\s*\{{?|[{{}}$]|\\[,;:! ]")
_PARTS: Final = re.compile(rf"[{LETTER}{GREEK}]+(?:\s*_?\s*\d+)?(?:\s*[-+]\s*(?:\d+|[a-z]))?['′]*|\d+(?:\s*[-+]\s*\d+)?'{{0,2}}|[:*+]")


class Parts(NamedTuple):
    """A name without its place: the fields of `tree.Name` up to the accents."""

    base: str
    tail: str
    sub: tuple[Index, ...]
    sup: tuple[Index, ...]
    brackets: tuple[Index, ...]
    primes: int
    accents: tuple[str, ...]

    def at(self, span: Span, text: str) -> Name:
        """The name in its place, with its ink."""
        return Name(self.base, self.tail, self.sub, self.sup, self.brackets, self.primes, self.accents, span, text)


class Taken:
    """The pieces of one name while it is being taken apart."""

    __slots__ = ("accents", "brackets", "primes", "sub", "sup")

    def __init__(self) -> None:
        """Nothing found yet."""
        self.sub: list[Index] = []
        self.sup: list[Index] = []
        self.brackets: list[Index] = []
        self.primes = 0
        self.accents: list[str] = []

    def add(self, inside: str, indices: list[Index]) -> None:
        """Keep an index, or what it marks: `new`, `old`, an accent, a prime."""
        inside = "prime" if inside in {"'", "’"} else inside.strip()
        if len(inside) > 1 and _MARKED.fullmatch(inside) and len(pieces := _MARK_OR_LAYER.findall(inside)) > 1:
            for piece in pieces:
                self.add(piece, indices)
            return
        marks = len(inside) - len(inside.rstrip("'"))
        if marks and inside[-marks - 1 : -marks] in {")", "]"}:
            self.primes += marks
            inside = inside[:-marks]
        index = index_of(inside)
        if not index.parts:
            return
        kept = []
        for written in index.parts:
            part = written.rstrip("'")
            self.primes += len(written) - len(part)
            self.accents += ["new"] * (part.endswith("+2") and part[:-1] + "1" in _STEPS)
            mark = "new" if part[:-1] + "1" in _STEPS else MARKS.get(part.lower() if len(part) > 1 else part)
            if mark == "prime":
                self.primes += 1
            elif mark is None:
                kept.append(part)
            else:
                self.accents.append(mark)
        if tuple(kept) == index.parts:
            indices.append(index)
        elif kept:
            indices.append(Index(",".join(kept), tuple(kept), index.style))


def index_of(inside: str) -> Index:
    """What stands inside the braces of a sub- or superscript, taken apart."""
    text = _COMMAND.sub(lambda match: _CANONICAL.get(match[1], match[1]) + " ", inside) if "\\" in inside else inside
    for command, sign in _INDEX_SIGNS:
        text = text.replace(command, sign)
    text = _UNWRAP.sub("", text).strip()
    style = ""
    if len(text) > 1 and text[0] + text[-1] in {"()", "[]", "<>"}:
        style = text[0] + text[-1]
        text = text[1:-1].strip()
    parts = tuple(re.sub(r"[\s_]", "", part) for part in _PARTS.findall(text))
    return Index(text, tuple("".join(_CANONICAL.get(c, _greek(c)) for c in part) if not part.isascii() else part for part in parts), style)


def _greek(char: str) -> str:
    """A Greek letter's English name; any other character as it is."""
    if "\u0370" <= char <= "\u03ff":
        words = unicodedata.name(char, "").split()
        if words[2:3] == ["LETTER"] and len(words) > 3:
            word = {"LAMDA": "lambda"}.get(words[3], words[3].lower())
            return word.capitalize() if words[1] == "CAPITAL" else word
    return char


def _letters(run: str, taken: Taken) -> str:
    """A run of letters as a base; accented Latin letters of one-letter names give up their accent."""
    if run.isascii():
        return run
    for mark, accent in _COMBINING.items():
        spread = unicodedata.normalize("NFD", run)
        if mark in spread and len(spread) == 2:
            taken.accents.append(accent)
            return _letters(spread[0], taken)
    return _CANONICAL.get(run) or (_greek(run) if len(run) == 1 else run)


def _group_end(text: str, start: int) -> int:
    """The place behind the brace that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place + 1
    return len(text)


def _core(text: str, place: int, taken: Taken) -> tuple[str, int]:
    """The base that begins at `place`, and where it ends."""
    wrapper = _WRAPPER.match(text, place)
    if wrapper is not None:
        word = wrapper[1]
        if word in _BOLD:
            taken.accents.append("bold")
        elif word in _ACCENT_OF or word in ACCENTS.split("|"):
            taken.accents.append(_ACCENT_OF.get(word, word))
        if wrapper.end() < len(text) and text[wrapper.end()] == "{":
            end = _group_end(text, wrapper.end())
            return _inner(text[wrapper.end() + 1 : end - 1].strip(), taken), end
        return _core(text, wrapper.end(), taken)
    command = _COMMAND.match(text, place)
    if command is not None:
        return _CANONICAL.get(command[1], command[1]), command.end()
    letters = _LETTERS.match(text, place)
    if letters is None:
        return "", place
    return _letters(letters[0], taken), letters.end()


def _inner(text: str, taken: Taken) -> str:
    """The base inside the braces of an accent or a font; its digits and indices are kept with the whole name's."""
    inner = take(text)
    if inner is None:
        return ""
    taken.sub += [*inner.brackets, *inner.sub]
    taken.sup += inner.sup
    taken.primes += inner.primes
    taken.accents += inner.accents
    return inner.base + ("\0" + inner.tail if inner.tail else "")


def _decorate(text: str, place: int, taken: Taken) -> int:
    """Collect all that hangs on a base from `place` on; gives the end."""
    while piece := _TRANSPOSED.match(text, place) or _PIECE.match(text, place) or _SUFFIX.match(text, place):
        place = piece.end()
        kind = piece.lastgroup
        if kind in {"sub", "sup"}:
            indices = taken.sub if kind == "sub" else taken.sup
            inside = piece[kind + "text"]
            if inside is None:
                start, place = place - 1, _group_end(text, place - 1)
                inside = text[start + 1 : place - 1]
            taken.add(inside, indices)
        elif kind == "inside":
            taken.add(piece["inside"], taken.sup)
            taken.accents.append("transposed")
        elif kind == "hat":
            taken.accents.append("hat")
        elif kind in {"mark", "time"}:
            taken.add(piece[0], taken.sup)
        elif kind in {"primes", "number"}:
            taken.primes += sum(2 if mark == "″" else 1 for mark in piece["primes"])
            if piece["number"]:
                taken.add(piece["number"], taken.sub)
        elif kind == "bracket":
            taken.brackets.append(index_of(piece[0][1:-1].replace("²", "^2")))
        else:
            table, indices = (_SUBSCRIPTS, taken.sub) if kind == "low" else (SUPERSCRIPTS, taken.sup)
            taken.add(piece[0].translate(table), indices)
    return place


def take(text: str) -> Parts | None:
    """The parts of a text that is one name from end to end; None if it is not."""
    taken = Taken()
    place = 0
    change = _CHANGE.match(text)
    if change is not None:
        taken.accents.append("change")
        place = change.end()
    base, place = _core(text, place, taken)
    base, _, inner_tail = base.partition("\0")
    digits = _DIGITS.match(text, place)
    tail = inner_tail + (digits[0] if digits else "")
    place = _decorate(text, digits.end() if digits else place, taken)
    if place != len(text) or not base or (base == "Delta" and change is not None):
        return None
    found = Parts(base, tail, tuple(taken.sub), tuple(taken.sup), tuple(taken.brackets), taken.primes, tuple(taken.accents))
    return _of_mark(found) if base.lower() in MARKS and len(base) > 1 and len(found.sub) == 1 else found


def _of_mark(found: Parts) -> Parts:
    """`new_{w1}` as the new w1; the name as it is where its index is no name."""
    inner = take(found.sub[0].text)
    if inner is None or inner.base in MARKS or found.tail or found.sup or found.brackets:
        return found
    return inner._replace(primes=inner.primes + found.primes, accents=(*inner.accents, *found.accents, MARKS[found.base.lower()]))


_KNOWN: Final[dict[str, Parts | None]] = {}


def parts_of(text: str) -> Parts | None:
    """The same as `take`, remembered: a sheet writes its few names over and over."""
    try:
        return _KNOWN[text]
    except KeyError:
        if len(_KNOWN) > 20000:
            _KNOWN.clear()
        found = _KNOWN[text] = take(text) if len(text) <= 200 else None
        return found
