"""Sessions in browsers: a signed cookie that no script sees, and a check that a change was asked for by our own pages."""

from __future__ import annotations

import hashlib
import hmac
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import HTTPException
from itsdangerous import BadSignature, Signer

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "inkgrade_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LIFE = 30 * 24 * 3600


class Cookies:
    """Cookies signed with a key of the installation."""

    def __init__(self, key: str) -> None:
        """Signed with `key`."""
        self._key, self._signer = key, Signer(key, salt="session", digest_method=hashlib.sha256)

    def give(self, request: Request, response: Response, session: str) -> None:
        """Let the browser keep the session; over HTTPS for HTTPS only."""
        secure = request.url.scheme == "https"
        value = self._signer.sign(session).decode("ascii")
        response.set_cookie(COOKIE, value, max_age=LIFE, httponly=True, samesite="lax", secure=secure, path="/")

    @staticmethod
    def take(response: Response) -> None:
        """Let the browser forget it."""
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")

    def session(self, cookie: str | None) -> str | None:
        """The session of a cookie that we have signed."""
        try:
            return None if cookie is None else self._signer.unsign(cookie).decode("ascii")
        except (BadSignature, UnicodeError):
            return None

    def csrf(self, session: str) -> str:
        """What a client without `Sec-Fetch-Site` and `Origin` proves that it has read an answer of ours with."""
        return hmac.new(self._key.encode(), f"csrf {session}".encode(), hashlib.sha256).hexdigest()

    def refuse_foreign(self, request: Request, session: str) -> None:
        """Answer 403 to a change that another site's page may have asked for.

        Browsers say where a request comes from (Fetch Metadata, or else `Origin`); whoever does not say needs the token.
        """
        if request.method in SAFE or self._is_ours(request):
            return
        if not hmac.compare_digest(request.headers.get("x-csrf-token", "").encode(), self.csrf(session).encode()):
            raise HTTPException(HTTPStatus.FORBIDDEN, "a change by a session needs Sec-Fetch-Site, Origin or X-CSRF-Token")

    @staticmethod
    def may_be_ours(request: Request, *, proven: bool) -> bool:
        """Whether nothing in a form's request says that another site sent it; `proven`: it carries the session's token.

        Behind a proxy the host may have another name than the origin: a token proves more.
        """
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None:
            return site == "same-origin"
        return proven or origin is None or urlsplit(origin).netloc == request.headers.get("host", "")

    @staticmethod
    def _is_ours(request: Request) -> bool:
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None:
            return site == "same-origin"
        return origin is not None and bool(origin) and urlsplit(origin).netloc == request.headers.get("host", "")
