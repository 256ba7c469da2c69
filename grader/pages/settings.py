"""How pages look - language, theme, decimal mark - and one's password."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.errors import Refused
from grader.pages.look import DECIMALS, THEMES
from grader.pages.visit import Visit, Visited, knock, knock_at
from grader.pages.words import words
from grader.rendering.sentences import LANGUAGES
from grader.services.passwords import LONGEST, SHORTEST
from grader.services.rights import Forbidden

router = APIRouter()
Choice = Annotated[str | None, Form(max_length=20)]
Typed = Annotated[str, Form(max_length=1000)]


@router.get("/settings")
@router.get("/settings/password")
def settings_page(visit: Visited, changed: bool = False) -> HTMLResponse:  # noqa: FBT001, FBT002 - an address's parameter
    """The choices; `changed` says that a password was set just now."""
    return _page(visit, changed=changed)


def _page(visit: Visit, status: int = HTTPStatus.OK, fault: str = "", *, changed: bool = False) -> HTMLResponse:
    named = {language: words(language).word("language-name") for language in LANGUAGES}
    choices = {"languages": named, "themes": THEMES, "decimals": DECIMALS}
    known = visit.who is not None and visit.served.passwords.known(visit.who)
    return visit.page("settings.html", status, **choices, known=known, fault=fault, changed=changed, shortest=SHORTEST, longest=LONGEST)


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


@router.post("/settings/password", dependencies=[Depends(knock)])
def change_password(visit: Visited, password: Typed = "", again: Typed = "", current: Typed = "") -> Response:
    """Set one's password, or change it; all other sessions of one's own end."""
    knock_at(visit.request, visit.asker.person.id)
    if password != again:
        return _page(visit, HTTPStatus.UNPROCESSABLE_ENTITY, "password-differs")
    try:
        visit.served.passwords.change(visit.asker, password, current[:LONGEST])
    except Forbidden:
        return _page(visit, HTTPStatus.FORBIDDEN, "password-not-yours")
    except Refused:
        return _page(visit, HTTPStatus.UNPROCESSABLE_ENTITY, "password-length")
    return visit.go("/settings?changed=true")
