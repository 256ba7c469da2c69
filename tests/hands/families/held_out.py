"""The three hands that were written when the reader was done: activations z under a, local fields v, words of another language."""

from __future__ import annotations

from tests.hands.families.typing import LATEX, LATEX_TIMES, PLAIN_SPACED, latex_author, plain_author
from tests.hands.hand import Hand
from tests.hands.quantities import Net, Var

STATES = {"m": "m", "v": "s", "mhat": "\\hat{m}", "vhat": "\\hat{s}"}


# -- sums: a_j sums, z_j = h(a_j), outputs y_k, w_{ji}^{(1)}, the bias w_{j0}^{(1)}, \delta_j ------------------------------
def _sums(v: Var, net: Net) -> str:
    above = f"^{{({v.layer})}}" if v.kind in {"W", "b"} and net.depth > 1 else ""
    new = "^{\\text{new}}" if v.after == 1 else "^{\\text{new,new}}" if v.after else ""
    if above and new:
        above, new = f"^{{({v.layer}){', new' * v.after}}}", ""
    sample = f"^{{({v.sample})}}" if v.sample else ""
    lower = f"_{{{v.unit}{v.sender}}}" if v.sender else f"_{v.unit}" if v.unit else ""
    match v.kind:
        case "L" | "Lk":
            return f"E{lower}{new or sample}"
        case "a" if v.layer in {0, net.depth}:
            return f"{'x' if not v.layer else 'y'}{lower}{new or sample}"
        case "a":
            return f"z{lower}{new or sample}"
        case "z":
            top = "a^{\\text{out}}" if net.depth > 1 and v.layer == net.depth else "a"
            return f"{top}{lower}{new or sample}"
        case "W":
            return f"{'w' if v.unit else 'W'}{lower}{above}{new}"
        case "b":
            return (f"w_{{{v.unit}0}}" if v.unit else "w_0") + above + new
        case "t":
            return f"t{lower}{sample}"
        case state:
            return f"{STATES[state]}{lower if v.weight else f'_{{{v.unit}0}}'}{new}"


def _sums_slope(of: Var, by: Var, net: Net) -> str:
    if of.kind == "L" and by.kind == "z":
        unit = f"_{by.unit}" if by.unit else ""
        place = f"^{{({by.layer})}}" if net.depth > 1 else ""
        return f"\\delta{unit}{place}" if not by.sample else f"\\delta{unit}^{{({by.sample})}}"
    return f"\\frac{{\\partial {_sums(of, net)}}}{{\\partial {_sums(by, net)}}}"


SUMS = Hand("sums", LATEX, _sums, _sums_slope, latex_author, "\\nabla_{{{1}}} {0}", "$", "turned", rate="\\eta")


# -- fields: v_j^{(1)}, y_j^{(1)}, d_k, w_{ji}^{(1)}(n+1) -------------------------------------------------------------------
def _fields(v: Var, net: Net) -> str:
    above = f"^{{({v.layer})}}" if v.layer and net.depth > 1 else ""
    step = "(n+1)" if v.after == 1 else f"(n+{v.after})" if v.after else ""
    sample = f"({v.sample})" if v.sample else ""
    lower = f"_{{{v.unit}{v.sender}}}" if v.sender else f"_{v.unit}" if v.unit else ""
    match v.kind:
        case "L" | "Lk":
            return f"\\mathcal{{E}}{lower}{sample or step}"
        case "t":
            return f"d{lower}{sample}"
        case "a" if v.layer == 0:
            return f"x{lower}{sample}"
        case "a" | "z":
            return f"{'y' if v.kind == 'a' else 'v'}{lower}{above}{sample or step}"
        case "W" | "b":
            return f"{v.kind.lower() if v.unit else v.kind}{lower}{above}{step}"
        case state:
            symbol = {"m": "m", "v": "r", "mhat": "\\hat{m}", "vhat": "\\hat{r}"}[state]
            return f"{symbol}{lower}{step}"


def _fields_slope(of: Var, by: Var, net: Net) -> str:
    return f"\\frac{{\\partial {_fields(of, net)}}}{{\\partial {_fields(by, net)}}}"


FIELDS = Hand(
    "fields", LATEX_TIMES, _fields, _fields_slope, latex_author, "\\frac{{\\mathrm{{d}} {}}}{{\\mathrm{{d}} {}}}",
    "$$", "bmatrix", comma="{,}", shows="names", rate="\\eta",
)  # fmt: skip


# -- words: suma_h1, salida_h1, peso_h1_x2, sesgo_h1, error_total, peso_h1_x2_nuevo -----------------------------------------
def _words(v: Var, net: Net) -> str:
    letter = "x" if not v.layer else "o" if v.layer == net.depth else "h"
    below = "x" if v.layer == 1 else "h"
    unit = f"_{letter}{v.unit}" if v.unit else f"_{letter}"
    new = "_nuevo" * v.after if v.kind in {"W", "b"} or not v.sample else ""
    sample = f"({v.sample})" if v.sample else ""
    match v.kind:
        case "L":
            return f"error_total{new}{sample}"
        case "Lk":
            return f"error_o{v.unit}{new}{sample}"
        case "t":
            return f"deseado_o{v.unit}{sample}"
        case "a" if v.layer == 0:
            return f"x{v.unit}{sample}" if v.unit else f"x{sample}"
        case "z" | "a":
            return f"{'suma' if v.kind == 'z' else 'salida'}{unit}{new}{sample}"
        case "W":
            return f"peso{unit}_{below}{v.sender}{new}" if v.unit else f"peso{unit}{new}"
        case "b":
            return f"sesgo{unit}{new}"
        case state:
            of = f"peso{unit}_{below}{v.sender}" if v.sender else f"sesgo{unit}"
            return f"{state}_{of}{new}"


def _words_slope(of: Var, by: Var, net: Net) -> str:
    return f"d {_words(of, net)} / d {_words(by, net)}"


WORDS = Hand(
    "words", PLAIN_SPACED, _words, _words_slope, plain_author, "grad_{1}", matrix="matlab", separator="; ", equals=" = ", identity="a"
)
