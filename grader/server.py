"""The program behind `grader serve`: pages at `/` and the web API at `/v1` on uvicorn, a first instructor's link told once."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from errno import EADDRINUSE
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from grader import api, pages
from grader.errors import Refused
from grader.services.together import Services
from grader.web.addresses import link_to
from grader.web.headers import DATA, PAGES, Closed
from grader.web.installation import Installation
from grader.web.watch import structured
from grader.wiring import Settings, graders_of, services

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PATIENCE = 20  # seconds for requests in hand when the server is told to end
WAITING = 2048  # connections that may wait to be taken


class Doors:
    """The ASGI app: the API at `/v1`, the pages everywhere else; the API's lifespan is that of both."""

    def __init__(self, at: Installation) -> None:
        """Both doors of one installation, with closed headers on every answer."""
        self.api: ASGIApp = Closed(api.build(at), DATA)
        self.pages: ASGIApp = Closed(pages.build(at), PAGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to its door."""
        is_page = scope["type"] == "http" and not f"{scope['path']}/".startswith("/v1/")
        await (self.pages if is_page else self.api)(scope, receive, send)


def build(served: Services, settings: Settings) -> Doors:
    """The app on these services."""
    return Doors(Installation.of(served, settings))


def serve(settings: Settings, tell: Callable[[str], None] | None = None, *, workers: int = 1, new_link: bool = False) -> None:
    """Serve until interrupted.

    The first start makes an instructor and tells a sign-in link that works once; `new_link` tells another one.

    Raises Refused, before anything is made or told, where nothing can listen at the address.
    """
    say = tell or partial(print, flush=True)
    with listening(settings) as (door, at):
        served = services(at, beside=workers == 1)
        base = address(at)
        say(f"Inkgrade: {base}/ (API: {base}/v1/)")
        secret = served.sign_in.first_link(again=new_link)
        if secret is not None:
            say(f"Instructor's sign-in link, works once: {link_to(base, secret)}")
        if workers == 1:
            run(served, at, door)
            return
        served.close()
        os.environ |= replace(at, graders=-(-graders_of(at) // workers)).to_environment()
        Multiprocess(uvicorn.Config("grader.server:app", factory=True, workers=workers, **_options(at)), sockets=[door]).run()  # type: ignore[arg-type]


@contextmanager
def listening(settings: Settings) -> Iterator[tuple[socket.socket, Settings]]:
    """A socket that listens at the address of the settings, and these with its port: where port 0 asks for any, the one that it has.

    Raises Refused where nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        door = socket.create_server((settings.host, settings.port), family=family, backlog=WAITING)
    except OSError as fault:
        why = "something else listens there; choose another --port" if fault.errno == EADDRINUSE else fault.strerror
        message = f"cannot listen on port {settings.port} of {settings.host}: {why}"
        raise Refused(message) from fault
    with door:
        yield door, replace(settings, port=door.getsockname()[1])


def address(settings: Settings) -> str:
    """Where people reach the service."""
    return settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"


def run(served: Services, settings: Settings, door: socket.socket) -> None:
    """Serve these use cases in this process, to those who come to the door, until interrupted."""
    structured()
    doors = build(served, settings)
    _settle()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(doors, **_options(settings))).run(sockets=[door])  # type: ignore[arg-type]


def _options(settings: Settings) -> dict[str, object]:
    quiet = {"log_level": "warning", "access_log": False, "timeout_graceful_shutdown": PATIENCE}
    return {"host": settings.host, "port": settings.port, **quiet}


def app() -> Doors:
    """The app of one of several workers, by the settings of its environment."""
    structured()
    settings = Settings.from_environment()
    doors = build(services(settings, beside=True), settings)
    _settle()
    return doors


def _settle() -> None:
    """What is there at the start stays: looking through all of it for unreachable circles would only hold up requests."""
    gc.collect()
    gc.freeze()
