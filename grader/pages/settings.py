"""How pages look: language, theme, decimal mark."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.pages.look import DECIMALS, THEMES
from grader.pages.visit import Visited
from grader.pages.words import words
from grader.rendering.sentences import LANGUAGES

router = APIRouter()
Choice = Annotated[str | None, Form(max_length=20)]


@router.get("/settings")
def settings_page(visit: Visited) -> HTMLResponse:
    """The choices."""
    named = {language: words(language).word("language-name") for language in LANGUAGES}
    return visit.page("settings.html", languages=named, themes=THEMES, decimals=DECIMALS)


@router.post("/settings")
def change(
    visit: Visited,
    language: Choice = None,
    theme: Choice = None,
    decimals: Choice = None,
    back: Annotated[str, Form(max_length=2000)] = "/settings",
) -> RedirectResponse:
    """Keep what was chosen, and lead back to where one was."""
    answer = visit.go(back)
    look = visit.look.changed(language=language, theme=theme, decimals=decimals)
    look.keep(answer, secure=visit.request.url.scheme == "https")
    return answer
