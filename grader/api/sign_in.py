"""Routes of being known: one-time links, passwords, the session, tokens."""

import html
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from grader.api.access import AskerOf, Id, Jar, Knock, Served, answers, knocking_at
from grader.api.schemas.people import NewToken, PasswordChange, PasswordSent, PersonOut, SignedIn, SignInSent, TokenMade, TokenOut
from grader.api.schemas.shape import Page
from grader.services.rights import Asker

router = APIRouter(tags=["sign-in"])
HOME = "/v1/me"
LARGEST_FORM = 2000
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Inkgrade</title>
<form method="post" action="/v1/sign-in/form"><input type="hidden" name="link" value="{link}">
<button style="font: 1.2rem system-ui; margin: 3rem; padding: .5rem 2rem">Sign in to Inkgrade</button></form></html>
"""
CLOSED = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
}


@router.get("/sign-in", response_class=HTMLResponse, dependencies=[Knock], responses=answers())
def sign_in_page(link: Annotated[str, Query(max_length=200)]) -> HTMLResponse:
    """The page that a one-time link leads to: a button, so that a mail program that looks at links uses none up."""
    return HTMLResponse(PAGE.format(link=html.escape(link, quote=True)), headers=CLOSED)


@router.post("/sign-in", dependencies=[Knock], responses=answers())
def sign_in(request: Request, response: Response, served: Served, jar: Jar, sent: SignInSent) -> SignedIn:
    """Use up a one-time link; the answer sets the session's cookie. With a `password`, that is the person's from now on."""
    if sent.password is None:
        return signed_in(request, response, jar, served.sign_in.enter(sent.link))
    return signed_in(request, response, jar, served.passwords.enter_by_link(sent.link, sent.password))


@router.post("/sign-in/password", dependencies=[Knock], responses=answers())
def sign_in_by_password(request: Request, response: Response, served: Served, jar: Jar, sent: PasswordSent) -> SignedIn:
    """Come in with a password; the answer sets the session's cookie, and a failure does not tell what was wrong."""
    knocking_at(request, sent.who)
    return signed_in(request, response, jar, served.passwords.enter(sent.who, sent.password))


@router.post(
    "/sign-in/form", dependencies=[Knock], status_code=HTTPStatus.SEE_OTHER, response_class=RedirectResponse, responses=answers(),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "required": ["link"], "properties": {"link": {"type": "string", "maxLength": 200}}}
                }
            },
        }
    },
)  # fmt: skip
async def sign_in_form(request: Request, served: Served, jar: Jar) -> RedirectResponse:
    """The same from the page's form."""
    body = await request.body()
    link = parse_qs(body[:LARGEST_FORM].decode("ascii", "replace")).get("link", [""])[0]
    asker = served.sign_in.enter(link)
    answer = RedirectResponse(HOME, HTTPStatus.SEE_OTHER)
    jar.give(request, answer, asker.session or "")
    return answer


def signed_in(request: Request, response: Response, jar: Jar, asker: Asker) -> SignedIn:
    """Set the cookie and say who is signed in now."""
    session = asker.session or ""
    jar.give(request, response, session)
    return SignedIn(**PersonOut.model_validate(asker.person).model_dump(), csrf=jar.csrf(session))


@router.delete("/session", status_code=HTTPStatus.NO_CONTENT, responses=answers())
def sign_out(asker: AskerOf, served: Served, jar: Jar) -> Response:
    """End the session."""
    served.sign_in.leave(asker)
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    jar.take(answer)
    return answer


@router.put("/me/password", dependencies=[Knock], status_code=HTTPStatus.NO_CONTENT, responses=answers())
def change_password(asker: AskerOf, request: Request, served: Served, sent: PasswordChange) -> Response:
    """Set one's password, or change it; all other sessions of one's own end."""
    knocking_at(request, asker.person.id)
    served.passwords.change(asker, sent.password, sent.current)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get("/me", responses=answers())
def me(asker: AskerOf) -> PersonOut:
    """Who one is."""
    return PersonOut.model_validate(asker.person)


@router.post("/tokens", status_code=HTTPStatus.CREATED, responses=answers())
def make_token(asker: AskerOf, served: Served, new: NewToken) -> TokenMade:
    """An API token; its secret is shown this once."""
    token, secret = served.sign_in.new_token(asker, new.name, new.scopes, new.days)
    return TokenMade(**TokenOut.model_validate(token).model_dump(), token=secret)


@router.get("/tokens", responses=answers())
def list_tokens(asker: AskerOf, served: Served) -> Page[TokenOut]:
    """One's tokens, without their secrets."""
    return Page(items=[TokenOut.model_validate(token) for token in served.sign_in.tokens(asker)])


@router.delete("/tokens/{id_}", status_code=HTTPStatus.NO_CONTENT, responses=answers())
def drop_token(asker: AskerOf, served: Served, id_: Id) -> Response:
    """Make a token worthless."""
    served.sign_in.drop_token(asker, id_)
    return Response(status_code=HTTPStatus.NO_CONTENT)
