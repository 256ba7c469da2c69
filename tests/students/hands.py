"""The hands: more than a dozen ways of naming the quantities of a network, each as students and textbooks really write them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .dialects import LATEX, LATEX_LONG, PLAIN, PLAIN_LONG, UNICODE, UNICODE_LONG, Dialect
from .expressions import Q
from .networks import Network

Script = tuple[str, str, str]
LAYER = {"numpy": "{}", "paren": "({})", "bracket": "[{}]", "bare": "{}", "none": ""}


@dataclass(frozen=True, slots=True)
class Hand:
    """One naming: letters, where the layer number stands, index order, first unit, and special names of small networks."""

    id: str
    dialect: Dialect
    letters: dict[str, str] = field(default_factory=dict)
    layer: str = "paren"  # paren, bracket, bare, none: repeated names under headings
    offsets: dict[str, int] = field(default_factory=dict)
    from_to: bool = False
    unit_base: int = 1
    input_name: str = "x"  # empty: the inputs are activations of layer 0
    delta: bool = False  # dL/dz is called delta
    prime: str = "tick"  # tick, raised, new, plus
    reversed_sign: bool = False
    by_input: bool = False  # running weight numbers go along the senders
    layout: str = "lines"  # lines, vectors, table
    fits: Callable[[Network], bool] = lambda _: True
    declares: bool = False  # the course says in the problem file how it names things
    special: Callable[[Hand, Network, Q], Script | None] = lambda *_: None

    def name(self, net: Network, q: Q) -> str:
        """The quantity's name as this hand writes it."""
        if q.kind in DERIVATIVES:
            return self._derivative(net, q)
        base, lower, upper = self.special(self, net, replace(q, after=0)) or self._script(q)
        if q.after:
            base, lower, upper = self._primed(base, lower, upper)
        return self.dialect.script(base, lower, upper)

    def _primed(self, base: str, lower: str, upper: str) -> Script:
        if self.prime == "plus":
            return base, lower, f"{upper}+"
        if self.prime == "new":
            return base, f"{lower},new" if lower else "new", upper
        if self.dialect.id != "latex":
            return (base, lower, f"{upper}'") if upper else (base, f"{lower}'", "") if lower else (f"{base}'", "", "")
        if not upper:
            return f"{base}'", lower, ""
        # Two raised marks one after another are no LaTeX; people write either of these.
        return (base, lower, f"\\prime {upper}") if self.prime == "raised" else (f"{{{base}'}}", lower, upper)

    def _derivative(self, net: Network, q: Q) -> str:
        kinds = DERIVATIVES[q.kind]
        if self.delta and q.kind == "dLdz":
            return self._delta(net, q)
        if q.kind == "DW":
            symbol = self.name(net, Q("W", q.l, q.j, q.i))
            return f"{self.dialect.greek['Delta']} {symbol}" if self.dialect.id == "latex" else f"Δ{symbol}"
        if self.reversed_sign and q.kind == "dLda":
            return self.dialect.script("e", *self._script(Q("z", q.l, q.j))[1:])
        top = Q("Lk", 0, q.i) if q.kind == "dLkda" else Q("L") if kinds[0] == "L" else Q(kinds[0], q.l, q.j)
        bottom = Q(kinds[1], q.l, q.j, q.i if kinds[1] == "W" else 0)
        return self.dialect.partial.format(self.name(net, top), self.name(net, bottom))

    def _delta(self, net: Network, q: Q) -> str:
        base, lower, upper = self.special(self, net, Q("a", q.l, q.j)) or self._script(Q("z", q.l, q.j))
        short = f"{base}_{lower}" if base in {"h", "o"} and lower and not upper else lower
        if base in {"h", "o"}:
            short = f"{base}{lower}"
        return self.dialect.script(self.dialect.greek["delta"], short, upper)

    def _script(self, q: Q) -> Script:
        letter = self.letters.get("L" if q.kind == "Lk" else q.kind, q.kind.removesuffix("k"))
        letter = self.dialect.greek.get(letter, letter)
        unit = str(q.j - 1 + self.unit_base) if q.j else ""
        sender = str(q.i - 1 + self.unit_base) if q.i else ""
        if q.kind == "a" and q.l == 0 and self.input_name:
            return self.input_name, unit, ""
        if q.kind in {"L", "eta"}:
            return letter, "", ""
        if q.kind in {"t", "Lk"}:
            return letter, unit, ""
        lower = (sender + unit if self.from_to else unit + sender) if q.kind == "W" else unit
        layer = LAYER[self.layer].format(q.l + self.offsets.get(q.kind, 0))
        return letter, lower, layer


DERIVATIVES = {
    "dLda": ("L", "a"),
    "dLkda": ("Lk", "a"),
    "dadz": ("a", "z"),
    "dLdz": ("L", "z"),
    "dzdW": ("z", "W"),
    "dLdW": ("L", "W"),
    "dLdb": ("L", "b"),
    "DW": ("W", ""),
}


def running_number(net: Network, q: Q, *, by_input: bool) -> int:
    """The number of a weight when all are numbered through: unit by unit, or sender by sender."""
    before = sum(net.size(layer) * net.size(layer - 1) for layer in range(1, q.l))
    senders, units = net.size(q.l - 1), net.size(q.l)
    return before + ((q.i - 1) * units + q.j if by_input else (q.j - 1) * senders + q.i)


def _mazur(hand: Hand, net: Network, q: Q) -> Script | None:
    """out_h1, net_o1, w5, E_o1: hidden and output units by letter, weights numbered through, one bias a layer."""
    if q.kind == "b":
        return "b", str(q.l if net.shared else q.j + (net.size(1) if q.l > 1 else 0)), ""
    if q.kind == "W":
        return "w", str(running_number(net, q, by_input=hand.by_input)), ""
    unit = f"o{q.j}" if q.l in {0, net.depth} else f"h{q.j}"
    names = {"z": ("net", unit), "t": ("target", unit), "Lk": ("E", unit), "L": ("E", "total")}
    names["a"] = ("out", unit) if q.l else ("i", str(q.j))
    return (*names[q.kind], "") if q.kind in names else None


def _hidden_output(hand: Hand, net: Network, q: Q) -> Script | None:
    """h_1 and y-hat_1, weights w into the hidden and v into the output layer."""
    top = q.l == net.depth
    match q.kind:
        case "a" if q.l:
            return (hand.dialect.hat.format("y"), str(q.j), "") if top else ("h", str(q.j), "")
        case "z":
            return ("s" if not top else "u"), str(q.j), ""
        case "W":
            pair = (q.i, q.j) if hand.from_to else (q.j, q.i)
            return ("v" if top else "w"), f"{pair[0]}{pair[1]}", ""
        case "b":
            return ("c" if top else "b"), str(q.j or ""), ""
        case "t":
            return "y", str(q.j), ""
        case _:
            return None


def _two_layers(net: Network) -> bool:
    return net.depth == 2


_THETA = {"W": "theta", "L": "ell"}
HANDS: tuple[Hand, ...] = (
    Hand("theta-superscript", LATEX, _THETA, "bare", {"a": 1}, input_name=""),
    Hand("latex-superscript", LATEX_LONG, {"W": "w"}, "bare", prime="new"),
    Hand("latex-paren", LATEX, {"W": "w"}, "paren", prime="new"),
    Hand("latex-bracket", LATEX, {}, "bracket", prime="raised"),
    Hand("plain-headings", PLAIN, {"W": "w", "L": "L"}, "none", fits=_two_layers),
    Hand("plain-caret", PLAIN_LONG, {"W": "theta", "L": "l"}, "bare"),
    Hand("plain-paren", PLAIN, {"W": "w", "L": "E", "t": "y"}, "paren"),
    Hand("unicode", UNICODE, {"W": "w"}, "paren"),
    Hand("unicode-superscript", UNICODE_LONG, {"W": "w", "L": "C"}, "bare", {}, delta=True),
    Hand("mazur-latex", LATEX_LONG, {}, prime="plus", fits=_two_layers, declares=True, special=_mazur),
    Hand("mazur-plain", PLAIN, {}, prime="plus", fits=_two_layers, declares=True, special=_mazur, delta=True),
    Hand("mazur-by-input", LATEX, {}, prime="new", by_input=True, fits=_two_layers, declares=True, special=_mazur, delta=True),
    Hand("from-to", LATEX, {"W": "w"}, "paren", from_to=True, declares=True),
    Hand("from-to-plain", PLAIN, {"W": "W", "L": "J"}, "bracket", from_to=True, declares=True),
    Hand("hidden-output", LATEX, {}, prime="new", fits=_two_layers, declares=True, special=_hidden_output),
    Hand("hidden-output-plain", PLAIN_LONG, {"L": "E"}, fits=_two_layers, declares=True, special=_hidden_output, from_to=True),
    Hand("delta-paren", LATEX_LONG, {"W": "w"}, "paren", delta=True),
    Hand("delta-superscript", LATEX, {"W": "w", "L": "C", "t": "y"}, "bare", {}, delta=True, prime="new"),
    Hand("zero-based", LATEX, {"W": "w"}, "paren", unit_base=0, declares=True),
    Hand("zero-based-plain", PLAIN, {"W": "w"}, "bracket", unit_base=0, declares=True, delta=True),
    Hand("table-unicode", UNICODE, {"W": "w"}, "paren", layout="table"),
    Hand("table-latex", LATEX, {"W": "w"}, "bare", layout="table", delta=True),
    Hand("vectors-latex", LATEX, {"W": "W"}, "paren", layout="vectors", delta=True),
    Hand("vectors-numpy", PLAIN, {"W": "W", "z": "Z", "a": "A"}, "numpy", layout="vectors", declares=True),
    Hand("target-minus-output", LATEX, {"W": "w"}, "paren", delta=True, reversed_sign=True, prime="new", declares=True),
    Hand(
        "target-minus-output-plain", PLAIN, {"W": "w", "a": "o", "z": "net"}, "bracket", {}, delta=True, reversed_sign=True, declares=True
    ),
)


def random_hand(rng: random.Random, net: Network, only: str = "") -> Hand:
    """A hand that can name this network's quantities."""
    return rng.choice([hand for hand in HANDS if hand.fits(net) and only in hand.id])
