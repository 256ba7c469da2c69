"""Hands in which letters and unit names say the layer: net_h1 and out_h1, units numbered through, h and ŷ, a program."""

from __future__ import annotations

from tests.hands.families.typing import (
    LATEX,
    PLAIN,
    PLAIN_SPACED,
    PROGRAM,
    bracket_author,
    latex_author,
    plain_author,
    tight_author,
)
from tests.hands.hand import Hand
from tests.hands.quantities import Net, Var


def _before(net: Net, v: Var) -> int:
    """How many weights stand before a layer's first."""
    return sum(net.sizes[l] * net.sizes[l - 1] for l in range(1, v.layer))


# -- units: net_{h1}, out_{h1}, w_5, b_1, E_{total}, w_5^+ ------------------------------------------------------------
def _units(v: Var, net: Net) -> str:  # noqa: PLR0911 (one for each kind of name)
    letter = "i" if v.layer == 0 else "o" if v.layer == net.depth else "h"
    unit = f"{letter}{v.unit}" if v.unit else letter
    plus = f"^{{{'+' * v.after}}}" if v.after else ""
    sample = f"^{{({v.sample})}}" if v.sample else ""
    match v.kind:
        case "L":
            return "E_{total}" + plus + sample
        case "Lk":
            return f"E_{{o{v.unit}}}{plus}"
        case "t":
            return f"target_{{o{v.unit}}}{sample}" if v.unit else f"target_o{sample}"
        case "a" if v.layer == 0:
            return (f"i_{v.unit}" if v.unit else "i") + sample
        case "W" if v.unit:
            return f"w_{{{_before(net, v) + (v.unit - 1) * net.sizes[v.layer - 1] + v.sender}}}{plus}"
        case "W":
            return f"W_{{{letter}}}{plus}"
        case "b":
            first = sum(net.sizes[1 : v.layer])
            if not v.unit:
                return (f"b_{v.layer}" if net.shared else f"b_{{{letter}}}") + plus
            return f"b_{{{first + v.unit}}}{plus}"
        case "z":
            return f"net_{{{unit}}}{plus}{sample}"
        case "a":
            return f"out_{{{unit}}}{plus}{sample}"
        case state:
            of = f"w_{_before(net, v) + (v.unit - 1) * net.sizes[v.layer - 1] + v.sender}" if v.sender else f"b_{v.unit}"
            symbol = {"mhat": "\\hat{m}", "vhat": "\\hat{v}"}.get(state, state)
            return f"{symbol}_{{{of}}}{plus}"


def _units_slope(of: Var, by: Var, net: Net) -> str:
    return f"\\frac{{\\partial {_units(of, net)}}}{{\\partial {_units(by, net)}}}"


UNITS = Hand("units", LATEX, _units, _units_slope, latex_author, "\\frac{{\\partial {}}}{{\\partial {}}}", "$", "pmatrix")


# -- numbered: units numbered through the network: x1, net3, y3, w13, delta3, w13(new) --------------------------------
def _place(v: Var, net: Net) -> str:
    return "" if net.depth == 1 else "_out" if v.layer == net.depth else "_hidden"


def _numbered(v: Var, net: Net) -> str:
    number = sum(net.sizes[: v.layer]) + v.unit
    new = "_new" * v.after if v.kind in {"W", "b"} or not v.sample else ""
    sample = f"({v.sample})" if v.sample else ""
    match v.kind:
        case "L":
            return f"E{new}{sample}"
        case "Lk":
            return f"E{sum(net.sizes[:-1]) + v.unit}{new}"
        case "t":
            return f"t{sum(net.sizes[:-1]) + v.unit}{sample}"
        case "a" if v.layer == 0:
            return (f"x{v.unit}" if v.unit else "x") + sample
        case "W" if v.unit:
            return f"w{sum(net.sizes[: v.layer - 1]) + v.sender}{number}{new}"
        case "W":
            return f"W{v.layer}{new}"
        case "b" | "z" | "a":
            letter = {"b": "b", "z": "net", "a": "y"}[v.kind]
            return f"{letter}{number if v.unit else _place(v, net)}{new}{sample}"
        case state:
            of = f"w{sum(net.sizes[: v.layer - 1]) + v.sender}{number}" if v.sender else f"b{number}"
            return f"{state}_{of}{new}"


def _numbered_slope(of: Var, by: Var, net: Net) -> str:
    if of.kind == "L" and by.kind == "z":
        number = sum(net.sizes[: by.layer]) + by.unit
        sample = f"({by.sample})" if by.sample else ""
        return f"delta{number if by.unit else _place(by, net)}{'_new' * by.after if not sample else ''}{sample}"
    return f"d{_numbered(of, net)}/d{_numbered(by, net)}"


NUMBERED = Hand("numbered", PLAIN, _numbered, _numbered_slope, tight_author, from_to=True, separator="; ")


# -- hidden: h1, y1_hat; weights w into the hidden, v into the output layer -------------------------------------------
def _hidden(v: Var, net: Net) -> str:  # noqa: PLR0911 (one for each kind of name)
    top = v.layer == net.depth
    lone = net.sizes[-1] == 1
    old = "_new" * v.after if v.kind in {"W", "b"} or not v.sample else ""
    unit = str(v.unit or "") if not (top and lone) else ""
    sample = f"_{v.sample}" if v.sample else ""
    match v.kind:
        case "L":
            return f"Loss{old}{sample}"
        case "Lk":
            return f"Loss{v.unit}{old}{sample}"
        case "t":
            return f"t{v.unit if not lone and v.unit else ''}{sample}"
        case "a" if v.layer == 0:
            return f"x{v.unit or ''}{sample}"
        case "a":
            return f"yhat{unit}{sample}{old}" if top else f"h{unit}{sample}{old}"
        case "z":
            return f"{'u' if top and net.depth > 1 else 's'}{unit}{sample}{old}"
        case "W":
            letter = "v" if top and net.depth > 1 else "w"
            if not v.unit:
                return letter.upper() + old
            return f"{letter}{v.sender if top and lone else f'{v.unit}{v.sender}'}{old}"
        case "b":
            return f"{'c' if top and net.depth > 1 else 'b'}{unit}{old}"
        case state:
            return f"{state}_{'w' if v.weight else 'b'}{v.sender if v.sender and net.sizes[0] > 1 else ''}{old}"


def _hidden_slope(of: Var, by: Var, net: Net) -> str:
    return f"d{_hidden(of, net)}/d{_hidden(by, net)}"


HIDDEN = Hand("hidden", PLAIN_SPACED, _hidden, _hidden_slope, plain_author, identity="a", shows="values", calculates=False, separator="; ")


# -- program: W1[0][1], dW1[0][1], zero-based, lists of lists ---------------------------------------------------------
def _program(v: Var, net: Net) -> str:
    sample = f"[{v.sample - 1}]" if v.sample else ""
    index = "".join(f"[{n - 1}]" for n in (v.unit, v.sender) if n)
    layer = str(v.layer) if net.depth > 1 and v.layer else ""
    match v.kind:
        case "L":
            return f"loss{sample}"
        case "Lk":
            return f"loss{index}"
        case "t":
            return f"t{sample or index}"
        case "a" if v.layer == 0:
            return f"x{sample}{index}" if not sample or net.sizes[0] > 1 else f"x{sample}"
        case "m" | "v" | "mhat" | "vhat":
            return f"{v.kind}{'W' if v.weight else 'b'}{layer}{index}"
        case "z" | "a" if sample:
            return f"{v.kind}{layer}{sample}"
        case _:
            return f"{v.kind}{layer}{index}"


def _program_slope(of: Var, by: Var, net: Net) -> str:
    if of.kind == "L":
        return "d" + _program(by, net)
    return f"d{_program(of, net)}/d{_program(by, net)}"


PROGRAM_HAND = Hand(
    "program", PROGRAM, _program, _program_slope, bracket_author, "d{}_d{}", shows="names", calculates=False, separator="; "
)
