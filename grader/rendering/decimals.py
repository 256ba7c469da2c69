"""A statement's numbers in the reader's decimal mark, as in its drawing; versions, addresses and code stay as they are."""

from __future__ import annotations

import re

#: Code, displayed and inline formulas, each as one piece; what stands between is text.
_PIECES = re.compile(r"(`[^`]*`|\$\$.+?\$\$|\$(?:\\.|[^$\\])+\$)", re.DOTALL)
_EXPONENT = r"(?:[eE][-+]?\d+)?"
_POINT = re.compile(rf"(?<![\w.,])(\d+)\.(\d+{_EXPONENT})(?![\w]|[.,]\w)")
_COMMA = re.compile(rf"(?<![\w.,])(0),(\d+{_EXPONENT})(?![\w]|[.,]\w)")  # only what can be no list
_ADDRESS = re.compile(r"(\S*(?:://|www\.|@)\S*)")
#: What is numbered with points, before its number.
_REFERENCE = re.compile(
    r"(?:\b(?:v|version|release|section|sect?\.|chapter|chap\.|figure|fig\.|table|exercise|ex\.|problem|equation|eq\.|page|p\.|part|step"
    r"|abschnitt|kapitel|kap\.|abbildung|abb\.|tabelle|tab\.|aufgabe|gleichung|gl\.|seite|s\.|teil)|§) ?\(?$",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"[\w,;:)] [A-Z]\w* $")  # a word with a capital inside a sentence: perhaps a program before its version
_LATEX_POINT = re.compile(r"(?<![\w.,}])(\d+)\.(\d+)(?![\d.]|(?:em|ex|pt|cm|mm|in|mu)\b)")
_LATEX_COMMA = re.compile(r"(?<![\w.,}])(\d+)\{,\}(\d+)(?!\d|\{,\})")
_LIST = re.compile(r"(?<=\d),(?=(?:\s|\\[ ,;:]|~|\\q?quad)+(?:\\[,;: ])*[-+]?\d)")


def in_mark(statement: str, decimal: str) -> str:
    r"""The statement's Markdown with its plain decimal numbers in the mark `,` or `.`: `0.5` as `0,5`, in formulas `0{,}5`."""
    pieces = _PIECES.split(statement)
    return "".join(_formula(piece, decimal) if place % 2 else _text(piece, decimal) for place, piece in enumerate(pieces))


def _formula(piece: str, decimal: str) -> str:
    if piece.startswith("`"):
        return piece
    if decimal == ",":
        made = _LATEX_POINT.sub(r"\1{,}\2", piece)
        return _LIST.sub(";", made) if made != piece else piece
    return _LATEX_COMMA.sub(_pointed, piece)


def _pointed(number: re.Match[str]) -> str:
    """A number with a point; three digits behind a comma may be thousands."""
    whole, rest = number.groups()
    return number[0] if len(rest) == 3 and whole != "0" else f"{whole}.{rest}"


def _text(piece: str, decimal: str) -> str:
    """Words with numbers between them."""
    pattern, by = (_POINT, ",") if decimal == "," else (_COMMA, ".")

    def plain(text: str) -> str:
        return pattern.sub(lambda number: number[0] if _is_numbering(number) else f"{number[1]}{by}{number[2]}", text)

    return "".join(part if place % 2 else plain(part) for place, part in enumerate(_ADDRESS.split(piece)))


def _is_numbering(number: re.Match[str]) -> bool:
    """Whether it numbers something, such as a section or a version."""
    before = number.string[max(0, number.start() - 40) : number.start()]
    return number[1] != "0" and (_REFERENCE.search(before) or _PROGRAM.search(before)) is not None
