"""The templates: filled with what a handler found, every text in them escaped, nothing undefined let through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grader.pages.assets import assets

SO_FAR = Markup("<!---->")  # no text becomes this: its signs are escaped


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this room."""
    made = Environment(
        loader=PackageLoader("grader.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"asset": assets().address, "so_far": SO_FAR}
    return made


def stretches(template: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """A page as far as it is made each time its template says `{{ so_far }}`, and at last what is left."""
    made: list[str] = []
    for piece in environment().get_template(template).generate(facts):
        if piece == SO_FAR:
            yield "".join(made)
            made.clear()
        else:
            made.append(piece)
    yield "".join(made)


def ours(markup: str) -> Markup:
    """Markup that was made by `rendering`, which has escaped every text in it: the only way past the escaping of templates."""
    return Markup(markup)  # noqa: S704 - what comes here was escaped where it was made
