"""The one compiled regex of the reader: a sheet's text becomes symbols, texts and places, numbers and whole names being single tokens."""

from __future__ import annotations

import re
from operator import attrgetter, getitem
from typing import Final, NamedTuple

GREEK_WORDS: Final = (
    "varepsilon|vartheta|varphi|varrho|varsigma|varpi|alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|"
    "mu|nu|xi|omicron|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Upsilon|Phi|Psi|Omega|ell|hbar|imath|jmath"
)
ACCENTS: Final = "widehat|widetilde|overline|underline|hat|bar|tilde|vec|ddot|dot|check"
FONTS: Final = (
    "mathbf|boldsymbol|bm|mathrm|mathit|mathcal|mathsf|mathbb|mathfrak|mathtt|mathscr|operatorname\\*?|"
    "textrm|textit|textbf|textsf|texttt|text|mbox|rm|bf|it|pmb"
)
LETTER: Final = (
    r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0400-\u052f\u0531-\u0587\u05d0-\u05ea\u0620-\u06ff"
    r"\u0900-\u0dff\u0e00-\u0e7f\u1e00-\u1eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
)
GREEK: Final = r"\u0391-\u039f\u03a1\u03a4-\u03a9\u03b1-\u03c9\u03d0-\u03d6\u03f0\u03f1\u03f5\u2113\u2107"
SUPERSCRIPT: Final = r"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
SUPER_LETTER: Final = r"ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᴺ"
SUBSCRIPT: Final = r"₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"

_BRACED: Final = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]{0,40}\}){0,60}\}){0,120}\}"
_SIGNED: Final = r"(?:\{\s*[-+−–]?\s*\d{1,6}\s*\}|[-+−–]?\d{1,6}|\(\s*[-+−–]?\s*\d{1,6}\s*\))"
_TEN: Final = rf"\s*(?:\\cdot|\\times|\\,|[·⋅×∙*x•∗])\s*10\s*(?:\^\s*{_SIGNED}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
NUMBER: Final = (
    r"\d+[.,](?:\d*\\(?:overline|bar|dot)\s*\{?\d{1,9}\}?|\(\d{1,9}\)(?![\w(]))|"
    r"(?:0(?: \. ?|\. )\d+|\d+ \. \d+|\d+(?:(?:\{[.,]\}|[.,]|(?:['’\u202f\u2009\u00a0]|\\,)(?=\d{3}(?!\d)))\d+)*|\.\d+)"
    rf"(?:[eE][-+−–]?\d{{1,6}}(?![A-Za-z_])|{_TEN})?|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
)
_WORDS: Final = r"\\(?:text|mathrm|textrm|mathbf|rm)\s*\{\s*\(?\s*[^\W\d_]+(?:\s*,\s*[^\W\d_]+){0,2}\s*\)?\s*\}"
_WORD_INDEX: Final = rf"(?:[A-Za-z]+|\\ell|{_WORDS})"
_STEP = rf"(?:(?:{_WORD_INDEX}|[A-Za-z]+\d+)(?:\s*[-+−–]\s*(?:\d+|[a-z])(?![\w.,]))?|\d+'{{0,2}}|[:*+]|\\(?:prime|star|ast|dagger))"
_INDEX = rf"\s*(?:\[\d{{1,2}}\]\s*\([a-z\d]{{1,3}}\)|[(\[<]\s*{_STEP}(?:\s*,\s*{_STEP})*\s*[)\]>]'{{0,2}}|{_STEP}(?:\s*,\s*{_STEP})*)\s*"
MARK: Final = (
    r"(?:['’]|\\(?:prime|star|ast|dagger)(?![A-Za-z])|[+*](?!\s*\d)|\(\s*[tnk]\s*\+\s*1\s*\)|(?:new|neu|novo|nuevo|old|alt)(?![A-Za-z])|"
    rf"{_WORDS})"
)
LAYER: Final = rf"(?:[(\[<]\s*{_STEP}(?:\s*,\s*{_STEP})*\s*[)\]>]|\d+)"
_APART: Final = r"[\s,;]*+(?:\\[,;: ]\s*+)?"
MARKED: Final = rf"\s*+(?:(?:{MARK}\s*+){{1,3}}{_APART}{LAYER}?|{LAYER}{_APART}(?:{MARK}\s*+){{1,3}})\s*"
_CLOSES: Final = r"(?=\s*(?:[=:$,;)_|&~≈<]|\\(?!cdot|times|frac)|\n|$|[-−]>))"
_SUPER: Final = (
    rf"\s?\^\s*(?:\{{(?!\s*(?:T|\\top|\\intercal|⊤)\s*\}})(?:{_INDEX}|{MARKED})\}}|\d+(?![\d]*[.,]\d)(?!\s*/\s*\d)|[A-SU-Za-z](?![A-Za-z(])|(?:new|neu|novo|nuevo|old|alt)(?![a-z])|"
    rf"[*+]{_CLOSES}|\(\s*(?:[A-Za-z]+|\d+|[a-zA-Z]\s*[-+]\s*\d+)\s*\)|\[\s*(?:[A-Za-z]|\d+|[a-zA-Z]\s*[-+]\s*\d+)\s*\]|\\(?:prime|star|ast|ell)(?![A-Za-z])|')"
)
_SUB: Final = (
    rf"\s?_\s*(?:{_BRACED}|\\(?:{FONTS})\s*\{{[^{{}}\n]*\}}|\\(?:{GREEK_WORDS})(?![A-Za-z])\d*|\d+|[{LETTER}][A-Za-z0-9]*|[{GREEK}]\d*|:)"
)
_SQUARE: Final = r"\[\s*[A-Za-z]\s*(?:\^\s*(?:2|\{\s*2\s*\})|²)\s*\]"  # `E[g^2]`
_BRACKETS: Final = rf"\[\d{{1,2}}(?:, ?\d{{1,2}}){{0,2}}\]|\[:,\d{{1,2}}\]|\[\d{{1,2}},:\]|{_SQUARE}"
_SUFFIX: Final = (
    r"(?:\+\+|[+*^])(?=\s*[=≈←]|[ \t]+\|(?:\s|$))(?!\s*==)|"
    r"(?<=[\d})])\([tnk](?:\s*\+\s*[12])?\)|(?<=[WwbB])\([tnk]\s*\+\s*[12]\)|(?<=[\d}])(?:new|neu|novo|nuevo|old|alt)(?![A-Za-z_])|"
    r"\^\{\s*(?:[(\[]\s*[A-Za-z\d]+(?:\s*[-+]\s*\d+)?\s*[)\]]|\d|[Ll](?:\s*[-+]\s*\d+)?)\s*\^?\s*(?:T|\\top|⊤|\{T\})\s*\}"
)
_DECIMAL_POWER: Final = r"[⁰¹²³⁴⁵⁶⁷⁸⁹]*[·˙⋅.,'][⁰¹²³⁴⁵⁶⁷⁸⁹]"
_SMALL: Final = rf"(?![⁻⁺]|{_DECIMAL_POWER})[{SUPERSCRIPT}{SUPER_LETTER}]+|⁺(?![⁰-⁹¹²³])"
_PRIMES: Final = r"['’′″]+(?:(?<=[A-Za-z]['’′])\d{1,2}(?![\w.,'’]))?"  # `w'2` is w_2'
_DECORATION: Final = rf"(?:{_SUB}|{_SUPER}|{_PRIMES}|[{SUBSCRIPT}]+|{_SMALL}|{_BRACKETS}|{_SUFFIX})*"
_CORE: Final = (
    rf"(?:\\(?:{ACCENTS}|{FONTS})(?![A-Za-z])\s*){{1,4}}(?:{_BRACED}|\\(?:{GREEK_WORDS})(?![A-Za-z])|[{LETTER}{GREEK}])"
    rf"|\\(?:{GREEK_WORDS})(?![A-Za-z])|[{GREEK}][\u0300-\u036f\u20d7]?|[{LETTER}](?:[{LETTER}\u0300-\u036f\u20d7]|-(?=[a-z]{{3}}))*"
)
_CHANGE: Final = rf"(?:(?:\\Delta(?![A-Za-z])|[Δ∆])\s*(?=[A-Za-z{GREEK}]|\\(?:{FONTS}|{ACCENTS}|{GREEK_WORDS})(?![A-Za-z])))?"
_CROSS: Final = r"(?!(?<=\d)[xX](?=0?[.,]\d))"  # `0.05x0.15`
NAME: Final = rf"{_CROSS}{_CHANGE}(?:{_CORE})\d*{_DECORATION}"
_EULER: Final = (
    r"(?:e|ℯ)(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹ᶻˣʸᵃ])|"
    r"(?:e|ℯ|\\(?:mathrm|text)\s*\{\s*e\s*\})(?=\s*\^)(?!\s*\^\s*(?:\{\s*[(\[]\s*[\w+-]{1,3}\s*[)\]]\s*\}|\{?L|\([Lln\d]\)|\[))"
)
_TEXT: Final = rf"\\(?:text[a-z]*|mbox|mathrm|hbox)\s*\{{(?!\s?[{LETTER}]+\d*['′]*\}})[^{{}}\n]*\}}"
_TRANSPOSED: Final = (
    r"\^\s*(?:\{\s*(?:T|\\top|\\intercal|⊤|\\mathsf\{T\}|\\mathrm\{T\}|\\text\{T\})\s*\}|"
    r"T(?![A-Za-z0-9])|\\top(?![A-Za-z])|\\intercal|⊤)|ᵀ|⊤|\.T(?![A-Za-z])"
)
_OTHER: Final = (
    r"\\begin\s*\{[A-Za-z]+\*?\}(?:\s*\{[lcr| ]*\})?|\\end\s*\{[A-Za-z]+\*?\}|\\[A-Za-z]+\*?|"
    r"\\\\(?:\s?\[\s*-?\d*\.?\d+\s*(?:pt|em|ex|mm|cm|in|mu|px|\\baselineskip)\s*\])?|\\[^\n]|"
    rf"==?>|[<>=!]=|[-+]=(?!=)|:=|=:|=>|<-(?![\d.])|<=|-+>|[−–]>|\$\$?|\*\*|~~|\.\.\.|//+|⁻?(?:{_DECIMAL_POWER}[⁰¹²³⁴⁵⁶⁷⁸⁹]*|[{SUPERSCRIPT}{SUPER_LETTER}]+)|\S"
)
_SPACE: Final = (
    r"(?:[ \t\r\f\v\u00a0\u2000-\u200b\u202f\u2060\ufeff\u3000]|"
    r"\\(?:[,;:!> ]|(?:left|right|big|Big|bigg|Bigg|bigl|bigr|Bigl|Bigr|displaystyle|textstyle|"
    r"limits|nolimits|nonumber|notag|thinspace|hfill|noindent|scriptstyle|[lL]arge|LARGE|[hH]uge|small|normalsize|footnotesize|scriptsize|tiny)"
    r"(?![A-Za-z])\.?))*"
)
TOKEN: Final = re.compile(rf"{_SPACE}(?:({NUMBER})|({_EULER})|({_TEXT})|({NAME})|({_TRANSPOSED})|(\n)|({_OTHER}))")

_OTHERS: Final = 7  # the group of everything that the table of signs names
_BY_GROUP = ("", "n", "e", "text", "a", "T", "nl")
_TABLE: Final = {
    "+": "+ ＋ ⊕",
    "-": "- − – — ‐ ‑ ‒ ﹣ － \\-",
    "*": "* x X · ⋅ × ∙ • ∗ ✕ ✖ ⨯ ✱ \\cdot \\times \\ast \\bullet \\cdotp",
    "o": "⊙ ∘ ◦ ⨀ \\odot \\circ \\bigodot",
    "x": "⊗ \\otimes",
    "@": "@",
    "/": "/ ÷ \\div ⁄ ∕",
    "^": "^ **",
    "(": "( \\lparen （",
    ")": ") \\rparen ）",
    "[": "[ \\lbrack",
    "]": "] \\rbrack",
    "{": "{",
    "}": "}",
    "|": "| \\vert \\lvert \\rvert \\mid ∣",
    "||": "\\| \\Vert \\lVert \\rVert ‖ ∥",
    ",": ", ， 、",
    ";": "; ；",
    "&": "&",
    "\\\\": "\\\\ \\cr \\newline",
    "=": "= == ＝ ≡ \\equiv",
    "~": "~ ≈ ≃ ≅ ≐ ∼ ≒ \\approx \\simeq \\sim \\cong \\doteq \\thickapprox \\approxeq",
    "<-": ":= ← ⟵ ≔ <- \\leftarrow \\gets \\coloneqq \\longleftarrow",
    "+=": "+= -=",
    "->": "=: → ⟶ ⇒ ⟹ -> --> ---> => ==> \\to \\rightarrow \\longrightarrow \\Rightarrow \\implies \\Longrightarrow \\mapsto ↦ –> −> ➔ ➜",
    ":": ": ： \\colon",
    "?": "< > ≤ ≥ ≠ != <= >= \\le \\leq \\ge \\geq \\lt \\gt \\ne \\neq ≪ ≫ ∈ \\in \\ll \\gg \\propto ∝",
    "frac": "\\frac \\dfrac \\tfrac \\cfrac",
    "binom": "\\binom \\dbinom \\tbinom",
    "sqrt": "\\sqrt √",
    "partial": "∂ \\partial 𝜕",
    "nabla": "∇ \\nabla",
    "%": "% \\%",
    "!": "!",
    "general": "\\Sigma \\Pi Σ Π \\sum ∑ \\prod ∏ \\int ∫ \\ldots \\dots \\cdots … ... \\vdots \\ddots \\forall ∀ \\infty ∞ ⋯ \\lim \\iint",
    "quad": "\\quad \\qquad \\hspace \\hskip",
    "$": "$ $$ \\( \\) \\[ \\]",
    "open set": "\\{ \\lbrace",
    "close set": "\\} \\rbrace",
    "strike": "~~",
    "cancel": "\\cancel \\bcancel \\xcancel \\sout \\st",
    "mark": "✓ ✔ ☑ ✗ ✘ ☒ ❌ ✅ \\checkmark \\square □ ■ \\blacksquare \\qed # // /// //// ⚡ ☺ \\Box",
    "noise": "\\boxed \\fbox \\underbrace \\overbrace \\phantom \\centering \\item \\medskip \\bigskip \\smallskip \\par",
    "so": "∴ \\therefore ⇔ ⟺ \\Leftrightarrow \\iff \\because ∵ ⟸ ⇐",
    "function": (
        "\\exp \\ln \\log \\lg \\sin \\cos \\tan \\tanh \\sinh \\cosh "
        "\\max \\min \\arctan \\arcsin \\arccos \\cot \\sec \\csc \\argmax \\det \\coth"
    ),
    "floor": "⌊ \\lfloor \\lceil ⌈",
    "close floor": "⌋ \\rfloor \\rceil ⌉",
    ".": ".",
    '"': '" “ ” „ « » `',
}
_SYMBOLS: Final = {text: symbol for symbol, texts in _TABLE.items() for text in texts.split()}
_AHEAD: Final = 9
_group: Final = attrgetter("lastindex")
SURE: Final = frozenset(("=", "~", "<-", "+="))  # nothing but a relation
RELATIONS: Final = SURE | {"->", ":", "?"}


class Tokens(NamedTuple):
    """The tokens of a sheet side by side: `symbols` says what each is ("n" number, "a" name, else one sign for all its spellings)."""

    text: str
    symbols: list[str]
    texts: list[str]
    starts: list[int]


def symbol_of(text: str) -> str:
    """The sign under which all spellings of an operator, a bracket or a command are one; "\\" for an unknown command, else "junk"."""
    found = _SYMBOLS.get(text)
    if found is not None:
        return found
    if text[0] == "\\":
        if text[1:2] == "\\":
            return "\\\\"  # a break with its height: `\\[10pt]`
        return "begin" if text.startswith("\\begin") else "end" if text.startswith("\\end") else "\\"
    return "pow" if text[0] in SUPERSCRIPT or text[0] in SUPER_LETTER else "junk"


def tokenise(text: str) -> Tokens:
    """All tokens of a text whose typographic variants are already one (see `source.plain`); a last "nl" closes it."""
    matches = list(TOKEN.finditer(text + "\n"))  # something stands behind the last blanks too: they are looked at once
    del matches[-1]
    groups = list(map(_group, matches))
    texts = list(map(getitem, matches, groups))
    starts = list(map(re.Match.start, matches, groups))
    known, kinds, others = _SYMBOLS, _BY_GROUP, _OTHERS
    symbols = [kinds[group] if group < others else known.get(token) or symbol_of(token) for group, token in zip(groups, texts, strict=True)]
    # Rules look a few tokens ahead; the sheet ends in blank ones.
    texts += ["\n"] * _AHEAD
    starts += [len(text)] * _AHEAD
    symbols += ["nl"] * _AHEAD
    return Tokens(text, symbols, texts, starts)
