"""Routes of being known: one-time links, passwords, the session, tokens."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from grader.api.access import AskerOf, Id, Jar, Knock, Served, answers, knocking_at
from grader.api.schemas.people import NewToken, PasswordChange, PasswordSent, PersonOut, SignedIn, SignInSent, TokenMade, TokenOut
from grader.api.schemas.shape import Page
from grader.services.rights import Asker

router = APIRouter(tags=["sign-in"])


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
