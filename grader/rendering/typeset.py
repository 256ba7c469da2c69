"""LaTeX as MathML: what cannot be set is shown as it is written, and nothing in it becomes markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any

_BROKEN = re.compile(r"(\\\\)|\\\s*\n")  # a space before the end of a line, which the converter does not know
_COMMA = re.compile(r'<mn>(\d+)</mn><mo rspace="0">,</mo><mn>(\d+)</mn>')  # what {,} comes out as: one number to those who hear it
_STYLE = re.compile(r' style="([^"]*)"')
#: Pages allow no style inside elements: what the converter says there is said by classes of the style sheets.
_CLASSES = {"text-align: right": ' class="to-right"', "text-align: left": ' class="to-left"'}


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool = False) -> str:
    """The formula as a `math` element; as code where it holds a command that is not known."""
    from math_core import LatexError

    try:
        made: str = _converter().convert_with_local_state(_BROKEN.sub(lambda found: found[1] or r"\ ", latex), displaystyle=block)
    except LatexError:
        return f"<code>{escape(latex)}</code>"
    made = _COMMA.sub(r"<mn>\1,\2</mn>", made)
    return _STYLE.sub(lambda style: _CLASSES.get(style[1].partition(";")[0], ""), made)


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - the library has no types
    from math_core import LatexToMathML

    return LatexToMathML()
