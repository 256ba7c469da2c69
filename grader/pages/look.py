"""How somebody wants to see the pages: language, theme and decimal mark, kept in a cookie that says nothing of who they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.rendering.sentences import LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "inkgrade_look"
LIFE = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")
DECIMALS = ("auto", "point", "comma")
_MARKS = {"point": ".", "comma": ","}
_COMMA_LANGUAGES = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Look:
    """One choice of each; `auto` leaves it to the browser, or the decimal mark to the language."""

    language: str = "en"
    theme: str = "auto"
    decimals: str = "auto"

    @property
    def decimal(self) -> str:
        """The decimal mark of numbers that come from us; a sheet's own numbers keep its own."""
        return _MARKS.get(self.decimals) or ("," if self.language in _COMMA_LANGUAGES else ".")

    def changed(self, **choices: str | None) -> Look:
        """The same with other choices; what is no choice changes nothing."""
        allowed = {"language": LANGUAGES, "theme": THEMES, "decimals": DECIMALS}
        return replace(self, **{name: value for name, value in choices.items() if value in allowed[name]})

    def keep(self, response: Response, *, secure: bool) -> None:
        """Let the browser keep it."""
        value = f"{self.language}.{self.theme}.{self.decimals}"
        response.set_cookie(COOKIE, value, max_age=LIFE, httponly=True, samesite="lax", secure=secure, path="/")


def look_of(request: Request, language: str) -> Look:
    """The look that the request's cookie asks for, or else the first of the browser's languages that we speak, or `language`."""
    kept = [*request.cookies.get(COOKIE, "").split("."), "", "", ""]
    spoken = _preferred(request.headers.get("accept-language", "")) or language
    return Look().changed(language=spoken).changed(language=kept[0], theme=kept[1], decimals=kept[2])


def _preferred(header: str) -> str | None:
    """The language of the greatest weight that there is a file for."""
    weighed: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, weight = part.partition(";q=")
        try:
            weighed.append((float(weight or 1), tag.strip().lower().partition("-")[0]))
        except ValueError:
            continue
    best = [(weight, tag) for weight, tag in weighed if tag in LANGUAGES and weight > 0]
    return max(best, key=lambda each: each[0])[1] if best else None
