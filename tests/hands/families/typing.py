"""How mathematics is typed: LaTeX, plain text, Unicode, a program."""

from __future__ import annotations

from tests.hands.formulas import Style

_LATEX = {
    "sigmoid": "\\sigma({0})",
    "tanh": "\\tanh({0})",
    "ln": "\\ln({0})",
    "max": "\\max({0})",
    "relu": "\\mathrm{{ReLU}}({0})",
    "softplus": "\\mathrm{{softplus}}({0})",
}
_PLAIN = {
    "sigmoid": "sigmoid({0})",
    "tanh": "tanh({0})",
    "ln": "ln({0})",
    "max": "max({0})",
    "relu": "relu({0})",
    "softplus": "softplus({0})",
}
_WRITTEN_OUT = {**_LATEX, "sigmoid": "\\frac{{1}}{{1+e^{{-({0})}}}}"}
LATEX = Style(" \\cdot ", "\\frac{{{0}}}{{{1}}}", "{0}^{{{1}}}", "\\sqrt{{{0}}}", "e^{{{0}}}", _LATEX, slash=False)
LATEX_TIMES = LATEX._replace(times=" \\times ", functions=_WRITTEN_OUT)
PLAIN = Style("*", "{0}/{1}", "{0}^{1}", "sqrt({0})", "e^({0})", _PLAIN, slash=True)
PLAIN_SPACED = PLAIN._replace(times=" * ", exponential="exp({0})", fraction="{0} / {1}")
PROGRAM = Style("*", "{0}/{1}", "{0}**{1}", "np.sqrt({0})", "np.exp({0})", {
    **_PLAIN, "tanh": "np.tanh({0})", "ln": "np.log({0})", "max": "max({0})",
}, slash=True)  # fmt: skip
UNICODE = Style("·", "{0}/{1}", "({0})²", "√({0})", "e^({0})", {**_PLAIN, "sigmoid": "σ({0})"}, slash=True, minus="−")
LOWERED = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉,")
RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
GREEK = ("alpha", "beta", "gamma", "delta", "mu", "epsilon", "eta", "theta")
UNICODE_GREEK = dict(zip(GREEK, "αβγδμεηθ", strict=True))


def latex_author(base: str, index: tuple[int, ...]) -> str:
    """An author's name in LaTeX: `\\alpha_1`, `\\hat{x}_2`, `Q_{11}`, `h_1`."""
    letter, _, lower = base.partition("_")
    letter = f"\\{letter}" if letter in GREEK else f"\\hat{{{letter[:-3]}}}" if letter.endswith("hat") else letter
    numbers = "".join(map(str, index))
    lower = f"{lower},{numbers}" if lower and numbers else lower or numbers
    return letter + (f"_{{{lower}}}" if len(lower) > 1 else f"_{lower}" if lower else "")


def plain_author(base: str, index: tuple[int, ...]) -> str:
    """An author's name in plain text: `alpha_1`, `xhat_2`, `Q_11`, `h_1`."""
    numbers = "".join(map(str, index))
    return f"{base}_{numbers}" if numbers else base


def tight_author(base: str, index: tuple[int, ...]) -> str:
    """An author's name without underscores: `alpha1`, `Q12`, `h1`, `wf`."""
    return base.replace("_", "") + "".join(map(str, index))


def bracket_author(base: str, index: tuple[int, ...]) -> str:
    """An author's name in a program: `alpha[0]`, `Q[0][1]`."""
    return base + "".join(f"[{i - 1}]" for i in index)


def unicode_author(base: str, index: tuple[int, ...]) -> str:
    """An author's name in Unicode: `α₁`, `x̂₂`, `Q₁₂`, `h₁`, `w_f`."""
    letter, _, lower = base.partition("_")
    letter = UNICODE_GREEK.get(letter, letter[:-3] + "\u0302" if letter.endswith("hat") else letter)
    numbers = "".join(map(str, index))
    if lower and not lower.isdigit():
        return f"{letter}_{lower}{numbers.translate(LOWERED)}"
    return letter + (lower + numbers).translate(LOWERED)
