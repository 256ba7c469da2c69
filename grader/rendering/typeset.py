"""LaTeX as MathML: what cannot be set is shown as it is written, and nothing in it becomes markup."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool = False) -> str:
    """The formula as a `math` element; as code where it holds a command that is not known."""
    from math_core import LatexError

    try:
        made: str = _converter().convert_with_local_state(latex, displaystyle=block)
    except LatexError:
        return f"<code>{escape(latex)}</code>"
    return made


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - the library has no types
    from math_core import LatexToMathML

    return LatexToMathML()
