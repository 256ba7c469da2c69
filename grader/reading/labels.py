"""Labels of items: `a)`, `5)`, `(iii)`, `b.`, `3a)`."""

from __future__ import annotations

import re
from typing import Final

from grader.reading.parse import Parser
from grader.reading.tokens import RELATIONS

_CLOSES: Final = frozenset((")", ".", "a"))  # `a` as in `3a)`
_BULLETS: Final = frozenset(("*", "•", "·", "▪", "◦", "‣", "+", "-", "–", "—", "●", "○", "■", "∙"))
_STROKES: Final = frozenset(("-", "/"))
_BEGINS: Final = frozenset(("a", "frac", "partial", "nabla", "$"))  # what a claim begins with
_EXERCISE: Final = re.compile(r"(?:[A-Za-z]{0,3}[1-9]|[1-9])\d?(?:\.\d{1,2}){1,2}")
_ITEM: Final = re.compile(r"[A-Za-z]\d?|\d{1,2}[a-z]?|[ivxIVX]{1,5}")
_LATE: Final = re.compile(r"[1-9]\d\d")  # the hundredth line of a long sheet, where a claim follows


def over_bullet(p: Parser, begin: int, end: int) -> int:
    """Step over the mark of a list item or of a quotation."""
    while begin < end and p.texts[begin] == ">":
        begin += 1
    text = p.texts[begin]
    if text in _BULLETS and begin + 1 < end and p.starts[begin + 1] > p.starts[begin] + len(text):
        follows = p.symbols[begin + 1]
        if text not in "+-–—" or follows in {"a", "$", "frac", "partial", "|"} or label_at(p, begin + 1, end)[0]:
            return begin + 1
    return begin


def label_at(p: Parser, i: int, end: int) -> tuple[str, int]:
    """The item label at token i and where the statement behind it begins; "" and i if there is none."""
    symbols, texts, starts = p.symbols, p.texts, p.starts
    bracket = symbols[i] == "("
    at = i + bracket
    if at + 1 >= end + bracket or symbols[at] not in {"a", "n"}:
        return "", i
    close = at + 1
    if symbols[close] == "n" or (symbols[at] == "n" and symbols[close] in {")", ":"} and "." in texts[at]):
        return _numbered(p, i, at, close + (symbols[close] == "n"))
    text = texts[at]
    if symbols[close] in _STROKES and not bracket and _is_stroke(p, at, close):
        return text, close + 1
    if symbols[close] not in _CLOSES:
        return "", i
    tight = starts[close] == starts[at] + len(text)
    if tight and symbols[at] == "n" and symbols[close] == "a" and len(texts[close]) == 1 and symbols[close + 1] == ")":
        text += texts[close]
        close += 1
    if not _ITEM.fullmatch(text) and not (_LATE.fullmatch(text) and symbols[close + 1] in _BEGINS):
        return "", i
    gap = starts[close + 1] > starts[close] + 1 or symbols[close + 1] in {"nl", "$"}
    if symbols[close] == ")" and (not bracket or (gap and symbols[close + 1] not in RELATIONS | {"*", "+", "/", "-"})):
        return text, close + 1
    if symbols[close] == "." and gap and not bracket and close + 1 <= end:
        return text, close + 1
    return "", i


def _is_stroke(p: Parser, at: int, close: int) -> bool:
    """Whether a stroke tight to a small number that begins a line, apart from the claim behind it, makes it a label: `1- z = 0.38`."""
    tight = p.starts[close] == p.starts[at] + len(p.texts[at])
    begins = at == 0 or p.symbols[at - 1] == "nl"
    apart = p.starts[close + 1] > p.starts[close] + 1 and p.symbols[close + 1] in _BEGINS
    return tight and apart and begins and p.symbols[at] == "n" and _ITEM.fullmatch(p.texts[at]) is not None


def _numbered(p: Parser, i: int, at: int, close: int) -> tuple[str, int]:
    """The number of an exercise before a claim: `Q7.12: m = 0.6`, `1.2) z = 3`."""
    text = p.text[p.starts[at] : p.starts[close]]
    if p.symbols[close] not in {")", ":"} or p.symbols[close + 1] not in _BEGINS or _EXERCISE.fullmatch(text) is None:
        return "", i
    return text, close + 1
