"""LaTeX as MathML: what cannot be set is shown as it is written, and nothing in it becomes markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any

_STYLE = re.compile(r' style="([^"]*)"')
#: Pages allow no style inside elements: what the converter says there is said by classes of the style sheets.
_CLASSES = {"text-align: right": ' class="to-right"', "text-align: left": ' class="to-left"'}


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool = False) -> str:
    """The formula as a `math` element; as code where it holds a command that is not known."""
    from math_core import LatexError

    try:
        made: str = _converter().convert_with_local_state(latex, displaystyle=block)
    except LatexError:
        return f"<code>{escape(latex)}</code>"
    return _STYLE.sub(lambda style: _CLASSES.get(style[1].partition(";")[0], ""), made)


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - the library has no types
    from math_core import LatexToMathML

    return LatexToMathML()
