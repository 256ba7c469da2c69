"""Hands that write the layer above the letter: round and square brackets, bare numbers, layers counted from the inputs."""

from __future__ import annotations

from tests.hands.families.typing import (
    LATEX,
    LATEX_TIMES,
    LOWERED,
    PLAIN,
    RAISED,
    UNICODE,
    latex_author,
    plain_author,
    unicode_author,
)
from tests.hands.hand import Hand
from tests.hands.quantities import Net, Var

LATEX_STATES = {"m": "m", "v": "v", "mhat": "\\hat{m}", "vhat": "\\hat{v}"}


# -- textbook: w_{12}^{(1)}, b_1^{(1)}, z_1^{(1)}, a_1^{(1)}, new values marked ---------------------------------------
def _textbook(v: Var, net: Net) -> str:
    above = f"({v.layer})" if v.layer and net.depth > 1 else ""
    sample = f"({v.sample})" if v.sample else ""
    new = ",".join(["\\text{neu}"] * v.after)
    match v.kind:
        case "L":
            base, lower = "L", ""
        case "Lk":
            base, lower = "L", str(v.unit)
        case "t":
            base, lower = "t", str(v.unit or "")
        case "a" if v.layer == 0:
            base, lower, above = "x", str(v.unit or ""), ""
        case "W":
            base, lower = ("w" if v.unit else "W"), (f"{v.unit}{v.sender}" if v.unit else "")
        case "m" | "v" | "mhat" | "vhat":
            base, lower = LATEX_STATES[v.kind], (f"{v.unit}{v.sender}" if v.sender else str(v.unit or ""))
            lower = f"b{lower}" if not v.weight else lower
        case _:
            base, lower = v.kind, str(v.unit or "")
    upper = ",".join(part for part in (above or sample, new) if part)
    return base + (f"_{{{lower}}}" if lower else "") + (f"^{{{upper}}}" if upper else "")


def _textbook_slope(of: Var, by: Var, net: Net) -> str:
    return f"\\frac{{\\partial {_textbook(of, net)}}}{{\\partial {_textbook(by, net)}}}"


TEXTBOOK = Hand(
    "textbook",
    LATEX,
    _textbook,
    _textbook_slope,
    latex_author,
    "\\frac{{\\partial {}}}{{\\partial {}}}",
    "$",
    "pmatrix",
    shows="names",
    rate="\\eta",
)


# -- theta: \theta_{12}^1, a_1^2 counted from the inputs, \ell, primes ------------------------------------------------
def _theta(v: Var, _net: Net) -> str:
    tick = "'" * v.after
    above = "" if not v.layer and v.kind != "a" else f"^{v.layer + 1 if v.kind == 'a' else v.layer}"
    above = above if not v.sample else f"^{{({v.sample})}}"
    lower = f"_{{{v.unit}{v.sender}}}" if v.sender else f"_{v.unit}" if v.unit else ""
    match v.kind:
        case "L" | "Lk":
            base = "\\ell"
        case "W":
            base = "\\theta" if v.unit else "\\Theta"
        case "m" | "v" | "mhat" | "vhat":
            base = LATEX_STATES[v.kind]
            lower = lower if v.weight else f"_{{b,{v.unit}}}"
        case "t":
            base, above = "t", above if v.sample else ""
        case _:
            base = v.kind
    return f"{base}{tick}{lower}{above}" if not above else f"{{{base}{tick}}}{lower}{above}" if tick else f"{base}{lower}{above}"


def _theta_slope(of: Var, by: Var, _net: Net) -> str:
    return f"\\frac{{\\partial {_theta(of, _net)}}}{{\\partial {_theta(by, _net)}}}"


THETA = Hand(
    "theta", LATEX_TIMES, _theta, _theta_slope, latex_author, "\\frac{{\\partial {}}}{{\\partial {}}}", "$$", "bmatrix", comma="{,}"
)


# -- brackets: W^{[1]}_{12}, dW^{[1]}, dz^{[1]}, J, :=, later passes write the same names -----------------------------
def _brackets(v: Var, net: Net) -> str:
    above = f"^{{[{v.layer}]}}" if v.layer else f"^{{({v.sample})}}" if v.sample else ""
    above = f"^{{[{v.layer}]({v.sample})}}" if v.layer and v.sample else above
    lower = f"_{{{v.unit}{v.sender}}}" if v.sender else f"_{v.unit}" if v.unit else ""
    match v.kind:
        case "L":
            base = "J"
        case "Lk":
            base = "L"
        case "t":
            base = "y"
        case "a" if v.layer == 0:
            base = "x"
        case "m" | "v":
            base = {"m": "m", "v": "v"}[v.kind] + "_{d" + ("W" if v.weight else "b") + "}"
            return base + above + (f"[{v.unit},{v.sender}]" if v.sender and net.sizes[0] > 1 else "")
        case "mhat" | "vhat":
            base = LATEX_STATES[v.kind] + "_{dW}"
            return base + above
        case _:
            base = v.kind
    return base + above + lower


def _brackets_slope(of: Var, by: Var, net: Net) -> str:
    if of.kind == "L":
        return "d" + _brackets(by, net)
    return f"\\frac{{\\partial {_brackets(of, net)}}}{{\\partial {_brackets(by, net)}}}"


BRACKETS = Hand(
    "brackets",
    LATEX,
    _brackets,
    _brackets_slope,
    latex_author,
    "\\frac{{d{}}}{{d{}}}",
    "$",
    "bmatrix",
    identity="z",
    calculates=False,
    assigns=" := ",
)


# -- unicode: w₁₂⁽¹⁾, z₁⁽¹⁾, ŷ, ∂L/∂w₁₂⁽¹⁾ ----------------------------------------------------------------------------
def _unicode(v: Var, net: Net) -> str:
    above = f"({v.layer})".translate(RAISED) if v.layer and net.depth > 1 else ""
    above = f"({v.sample})".translate(RAISED) if v.sample else above
    lower = f"{v.unit or ''}{v.sender or ''}".translate(LOWERED)
    tick = "′" * v.after
    match v.kind:
        case "L" | "Lk":
            base = "L"
        case "a" if v.layer == 0:
            base, above = "x", above if v.sample else ""
        case "W":
            base = "w" if v.unit else "W"
        case "m" | "v" | "mhat" | "vhat":
            base = {"m": "m", "v": "v", "mhat": "m̂", "vhat": "v̂"}[v.kind] + ("" if v.weight else "_b")
        case _:
            base = v.kind
    return base + lower + above + tick


def _unicode_slope(of: Var, by: Var, net: Net) -> str:
    return f"∂{_unicode(of, net)}/∂{_unicode(by, net)}"


UNICODE_HAND = Hand(
    "unicode",
    UNICODE,
    _unicode,
    _unicode_slope,
    unicode_author,
    "∂{}/∂{}",
    equals=" ≈ ",
    matrix="columns",
    identity="a",
    separator=" ; ",
    rate="η",
)


# -- caret: w12^(1) leads from 1 to 2; E, dE/dw12^(1), + for the new one ----------------------------------------------
def _caret(v: Var, _net: Net) -> str:
    above = f"^({v.layer})" if v.layer or v.kind == "a" else ""
    above = f"^({v.sample})" if v.sample else above
    plus = "+" * v.after if v.kind in {"W", "b", "m", "v", "mhat", "vhat"} else ""
    match v.kind:
        case "L" | "Lk":
            base, lower = "E", str(v.unit or "")
        case "W":
            base, lower = ("w" if v.unit else "W"), (f"{v.sender}{v.unit}" if v.unit else "")
        case "m" | "v" | "mhat" | "vhat":
            base, lower = (
                {"mhat": "m_hat", "vhat": "v_hat"}.get(v.kind, v.kind),
                (f"{v.sender}{v.unit}" if v.sender else f"b{v.unit or ''}"),
            )
            lower = lower if v.kind in {"m", "v"} and v.unit else ""
        case _:
            base, lower = v.kind, str(v.unit or "")
    if v.kind == "t":
        above = f"^({v.sample})" if v.sample else ""
    return base + lower + above + plus


def _caret_slope(of: Var, by: Var, _net: Net) -> str:
    return f"d{_caret(of, _net)}/d{_caret(by._replace(after=0), _net)}"


CARET = Hand("caret", PLAIN, _caret, _caret_slope, plain_author, from_to=True, shows="names", separator="; ", rate="lr")
