"""No request body grows beyond a bound, whether its length was announced or not."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """ASGI middleware: answers 413 at once to a longer announced body, and stops reading an unannounced one at the bound."""

    def __init__(self, app: ASGIApp, largest: int, refuse: Callable[[int, str], ASGIApp]) -> None:
        """Let bodies of up to `largest` bytes through to `app`; `refuse` answers a status with its reason."""
        self.app, self.largest, self.refuse = app, largest, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413, or let the request through with a counted body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _announced(scope) > self.largest:
            await self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._detail())(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive), send)

    def _detail(self) -> str:
        return f"a body may have {self.largest} bytes"

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.largest:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._detail())
            return message

        return counted


def _announced(scope: Scope) -> int:
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(length) if length.isdigit() else 0
