"""Labels of items: `a)`, `5)`, `(iii)`, `b.`, `3a)`."""

from __future__ import annotations

import re
from typing import Final

from grader.reading.parse import Parser
from grader.reading.tokens import RELATIONS

_CLOSES: Final = frozenset((")", ".", "a"))  # `a` as in `3a)`
_ITEM: Final = re.compile(r"[A-Za-z]\d?|\d{1,2}[a-z]?|[ivxIVX]{1,5}")


def label_at(p: Parser, i: int, end: int) -> tuple[str, int]:
    """The item label at token i and where the statement behind it begins; "" and i if there is none."""
    symbols, texts, starts = p.symbols, p.texts, p.starts
    bracket = symbols[i] == "("
    at = i + bracket
    if at + 1 >= end + bracket or symbols[at] not in {"a", "n"}:
        return "", i
    close = at + 1
    if symbols[close] not in _CLOSES:
        return "", i
    text = texts[at]
    tight = starts[close] == starts[at] + len(text)
    if tight and symbols[at] == "n" and symbols[close] == "a" and len(texts[close]) == 1 and symbols[close + 1] == ")":
        text += texts[close]
        close += 1
    if not _ITEM.fullmatch(text):
        return "", i
    gap = starts[close + 1] > starts[close] + 1 or symbols[close + 1] in {"nl", "$"}
    if symbols[close] == ")" and (not bracket or (gap and symbols[close + 1] not in RELATIONS | {"*", "+", "/", "-"})):
        return text, close + 1
    if symbols[close] == "." and gap and not bracket and close + 1 <= end:
        return text, close + 1
    return "", i
