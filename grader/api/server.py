"""The program behind `grader serve`: the app on uvicorn, with its address and a first instructor's link told once."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from grader.api.app import build
from grader.api.watch import structured
from grader.wiring import Settings, services

if TYPE_CHECKING:
    from fastapi import FastAPI

PATIENCE = 20  # seconds for requests in hand when the server is told to end


def serve(settings: Settings, tell: Callable[[str], None] | None = None, *, workers: int = 1, new_link: bool = False) -> None:
    """Serve until interrupted.

    The first start makes an instructor and tells a sign-in link that works once; `new_link` tells another one.
    """
    say = tell or partial(print, flush=True)
    served = services(settings)
    base = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    say(f"Inkgrade: {base}/v1/")
    secret = served.sign_in.first_link(again=new_link)
    if secret is not None:
        say(f"Instructor's sign-in link, works once: {base}/v1/sign-in?link={secret}")
    options = {"host": settings.host, "port": settings.port, "log_level": "warning", "access_log": False}
    if workers == 1:
        structured()
        uvicorn.run(build(served, settings), timeout_graceful_shutdown=PATIENCE, **options)  # type: ignore[arg-type]
        return
    served.close()
    os.environ |= settings.to_environment()
    uvicorn.run("grader.api.server:app", factory=True, workers=workers, timeout_graceful_shutdown=PATIENCE, **options)  # type: ignore[arg-type]


def app() -> FastAPI:
    """The app of one of several workers, by the settings of its environment."""
    structured()
    settings = Settings.from_environment()
    return build(services(settings), settings)
